//! What a recorder says, and what it is told.

use serde::Deserialize;

use crate::host::FindingRecord;

/// What happened since the last message, and what is wanted now.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// Files that places point into for the first time: path and text.
    pub files: Vec<(String, String)>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// pytm's lists (`TM._elements` and its like) as they stand.
    pub lists: Vec<(String, Vec<Recorded>)>,
    /// What is wanted.
    pub ask: Ask,
}

/// Where something happened: the number of a file and a line, and with recent Pythons column, last line and last column
/// (columns are counted in bytes, from 0).
pub type Place = Vec<u32>;

/// Something that a script did. Objects have numbers that the recorder chose.
#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// It made an object of a class.
    Make {
        /// The object.
        id: u64,
        /// The class of pytm.
        class: String,
        /// The script's own class, or the same.
        own: String,
        /// Where.
        place: Place,
    },
    /// The object got its first attributes.
    Init {
        /// The object.
        id: u64,
        /// By position.
        arguments: Vec<Recorded>,
        /// By name.
        keywords: Vec<(String, Recorded)>,
        /// Where.
        place: Place,
    },
    /// It set an attribute.
    Set {
        /// The object.
        id: u64,
        /// The attribute.
        name: String,
        /// The value.
        value: Recorded,
        /// Where.
        place: Place,
    },
    /// It looked at a container that was not there, and may have filled it.
    Touch {
        /// The object.
        id: u64,
        /// The attribute.
        name: String,
        /// What the container holds now.
        value: Recorded,
    },
    /// `TM.reset()`.
    Reset {},
}

/// A value.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Recorded {
    /// `True` or `False`.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// A text.
    Text(String),
    /// Anything else.
    Tagged(Tagged),
    /// `None`.
    None,
}

/// A value that JSON has no word for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tagged {
    /// An object, by its number.
    Object(u64),
    /// A member of one of pytm's enumerations.
    Member(String, String),
    /// A list.
    List(Vec<Recorded>),
    /// A tuple.
    Tuple(Vec<Recorded>),
    /// A set.
    Set(Vec<Recorded>),
    /// A dict.
    Dict(Vec<(Recorded, Recorded)>),
    /// Something of the script's own, by the name of its class.
    Other(String),
}

/// What a recorder wants. `tm` is the number of the model.
#[derive(Debug, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Ask {
    /// `tm.process()`.
    Process {
        /// The model.
        tm: u64,
        /// `sys.argv` as the script left it.
        argv: Vec<String>,
    },
    /// `tm.resolve()`.
    Resolve {
        /// The model.
        tm: u64,
    },
    /// `tm.check()`.
    Check {
        /// The model.
        tm: u64,
    },
    /// `tm.dfd()`.
    Dfd {
        /// The model.
        tm: u64,
        /// Levels to draw.
        levels: Vec<i64>,
        /// Whether to colour by severity.
        colormap: bool,
    },
    /// `tm.seq()`.
    Seq {
        /// The model.
        tm: u64,
    },
    /// `tm.report(path)`.
    Report {
        /// The model.
        tm: u64,
        /// The template.
        path: String,
    },
    /// `TM._threats`.
    Threats {
        /// The library; empty for the built-in one.
        path: String,
    },
    /// `tm.findings`, of the model that was processed last.
    Findings {},
    /// Nothing more: the script ended.
    End {},
}

/// What a recorder is told.
pub enum Answer {
    /// It was done.
    Done,
    /// The run ends with this exit code; the user has been told why.
    Exit(u8),
    /// A text.
    Text(String),
    /// Findings and those that were set aside, each with the number of its element.
    Findings(Vec<(u64, FindingRecord)>, Vec<(u64, FindingRecord)>),
    /// Threats.
    Threats(Vec<bartizan_model::ThreatDefinition>),
}
