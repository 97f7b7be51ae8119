//! Runs a model script for the command line: what it may see, and what `tm.process()` does.

mod own_attributes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bartizan_diagram::{DataFlowOptions, Graph, Sequence, dot, plantuml};
use bartizan_model::{
    AttributeId, Diagnostic, ElementId, Model, Owner, Severity, Sources, Text, ThreatDefinition, imply, resolve,
};
use bartizan_python::{
    FindingRecord, FindingSource, Host, HostError, PathKind, Processed, ReadError, Rendering, Run, Script, WriteError,
    limits,
};
use bartizan_rules::decisions::Decisions;
use bartizan_rules::{Finding, Library, Threat};

use crate::analysis::{Analysis, look_for_threats};
use crate::beside::{answers, decisions};
use crate::command;
use crate::command_line::{EXIT_FAILED, Session};
use crate::libraries::{self, Selection};
use crate::output::{self, OutputError};
use crate::pytm_flags;
use crate::pytm_folder;
use crate::sandbox::Sandbox;
use crate::templates::{self, MAX_TEMPLATE};
use crate::world::FileError;

/// So many threats that a script asked about are kept ready.
const MAX_ASKED: usize = 1000;

/// What the script is run for.
pub(crate) enum Purpose {
    /// pytm's flags: `tm.process()` does what `sys.argv` says. These are the words that the user typed.
    Flags(Vec<String>),
    /// One of our commands: `tm.process()` prints nothing, and what was found is handed back.
    Command,
    /// Likewise, and the model is kept as it was stated, to see what would be otherwise.
    Changes,
    /// The model alone is wanted, as it was processed or as it stands at the end.
    Model,
}

/// A model that a script described, with what was found when the script processed it.
pub(crate) struct Described {
    pub(crate) analysis: Rc<Analysis>,
    pub(crate) library: Rc<Library>,
    /// What was decided about the findings.
    pub(crate) decisions: Decisions,
    /// Facts that somebody was asked about and did not know.
    pub(crate) unanswered: BTreeSet<(Owner, AttributeId)>,
    /// The model before anything was derived, where changes are to be tried on it.
    stated: Option<Model>,
}

impl Described {
    /// Whether a finding still needs somebody.
    pub(crate) fn is_open(&self, finding: &Finding) -> bool {
        self.decisions.is_open(finding)
    }

    /// What is found when something that the model states is otherwise. `None` when that cannot be analysed.
    pub(crate) fn otherwise(&self, change: impl FnOnce(&mut Model)) -> Option<Analysis> {
        let mut model = self.stated.clone()?;
        change(&mut model);
        crate::analysis::analyse(model, &self.library).ok()
    }
}

/// Runs a script for pytm's flags. Returns the exit code.
pub(crate) fn run_with_flags(session: &mut Session<'_>, path: &Path, arguments: &[String]) -> u8 {
    let purpose = Purpose::Flags(arguments.to_vec());
    match Runner::run(session, path, arguments, &Selection::default(), purpose) {
        Ok(runner) => runner.code,
        Err(code) => code,
    }
}

/// Runs a script for one of our commands and finds its threats.
pub(crate) fn describe(session: &mut Session<'_>, path: &Path, libraries: &Selection) -> Result<Described, u8> {
    describe_as(session, path, libraries, Purpose::Command)
}

/// Likewise, for a command that tries changes on the model.
pub(crate) fn describe_for_changes(
    session: &mut Session<'_>,
    path: &Path,
    libraries: &Selection,
) -> Result<Described, u8> {
    describe_as(session, path, libraries, Purpose::Changes)
}

fn describe_as(
    session: &mut Session<'_>,
    path: &Path,
    libraries: &Selection,
    purpose: Purpose,
) -> Result<Described, u8> {
    let runner = Runner::run(session, path, &[], libraries, purpose)?;
    if runner.code != 0 {
        return Err(runner.code);
    }
    match runner.described {
        Some(described) => Ok(described),
        None => Err(session.fail(
            &Diagnostic::error(format!("`{}` makes no threat model", path.display()))
                .help("make one with `tm = TM(\"name\")`, and end with `tm.process()`"),
            &Sources::default(),
        )),
    }
}

