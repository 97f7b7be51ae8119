//! Options as the definition of the command line has them: their keys in `bartizan.toml`, their variables, and what they
//! take. A new option needs nothing here, unless it gives access, or names a file that a stranger may choose.

use std::any::TypeId;
use std::error::Error;
use std::ffi::OsString;
use std::num::{ParseFloatError, ParseIntError};
use std::path::PathBuf;

use bartizan_model::{Diagnostic, names};
use clap::builder::ValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// Commands that do not read the file: pytm's flags know none, and the others are about no model.
const WITHOUT_FILE: [&str; 6] = ["run", "init", "describe", "completions", "man", "help"];
/// Options that give access, or are needed before the file is read, besides those that name a file or a folder.
const ACCESS: [&str; 6] = ["isolated", "no-isolated", "no-config", "open", "since", "yes"];
/// Options that name a file to read, which may lie below the folder of `bartizan.toml`.
const READ: [&str; 1] = ["template"];

/// An option of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'d> {
    command: &'d Command,
    argument: &'d Arg,
    pub(crate) key: &'d str,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) value: String,
    /// What would be right, as a whole sentence.
    pub(crate) help: String,
}

impl<'d> Setting<'d> {
    /// The options of a command, those of all commands among them.
    pub(crate) fn all(command: &'d Command) -> impl Iterator<Item = Self> {
        let options = command.get_arguments().filter(|argument| !argument.is_positional() && !argument.is_hide_set());
        let options = options.filter(|argument| {
            matches!(argument.get_action(), ArgAction::Set | ArgAction::Append | ArgAction::SetTrue)
        });
        options.filter_map(move |argument| Some(Self { command, argument, key: argument.get_long()? }))
    }

    /// The option of this key.
    pub(crate) fn find(command: &'d Command, key: &str) -> Option<Self> {
        Self::all(command).find(|setting| setting.key == key)
    }

    /// How the definition calls it.
    pub(crate) fn id(&self) -> &str {
        self.argument.get_id().as_str()
    }

    /// The environment variable that sets it.
    pub(crate) fn variable(&self) -> String {
        format!("BARTIZAN_{}", self.key.to_uppercase().replace('-', "_"))
    }

    /// Whether all commands have it.
    pub(crate) fn is_global(&self) -> bool {
        self.argument.is_global_set()
    }

    /// Whether it is on or off, and takes no value.
    pub(crate) fn is_switch(&self) -> bool {
        matches!(self.argument.get_action(), ArgAction::SetTrue)
    }

    /// Whether it takes several values.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.argument.get_action(), ArgAction::Append)
    }

    /// Whether its value is a file to read.
    pub(crate) fn is_file(&self) -> bool {
        READ.contains(&self.key)
    }

    /// Whether only the user may say it, and no file.
    pub(crate) fn gives_access(&self) -> bool {
        let parser: &ValueParser = self.argument.get_value_parser();
        let is_path = !self.is_switch() && parser.type_id() == TypeId::of::<PathBuf>();
        ACCESS.contains(&self.key) || is_path && !self.is_file()
    }

    /// How help calls its value.
    pub(crate) fn value_name(&self) -> &str {
        self.argument.get_value_names().and_then(|names| names.first()).map_or("VALUE", |name| name.as_str())
    }

    /// What it takes, as a sentence.
    pub(crate) fn expected(&self) -> String {
        let known: Vec<String> =
            self.argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        let name = self.value_name();
        match (self.is_switch(), known.is_empty(), self.is_list()) {
            (true, _, _) => "it is `true` or `false`".to_owned(),
            (_, false, _) => format!("there are {}", quoted(&known)),
            (_, _, true) => format!("it is a list: `{} = [{name}, ...]`", self.key),
            _ => format!("it takes a text or a number: `{} = {name}`", self.key),
        }
    }

    /// The option that says the contrary of a switch, if there is one.
    pub(crate) fn contrary(&self) -> Option<Self> {
        match self.key.strip_prefix("no-") {
            Some(key) => Self::find(self.command, key),
            None => Self::find(self.command, &format!("no-{}", self.key)),
        }
    }

    /// The words that say a value on the command line.
    ///
    /// # Errors
    /// A value that the command line would not take either.
    pub(crate) fn words(&self, values: &[String]) -> Result<Vec<OsString>, Wrong> {
        let words: Vec<OsString> = values.iter().map(|value| format!("--{}={value}", self.key).into()).collect();
        let program = OsString::from(self.command.get_name());
        let typed = std::iter::once(&program).chain(&words);
        match self.command.clone().try_get_matches_from(typed) {
            Err(error) if is_about_value(error.kind()) => Err(self.wrong(&error, values)),
            _ => Ok(words),
        }
    }

    /// The words that say that a switch is on or off.
    pub(crate) fn switched(&self, is_on: bool) -> Vec<OsString> {
        let word = |key: &str| vec![format!("--{key}").into()];
        match (is_on, self.contrary()) {
            (true, _) => word(self.key),
            (false, Some(contrary)) => word(contrary.key),
            (false, None) => Vec::new(),
        }
    }

    fn wrong(&self, error: &clap::Error, values: &[String]) -> Wrong {
        let value = match error.get(ContextKind::InvalidValue) {
            Some(ContextValue::String(value)) => value.clone(),
            _ => values.join(","),
        };
        let help = match (error.get(ContextKind::ValidValue), error.source()) {
            (Some(ContextValue::Strings(known)), _) => match names::nearest(&value, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? There are {}", quoted(known)),
                None => format!("there are {}", quoted(known)),
            },
            (_, Some(source)) if source.is::<ParseIntError>() => "it takes a whole number".to_owned(),
            (_, Some(source)) if source.is::<ParseFloatError>() => "it takes a number".to_owned(),
            (_, Some(source)) => source.to_string(),
            _ => format!("`bartizan {} --help` says what it takes", self.command.get_name()),
        };
        Wrong { value, help }
    }
}

impl Wrong {
    /// The error, by the name of what has the value.
    pub(crate) fn of(self, name: &str) -> Diagnostic {
        Diagnostic::error(format!("`{name}` cannot be `{}`", self.value)).help(self.help)
    }
}

/// Whether a command reads the file.
pub(crate) fn is_configured(command: &str) -> bool {
    !WITHOUT_FILE.contains(&command)
}

/// Names in a sentence.
pub(crate) fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    names.join(", ")
}

/// Whether clap stopped at the value itself. What else may be wrong hangs on the other options.
fn is_about_value(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidValue
            | ErrorKind::ValueValidation
            | ErrorKind::InvalidUtf8
            | ErrorKind::NoEquals
            | ErrorKind::TooManyValues
            | ErrorKind::TooFewValues
            | ErrorKind::WrongNumberOfValues
    )
}
