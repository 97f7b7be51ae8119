//! Runs the commands of a page as a reader would: one after the other, in a folder that holds the examples.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::difference::{difference, is_shortened};
use crate::pages::{Page, root};
use crate::step::{Shown, Step, steps};

/// Commands that go on until they are told to stop.
const ENDLESS: [&str; 2] = ["bartizan serve ", "bartizan watch "];

/// A page that is being run.
pub(crate) struct Session<'p> {
    page: &'p Page,
    /// Whether what is shown whole and differs is no failure, since it is written anew.
    is_overwritten: bool,
    folder: PathBuf,
    outcome: Outcome,
    /// What is to be shown in place of lines, by the first of them: so many, and these instead.
    replaced: BTreeMap<usize, (usize, Vec<String>)>,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Outcome {
    /// How many commands were run.
    pub(crate) commands: usize,
    /// What is shown and is not so.
    pub(crate) failures: Vec<String>,
    /// The page with what really comes out, where it is shown whole.
    pub(crate) page: String,
}

impl<'p> Session<'p> {
    /// A session in a new folder.
    pub(crate) fn new(page: &'p Page, is_overwritten: bool) -> Self {
        let name = page.name.replace(['/', '.'], "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self { page, is_overwritten, folder, outcome: Outcome::default(), replaced: BTreeMap::new() }
    }

    pub(crate) fn run(mut self) -> Outcome {
        let steps = steps(&self.page.text);
        if !steps.is_empty() {
            copy(&root().join("examples"), &self.folder.join("examples"));
        }
        for step in steps {
            match step {
                Step::Write { line, file, text, is_appended } => self.write(line, &file, &text, is_appended),
                Step::Run(shown) => self.show(&shown),
                Step::Mistake(what) => self.outcome.failures.push(format!("{}: {what}", self.page.name)),
            }
        }
        self.outcome.page = self.rewritten();
        self.outcome
    }

    fn write(&mut self, line: usize, file: &str, text: &str, is_appended: bool) {
        let path = self.folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let before = if is_appended { std::fs::read_to_string(&path) } else { Ok(String::new()) };
        match before {
            Ok(before) => std::fs::write(&path, before + text).unwrap(),
            Err(error) => self.outcome.failures.push(format!("{}:{line}: {file}: {error}", self.page.name)),
        }
    }

    fn show(&mut self, shown: &Shown) {
        self.outcome.commands += 1;
        let problem = match ENDLESS.iter().any(|command| shown.command.starts_with(command)) {
            true => self.goes_on(shown),
            false => self.comes_out(shown),
        };
        if let Some(problem) = problem {
            let place = format!("{}:{}", self.page.name, shown.line);
            self.outcome.failures.push(format!("{place}: {}\n{problem}", shown.command));
        }
    }

    fn comes_out(&mut self, shown: &Shown) -> Option<String> {
        let output = self.shell(&shown.command).output().unwrap();
        let mut printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        printed.push_str(&String::from_utf8_lossy(&output.stderr));
        // What nobody sees at the end of a line or of the output, a page need not show.
        let mut printed: Vec<String> = printed.lines().map(|line| line.trim_end().to_owned()).collect();
        while printed.last().is_some_and(String::is_empty) {
            printed.pop();
        }
        let mut differs = if shown.output.is_empty() { None } else { difference(&shown.output, &printed) };
        if differs.is_some() && !is_shortened(&shown.output) {
            self.replaced.insert(shown.output_line, (shown.output.len(), printed.clone()));
            differs = differs.filter(|_| !self.is_overwritten);
        }
        match output.status.code() == Some(shown.code) {
            true => differs,
            false => Some(format!("it ends with {}, not with {}:\n{}", output.status, shown.code, printed.join("\n"))),
        }
    }

    fn goes_on(&self, shown: &Shown) -> Option<String> {
        let mut command = self.shell(&format!("exec {}", shown.command.replace(" --open", "")));
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs(1));
        let ended = child.try_wait().unwrap();
        let _ = (child.kill(), child.wait());
        ended.map(|status| format!("it does not go on: {status}"))
    }

    /// A command as a shell runs it, with nothing of the reader's own settings.
    fn shell(&self, line: &str) -> Command {
        let binaries = Path::new(env!("CARGO_BIN_EXE_bartizan")).parent().unwrap();
        let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(&self.folder).stdin(Stdio::null()).env("PATH", path);
        let own = |name: &str| name.starts_with("BARTIZAN_") || name.starts_with("GIT_");
        let unwanted = std::env::vars().map(|(name, _)| name).filter(|name| own(name));
        unwanted.chain(["CI", "GITHUB_ACTIONS", "TF_BUILD"].map(str::to_owned)).for_each(|name| {
            command.env_remove(name);
        });
        command.env("TERM", "dumb").env("NO_COLOR", "1").env("COLUMNS", "100").env("LC_ALL", "C.UTF-8");
        command.env("SOURCE_DATE_EPOCH", "1704067200").env("HOME", &self.folder);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for (who, date) in [("AUTHOR", "2024-01-01T00:00:00Z"), ("COMMITTER", "2024-01-01T00:00:00Z")] {
            command.env(format!("GIT_{who}_NAME"), "Ann").env(format!("GIT_{who}_EMAIL"), "ann@example.org");
            command.env(format!("GIT_{who}_DATE"), date);
        }
        // `git init` makes the branch that most hosts make.
        command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "init.defaultBranch");
        command.env("GIT_CONFIG_VALUE_0", "main");
        command
    }

    fn rewritten(&self) -> String {
        let mut lines = Vec::new();
        let mut skipped = 0;
        for (number, line) in (1..).zip(self.page.text.lines()) {
            if let Some((count, printed)) = self.replaced.get(&number) {
                skipped = *count;
                lines.extend(printed.iter().map(String::as_str));
            }
            match skipped {
                0 => lines.push(line),
                _ => skipped -= 1,
            }
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}

#[test]
fn what_differs_is_said_with_its_place_and_written_anew() {
    let text = "# A page\n\n```console\n$ echo one; echo two >&2\none\nthree\n$ false\n```\n".to_owned();
    let page = Page { name: "docs/a-page.md".to_owned(), text };
    let outcome = Session::new(&page, false).run();
    assert_eq!(outcome.commands, 2);
    let first = "docs/a-page.md:4: echo one; echo two >&2\n    one\n  - three\n  + two";
    let second = "docs/a-page.md:7: false\nit ends with exit status: 1, not with 0:\n";
    assert_eq!(outcome.failures, [first, second]);
    assert_eq!(outcome.page, page.text.replace("three", "two"));
    assert_eq!(Session::new(&page, true).run().failures, [second]);
}
