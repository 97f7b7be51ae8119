//! Reads `bartizan.toml` against the definition of the command line, and says everything that is wrong with it.

use std::ffi::OsString;
use std::ops::Range;
use std::path::Path;

use bartizan_model::{Diagnostic, SourceId, Span, names};
use bartizan_python::ReadError;
use clap::Command;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::setting::{Setting, is_configured, quoted};
use super::{Config, NAME, Named, Stated};
use crate::command::report_template::is_of_gallery;
use crate::command_line::definition;
use crate::sandbox::Sandbox;
use crate::world::World;

/// A list of the file may be so long.
const MAX_LIST: usize = 1_000;
/// So many problems of one file are shown.
pub(super) const MAX_PROBLEMS: usize = 20;
/// What stands above all tables, besides the options of all commands.
const TOP: [&str; 2] = ["threats", "exclude"];
/// What `threats` lists is called so in the table of the command of that name.
const LIBRARIES: &str = "libraries";

/// What a file says.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(path: &Path, text: &str, source: SourceId, world: &dyn World) -> Result<Config, Vec<Diagnostic>> {
    let config = Config {
        folder: path.parent().map(Path::to_owned).unwrap_or_default(),
        sandbox: Sandbox::around(path, world),
        threats: None,
        excluded: Vec::new(),
        settings: Vec::new(),
    };
    let mut reader = Reader { source, world, config, problems: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = error.message().lines().next().unwrap_or("");
        let problem = Diagnostic::error(format!("`{}` cannot be read: {message}", path.display()));
        reader.problems.push(problem.at(error.span().map(|range| reader.place(range)), ""));
    }
    if errors.is_empty() {
        let mut commands = definition();
        commands.build();
        reader.top(&commands, table.get_ref());
    }
    reader.problems.truncate(MAX_PROBLEMS);
    if reader.problems.is_empty() { Ok(reader.config) } else { Err(reader.problems) }
}

/// Reads a file.
pub(super) struct Reader<'r> {
    source: SourceId,
    world: &'r dyn World,
    pub(super) config: Config,
    pub(super) problems: Vec<Diagnostic>,
}

