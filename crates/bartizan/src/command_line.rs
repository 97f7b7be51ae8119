//! The command line: what it takes, and which command does it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bartizan_model::{Diagnostic, Model, Sources};
use bartizan_python::HostError;
use bartizan_rules::Level;
use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::alike::Alike;
use crate::beside::Beside;
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::output::{self, OutputError};
use crate::past::Past;
use crate::progress::Progress;
use crate::revision::Revision;
use crate::sandbox::{Access, Sandbox};
use crate::script::{self, Purpose, ScriptHost};
use crate::system::System;
use crate::workflow_commands;
use crate::world::World;
use crate::{command, config, diagnostics, pytm_flags};

/// Done.
pub(crate) const EXIT_DONE: u8 = 0;
/// There are findings at or above `--fail-on`.
pub(crate) const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, or a model that cannot be read.
pub(crate) const EXIT_FAILED: u8 = 2;
/// Text to read is set in lines of at most so many columns.
const READING_WIDTH: usize = 90;

/// Refused, or over a limit.
pub(crate) const EXIT_REFUSED: u8 = 3;

/// Threat modeling as code: findings, diagrams and reports from a model script
#[derive(Debug, Parser)]
#[command(name = "bartizan", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "\
Examples:
  bartizan init                               a new model to begin with
  bartizan check tm.py                        what can go wrong, in the terminal
  bartizan report tm.py -o report.html        a report for people
  bartizan dfd tm.py -o dfd.svg               the data flow diagram
  bartizan serve tm.py --open                 the report in the browser, which follows the model
  bartizan explain INP02                      a threat
  bartizan tm.py --dfd --report template.md   pytm's own flags, after a script

What the command line does not say is taken from the environment, and then from the project's `bartizan.toml`:
  --fail-on high    BARTIZAN_FAIL_ON=high    fail-on = \"high\", below [check]";

#[derive(Debug, Args)]
struct Global {
    /// Colour messages and results
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Show no warnings
    #[arg(short, long, global = true)]
    quiet: bool,
    #[command(flatten)]
    access: Access,
    #[command(flatten)]
    beside: Beside,
    /// Say more: what the isolation of a model lacks, what a large picture leaves out, and all warnings
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Evaluate in a worker process that the operating system confines; the default where `CI` is set
    #[arg(long, global = true, overrides_with = "no_isolated")]
    isolated: bool,
    /// Evaluate in this process
    #[arg(long, global = true, overrides_with = "isolated")]
    no_isolated: bool,
    /// Do not look for `bartizan.toml`
    #[arg(long, global = true)]
    no_config: bool,
}

/// What a command line says of isolation.
#[derive(Debug, Default)]
pub(crate) struct Isolation {
    /// Whether it is asked for or forbidden.
    pub(crate) asked: Option<bool>,
    pub(crate) is_verbose: bool,
    /// What it names; `None` when nothing of a stranger is evaluated.
    pub(crate) places: Option<Places>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

/// Our commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what can go wrong in a model
    Check(command::check::Options),
    /// Answer questions about what a model does not say
    Ask(command::ask::Options),
    /// Write down what was decided about a finding
    Decide(command::decide::Options),
    /// Show what changed between two versions of a model
    Diff(command::diff::Options),
    /// Write a report: .html, .md, .pdf, .xlsx, .csv or .json, or a folder with all of it
    Report(command::report::Options),
    /// Draw the data flow diagram: .svg, .png, .pdf, .dot, .mmd or .d2
    Dfd(command::dfd::Options),
    /// Draw the sequence diagram: .svg, .png, .pdf, .puml or .mmd
    Seq(command::seq::Options),
    /// Show the report in the browser, and follow the model while it is edited
    Serve(command::serve::Options),
    /// Write reports and diagrams, again whenever the model changes
    Watch(command::watch::Options),
    /// Run a model script with pytm's flags
    Run(command::run::Options),
    /// Show how attackers get to what is worth protecting, and where to stop them
    Paths(command::paths::Options),
    /// Show which controls remove the most risk, or clear all that is severe
    Plan(command::plan::Options),
    /// Explain a threat
    Explain(command::explain::Options),
    /// List the threats that are looked for, check libraries of threats, start a new one
    Threats(command::threats::Options),
    /// List the classes that a model is made of, or the elements of a model
    Elements(command::elements::Options),
    /// Describe the attributes of classes
    Describe(command::describe::Options),
    /// Begin a project: a model, `bartizan.toml`, and a file for its CI
    Init(command::init::Options),
    /// Print a completion script for a shell
    Completions(command::completions::Options),
    /// Write manual pages, for `man`
    Man(command::man::Options),
}

