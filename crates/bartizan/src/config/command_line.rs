//! Completes a command line: what it does not say is taken from the environment, and then from `bartizan.toml`, as if it
//! were typed. What is typed goes first, also before what contradicts it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::setting::{Setting, is_configured};
use crate::command_line::{definition, leading_options};
use crate::isolation::folder_of;
use crate::world::World;

/// How positional arguments are called that name models.
const MODELS: [&str; 2] = ["model", "models"];

/// The command line with what the environment says. Isolation goes by it: a file has no say there.
///
/// # Errors
/// Wrong values of variables.
pub(crate) fn with_environment(arguments: &[OsString], world: &dyn World) -> Result<Vec<OsString>, Vec<Diagnostic>> {
    complete(arguments, world, None)
}

/// The command line with what the environment says, and then the file.
///
/// # Errors
/// Wrong values of variables, and what is wrong with the file.
pub(crate) fn with_configuration(
    arguments: &[OsString],
    sources: &mut Sources,
    world: &dyn World,
) -> Result<Vec<OsString>, Vec<Diagnostic>> {
    complete(arguments, world, Some(sources))
}

fn complete(
    arguments: &[OsString],
    world: &dyn World,
    sources: Option<&mut Sources>,
) -> Result<Vec<OsString>, Vec<Diagnostic>> {
    // Help and the version need no completion, and what is wrong with the command line is said when it is parsed.
    let Some(typed) = Typed::of(arguments) else { return Ok(arguments.to_vec()) };
    let mut choices = Choices::default();
    choices.add_environment(&typed, world)?;
    if let Some(sources) = sources
        && is_configured(typed.path.first().map_or("", String::as_str))
        && !typed.is_on("no_config")
        && !choices.has("--no-config")
        && let Some(config) = super::find(&typed.folder, sources, world)?
    {
        for (key, words) in config.settings(&typed.path) {
            choices.add(&typed, key, words.to_vec());
        }
    }
    Ok(choices.beside(&typed))
}

/// A command line as it was typed.
struct Typed<'a> {
    arguments: &'a [OsString],
    /// The command, and its own command if it has one.
    path: Vec<String>,
    command: Command,
    matches: ArgMatches,
    /// Where the configuration is looked for.
    folder: PathBuf,
}

impl<'a> Typed<'a> {
    fn of(arguments: &'a [OsString]) -> Option<Self> {
        let mut commands = definition().ignore_errors(true);
        let mut matches = commands.try_get_matches_from_mut(arguments).ok()?;
        // Parsing has told the command which options all commands have.
        let (mut path, mut command) = (Vec::new(), &commands);
        while let Some((name, below)) = matches.remove_subcommand() {
            command = command.find_subcommand(&name)?;
            path.push(name);
            matches = below;
        }
        let command = command.clone().ignore_errors(false);
        let model = MODELS.iter().find_map(|id| matches.try_get_raw(id).ok().flatten()?.next_back());
        let folder = model.map_or(Path::new("."), |model| folder_of(Path::new(model))).to_owned();
        (!path.is_empty()).then_some(Self { arguments, path, command, matches, folder })
    }

    /// Whether an option was typed.
    fn has(&self, setting: &Setting<'_>) -> bool {
        self.is_on(setting.id())
    }

    fn is_on(&self, id: &str) -> bool {
        self.matches.try_contains_id(id).is_ok_and(|_| self.matches.value_source(id) == Some(ValueSource::CommandLine))
    }

    /// Where words can be put that belong to the command: behind its name, before all that was typed for it.
    fn place(&self) -> usize {
        let mut place = 1 + leading_options(self.arguments);
        for name in &self.path {
            let behind = self.arguments.iter().skip(place).position(|word| word == name.as_str());
            place += behind.map_or(0, |position| position + 1);
        }
        place.min(self.arguments.len())
    }
}

/// What the environment and the file say of options that were not typed.
#[derive(Default)]
struct Choices {
    /// The keys for which something was said, were it only that a switch is off.
    keys: BTreeSet<String>,
    /// The words of each.
    words: Vec<Vec<OsString>>,
}

impl Choices {
    fn add_environment(&mut self, typed: &Typed<'_>, world: &dyn World) -> Result<(), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        for setting in Setting::all(&typed.command) {
            let variable = setting.variable();
            let Some(value) = world.variable(&variable).filter(|value| !value.is_empty()) else { continue };
            match words_of(&setting, &variable, &value) {
                Ok(words) => self.add(typed, setting.key, words),
                // What is typed hides it.
                Err(_) if typed.has(&setting) => {}
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Takes what is said of an option, unless something was said before.
    fn add(&mut self, typed: &Typed<'_>, key: &str, words: Vec<OsString>) {
        let Some(setting) = Setting::find(&typed.command, key) else { return };
        let contrary = setting.contrary();
        let is_said = |setting: &Setting<'_>| typed.has(setting) || self.keys.contains(setting.key);
        if !is_said(&setting) && !contrary.as_ref().is_some_and(is_said) {
            self.keys.insert(key.to_owned());
            self.words.extend((!words.is_empty()).then_some(words));
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().flatten().any(|said| said == word)
    }

    /// The command line with those that go with what was typed. What needs another option waits for that.
    fn beside(mut self, typed: &Typed<'_>) -> Vec<OsString> {
        let (before, behind) = typed.arguments.split_at_checked(typed.place()).unwrap_or((typed.arguments, &[]));
        let line = |chosen: &[OsString]| [before, chosen, behind].concat();
        let mut chosen: Vec<OsString> = Vec::new();
        let mut lacking = match self.words.is_empty() {
            true => return line(&chosen),
            false => Fit::of(&line(&chosen)),
        };
        loop {
            let waiting = self.words.len();
            self.words.retain(|words| {
                let more = [chosen.as_slice(), words].concat();
                match (Fit::of(&line(&more)), &lacking) {
                    (Fit::Lacks(now), Fit::Lacks(before)) if now <= *before => {
                        (chosen, lacking) = (more, Fit::Lacks(now));
                        false
                    }
                    (Fit::Contradicts, _) => false,
                    _ => true,
                }
            });
            if self.words.len() == waiting {
                return line(&chosen);
            }
        }
    }
}

/// Whether a command line can be understood.
enum Fit {
    /// So many arguments are missing that it needs; none when all is well.
    Lacks(usize),
    /// Two of its options contradict each other.
    Contradicts,
    /// It is wrong in another way, or asks for help.
    Not,
}

impl Fit {
    fn of(arguments: &[OsString]) -> Self {
        let Err(error) = definition().try_get_matches_from(arguments) else { return Self::Lacks(0) };
        match (error.kind(), error.get(ContextKind::InvalidArg)) {
            (ErrorKind::MissingRequiredArgument, Some(ContextValue::Strings(missing))) => Self::Lacks(missing.len()),
            (ErrorKind::ArgumentConflict, _) => Self::Contradicts,
            _ => Self::Not,
        }
    }
}

/// The words for the value of a variable. Lists are parted by commas.
fn words_of(setting: &Setting<'_>, variable: &str, value: &str) -> Result<Vec<OsString>, Diagnostic> {
    if !setting.is_switch() {
        let values: Vec<String> = match setting.is_list() {
            true => value.split(',').map(str::to_owned).collect(),
            false => vec![value.to_owned()],
        };
        return setting.words(&values).map_err(|wrong| wrong.of(variable));
    }
    match value.to_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(setting.switched(true)),
        "false" | "0" | "no" | "off" => Ok(setting.switched(false)),
        _ => Err(Diagnostic::error(format!("`{variable}` cannot be `{value}`")).help("it is `true` or `false`")),
    }
}
