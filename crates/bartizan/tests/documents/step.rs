//! What a page asks for, block by block: files to write, and commands with what they print.

use xtask::markdown::{Block, blocks};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Write a file, whole or to the end of what is there.
    Write { line: usize, file: String, text: String, is_appended: bool },
    /// Run a command.
    Run(Shown),
    /// What the page says wrongly of itself.
    Mistake(String),
}

/// A command, and what the page shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The line of the command, counted from 1.
    pub(crate) line: usize,
    pub(crate) command: String,
    /// The lines below it; a line of dots stands for any.
    pub(crate) output: Vec<String>,
    /// The line of the first of them.
    pub(crate) output_line: usize,
    /// What it ends with.
    pub(crate) code: i32,
}

/// The steps of a page.
pub(crate) fn steps(page: &str) -> Vec<Step> {
    blocks(page).iter().flat_map(of_block).collect()
}

fn of_block(block: &Block) -> Vec<Step> {
    let note = block.note.as_deref().unwrap_or_default();
    if let Some((is_appended, file)) = file_of(note) {
        let text = block.body.iter().map(|line| format!("{line}\n")).collect();
        return vec![Step::Write { line: block.line, file: file.to_owned(), text, is_appended }];
    }
    if block.language != "console" || note.starts_with("not run: ") {
        return Vec::new();
    }
    let mut shown = commands(block);
    if let (Some(code), Some(last)) = (note.strip_prefix("ends with "), shown.last_mut()) {
        match code.parse() {
            Ok(code) => last.code = code,
            Err(_) => return vec![Step::Mistake(format!("line {}: `{note}` is no exit code", block.line - 1))],
        }
    }
    let before = block.body.iter().take_while(|line| !line.starts_with("$ ")).count();
    if before > 0 {
        return vec![Step::Mistake(format!("line {}: a console block begins with a command", block.line + 1))];
    }
    shown.into_iter().map(Step::Run).collect()
}

/// The file that a block is written to.
fn file_of(note: &str) -> Option<(bool, &str)> {
    let whole = note.strip_prefix("file: ").map(|file| (false, file));
    whole.or_else(|| note.strip_prefix("append: ").map(|file| (true, file)))
}

fn commands(block: &Block) -> Vec<Shown> {
    let mut commands: Vec<Shown> = Vec::new();
    let mut goes_on = false;
    for (line, text) in (block.line + 1..).zip(&block.body) {
        match (text.strip_prefix("$ "), commands.last_mut()) {
            (_, Some(last)) if goes_on => {
                last.command.push('\n');
                last.command.push_str(text);
                last.output_line = line + 1;
            }
            (Some(command), _) => commands.push(Shown {
                line,
                command: command.to_owned(),
                output: Vec::new(),
                output_line: line + 1,
                code: 0,
            }),
            (None, Some(last)) => last.output.push(text.clone()),
            (None, None) => {}
        }
        goes_on = (text.starts_with("$ ") || goes_on) && text.ends_with('\\');
    }
    commands
}

#[test]
fn a_block_is_commands_with_what_they_print() {
    let page = "<!-- ends with 1 -->\n```console\n$ a \\\n    b\none\n\n...\n$ false\n```\n";
    let [Step::Run(first), Step::Run(second)] = &steps(page)[..] else { panic!("two commands") };
    assert_eq!((first.line, first.output_line, first.code), (3, 5, 0));
    assert_eq!((first.command.as_str(), &first.output[..]), ("a \\\n    b", &["one", "", "..."].map(String::from)[..]));
    assert_eq!((second.command.as_str(), second.code), ("false", 1));
}

#[test]
fn a_block_may_be_a_file_or_not_be_run() {
    let page = "<!-- append: a/b.py -->\n```python\nx = 1\n```\n<!-- not run: it asks -->\n```console\n$ cat\n```\n";
    let [Step::Write { file, text, is_appended: true, .. }] = &steps(page)[..] else { panic!("one file") };
    assert_eq!((file.as_str(), text.as_str()), ("a/b.py", "x = 1\n"));
}
