//! Files that are no Python at all: one message that says what they are, instead of many about their syntax.

use ruff_text_size::{TextRange, TextSize};

use super::file::File;
use super::problems::Problems;

/// What is said of a file: where, what it is, and what to do.
struct Foreign {
    line: usize,
    message: String,
    help: &'static str,
}

/// Says that a file which the parser may even take is none of Python: JSON looks like a dict.
pub(super) fn check_data(file: &File<'_>, problems: &mut Problems<'_>) -> bool {
    let text = file.text().trim_start();
    let is_object = text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    if !is_object || !text.trim_end().ends_with('}') {
        return false;
    }
    let (message, help) = match text.contains("\"nbformat\"") {
        true => (
            "this is a notebook, and no Python script",
            "export its code: `jupyter nbconvert --to script NOTEBOOK.ipynb`",
        ),
        false => ("this is JSON, and no Python script", "a model is a Python script: see `bartizan describe TM`"),
    };
    let first = file.text().lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    report(file, &Foreign { line: first, message: message.to_owned(), help }, problems);
    true
}

/// Says what a file is that the parser did not take.
pub(super) fn check_broken(file: &File<'_>, problems: &mut Problems<'_>) -> bool {
    match recognise(file.text()) {
        Some(foreign) => {
            report(file, &foreign, problems);
            true
        }
        None => false,
    }
}

fn report(file: &File<'_>, foreign: &Foreign, problems: &mut Problems<'_>) {
    let start: usize = file.text().split_inclusive('\n').take(foreign.line).map(str::len).sum();
    let line = file.text().get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let end = start + line.trim_end().len();
    let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
    problems.error(range, foreign.message.clone(), foreign.help);
}

fn recognise(text: &str) -> Option<Foreign> {
    let (first, line) = text.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
    let model = "a model is a Python script: see `bartizan describe TM`";
    let is = |line: usize, what: &str, help: &'static str| {
        Some(Foreign { line, message: format!("this is {what}, and no Python script"), help })
    };
    let opening = line.trim().to_ascii_lowercase();
    if let Some(at) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        let message = "a merge conflict is not resolved".to_owned();
        return Some(Foreign { line: at, message, help: "keep one of the versions, and remove the lines of markers" });
    }
    if opening.starts_with("<!doctype") || opening.starts_with("<html") || opening.starts_with("<?xml") {
        return is(first, "a web page or XML", model);
    }
    if let Some(shell) = opening.strip_prefix("#!").filter(|shell| shell.ends_with("sh")) {
        let shell = shell.rsplit(['/', ' ']).next().unwrap_or("sh");
        return is(first, &format!("a script for {shell}"), model);
    }
    if opening.starts_with(">>> ") {
        let message = "this is a Python session, and no script".to_owned();
        return Some(Foreign {
            line: first,
            message,
            help: "remove the prompts `>>>` and `...`, and what was printed",
        });
    }
    if opening.starts_with("--- ") && text.lines().any(|line| line.starts_with("+++ ")) {
        return is(first, "a patch", "apply it, and name the file that it changes");
    }
    if let Some(at) = text.lines().position(|line| line.trim_start().starts_with("```")) {
        let help = "put the code between the lines with ``` into a file of its own";
        return is(at, "Markdown", help);
    }
    if is_yaml(text) {
        return is(first, "YAML", model);
    }
    None
}

/// Lines of `key:`, `key: value` and `- item`, and nothing else.
fn is_yaml(text: &str) -> bool {
    let mut lines = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).take(20) {
        let item = line.strip_prefix("- ").unwrap_or(line);
        let is_key = |key: &str| {
            !key.is_empty()
                && key.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | ' '))
        };
        let is_entry = match item.split_once(':') {
            Some((key, value)) => is_key(key) && (value.is_empty() || value.starts_with(' ')),
            None => item.len() < line.len(),
        };
        let is_python = ["if", "for", "while", "def", "class", "else", "try", "with", "elif", "except", "lambda"]
            .contains(&item.split([' ', ':']).next().unwrap_or(""));
        if !(line == "---" || is_entry && !is_python) {
            return false;
        }
        lines += 1;
    }
    lines > 0
}