/// The model that a command is about.
#[derive(Debug, Args)]
pub(crate) struct ModelArguments {
    /// The model script
    pub(crate) model: PathBuf,
    #[command(flatten)]
    pub(crate) libraries: Selection,
}

impl ModelArguments {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::models([&self.model]).libraries(&self.libraries)
    }
}

/// A parser of severities, as options take them.
pub(crate) fn level_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Level::ALL.map(Level::key))
}

/// The definition of the command line, for completions and manual pages.
pub(crate) fn definition() -> clap::Command {
    Arguments::command()
}

/// A run of the command line: where it reads and writes, and how it talks.
pub(crate) struct Session<'w> {
    pub(crate) world: &'w mut dyn World,
    /// What scripts may read and write besides their own folders.
    pub(crate) access: Access,
    /// Which answers and decisions are read.
    pub(crate) beside: Beside,
    /// Whether results are coloured.
    pub(crate) colour: bool,
    colour_errors: bool,
    is_quiet: bool,
    is_verbose: bool,
    /// Whether `bartizan.toml` is looked for.
    is_configured: bool,
    shown: Vec<Diagnostic>,
    alike: Alike,
    /// Messages that are kept, to be shown later.
    kept: Option<String>,
    /// Takes out of messages what a pipeline would obey, where one reads along.
    filter: Option<workflow_commands::Filter>,
}

/// How a session reads and talks, for one on another thread.
#[derive(Clone)]
pub(crate) struct Manner {
    access: Access,
    pub(crate) beside: Beside,
    /// Of results and of messages.
    colours: [bool; 2],
    /// Quiet, verbose, configured.
    flags: [bool; 3],
}

impl Manner {
    /// Whether `bartizan.toml` is looked for.
    pub(crate) fn is_configured(&self) -> bool {
        let [_, _, is_configured] = self.flags;
        is_configured
    }
}

impl<'w> Session<'w> {
    fn new(world: &'w mut dyn World, colour: Colour, is_quiet: bool) -> Self {
        let has_no_color = world.variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour_where = |is_terminal: bool| match colour {
            Colour::Auto => is_terminal && !has_no_color,
            Colour::Always => true,
            Colour::Never => false,
        };
        let (colour, colour_errors) =
            (colour_where(world.prints_to_terminal()), colour_where(world.errors_to_terminal()));
        let filter = workflow_commands::are_read(world).then(workflow_commands::Filter::new);
        Self {
            world,
            access: Access::default(),
            beside: Beside::default(),
            colour,
            colour_errors,
            is_quiet,
            is_verbose: false,
            is_configured: true,
            shown: Vec::new(),
            alike: Alike::default(),
            kept: None,
            filter,
        }
    }

    /// A session that shows nothing.
    pub(crate) fn quiet(world: &'w mut dyn World) -> Self {
        Self {
            world,
            access: Access::default(),
            beside: Beside::default(),
            colour: false,
            colour_errors: false,
            is_quiet: true,
            is_verbose: false,
            is_configured: true,
            shown: Vec::new(),
            alike: Alike::default(),
            kept: None,
            filter: None,
        }
    }

    /// What a session on another thread begins with.
    pub(crate) fn manner(&self) -> Manner {
        Manner {
            access: self.access.clone(),
            beside: self.beside.clone(),
            colours: [self.colour, self.colour_errors],
            flags: [self.is_quiet, self.is_verbose, self.is_configured],
        }
    }

