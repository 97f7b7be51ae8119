//! The tables of keys and variables in `configuration.md`.

use std::fmt::Write;

use clap::Command;

use crate::command_line::definition;
use crate::config::setting::{Setting, is_configured};

#[test]
fn every_option_has_a_key_or_a_variable_in_the_tables() {
    let mut definition = definition();
    definition.build();
    let mut text = String::new();
    table(&mut text, "", &definition);
    for (words, command) in super::commands(&definition) {
        table(&mut text, &words.join("."), command);
    }
    super::holds("configuration.md", &text);
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
