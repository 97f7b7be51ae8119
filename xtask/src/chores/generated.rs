//! `gen`: what the examples produce, as the commands of `examples/regenerate.txt` say, and the pages of threats.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{build, read, root, target, threat_pages, write};
use crate::{Arguments, Outcome};

/// Options of Bartizan's that name a file it writes.
const OUTPUT_OPTIONS: [&str; 3] = ["-o", "--output", "--json"];

pub(crate) fn generated(mut arguments: Arguments) -> Outcome {
    let is_check = arguments.flag("--check");
    arguments.end()?;
    let commands = commands(&read(&root().join("examples/regenerate.txt"))?)?;
    let bartizan = build("dev")?;
    let folder = if is_check { target().join("generated") } else { root() };
    let mut files = Vec::new();
    for command in commands {
        files.extend(command.run(&bartizan, &folder)?);
    }
    files.extend(threat_pages::generate(&bartizan, &folder)?);
    let is_changed = |file: &String| is_check && !is_same(&folder.join(file), &root().join(file));
    let changed: Vec<String> = files.into_iter().filter(is_changed).collect();
    match changed.is_empty() {
        true => Ok(()),
        false => Err(format!("not up to date, run `cargo xtask gen`: {}", changed.join(", "))),
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((std::fs::read(one), std::fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

/// A line of the file: `bartizan ARGUMENT... [> FILE]`, paths from the workspace's folder.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    arguments: Vec<String>,
    redirection: Option<String>,
}

fn commands(text: &str) -> Result<Vec<Line>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| parse(line).ok_or_else(|| format!("examples/regenerate.txt: not a command: {line}"))).collect()
}

fn parse(line: &str) -> Option<Line> {
    let (command, file) = match line.split_once(" > ") {
        Some((command, file)) => (command, Some(file.trim().to_owned())),
        None => (line, None),
    };
    let mut words = command.split_whitespace().map(str::to_owned);
    (words.next()? == "bartizan").then(|| Line { arguments: words.collect(), redirection: file })
}

impl Line {
    /// Runs the command so that it writes below `folder`; returns what it writes.
    fn run(self, bartizan: &Path, folder: &Path) -> Result<Vec<String>, String> {
        let mut command = Command::new(bartizan);
        command.current_dir(root());
        let mut files = Vec::new();
        let mut is_file = false;
        for argument in &self.arguments {
            match is_file {
                true => {
                    command.arg(place(folder, argument)?);
                    files.push(argument.clone());
                }
                false => drop(command.arg(argument)),
            }
            is_file = OUTPUT_OPTIONS.contains(&argument.as_str());
        }
        let output = command.output().map_err(|error| format!("cannot run {}: {error}", bartizan.display()))?;
        // Findings end a command with 1.
        if !matches!(output.status.code(), Some(0 | 1)) {
            let messages = String::from_utf8_lossy(&output.stderr);
            return Err(format!("`bartizan {}` failed:\n{messages}", self.arguments.join(" ")));
        }
        if let Some(file) = self.redirection {
            write(&place(folder, &file)?, &String::from_utf8_lossy(&output.stdout))?;
            files.push(file);
        }
        Ok(files)
    }
}

/// Where a file goes; its folder is made.
fn place(folder: &Path, file: &str) -> Result<PathBuf, String> {
    let path = folder.join(file);
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_commands_or_comments() {
        let lines = commands("# what\n\nbartizan a.py --dfd > a.dot\n bartizan report a.py -o a.md\n").unwrap();
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines[0], Line { arguments: words("a.py --dfd"), redirection: Some("a.dot".to_owned()) });
        assert_eq!(lines[1], Line { arguments: words("report a.py -o a.md"), redirection: None });
        assert!(commands("rm -r /\n").is_err());
    }
}