    /// A session on another thread, which keeps its messages.
    pub(crate) fn keeping(world: &'w mut dyn World, manner: &Manner) -> Self {
        let ([colour, colour_errors], [is_quiet, is_verbose, is_configured]) = (manner.colours, manner.flags);
        Self {
            world,
            access: manner.access.clone(),
            beside: manner.beside.clone(),
            colour,
            colour_errors,
            is_quiet,
            is_verbose,
            is_configured,
            shown: Vec::new(),
            alike: Alike::default(),
            kept: Some(String::new()),
            filter: None,
        }
    }

    /// The same session, which keeps its messages.
    pub(crate) fn with_messages_kept(self) -> Self {
        Self { kept: Some(String::new()), ..self }
    }

    /// The messages that were kept.
    pub(crate) fn take_kept(&mut self) -> String {
        self.count_alike();
        self.kept.take().unwrap_or_default()
    }

    /// Does something in a world that has the files of a revision, but for those that are seen as they are now. No warnings
    /// are shown there, and models write nothing.
    pub(crate) fn in_past<T>(
        &mut self,
        revision: Revision,
        present: &[PathBuf],
        act: impl FnOnce(&mut Session<'_>) -> T,
    ) -> T {
        let filter = workflow_commands::are_read(self.world).then(workflow_commands::Filter::new);
        let mut past = Past::new(&mut *self.world, revision, present);
        act(&mut Session {
            world: &mut past,
            access: Access { allow_write: None, ..self.access.clone() },
            beside: self.beside.clone(),
            colour: self.colour,
            colour_errors: self.colour_errors,
            is_quiet: true,
            is_verbose: self.is_verbose,
            is_configured: self.is_configured,
            shown: Vec::new(),
            alike: Alike::default(),
            kept: None,
            filter,
        })
    }

    /// The folder to look for `bartizan.toml` from, unless it is not looked for.
    pub(crate) fn configured<'p>(&self, folder: &'p Path) -> Option<&'p Path> {
        self.is_configured.then_some(folder)
    }

    /// Shows a warning, once, and of those that are alike the first.
    pub(crate) fn warn(&mut self, warning: &Diagnostic, sources: &Sources) {
        if !self.is_quiet && !self.shown.contains(warning) {
            self.shown.push(warning.clone());
            if self.is_verbose || self.alike.admits(warning) {
                self.draw(warning, sources);
            }
        }
    }

    /// Says how many warnings are like others that were shown, once all of a kind have come.
    pub(crate) fn count_alike(&mut self) {
        for rest in self.alike.take_rest() {
            self.draw(&rest, &Sources::default());
        }
    }

    /// Shows what only `--verbose` asks for.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        if self.is_verbose {
            self.draw(&Diagnostic::note(note), &Sources::default());
        }
    }

    /// Says in the terminal how it goes, unless nobody wants to know.
    pub(crate) fn remark(&mut self, text: &str) {
        if !self.is_quiet {
            self.print_error(text);
        }
    }

    /// Says in the terminal that something goes on, if it takes long, until what comes back is dropped. Nothing else may
    /// be said meanwhile.
    pub(crate) fn progress(&self, what: &str, total: Option<usize>) -> Progress {
        let is_shown = !self.is_quiet && self.kept.is_none() && self.world.errors_to_terminal();
        Progress::begin(if is_shown { self.world.another() } else { None }, what, total)
    }

    /// Shows an error. Returns its exit code.
    pub(crate) fn fail(&mut self, error: &Diagnostic, sources: &Sources) -> u8 {
        self.draw(error, sources);
        if error.is_refusal { EXIT_REFUSED } else { EXIT_FAILED }
    }

    /// Shows errors. Returns the worst exit code.
    pub(crate) fn fail_with(&mut self, errors: &[Diagnostic], sources: &Sources) -> u8 {
        let mut code = EXIT_FAILED;
        for error in errors {
            match error.severity {
                bartizan_model::Severity::Warning | bartizan_model::Severity::Note => self.warn(error, sources),
                bartizan_model::Severity::Error => code = code.max(self.fail(error, sources)),
            }
        }
        code
    }

    /// Prints results.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), u8> {
        output::print(self.world, text).map_err(|error| self.output_failed(error))
    }

    /// Hands on what was printed.
    pub(crate) fn flush(&mut self) -> Result<(), u8> {
        output::flush(self.world).map_err(|error| self.output_failed(error))
    }

    /// Prints a text to read: through the user's pager where it is longer than the terminal.
    pub(crate) fn page(&mut self, text: &str) -> Result<(), u8> {
        let is_long = self.world.terminal_size().is_some_and(|(_, rows)| text.lines().count() >= rows);
        match is_long && self.world.page(text) {
            true => Ok(()),
            false => self.print(text),
        }
    }

    /// How wide text to read is set.
    pub(crate) fn width(&self) -> usize {
        self.world.terminal_size().map_or(READING_WIDTH, |(columns, _)| columns.clamp(40, READING_WIDTH))
    }

    /// Writes results to a file, or to standard output for `-` and for no name at all.
    pub(crate) fn write(&mut self, path: Option<&Path>, text: &str) -> Result<(), u8> {
        self.write_bytes(path, text.as_bytes())
    }

    /// The same for results that are no text.
    pub(crate) fn write_bytes(&mut self, path: Option<&Path>, bytes: &[u8]) -> Result<(), u8> {
        let path = path.unwrap_or(Path::new("-"));
        output::write(self.world, path, bytes).map_err(|error| self.output_failed(error))
    }

    /// Makes a folder to write several files into.
    pub(crate) fn make_folder(&mut self, path: &Path) -> Result<(), u8> {
        output::make_folder(self.world, path).map_err(|error| self.output_failed(error))
    }

    pub(crate) fn print_error(&mut self, text: &str) {
        match (&mut self.kept, &mut self.filter) {
            (Some(kept), _) => kept.push_str(text),
            (None, Some(filter)) => self.world.print_error(&filter.pass(text)),
            (None, None) => self.world.print_error(text),
        }
    }

    pub(crate) fn output_failed(&mut self, error: OutputError) -> u8 {
        match error {
            OutputError::Closed => EXIT_DONE,
            OutputError::Failed(problem) => self.fail(&problem, &Sources::default()),
        }
    }

    fn draw(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let terminal = if self.world.errors_to_terminal() { self.world.terminal_size() } else { None };
        let width = terminal.map(|(columns, _)| columns);
        let text = diagnostics::draw(diagnostic, sources, self.colour_errors, width);
        self.print_error(&text);
    }

    fn finish(&mut self, code: u8) -> u8 {
        self.count_alike();
        match self.flush() {
            Ok(()) => code,
            Err(failed) => failed.max(code),
        }
    }
}