pub(super) type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    /// What stands above all tables, and the tables.
    fn top(&mut self, commands: &Command, table: &DeTable<'_>) {
        let global = |name: &str| Setting::find(commands, name).filter(Setting::is_global);
        for (key, value) in table {
            if self.problems.len() > MAX_PROBLEMS {
                return;
            }
            let name = key.get_ref().as_ref();
            let command = commands.find_subcommand(name).filter(|_| is_configured(name));
            match (name, value.get_ref(), command, global(name)) {
                ("exclude", _, _, _) => self.exclude(value),
                ("threats", DeValue::Array(_) | DeValue::String(_), _, _) => self.threats(name, value),
                (_, DeValue::Table(table), Some(command), _) => self.command(command, &[name.to_owned()], table),
                (_, _, Some(_), _) => {
                    let help = format!("it is a table: `[{name}]`");
                    self.wrong_type(name, value, &help);
                }
                (_, _, None, Some(setting)) => self.option(&setting, &[], key, value),
                _ => self.unknown_at_top(commands, key),
            }
        }
    }

    /// The table of a command.
    fn command(&mut self, command: &Command, path: &[String], table: &DeTable<'_>) {
        for (key, value) in table {
            if self.problems.len() > MAX_PROBLEMS {
                return;
            }
            let name = key.get_ref().as_ref();
            let below = command.find_subcommand(name).filter(|_| is_configured(name));
            match (value.get_ref(), below, Setting::find(command, name)) {
                _ if name == LIBRARIES && path == ["threats"] => self.threats(name, value),
                (DeValue::Table(table), Some(below), _) => {
                    self.command(below, &[path, &[name.to_owned()]].concat(), table);
                }
                (_, None, Some(setting)) if name != "threats" => self.option(&setting, path, key, value),
                _ => self.unknown_in_table(command, path, key),
            }
        }
    }

    fn option(&mut self, setting: &Setting<'_>, path: &[String], key: &Key<'_>, value: &Value<'_>) {
        if setting.gives_access() {
            let problem = Diagnostic::refusal(format!("`{}` cannot be set in `{NAME}`", setting.key));
            self.problems.push(problem.at(Some(self.place(key.span())), "").help(format!(
                "the file may come from a stranger: say `--{}` on the command line, or set the variable `{}`",
                setting.key,
                setting.variable()
            )));
            return;
        }
        if let Some(words) = self.words(setting, value) {
            self.config.settings.push(Stated { path: path.to_vec(), key: setting.key.to_owned(), words });
        }
    }

    /// The words that say a value on the command line.
    fn words(&mut self, setting: &Setting<'_>, value: &Value<'_>) -> Option<Vec<OsString>> {
        let values = match (setting.is_switch(), value.get_ref()) {
            (true, DeValue::Boolean(is_on)) => return Some(setting.switched(*is_on)),
            (false, DeValue::Array(items)) if setting.is_list() => {
                self.bounded(setting.key, value, items.len())?;
                items.iter().map(|item| scalar(item.get_ref()).ok_or(item)).collect()
            }
            (false, single) => scalar(single).map(|text| vec![text]).ok_or(value),
            (true, _) => Err(value),
        };
        let values: Vec<String> = match values {
            Ok(values) => values,
            Err(wrong) => {
                self.wrong_type(setting.key, wrong, &setting.expected());
                return None;
            }
        };
        let values = match setting.is_file() {
            true => values.into_iter().map(|text| self.file(setting, text, value)).collect::<Option<_>>()?,
            false => values,
        };
        match setting.words(&values) {
            Ok(words) => Some(words),
            Err(wrong) => {
                let place = self.place(item_of(value, &wrong.value).span());
                self.problems.push(wrong.of(setting.key).at(Some(place), ""));
                None
            }
        }
    }

    /// Where a file lies that an option names. One that is not there is missed when it is needed.
    fn file(&mut self, setting: &Setting<'_>, text: String, value: &Value<'_>) -> Option<String> {
        // A template that comes along is no file.
        if setting.key == "template" && is_of_gallery(Path::new(&text)) {
            return Some(text);
        }
        match self.config.sandbox.find(self.world, &text) {
            Ok(path) => Some(path.display().to_string()),
            Err(ReadError::Outside) => {
                let problem = format!("`{}` cannot be `{text}`: it lies outside the folder of `{NAME}`", setting.key);
                self.problems.push(Diagnostic::error(problem).at(Some(self.place(value.span())), ""));
                None
            }
            Err(_) => Some(self.config.folder.join(text).display().to_string()),
        }
    }

    /// The libraries of the project.
    fn threats(&mut self, key: &str, value: &Value<'_>) {
        let help = format!("it is a list: `{key} = [\"builtin\", \"threats\"]`");
        let DeValue::Array(items) = value.get_ref() else { return self.wrong_type(key, value, &help) };
        let Some(()) = self.bounded(key, value, items.len()) else { return };
        let mut libraries = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => libraries.push(Named { text: text.to_owned(), place: self.place(item.span()) }),
                None => self.wrong_type(key, item, &help),
            }
        }
        self.config.threats = Some(libraries);
    }

    pub(super) fn bounded(&mut self, key: &str, value: &Value<'_>, length: usize) -> Option<()> {
        if length <= MAX_LIST {
            return Some(());
        }
        let problem = Diagnostic::refusal(format!("the list `{key}` has more than {MAX_LIST} entries"));
        self.problems.push(problem.at(Some(self.place(value.span())), ""));
        None
    }

    pub(super) fn wrong_type(&mut self, key: &str, value: &Value<'_>, help: &str) {
        let kind = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let problem = Diagnostic::error(format!("`{key}` cannot be {kind}")).help(help);
        self.problems.push(problem.at(Some(self.place(value.span())), ""));
    }

    fn unknown_at_top(&mut self, commands: &Command, key: &Key<'_>) {
        let name = key.get_ref().as_ref();
        if commands.find_subcommand(name).is_some() {
            let problem = Diagnostic::error(format!("the command `{name}` has no table in `{NAME}`"));
            return self.problems.push(problem.at(Some(self.place(key.span())), "").help("it does not read the file"));
        }
        let configured = || commands.get_subcommands().filter(|command| is_configured(command.get_name()));
        let with_it = configured().find(|command| Setting::find(command, name).is_some());
        let globals = Setting::all(commands).filter(|setting| setting.is_global() && !setting.gives_access());
        let mut known: Vec<&str> = TOP.into_iter().chain(globals.map(|setting| setting.key)).collect();
        let keys = quoted(&known);
        known.extend(configured().map(Command::get_name));
        let problem = Diagnostic::error(format!("`{NAME}` has no table and no key `{name}`"));
        match with_it {
            Some(command) => {
                let help = format!("it is an option of a command: write it below `[{}]`", command.get_name());
                self.problems.push(problem.at(Some(self.place(key.span())), "").help(help));
            }
            None => {
                let help = || format!("there is a table for each command, such as `[check]`, and the keys {keys}");
                self.unknown(problem, key, &known, help);
            }
        }
    }

    fn unknown_in_table(&mut self, command: &Command, path: &[String], key: &Key<'_>) {
        let name = key.get_ref().as_ref();
        let path = path.join(".");
        let problem = Diagnostic::error(format!("the table `{path}` has no key `{name}`"));
        if TOP.contains(&name) {
            let help = "it stands at the top of the file, above all tables";
            return self.problems.push(problem.at(Some(self.place(key.span())), "").help(help));
        }
        let settings = Setting::all(command).filter(|setting| !setting.gives_access());
        let mut known: Vec<&str> = settings.map(|setting| setting.key).filter(|key| *key != "threats").collect();
        known.extend((path == "threats").then_some(LIBRARIES));
        known.extend(command.get_subcommands().map(Command::get_name).filter(|name| is_configured(name)));
        self.unknown(problem, key, &known, || format!("there are {}", quoted(&known)));
    }

    /// Says what was probably meant, or what there is.
    pub(super) fn unknown(
        &mut self,
        problem: Diagnostic,
        key: &Key<'_>,
        known: &[&str],
        else_say: impl Fn() -> String,
    ) {
        let problem = problem.at(Some(self.place(key.span())), "");
        self.problems.push(match names::nearest(key.get_ref(), known.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(else_say()),
        });
    }

    pub(super) fn place(&self, range: Range<usize>) -> Span {
        Span { source: self.source, start: range.start as u32, end: range.end as u32 }
    }
}

/// A text or a number, as one would type it.
fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Integer(number) => {
            let number = i128::from_str_radix(number.as_str(), number.radix()).ok()?;
            Some(number.to_string())
        }
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// The item of a list that reads so, or else the value itself.
fn item_of<'v, 't>(value: &'v Value<'t>, text: &str) -> &'v Value<'t> {
    let items = value.get_ref().as_array();
    let found = items.and_then(|items| items.iter().find(|item| scalar(item.get_ref()).as_deref() == Some(text)));
    found.unwrap_or(value)
}
