//! What a script may ask of the outside. The command line implements it; a test may too.

use std::rc::Rc;

use bartizan_model::{Assumption, Diagnostic, ElementId, Model, Sources, Text, ThreatDefinition};
use thiserror::Error;

/// Where pytm lies, as scripts see it: `pytm.__file__` says so. There is no such folder; its library of threats can be
/// read all the same.
pub const PYTM_FOLDER: &str = "/usr/lib/python3.11/site-packages/pytm";
/// The library of threats in that folder.
pub const PYTM_THREATS: &str = "threatlib/threats.json";

/// Why the outside could not do what a script asked for.
#[derive(Debug, Error)]
pub enum HostError {
    /// Nobody reads our output any more (`| head`); the run ends quietly.
    #[error("standard output is closed")]
    OutputClosed,
    /// Something was wrong with what was asked for; the user has been told. The run ends with this exit code.
    #[error("failed; see the messages")]
    Reported(u8),
    /// The model contradicts itself: a `ValueError`, which the script may catch.
    #[error("{}", .0.message)]
    Contradiction(Box<Diagnostic>),
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
    /// It is no folder.
    #[error("is not a directory")]
    NotDirectory,
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

/// A file or folder that could not be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The user lets the script write nothing.
    #[error("is not allowed")]
    NotAllowed,
    /// It lies outside the folder that the user lets the script write to.
    #[error("lies outside the folder that the model may write to")]
    Outside,
    /// The folder that it would lie in is not there.
    #[error("no such folder")]
    NotFound,
    /// The operating system says why.
    #[error("{0}")]
    Failed(String),
}

/// What scripts take for now unless the outside says otherwise: 2024-01-01 00:00:00 UTC.
pub const NOW: i64 = 1_704_067_200;

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
    /// The names of what lies in a folder below the model's, sorted.
    fn list(&mut self, _path: &str) -> Result<Vec<String>, ReadError> {
        Err(ReadError::NotFound)
    }
    /// Whether a link lies at a path below the model's folder.
    fn is_link(&mut self, _path: &str) -> bool {
        false
    }
    /// Where a path below the model's folder leads, all links followed.
    fn real_path(&mut self, _path: &str) -> Option<String> {
        None
    }
    /// The size of a file below the model's folder, in bytes.
    fn size(&mut self, _path: &str) -> Result<u64, ReadError> {
        Err(ReadError::NotFound)
    }
    /// Whether a file may be written.
    fn may_write(&mut self, _path: &str) -> Result<(), WriteError> {
        Err(WriteError::NotAllowed)
    }
    /// Writes a file: whole or not at all.
    fn write(&mut self, _path: &str, _bytes: &[u8]) -> Result<(), WriteError> {
        Err(WriteError::NotAllowed)
    }
    /// Makes a folder in one that is there.
    fn make_folder(&mut self, _path: &str) -> Result<(), WriteError> {
        Err(WriteError::NotAllowed)
    }
    /// The one moment that a script takes for now, in seconds since 1970; it has no clock.
    fn now(&mut self) -> i64 {
        NOW
    }
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
    /// Whether a threat applies to an element, as the facts of the model stand.
    fn applies(&mut self, model: &Model, threat: ThreatDefinition, element: ElementId) -> Result<bool, HostError>;
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
    /// The attributes of a class, by its name.
    Description(&'a str),
    /// The classes that a model is made of.
    Classes,
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
    /// Worst severity on an element, from 0 to 5.
    fn severity(&self, element: ElementId) -> u8;
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