/// Reads the model that a script describes, without looking for threats.
///
/// # Errors
/// Everything that was wrong, with the sources that the messages point into.
pub fn read_model(text: &str, path: &str, world: &mut dyn crate::World) -> Result<Model, (Vec<Diagnostic>, Sources)> {
    let sandbox = Sandbox::around(Path::new(path), world);
    let mut session = Session::quiet(world);
    let mut host = ScriptHost::new(&mut session, sandbox, Selection::default(), Purpose::Model);
    let script = Script { path, folder: ".", text, arguments: &[] };
    let run = bartizan_python::run(script, &mut host);
    match (host.take_model().or(run.model), run.diagnostics) {
        (Some(model), diagnostics) if diagnostics.iter().all(|d| d.severity < Severity::Error) => Ok(model),
        (_, diagnostics) => Err((diagnostics, run.sources)),
    }
}

/// What came of running a script.
struct Runner {
    code: u8,
    described: Option<Described>,
}

impl Runner {
    fn run(
        session: &mut Session<'_>,
        path: &Path,
        arguments: &[String],
        libraries: &Selection,
        purpose: Purpose,
    ) -> Result<Self, u8> {
        let text = read_script(session, path)?;
        let sandbox = Sandbox::of_script(path, &session.access, session.world)
            .map_err(|problem| session.fail(&problem, &Sources::default()))?;
        let shown = path.display().to_string();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let is_command = matches!(purpose, Purpose::Command | Purpose::Changes);
        let libraries = match &purpose {
            Purpose::Flags(typed) => pytm_flags::Permission::typed(&shown, typed).threats(),
            Purpose::Command | Purpose::Changes | Purpose::Model => libraries.clone(),
        };
        let folder = if folder.is_empty() { "." } else { &folder };
        let mut host = ScriptHost::new(session, sandbox, libraries, purpose).of_script(path, folder);
        let absolute = host.session.world.real_path(Path::new(folder));
        let absolute = absolute.map_or_else(|| folder.to_owned(), |folder| folder.display().to_string());
        let script = Script { path: &shown, folder: &absolute, text: &text, arguments };
        let run = bartizan_python::run(script, &mut host);
        let mut runner = Runner { code: 0, described: None };
        runner.code = host.exit_code(&run);
        if is_command && runner.code == 0 {
            if host.described.is_none()
                && let Some(model) = run.model
            {
                let described = host.describe(model);
                host.show_all_held(&run.sources);
                match described {
                    Err(HostError::Reported(code)) => return Err(code),
                    Err(HostError::Contradiction(problem)) => return Err(host.session.fail(&problem, &run.sources)),
                    _ => {}
                }
            }
            runner.described = host.described.take();
        }
        host.show_all_held(&run.sources);
        // The warnings of another model are counted for themselves.
        host.session.count_alike();
        Ok(runner)
    }
}

fn read_script(session: &mut Session<'_>, path: &Path) -> Result<String, u8> {
    let shown = path.display();
    let problem = match session.world.read(path, limits::MAX_SOURCE as u64) {
        Ok(bytes) => match text_of(bytes) {
            Ok(text) if text.trim().is_empty() => Diagnostic::error(format!("`{shown}` is empty"))
                .help("describe a system in it: see `bartizan describe TM`, or start from examples/quickstart/tm.py"),
            Ok(text) => return Ok(text),
            Err(problem) => Diagnostic::error(format!("`{shown}` {problem}")),
        },
        Err(FileError::NotFound) => Diagnostic::error(format!("there is no file `{shown}`")),
        Err(FileError::IsDirectory) => Diagnostic::error(format!("`{shown}` is a folder"))
            .help(format!("name the model in it: `{}`", path.join("tm.py").display())),
        Err(FileError::TooLarge { .. }) => {
            Diagnostic::refusal(format!("`{shown}` is larger than {} MiB", limits::MAX_SOURCE >> 20))
                .help("split the model into modules")
        }
        Err(error) => Diagnostic::error(format!("cannot read `{shown}`: {error}")),
    };
    Err(session.fail(&problem, &Sources::default()))
}

