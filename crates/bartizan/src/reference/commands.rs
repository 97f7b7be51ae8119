//! What each command takes, in `commands.md`.

use std::fmt::Write;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use crate::command_line::definition;
use crate::config::setting::Setting;

#[test]
fn every_command_and_option_is_documented() {
    let mut definition = definition();
    definition.build();
    let mut text = String::from("\n## Options of all commands\n\n");
    options(&mut text, &definition, true);
    for (words, command) in super::commands(&definition) {
        of_command(&mut text, &words.join(" "), command);
    }
    super::holds("commands.md", &text);
}

#[test]
fn examples_are_understood_and_fit_the_width() {
    let mut definition = definition();
    definition.build();
    for (_, command) in super::commands(&definition) {
        let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in examples.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            let Some(typed) = line.strip_prefix("  bartizan ") else { continue };
            let typed = typed.split_once("    ").map_or(typed, |(typed, _)| typed);
            let typed = typed.split_once(" > ").map_or(typed, |(typed, _)| typed);
            // What stands between quotes is one word.
            let parts = typed.split('"').enumerate();
            let typed: Vec<&str> = parts
                .flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
                .collect();
            let understood = self::definition().try_get_matches_from(std::iter::once("bartizan").chain(typed));
            assert!(understood.is_ok(), "{line}: {understood:?}");
        }
    }
}

fn of_command(text: &mut String, name: &str, command: &Command) {
    put(text, format_args!("\n## {name}\n\n{}.\n\n", plain(command.get_about())));
    let usage = command.clone().render_usage().to_string();
    let usage: Vec<&str> = usage.trim_start_matches("Usage: ").lines().map(str::trim).collect();
    put(text, format_args!("```text\n{}\n```\n", usage.join("\n")));
    let arguments: Vec<&Arg> = command.get_positionals().filter(|argument| !argument.is_hide_set()).collect();
    if !arguments.is_empty() {
        text.push_str("\n| argument | |\n| --- | --- |\n");
        for argument in arguments {
            put(text, format_args!("| `{}` | {} |\n", value_name(argument), meaning(argument)));
        }
    }
    options(text, command, false);
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    if let Some(examples) = examples.strip_prefix("Examples:\n") {
        let (commands, words) = examples.split_once("\n\n").unwrap_or((examples, ""));
        let lines: Vec<&str> = commands.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
        put(text, format_args!("\n```text\n{}\n```\n", lines.join("\n")));
        if !words.is_empty() {
            put(text, format_args!("\n{}\n", escaped(words)));
        }
    }
}

/// The table of options: those of all commands, or those that a command has besides.
fn options(text: &mut String, command: &Command, are_global: bool) {
    let own: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| !argument.is_positional() && !argument.is_hide_set())
        .filter(|argument| argument.is_global_set() == are_global)
        .filter(|argument| !matches!(argument.get_action(), ArgAction::Help | ArgAction::Version))
        .filter(|argument| !matches!(argument.get_action(), ArgAction::HelpShort | ArgAction::HelpLong))
        .collect();
    if own.is_empty() {
        return;
    }
    if !are_global {
        text.push('\n');
    }
    text.push_str("| option | | variable |\n| --- | --- | --- |\n");
    for argument in own {
        let setting = argument.get_long().and_then(|long| Setting::find(command, long));
        let variable = setting.map(|setting| format!("`{}`", setting.variable())).unwrap_or_default();
        put(text, format_args!("| {} | {} | {variable} |\n", spelling(argument), meaning(argument)));
    }
}

/// How an option is written: `-o FILE`, `--output FILE`.
fn spelling(argument: &Arg) -> String {
    let takes_value = argument.get_action().takes_values();
    let value = if takes_value { format!(" {}", value_name(argument)) } else { String::new() };
    let short = argument.get_short().map(|short| format!("`-{short}`"));
    let long = argument.get_long().map(|long| format!("`--{long}{value}`"));
    short.into_iter().chain(long).collect::<Vec<_>>().join(", ").replace('|', "\\|")
}

fn value_name(argument: &Arg) -> String {
    let name = argument.get_value_names().and_then(|names| names.first()).map_or("VALUE", |name| name.as_str());
    let may_be_many = argument.get_num_args().is_some_and(|range| range.max_values() > 1)
        || (argument.is_positional() && matches!(argument.get_action(), ArgAction::Append));
    if may_be_many { format!("{name}...") } else { name.to_owned() }
}

/// What an argument is for, with the values that it takes and its default.
fn meaning(argument: &Arg) -> String {
    let help = argument.get_long_help().or(argument.get_help());
    let mut text = format!("{}.", plain(help).trim_end_matches('.'));
    let values: Vec<PossibleValue> = match argument.get_action().takes_values() {
        true => argument.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect(),
        false => Vec::new(),
    };
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(value).collect();
        put(&mut text, format_args!(" Values: {}.", values.join(", ")));
    }
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
    if argument.get_action().takes_values() && !defaults.is_empty() {
        put(&mut text, format_args!(" Default: {}.", defaults.join(", ")));
    }
    text
}

fn value(value: &PossibleValue) -> String {
    match value.get_help() {
        Some(help) => format!("`{}` ({})", value.get_name(), plain(Some(help))),
        None => format!("`{}`", value.get_name()),
    }
}

fn plain(text: Option<&StyledStr>) -> String {
    escaped(&text.map(ToString::to_string).unwrap_or_default().replace('\n', " "))
}

/// A text as Markdown: what stands between backquotes stays.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        match index % 2 {
            0 => escaped.push_str(&part.replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_")),
            _ => escaped.push_str(part),
        }
    }
    escaped.replace('|', "\\|")
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("text takes text");
}
