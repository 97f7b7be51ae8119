//! The real operating system.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the one place that touches it")]

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;

use crate::revision::{Revision, RevisionError};
use crate::world::{FileError, Stamp, World};
use crate::{git, signals};

/// A folder may have so many entries.
const MAX_ENTRIES: usize = 20_000;

/// The operating system.
#[derive(Debug)]
pub struct System {
    output: BufWriter<io::Stdout>,
    /// What was handed in, by folder.
    revisions: Vec<(PathBuf, Result<Revision, RevisionError>)>,
}

impl Default for System {
    fn default() -> Self {
        Self { output: BufWriter::with_capacity(1 << 16, io::stdout()), revisions: Vec::new() }
    }
}

impl World for System {
    fn another(&self) -> Option<Box<dyn World + Send>> {
        // What was handed in stays with the first.
        self.revisions.is_empty().then(|| Box::new(System::default()) as Box<dyn World + Send>)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let metadata = fs::metadata(path).map_err(explain)?;
        if metadata.is_dir() {
            return Err(FileError::IsDirectory);
        }
        if metadata.len() > limit {
            return Err(FileError::TooLarge { limit });
        }
        read_at_most(File::open(path).map_err(explain)?, limit)
    }

    fn read_regular(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let metadata = fs::metadata(path).map_err(explain)?;
        if metadata.is_dir() {
            return Err(FileError::IsDirectory);
        }
        // Opening a pipe would wait for its other end.
        if !metadata.is_file() {
            return Err(FileError::Other(io::Error::other("it is no regular file")));
        }
        if metadata.len() > limit {
            return Err(FileError::TooLarge { limit });
        }
        let file = File::open(path).map_err(explain)?;
        let is_still_there = fs::canonicalize(path).is_ok_and(|real| real == path)
            && is_same(&file.metadata().map_err(explain)?, &fs::symlink_metadata(path).map_err(explain)?);
        match is_still_there {
            true => read_at_most(file, limit),
            false => Err(FileError::Other(io::Error::other("it changed while it was opened"))),
        }
    }

    fn size(&self, path: &Path) -> Option<u64> {
        Some(fs::metadata(path).ok()?.len())
    }

    fn is_special(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    }

    fn is_link(&self, path: &Path) -> bool {
        path.is_symlink()
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        fs::canonicalize(path).ok()
    }

    fn is_directory(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, FileError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(explain)? {
            if names.len() == MAX_ENTRIES {
                return Err(FileError::TooMany { limit: MAX_ENTRIES });
            }
            names.push(entry.map_err(explain)?.file_name().to_string_lossy().into_owned());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn changed(&self, path: &Path) -> Option<i64> {
        let changed = fs::metadata(path).ok()?.modified().ok()?;
        match changed.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).ok(),
            Err(before) => i64::try_from(before.duration().as_secs()).ok().map(|seconds| -seconds),
        }
    }

    fn stamp(&self, path: &Path) -> Stamp {
        match fs::metadata(path) {
            Err(_) => Stamp::Nothing,
            Ok(metadata) if metadata.is_dir() => Stamp::Folder,
            Ok(metadata) => {
                Stamp::File { size: metadata.len(), changed: metadata.modified().ok(), number: number(&metadata) }
            }
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.is_special(path) {
            return File::options().write(true).open(path)?.write_all(bytes);
        }
        // A link's target is replaced, not the link.
        self.replace(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let beside = beside(path, std::process::id())?;
        signals::unbroken(|| {
            let written = write_whole(&beside, bytes).and_then(|()| {
                if let Ok(metadata) = fs::symlink_metadata(path)
                    && metadata.is_file()
                {
                    fs::set_permissions(&beside, metadata.permissions())?;
                }
                fs::rename(&beside, path)
            });
            if written.is_err() {
                let _ = fs::remove_file(&beside);
            }
            written
        })
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn revision(&mut self, folder: &Path, name: &str) -> Result<Revision, RevisionError> {
        let Some(at) = self.revisions.iter().position(|(known, _)| known == folder) else {
            return git::open(folder, name);
        };
        match self.revisions.get(at) {
            // Several models of a folder share it.
            Some((_, Ok(revision))) => Ok(revision.clone()),
            // A failure ends the run.
            _ => self.revisions.remove(at).1,
        }
    }

    fn keep_revision(&mut self, folder: &Path, revision: Result<Revision, RevisionError>) {
        self.revisions.push((folder.to_owned(), revision));
    }

    fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.output.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn print_error(&mut self, text: &str) {
        let _ = self.output.flush();
        let _ = io::stderr().write_all(text.as_bytes());
    }

    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs() as i64)
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn terminal_size(&self) -> Option<(usize, usize)> {
        let (terminal_size::Width(columns), terminal_size::Height(rows)) = terminal_size::terminal_size()?;
        io::stdout().is_terminal().then_some((usize::from(columns), usize::from(rows)))
    }

    fn page(&mut self, text: &str) -> bool {
        if self.flush().is_err() {
            return false;
        }
        let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
        let mut words = pager.split_whitespace();
        let Some(program) = words.next() else { return false };
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // Colours as they are, and no full screen for what fits.
            command.env("LESS", "FRX");
        }
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // A reader who has seen enough closes it.
            let _ = input.write_all(text.as_bytes());
        }
        child.wait().is_ok_and(|status| status.success())
    }

    fn browse(&mut self, address: &str) -> bool {
        let program = match std::env::consts::OS {
            "macos" => "open",
            "windows" => "explorer",
            _ => "xdg-open",
        };
        let mut command = Command::new(program);
        // The address is one argument, and no shell reads it.
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    }

    fn ask(&mut self, question: &str) -> Option<String> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        self.print_error(question);
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer).ok()?;
        // The end of the input, and not an empty line.
        (read > 0).then_some(answer)
    }

    fn prints_to_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    fn errors_to_terminal(&self) -> bool {
        io::stderr().is_terminal()
    }
}

fn read_at_most(file: File, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    // Devices and pipes have no length: one more byte than allowed tells.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(explain)?;
    match bytes.len() as u64 > limit {
        true => Err(FileError::TooLarge { limit }),
        false => Ok(bytes),
    }
}

/// Whether two descriptions are of one file.
#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// The number of a file in its file system.
#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// Elsewhere, size and time tell.
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// Elsewhere, the path alone tells.
#[cfg(not(unix))]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    one.len() == other.len()
}

/// Removes what a process that died has left of an output.
pub(crate) fn remove_unfinished(path: &Path, process: u32) {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(unfinished) = beside(&path, process) {
        let _ = fs::remove_file(unfinished);
    }
}

/// A name for the unfinished file, in the same folder so that renaming is one step.
fn beside(path: &Path, process: u32) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
    let mut unfinished = std::ffi::OsString::from(".");
    unfinished.push(name);
    unfinished.push(format!(".{process}.part"));
    Ok(path.with_file_name(unfinished))
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn explain(error: io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => FileError::NotFound,
        io::ErrorKind::IsADirectory => FileError::IsDirectory,
        _ => FileError::Other(error),
    }
}