/// The text of a script: UTF-8, with line ends as Python sees them.
fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("is UTF-16, and not UTF-8; save it as UTF-8".to_owned());
    }
    if bytes.contains(&0) {
        return Err("is no text: it contains null bytes".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        format!("is not UTF-8: line {line} has bytes that belong to no character; save it as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() })
}

/// The end of the year 9999, in seconds since 1970: later moments have no date.
const LAST_SECOND: i64 = 253_402_300_799;

/// The outside of a running script.
pub(crate) struct ScriptHost<'s, 'w> {
    pub(crate) session: &'s mut Session<'w>,
    pub(crate) sandbox: Sandbox,
    pub(crate) libraries: Selection,
    /// The script.
    script: PathBuf,
    /// Where the script lies.
    folder: PathBuf,
    purpose: Purpose,
    /// The model that was processed last, while nothing looks for threats.
    model: Option<Model>,
    described: Option<Described>,
    /// Warnings about attributes of the script's own, until it is known which of them a threat reads.
    held: Vec<Diagnostic>,
    /// Threats that the script asked about single elements, by id: it will ask about others.
    asked: BTreeMap<Text, (ThreatDefinition, Library)>,
}

impl<'s, 'w> ScriptHost<'s, 'w> {
    pub(crate) fn new(session: &'s mut Session<'w>, sandbox: Sandbox, libraries: Selection, purpose: Purpose) -> Self {
        Self {
            session,
            sandbox,
            libraries,
            script: PathBuf::new(),
            folder: ".".into(),
            purpose,
            model: None,
            described: None,
            held: Vec::new(),
            asked: BTreeMap::new(),
        }
    }

    fn of_script(mut self, script: &Path, folder: &str) -> Self {
        self.script = script.to_owned();
        self.folder = folder.into();
        self
    }

    /// The model that was processed, after a run for the model alone.
    pub(crate) fn take_model(&mut self) -> Option<Model> {
        self.model.take()
    }

    /// Shows what the run left to say, and gives the exit code.
    pub(crate) fn exit_code(&mut self, run: &Run) -> u8 {
        let mut code = 0;
        let has_failed = run.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if has_failed {
            // Nobody looks for threats any more.
            self.show_all_held(&run.sources);
        }
        for diagnostic in &run.diagnostics {
            match diagnostic.severity {
                Severity::Warning | Severity::Note if has_failed => self.session.warn(diagnostic, &run.sources),
                Severity::Warning | Severity::Note => self.warn(&run.sources, diagnostic.clone()),
                Severity::Error => code = code.max(self.session.fail(diagnostic, &run.sources)),
            }
        }
        match (&run.host_error, run.exit) {
            (Some(HostError::Reported(reported)), _) => code.max(*reported),
            (Some(HostError::Contradiction(problem)), _) => code.max(self.session.fail(problem, &run.sources)),
            (Some(HostError::Exit(exit)), _) => *exit,
            (Some(HostError::OutputClosed), _) => 0,
            (None, Some(exit)) => u8::try_from(exit).unwrap_or(EXIT_FAILED),
            (None, None) => code,
        }
    }

    pub(crate) fn describe(&mut self, mut model: Model) -> Result<Rc<Analysis>, HostError> {
        let (selection, sandbox, world) = (&self.libraries, &self.sandbox, &*self.session.world);
        let folder = self.session.configured(&self.folder);
        let loaded = match self.purpose {
            Purpose::Flags(_) => libraries::for_flags(&mut model, selection, sandbox, world),
            Purpose::Command | Purpose::Changes | Purpose::Model => {
                libraries::for_model(&mut model, selection, sandbox, folder, world)
            }
        };
        let (library, warnings) = loaded.map_err(|errors| self.report(&errors, &model.sources))?;
        let sources = model.sources.clone();
        self.show_held(&library, &sources);
        for warning in &warnings {
            self.session.warn(warning, &sources);
        }
        let is_command = !matches!(self.purpose, Purpose::Flags(_));
        let unanswered = if is_command { self.answer(&mut model)? } else { BTreeSet::new() };
        let stated = matches!(self.purpose, Purpose::Changes).then(|| model.clone());
        let sources = model.sources.clone();
        let mut model = self.resolved(model)?;
        if is_command {
            imply(&mut model);
        }
        let mut analysis = look_for_threats(model, &library).map_err(|errors| self.report(&errors, &sources))?;
        for warning in &analysis.warnings {
            self.session.warn(warning, &sources);
        }
        let decisions = if is_command { self.decide(&mut analysis, &library)? } else { Decisions::default() };
        let analysis = Rc::new(analysis);
        let library = Rc::new(library);
        self.described = Some(Described { analysis: analysis.clone(), library, decisions, unanswered, stated });
        Ok(analysis)
    }

    /// Takes the answers about the model as stated.
    fn answer(&mut self, model: &mut Model) -> Result<BTreeSet<(Owner, AttributeId)>, HostError> {
        let beside = &self.session.beside;
        let (path, is_named) = (beside.answers_of(&self.script), beside.has_to_be_there(&beside.answers));
        match answers::apply(model, &path, is_named, self.session.world) {
            Ok(applied) => {
                applied.warnings.iter().for_each(|warning| self.session.warn(warning, &model.sources));
                Ok(applied.unknown)
            }
            Err(problems) => Err(self.report(&problems, &model.sources)),
        }
    }

    /// Says what was decided about the findings.
    fn decide(&mut self, analysis: &mut Analysis, library: &Library) -> Result<Decisions, HostError> {
        let beside = &self.session.beside;
        // Nobody else holds the model yet.
        let Some(model) = Rc::get_mut(&mut analysis.model).filter(|_| !beside.no_decisions) else {
            return Ok(Decisions::default());
        };
        let (path, is_named) = (beside.decisions_of(&self.script), beside.has_to_be_there(&beside.decisions));
        let analysed = (&mut *model, library, &analysis.findings);
        match decisions::decisions(analysed, &path, is_named, self.session.world) {
            Ok((decisions, problems)) => {
                problems.iter().for_each(|problem| self.session.warn(problem, &model.sources));
                Ok(decisions)
            }
            Err(problems) => Err(self.report(&problems, &model.sources)),
        }
    }

    pub(crate) fn resolved(&mut self, model: Model) -> Result<Model, HostError> {
        let sources = model.sources.clone();
        let model = resolve(model).map_err(|error| match error.diagnostic() {
            refusal if refusal.is_refusal => self.report(std::slice::from_ref(refusal), &sources),
            contradiction => HostError::Contradiction(Box::new(contradiction.clone())),
        })?;
        for warning in &model.warnings {
            self.session.warn(warning, &sources);
        }
        Ok(model)
    }

    /// Shows errors; the run ends with the worst exit code among them.
    pub(crate) fn report(&mut self, errors: &[Diagnostic], sources: &Sources) -> HostError {
        HostError::Reported(self.session.fail_with(errors, sources))
    }

    pub(crate) fn output_error(&mut self, error: OutputError) -> HostError {
        match error {
            OutputError::Closed => HostError::OutputClosed,
            OutputError::Failed(problem) => self.report(&[*problem], &Sources::default()),
        }
    }
}

impl Host for ScriptHost<'_, '_> {
    fn print(&mut self, text: &str) -> Result<(), HostError> {
        // Standard output belongs to the command's results.
        if !matches!(self.purpose, Purpose::Flags(_)) {
            self.session.print_error(text);
            return Ok(());
        }
        output::print(self.session.world, text).map_err(|error| self.output_error(error))
    }

    fn print_error(&mut self, text: &str) {
        self.session.print_error(text);
    }

    fn flush(&mut self) {
        // The same problem comes again with what is printed next, or at the end.
        let _ = output::flush(self.session.world);
    }

    fn wants_model(&self) -> bool {
        match self.purpose {
            Purpose::Flags(_) => false,
            Purpose::Command | Purpose::Changes => self.described.is_none(),
            Purpose::Model => self.model.is_none(),
        }
    }

    fn warn(&mut self, sources: &Sources, warning: Diagnostic) {
        match warning.own_attribute {
            Some(_) => self.held.push(warning),
            None => self.session.warn(&warning, sources),
        }
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, ReadError> {
        if pytm_folder::is_library(path) {
            return Ok(pytm_folder::library());
        }
        self.sandbox.read(self.session.world, path)
    }

    fn kind(&mut self, path: &str) -> PathKind {
        if let Some(kind) = pytm_folder::kind(path) {
            return kind;
        }
        self.sandbox.kind(self.session.world, path)
    }

    fn list(&mut self, path: &str) -> Result<Vec<String>, ReadError> {
        self.sandbox.list(self.session.world, path)
    }

    fn is_link(&mut self, path: &str) -> bool {
        self.sandbox.is_link(self.session.world, path)
    }

    fn real_path(&mut self, path: &str) -> Option<String> {
        self.sandbox.find(self.session.world, path).ok().map(|path| path.display().to_string())
    }

    fn size(&mut self, path: &str) -> Result<u64, ReadError> {
        self.sandbox.size(self.session.world, path)
    }

    fn may_write(&mut self, path: &str) -> Result<(), WriteError> {
        self.sandbox.find_for_writing(self.session.world, path).map(|_| ())
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.sandbox.write(self.session.world, path, bytes)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), WriteError> {
        self.sandbox.make_folder(self.session.world, path)
    }

    fn now(&mut self) -> i64 {
        let given = self.session.world.variable("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse().ok());
        given.filter(|seconds| (0..=LAST_SECOND).contains(seconds)).unwrap_or(bartizan_python::host::NOW)
    }

    fn process(&mut self, model: Model, argv: &[Rc<str>]) -> Result<Processed, HostError> {
        let Purpose::Flags(typed) = &self.purpose else {
            if matches!(self.purpose, Purpose::Model) {
                self.model = Some(model.clone());
            }
            return self.describe(model).map(processed);
        };
        let typed = typed.clone();
        let script = argv.first().map_or("tm.py", |script| script).to_owned();
        let words: Vec<&str> = argv.iter().skip(1).map(|word| &**word).collect();
        let flags = match pytm_flags::parse(&script, &words) {
            Ok(flags) => flags,
            Err(stop) => {
                return Err(match stop.is_help {
                    true => match output::print(self.session.world, &stop.text) {
                        Ok(()) => HostError::Exit(0),
                        Err(error) => self.output_error(error),
                    },
                    false => {
                        self.session.print_error(&stop.text);
                        HostError::Exit(EXIT_FAILED)
                    }
                });
            }
        };
        let permitted = pytm_flags::Permission::typed(&script, &typed);
        self.show_held_for_flags(&model);
        // Before the results.
        self.session.count_alike();
        crate::pytm_flags::act(self, model, &flags, &permitted)
    }

    fn resolve(&mut self, model: Model) -> Result<Processed, HostError> {
        self.describe(model).map(processed)
    }

    fn check(&mut self, model: Model) -> Result<Processed, HostError> {
        let model = self.resolved(model)?;
        Ok(Processed { model: Some(Rc::new(model)), findings: None })
    }

    fn render(&mut self, model: Model, what: Rendering<'_>) -> Result<String, HostError> {
        match what {
            Rendering::Sequence => Ok(plantuml(&Sequence::of(&self.resolved(model)?))),
            Rendering::DataFlow { levels, colormap: false } => {
                let model = self.resolved(model)?;
                let options = DataFlowOptions { levels: levels.to_vec(), ..DataFlowOptions::default() };
                Ok(dot(&Graph::of(&model, &options)))
            }
            Rendering::DataFlow { levels, colormap: true } => {
                let analysis = self.describe(model)?;
                let options = DataFlowOptions {
                    levels: levels.to_vec(),
                    colormap: Some(&analysis.findings.severities),
                    ..DataFlowOptions::default()
                };
                Ok(dot(&Graph::of(&analysis.model, &options)))
            }
            Rendering::Classes => Ok(command::elements::classes()),
            Rendering::Description(name) => {
                command::describe::class(name).map_err(|problem| self.report(&[*problem], &Sources::default()))
            }
            Rendering::Report(path) => {
                let analysis = self.describe(model)?;
                let template = self.read_template(path, false)?;
                let mut text = String::new();
                self.fill_template(&analysis, path, &template, &mut text)?;
                Ok(text)
            }
        }
    }

    fn threats(&mut self, path: &str) -> Result<Vec<ThreatDefinition>, HostError> {
        let mut model = Model::new("");
        if !path.is_empty() {
            model.system.set("threatsFile", path.into(), bartizan_model::Origin::Default);
        }
        let loaded = libraries::for_flags(&mut model, &self.libraries, &self.sandbox, self.session.world);
        let (library, _) = loaded.map_err(|errors| self.report(&errors, &model.sources))?;
        Ok(library.threats().iter().map(|threat| definition(threat)).collect())
    }

    fn applies(&mut self, model: &Model, threat: ThreatDefinition, element: ElementId) -> Result<bool, HostError> {
        if let Some((known, library)) = self.asked.get(&threat.id)
            && *known == threat
        {
            return Ok(library.applies(0, model, element));
        }
        let loaded = libraries::of_definitions(std::slice::from_ref(&threat), &model.sources);
        let (library, _) = loaded.map_err(|errors| self.report(&errors, &model.sources))?;
        let library = library.as_pytm();
        let applies = library.applies(0, model, element);
        if self.asked.len() >= MAX_ASKED {
            self.asked.clear();
        }
        self.asked.insert(threat.id.clone(), (threat, library));
        Ok(applies)
    }
}

impl ScriptHost<'_, '_> {
    /// Reads a report's template: from anywhere when the user named it, else from the script's folder.
    pub(crate) fn read_template(&mut self, path: &str, is_users: bool) -> Result<String, HostError> {
        let read = match is_users {
            true => self.session.world.read(Path::new(path), MAX_TEMPLATE).map_err(|error| error.to_string()),
            false => self.sandbox.read(self.session.world, path).map_err(|error| error.to_string()),
        };
        templates::text(path, read).map_err(|problem| self.report(&[problem], &Sources::default()))
    }

    /// Fills a template of pytm.
    pub(crate) fn fill_template(
        &mut self,
        analysis: &Analysis,
        path: &str,
        template: &str,
        out: &mut dyn std::fmt::Write,
    ) -> Result<(), HostError> {
        templates::fill(analysis, path, template, out).map_err(|(problem, sources)| self.report(&[*problem], &sources))
    }
}

/// What the script gets back.
pub(crate) fn processed(analysis: Rc<Analysis>) -> Processed {
    Processed { model: Some(analysis.model.clone()), findings: Some(Rc::new(Found(analysis))) }
}

/// Findings for a script that looks at them.
struct Found(Rc<Analysis>);

const FIELDS: [&str; 12] = [
    "threat_id",
    "target",
    "description",
    "details",
    "severity",
    "likelihood",
    "mitigations",
    "example",
    "references",
    "condition",
    "response",
    "cvss",
];

impl Found {
    fn record(&self, number: usize, finding: &Finding) -> FindingRecord {
        let field = |name: &'static str| Some((name, self.0.findings.field(&self.0.model, finding, name)?));
        let mut fields: Vec<(&'static str, Text)> = FIELDS.into_iter().filter_map(field).collect();
        fields.push(("id", number.to_string().into()));
        FindingRecord { element: finding.element, fields, assumption: None }
    }
}

impl FindingSource for Found {
    fn severity(&self, element: ElementId) -> u8 {
        self.0.findings.severities.get(element.index()).copied().unwrap_or(0)
    }

    fn findings(&self) -> Vec<FindingRecord> {
        (1..).zip(&self.0.findings.all).map(|(number, finding)| self.record(number, finding)).collect()
    }

    fn set_aside(&self) -> Vec<FindingRecord> {
        let records = (1..).zip(&self.0.findings.set_aside).map(|(number, aside)| {
            let assumption = Some(aside.assumption.clone());
            FindingRecord { assumption, ..self.record(number, &aside.finding) }
        });
        records.collect()
    }
}

/// A threat in pytm's fields, for a script that looks at `TM._threats`.
pub(crate) fn definition(threat: &Threat) -> ThreatDefinition {
    let names =
        ["description", "details", "severity", "likelihood", "mitigations", "prerequisites", "example", "references"];
    let field = |name: &str| Some((Text::from(name), threat.shared_field(name)?));
    ThreatDefinition {
        id: threat.id.clone(),
        targets: threat.targets.iter().map(|class| class.name().into()).collect(),
        condition: threat.condition.clone(),
        fields: names.into_iter().filter_map(field).collect(),
        place: threat.condition_span,
    }
}
