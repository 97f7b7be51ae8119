//! The tables of `docs/configuration.md` are made from the definition of the command line, so that no option is
//! forgotten there. `TRYCMD=overwrite cargo test -p bartizan --lib config` writes them anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads and writes a document")]

use std::fmt::Write;

use clap::Command;

use super::setting::{Setting, is_configured};
use crate::command_line::definition;

const START: &str = "<!-- made from the definition of the command line -->\n";
const END: &str = "<!-- end of what is made -->\n";

#[test]
fn every_option_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    let (before, rest) = page.split_once(START).expect("the tables have a start");
    let (_, after) = rest.split_once(END).expect("the tables have an end");
    let right = format!("{before}{START}{}{END}{after}", tables());
    if std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        std::fs::write(path, right).expect("the page can be written");
    } else if page != right {
        panic!("docs/configuration.md does not say what the options are: overwrite it, and read the difference");
    }
}

fn tables() -> String {
    let mut commands = definition();
    commands.build();
    let mut text = String::new();
    table(&mut text, "", &commands);
    tables_of(&mut text, &commands, "");
    text
}

fn tables_of(text: &mut String, commands: &Command, path: &str) {
    for command in commands.get_subcommands().filter(|command| command.get_name() != "help") {
        let path =
            if path.is_empty() { command.get_name().to_owned() } else { format!("{path}.{}", command.get_name()) };
        table(text, &path, command);
        tables_of(text, command, &path);
    }
}

/// The options that belong to a command alone; for the program itself, those of all.
fn table(text: &mut String, path: &str, command: &Command) {
    let own: Vec<Setting<'_>> =
        Setting::all(command).filter(|setting| setting.is_global() == path.is_empty()).collect();
    if own.is_empty() {
        return;
    }
    let reads_file = is_configured(path.split('.').next().unwrap_or_default());
    match (path, reads_file) {
        ("", _) => text.push_str("\n### All commands\n"),
        (_, true) => writeln!(text, "\n### `[{path}]`").expect("text takes text"),
        (_, false) => writeln!(text, "\n### {path}").expect("text takes text"),
    }
    text.push_str("\n| key | variable | on the command line |\n| --- | --- | --- |\n");
    for setting in own {
        let key = match setting.key {
            _ if !reads_file => "none".to_owned(),
            "threats" if path == "threats" => "`libraries`".to_owned(),
            "threats" => "`threats`, above all tables".to_owned(),
            _ if setting.gives_access() => "none".to_owned(),
            key => format!("`{key}`"),
        };
        let values = if setting.is_switch() { String::new() } else { format!(" {}", setting.value_name()) };
        writeln!(text, "| {key} | `{}` | `--{}{values}` |", setting.variable(), setting.key).expect("text takes text");
    }
    if path.is_empty() {
        text.push_str("| `exclude` | | |\n");
    }
}
