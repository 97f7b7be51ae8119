//! Parts of the book's reference that are made from the definition of the command line, so that nothing is forgotten there.
//! `TRYCMD=overwrite cargo test -p bartizan --lib reference` writes them anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the tests read and write documents")]

mod commands;
mod configuration;

use clap::Command;

const START: &str = "<!-- made from the definition of the command line -->\n";
const END: &str = "<!-- end of what is made -->\n";

/// Sees to it that a page of `docs/reference` holds what was made for it.
fn holds(page: &str, made: &str) {
    let path = format!("{}/../../docs/reference/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the page is there");
    let (before, rest) = text.split_once(START).expect("what is made has a start");
    let (_, after) = rest.split_once(END).expect("what is made has an end");
    let right = format!("{before}{START}{made}{END}{after}");
    if std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        std::fs::write(path, right).expect("the page can be written");
    } else if text != right {
        panic!("docs/reference/{page} does not say what the options are: overwrite it, and read the difference");
    }
}

/// All commands with the words that call them, those of commands among them.
fn commands(of: &Command) -> Vec<(Vec<String>, &Command)> {
    let mut all = Vec::new();
    for command in of.get_subcommands().filter(|command| command.get_name() != "help") {
        let own = vec![command.get_name().to_owned()];
        all.push((own.clone(), command));
        all.extend(commands(command).into_iter().map(|(words, command)| ([own.clone(), words].concat(), command)));
    }
    all
}