/// Runs the command line. The first argument is the program's name.
pub fn run(arguments: &[OsString], world: &mut dyn World) -> u8 {
    if let Some(Typed { script, flags, global }) = script_of(arguments, world) {
        let mut session = Session::new(world, global.color, global.quiet);
        session.access = global.access;
        session.is_verbose = global.verbose;
        let code = script::run_with_flags(&mut session, &script, &flags);
        return session.finish(code);
    }
    let mut sources = Sources::default();
    let typed = arguments;
    let arguments = match config::with_configuration(arguments, &mut sources, world) {
        Ok(arguments) => arguments,
        Err(problems) => {
            let colour = Arguments::try_parse_from(arguments).map_or(Colour::Auto, |typed| typed.global.color);
            let mut session = Session::new(world, colour, false);
            let code = session.fail_with(&problems, &sources);
            return session.finish(code);
        }
    };
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => {
            let mut session = Session::new(world, arguments.global.color, arguments.global.quiet);
            let isolated = arguments.global.isolated;
            session.access = arguments.global.access;
            session.beside = arguments.global.beside;
            session.is_verbose = arguments.global.verbose;
            session.is_configured = !arguments.global.no_config;
            let code = match dispatch(&mut session, arguments.command, isolated, typed) {
                Ok(code) | Err(code) => code,
            };
            session.finish(code)
        }
        Err(error) => {
            let mut session = Session::new(world, Colour::Auto, false);
            let code = usage(&mut session, &error);
            session.finish(code)
        }
    }
}

