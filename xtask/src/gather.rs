//! Asks Bartizan's binary for all that a record holds.
#![expect(clippy::disallowed_methods, reason = "the chores and tests start processes and read files")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::compare::Ours;
use crate::normalise::json;

/// How to ask.
#[derive(Clone, Debug)]
pub struct Bartizan {
    /// The binary.
    pub binary: PathBuf,
    /// The file of the neutral library.
    pub library: PathBuf,
    /// Folders of report templates.
    pub templates: Vec<PathBuf>,
}

impl Bartizan {
    /// What Bartizan says of a script; `record` decides which levels and templates are asked for. Files that Bartizan
    /// writes go to the folder `scratch`.
    pub fn ask(&self, script: &Path, record: &Value, scratch: &Path) -> io::Result<Ours> {
        let plain = self.run(script, [])?;
        let mut ours = Ours { stdout: text(&plain.stdout), failed: !plain.status.success(), ..Ours::default() };
        if ours.failed {
            return Ok(ours);
        }
        let export = |name: &str| scratch.join(format!("{}.{name}", file_name(script)));
        let own = export("own");
        let output = self.run(script, ["--json".as_ref(), own.as_os_str()])?;
        ours.failed = !output.status.success();
        if ours.failed {
            return Ok(ours);
        }
        let findings = read_json(&own)?;
        ours.findings = pairs(&findings, "findings");
        ours.excluded = pairs(&findings, "excluded_findings");
        ours.list = listed(&self.print(script, &["--list"])?, &ours.stdout);
        ours.dot = self.print(script, &["--dfd"])?;
        ours.dot_colormap = self.print(script, &["--dfd", "--colormap"])?;
        for level in keys(record, "graph_levels") {
            ours.dot_levels.insert(level.clone(), self.print(script, &["--dfd", "--levels", &level])?);
        }
        ours.plantuml = self.print(script, &["--seq"])?;
        ours.library = read_json(&self.library)?;
        // The neutral library stands in for pytm's; a model that names one of its own keeps that.
        let neutral = ["--threats".as_ref(), self.library.as_os_str()];
        let library: &[&OsStr] = if json::has_library(&findings) { &[] } else { &neutral };
        if record.get("json").is_some() {
            let neutral = export("neutral");
            self.run(script, ["--json".as_ref(), neutral.as_os_str()].into_iter().chain(library.iter().copied()))?;
            ours.json = read_json(&neutral)?;
        }
        for template in keys(record, "reports").into_iter().chain(keys(record, "shared_reports")) {
            let output = self.report(script, &template, library)?;
            ours.reports.insert(template, output);
        }
        Ok(ours)
    }

    fn report(&self, script: &Path, template: &str, library: &[&OsStr]) -> io::Result<String> {
        let found = self.templates.iter().map(|folder| folder.join(template)).find(|path| path.exists());
        let path = found.ok_or_else(|| io::Error::other(format!("no template {template}")))?;
        let arguments = ["--report".as_ref(), path.as_os_str()].into_iter().chain(library.iter().copied());
        Ok(text(&self.run(script, arguments)?.stdout))
    }

    fn print(&self, script: &Path, arguments: &[&str]) -> io::Result<String> {
        Ok(text(&self.run(script, arguments.iter().map(OsStr::new))?.stdout))
    }

    /// Runs a script in its own folder, as the recorder does.
    pub fn run<'a>(&self, script: &Path, arguments: impl IntoIterator<Item = &'a OsStr>) -> io::Result<Output> {
        let mut command = Command::new(&self.binary);
        command.arg(script.file_name().unwrap_or_default()).args(arguments);
        command.current_dir(script.parent().unwrap_or(Path::new(".")));
        command.output()
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn read_json(path: &Path) -> io::Result<Value> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    serde_json::from_str(&text).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
}

fn keys(record: &Value, part: &str) -> Vec<String> {
    record.get(part).and_then(Value::as_object).map(|part| part.keys().cloned().collect()).unwrap_or_default()
}

fn pairs(export: &Value, key: &str) -> Vec<(String, String)> {
    let text = |finding: &Value, key: &str| finding.get(key)?.as_str().map(str::to_owned);
    let pair = |finding: &Value| Some((text(finding, "threat_id")?, text(finding, "target")?));
    export.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(pair).collect()
}

/// Ids before ` - ` in the lines that the script does not print itself.
fn listed(output: &str, printed: &str) -> Vec<String> {
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for line in printed.lines() {
        *own.entry(line).or_default() += 1;
    }
    let mut ids = Vec::new();
    for line in output.lines() {
        match own.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ => ids.extend(line.split_once(" - ").map(|(id, _)| id.to_owned())),
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_script_prints_is_no_part_of_the_list() {
        assert_eq!(listed("a - b\nX1 - One\nX2 - Two - three\n", "a - b\n"), ["X1", "X2"]);
    }

    #[test]
    fn findings_are_pairs() {
        let export = serde_json::json!({"findings": [{"threat_id": "X1", "target": "A"}, {"id": 1}]});
        assert_eq!(pairs(&export, "findings"), [("X1".to_owned(), "A".to_owned())]);
    }
}
