//! What a script may ask of the outside. The command line implements it; a test may too.

use std::rc::Rc;

use bartizan_model::{Assumption, Diagnostic, ElementId, Model, Sources, Text, ThreatDefinition};
use thiserror::Error;

/// Why the outside could not do what a script asked for.
#[derive(Debug, Error)]
pub enum HostError {
    /// Nobody reads our output any more (`| head`); the run ends quietly.
    #[error("standard output is closed")]
    OutputClosed,
    /// Something was wrong with what was asked for; the user has been told. The run ends with this exit code.
    #[error("failed; see the messages")]
    Reported(u8),
    /// The command line that the script left in `sys.argv` asks to end here, with this exit code.
    #[error("exit with code {0}")]
    Exit(u8),
}

/// A file that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is not there.
    #[error("no such file")]
    NotFound,
    /// It is a folder.
    #[error("is a directory")]
    IsDirectory,
    /// It lies outside the folder that scripts may read.
    #[error("lies outside the model's folder")]
    Outside,
    /// It is too large.
    #[error("is too large")]
    TooLarge,
    /// It cannot be read.
    #[error("cannot be read")]
    Unreadable,
}

/// The outside of a script.
pub trait Host {
    /// Writes to standard output.
    fn print(&mut self, text: &str) -> Result<(), HostError>;
    /// Writes to standard error.
    fn print_error(&mut self, text: &str);
    /// Hands on what was printed, before somebody else prints.
    fn flush(&mut self) {}
    /// Whether the model is wanted as it stands at the script's end.
    fn wants_model(&self) -> bool;
    /// Takes a warning about the script.
    fn warn(&mut self, sources: &Sources, warning: Diagnostic);
    /// Reads a file below the model's folder; a relative path is taken from there.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, ReadError>;
    /// Whether a path below the model's folder is a file or a folder, or not there.
    fn kind(&mut self, path: &str) -> PathKind;
    /// `tm.process()`: does what the command line in `argv` (with the script's name first) asks for.
    fn process(&mut self, model: Model, argv: &[Rc<str>]) -> Result<Processed, HostError>;
    /// `tm.resolve()`: looks for threats, and prints nothing.
    fn resolve(&mut self, model: Model) -> Result<Processed, HostError>;
    /// `tm.check()`: derives facts, and looks for nothing.
    fn check(&mut self, model: Model) -> Result<Processed, HostError>;
    /// `tm.dfd()`, `tm.seq()` and `tm.report(template)`: the text.
    fn render(&mut self, model: Model, what: Rendering<'_>) -> Result<String, HostError>;
    /// The threats of a library file, or the built-in ones when the path is empty.
    fn threats(&mut self, path: &str) -> Result<Vec<ThreatDefinition>, HostError>;
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// Nothing, or something that scripts may not see.
    Nothing,
}

/// What a script wants as text.
#[derive(Clone, Copy, Debug)]
pub enum Rendering<'a> {
    /// The data flow diagram, as DOT.
    DataFlow {
        /// The levels to draw; all when empty.
        levels: &'a [i64],
        /// Whether to colour elements by their worst finding.
        colormap: bool,
    },
    /// The sequence diagram, as PlantUML.
    Sequence,
    /// A report, by the path of its template.
    Report(&'a str),
}

/// What processing a model yields for the script that goes on afterwards.
#[derive(Default)]
pub struct Processed {
    /// The model with derived facts.
    pub model: Option<Rc<Model>>,
    /// What was found; read only when the script looks at it.
    pub findings: Option<Rc<dyn FindingSource>>,
}

/// Findings, as a script may ask for them.
pub trait FindingSource {
    /// All findings.
    fn findings(&self) -> Vec<FindingRecord>;
    /// Findings that an assumption set aside.
    fn set_aside(&self) -> Vec<FindingRecord>;
}

/// A finding in pytm's fields.
#[derive(Clone, Debug)]
pub struct FindingRecord {
    /// The element.
    pub element: ElementId,
    /// Texts by pytm's attribute names: `id`, `threat_id`, `target`, `description` ...
    pub fields: Vec<(&'static str, Text)>,
    /// The assumption that set it aside.
    pub assumption: Option<Assumption>,
}
