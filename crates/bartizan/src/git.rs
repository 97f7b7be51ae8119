//! The user's git: finds a revision, and hands out what is in it, one object at a time.
//!
//! It is run with fixed arguments and without a shell, in the model's folder. It reads objects only: no file is checked
//! out, so that neither hooks nor filters run, and the repository stays as it is.

#![expect(clippy::disallowed_methods, reason = "git is a program of its own, and the user asked for a revision")]

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::revision::{Objects, Revision, RevisionError, is_valid_name};
use crate::world::FileError;

/// The line before an object is shorter, in bytes.
const MAX_HEADER: u64 = 256;
/// What would make git look elsewhere than in the model's folder, as when it runs us as a hook.
const MISLEADING: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// A folder that merely looks like the inside of a repository may be a stranger's, whose settings name programs to run.
const NO_REPOSITORY_IN_DISGUISE: &str = "safe.bareRepository=explicit";

/// Finds a revision of the repository that a folder lies in.
pub(crate) fn open(folder: &Path, name: &str) -> Result<Revision, RevisionError> {
    if !is_valid_name(name) {
        return Err(RevisionError::Name(name.to_owned()));
    }
    let no_repository = |reason: String| RevisionError::NoRepository { folder: folder.to_owned(), reason };
    let top = ask(folder, &["rev-parse", "--show-toplevel"])?.map_err(no_repository)?;
    let top = std::fs::canonicalize(&top).map_err(|error| no_repository(error.to_string()))?;
    let tree = ask(folder, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{tree}}")])?;
    let Some(tree) = tree.ok().filter(|tree| is_id(tree)) else {
        let is_shallow = ask(folder, &["rev-parse", "--is-shallow-repository"])?.is_ok_and(|answer| answer == "true");
        return Err(RevisionError::Unknown { name: name.to_owned(), top, is_shallow });
    };
    let objects = Arc::new(Mutex::new(Reader::start(folder).map_err(RevisionError::NoGit)?));
    Ok(Revision { top, tree, objects })
}

/// What git answers, without the last line end; or what it has to complain of.
fn ask(folder: &Path, arguments: &[&str]) -> Result<Result<String, String>, RevisionError> {
    let output = git(folder).args(arguments).stdin(Stdio::null()).output().map_err(RevisionError::NoGit)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        let complaint = text(&output.stderr);
        let line = complaint.lines().next().unwrap_or("it does not say why");
        return Ok(Err(line.trim_start_matches("fatal: ").to_owned()));
    }
    let answer = text(&output.stdout);
    Ok(Ok(answer.strip_suffix('\n').unwrap_or(&answer).trim_end_matches('\r').to_owned()))
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.args(["-c", NO_REPOSITORY_IN_DISGUISE]).current_dir(folder).env("GIT_TERMINAL_PROMPT", "0");
    for variable in MISLEADING {
        command.env_remove(variable);
    }
    command
}

fn is_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A git that waits for ids and answers with contents.
#[derive(Debug)]
struct Reader {
    child: Child,
    /// `None` once nothing more is asked.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    fn start(folder: &Path) -> io::Result<Self> {
        let mut command = git(folder);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Self { child, questions: Some(questions), answers: BufReader::new(answers) })
            }
            _ => Err(io::Error::other("it has no standard input or output")),
        }
    }

    /// Asks for an object; the answer starts with its size.
    fn ask(&mut self, id: &str) -> io::Result<u64> {
        let questions = self.questions.as_mut().ok_or_else(|| io::Error::other("git has ended"))?;
        questions.write_all(format!("{id}\n").as_bytes())?;
        questions.flush()?;
        let mut header = Vec::new();
        (&mut self.answers).take(MAX_HEADER).read_until(b'\n', &mut header)?;
        let header = String::from_utf8_lossy(&header).into_owned();
        let mut words = header.split_whitespace();
        match (words.next(), words.next(), words.next().map(str::parse)) {
            (Some(_), Some(_), Some(Ok(size))) => Ok(size),
            _ => Err(io::Error::other("the repository here lacks it")),
        }
    }
}

impl Objects for Reader {
    fn read(&mut self, id: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        if !is_id(id) {
            return Err(FileError::NotFound);
        }
        let size = self.ask(id).map_err(FileError::Other)?;
        if size > limit {
            // Up to the next answer.
            io::copy(&mut (&mut self.answers).take(size + 1), &mut io::sink()).map_err(FileError::Other)?;
            return Err(FileError::TooLarge { limit });
        }
        let mut content = Vec::new();
        (&mut self.answers).take(size + 1).read_to_end(&mut content).map_err(FileError::Other)?;
        match content.pop() {
            Some(b'\n') if content.len() as u64 == size => Ok(content),
            _ => Err(FileError::Other(io::Error::other("git ended early"))),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It ends when nobody can ask any more. A confined worker may not wait for it; then the system does.
        self.questions = None;
        let _ = self.child.wait();
    }
}