/// pytm's flags for a model that was built in Rust, on the real operating system. The first argument is the program's
/// name.
pub fn process(model: Model, arguments: impl IntoIterator<Item = String>) -> ExitCode {
    let mut system = System::default();
    let mut session = Session::new(&mut system, Colour::Auto, false);
    let mut words = arguments.into_iter();
    let program = words.next().unwrap_or_else(|| "model".to_owned());
    let typed: Vec<String> = words.collect();
    let argv: Vec<std::rc::Rc<str>> =
        std::iter::once(program.as_str()).chain(typed.iter().map(String::as_str)).map(Into::into).collect();
    let mut host = ScriptHost::new(&mut session, Sandbox::closed(), Selection::default(), Purpose::Flags(typed));
    let sources = model.sources.clone();
    let code = match bartizan_python::Host::process(&mut host, model, &argv) {
        Ok(_) | Err(HostError::OutputClosed) => EXIT_DONE,
        Err(HostError::Reported(code) | HostError::Exit(code)) => code,
        Err(HostError::Contradiction(problem)) => host.session.fail(&problem, &sources),
    };
    ExitCode::from(session.finish(code))
}

/// A command line that starts with a script, whose flags are pytm's.
struct Typed {
    script: PathBuf,
    flags: Vec<String>,
    global: Global,
}

/// The options that stand before a script.
#[derive(Debug, Parser)]
struct BeforeScript {
    #[command(flatten)]
    global: Global,
}

/// The script and what follows it, when the command line starts with one: `bartizan tm.py --dfd`, and `#!` lines. Before
/// it may stand the options that all commands have.
fn script_of(arguments: &[OsString], world: &dyn World) -> Option<Typed> {
    let count = leading_options(arguments);
    let first = arguments.get(1 + count)?;
    let word = first.to_str().unwrap_or("script.py");
    let is_command = definition().get_subcommands().any(|command| command.get_name() == word) || word == "help";
    if word.starts_with('-') || is_command {
        return None;
    }
    let path = PathBuf::from(first);
    let is_script = path.extension().is_some_and(|extension| extension == "py")
        || word.contains('/')
        || world.real_path(&path).is_some();
    if !is_script {
        return None;
    }
    let BeforeScript { global } = BeforeScript::try_parse_from(arguments.iter().take(1 + count)).ok()?;
    let flags = arguments.iter().skip(2 + count).map(|word| word.to_string_lossy().into_owned());
    Some(Typed { script: path, flags: flags.collect(), global })
}

/// How many words of options a command line starts with.
pub(crate) fn leading_options(arguments: &[OsString]) -> usize {
    let options = BeforeScript::command();
    let takes_value = |word: &str| {
        let mut known = options.get_arguments().filter(|option| option.get_action().takes_values());
        known.any(|option| option.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long)))
    };
    let mut count = 0;
    while let Some(word) = arguments.get(1 + count).and_then(|word| word.to_str()).filter(|word| word.starts_with('-'))
    {
        count += if takes_value(word) { 2 } else { 1 };
    }
    count
}

/// What a command line says of isolation.
pub(crate) fn isolation_of(arguments: &[OsString], world: &dyn World) -> Isolation {
    let (global, places) = match script_of(arguments, world) {
        Some(Typed { script, flags, global }) => {
            let permission = pytm_flags::Permission::typed(&script.to_string_lossy(), &flags);
            (global, Some(permission.places(Places::models([&script]))))
        }
        None => {
            let Ok(arguments) = config::with_environment(arguments, world) else { return Isolation::default() };
            match Arguments::try_parse_from(arguments) {
                Ok(arguments) => (arguments.global, arguments.command.places()),
                Err(_) => return Isolation::default(),
            }
        }
    };
    let asked = (global.isolated || global.no_isolated).then_some(global.isolated);
    let access = &global.access;
    let places = places.map(|places| if global.no_config { places.without_configuration() } else { places });
    let places = places.map(|places| {
        let named = global.beside.named().fold(places, |places, file| places.reading(Some(file)));
        named.reading(access.root.as_deref()).writing_below(access.allow_write.as_deref())
    });
    Isolation { asked, is_verbose: global.verbose, places }
}

impl Command {
    /// What a command names, when it evaluates what strangers wrote.
    fn places(&self) -> Option<Places> {
        match self {
            Command::Check(options) => Some(options.places()),
            Command::Ask(options) => Some(options.places()),
            Command::Decide(options) => Some(options.places()),
            Command::Diff(options) => Some(options.places()),
            Command::Report(options) => Some(options.places()),
            Command::Dfd(options) => Some(options.places()),
            Command::Seq(options) => Some(options.places()),
            Command::Paths(options) => Some(options.places()),
            Command::Plan(options) => Some(options.places()),
            Command::Explain(options) => Some(options.places()),
            Command::Threats(options) => options.places(),
            Command::Elements(options) => options.places(),
            Command::Run(options) => options.places(),
            Command::Describe(_) | Command::Init(_) | Command::Completions(_) | Command::Man(_) => None,
            // They go on for ever, and files come and go: a worker that may read what there was is of no use.
            Command::Serve(_) | Command::Watch(_) => None,
        }
    }
}

fn usage(session: &mut Session<'_>, error: &clap::Error) -> u8 {
    if error.use_stderr() {
        let text = match session.colour_errors {
            true => error.render().ansi().to_string(),
            false => error.render().to_string(),
        };
        session.print_error(&text);
        return EXIT_FAILED;
    }
    let text = match session.colour {
        true => error.render().ansi().to_string(),
        false => error.render().to_string(),
    };
    session.print(&text).err().unwrap_or(EXIT_DONE)
}

/// What a command line means now, for a command that goes on while its configuration is edited.
///
/// # Errors
/// What is wrong with the configuration, with its text.
pub(crate) fn read_again(
    typed: &[OsString],
    world: &dyn World,
) -> Result<(Command, Manner), (Vec<Diagnostic>, Sources)> {
    let mut sources = Sources::default();
    let arguments = match config::with_configuration(typed, &mut sources, world) {
        Ok(arguments) => arguments,
        Err(problems) => return Err((problems, sources)),
    };
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command, global }) => {
            let flags = [global.quiet, global.verbose, !global.no_config];
            Ok((command, Manner { access: global.access, beside: global.beside, colours: [false; 2], flags }))
        }
        Err(error) => {
            let message = error.to_string();
            let message = message.lines().next().unwrap_or("the command line is wrong");
            Err((vec![Diagnostic::error(message.trim_start_matches("error: "))], sources))
        }
    }
}

fn dispatch(session: &mut Session<'_>, command: Command, is_isolated: bool, typed: &[OsString]) -> Result<u8, u8> {
    match command {
        Command::Check(options) => command::check::run(session, &options),
        Command::Ask(options) => command::ask::run(session, &options),
        Command::Decide(options) => command::decide::run(session, &options),
        Command::Diff(options) => command::diff::run(session, &options),
        Command::Report(options) => command::report::run(session, &options),
        Command::Dfd(options) => command::dfd::run(session, &options),
        Command::Seq(options) => command::seq::run(session, &options),
        Command::Serve(_) | Command::Watch(_) if is_isolated => {
            let problem = Diagnostic::error("what goes on while files change runs in its own process")
                .help("leave out `--isolated`; the evaluator has no way to the outside anyway");
            Err(session.fail(&problem, &Sources::default()))
        }
        Command::Serve(options) => command::serve::run(session, &options, typed),
        Command::Watch(options) => command::watch::run(session, &options, typed),
        Command::Run(options) => command::run::run(session, &options, is_isolated),
        Command::Paths(options) => command::paths::run(session, &options),
        Command::Plan(options) => command::plan::run(session, &options),
        Command::Explain(options) => command::explain::run(session, &options),
        Command::Threats(options) => command::threats::run(session, &options),
        Command::Elements(options) => command::elements::run(session, &options),
        Command::Describe(options) => command::describe::run(session, &options),
        Command::Init(options) => command::init::run(session, &options),
        Command::Completions(options) => command::completions::run(session, &options),
        Command::Man(options) => command::man::run(session, &options),
    }
}
