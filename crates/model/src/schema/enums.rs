//! The enumerations of pytm and their members.

use std::cmp::Ordering;
use std::fmt;

/// An enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumKind {
    /// How sensitive data is.
    Classification,
    /// How long credentials live.
    Lifetime,
    /// Kinds of datastores.
    DatastoreType,
    /// Versions of SSL and TLS.
    TlsVersion,
    /// What to do about a flow that repeats another.
    Action,
}

/// What a member stands for in Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberValue {
    /// A rank.
    Int(i64),
    /// A text.
    Text(&'static str),
}

/// A member of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// The enumeration.
    pub kind: EnumKind,
    /// Position in it.
    pub index: u8,
}

type Row = (&'static str, MemberValue);

const fn ranked(name: &'static str, rank: i64) -> Row {
    (name, MemberValue::Int(rank))
}

const fn worded(name: &'static str, word: &'static str) -> Row {
    (name, MemberValue::Text(word))
}

static CLASSIFICATION: &[Row] = &[
    ranked("UNKNOWN", 0),
    ranked("PUBLIC", 1),
    ranked("RESTRICTED", 2),
    ranked("SENSITIVE", 3),
    ranked("SECRET", 4),
    ranked("TOP_SECRET", 5),
];
static LIFETIME: &[Row] = &[
    worded("NONE", "NONE"),
    worded("UNKNOWN", "UNKNOWN"),
    worded("SHORT", "SHORT_LIVED"),
    worded("LONG", "LONG_LIVED"),
    worded("AUTO", "AUTO_REVOKABLE"),
    worded("MANUAL", "MANUALLY_REVOKABLE"),
    worded("HARDCODED", "HARDCODED"),
];
static DATASTORE_TYPE: &[Row] = &[
    worded("UNKNOWN", "UNKNOWN"),
    worded("FILE_SYSTEM", "FILE_SYSTEM"),
    worded("SQL", "SQL"),
    worded("LDAP", "LDAP"),
    worded("AWS_S3", "AWS_S3"),
];
static TLS_VERSION: &[Row] = &[
    ranked("NONE", 0),
    ranked("SSLv1", 1),
    ranked("SSLv2", 2),
    ranked("SSLv3", 3),
    ranked("TLSv10", 4),
    ranked("TLSv11", 5),
    ranked("TLSv12", 6),
    ranked("TLSv13", 7),
];
static ACTION: &[Row] = &[worded("NO_ACTION", "NO_ACTION"), worded("RESTRICT", "RESTRICT"), worded("IGNORE", "IGNORE")];

impl EnumKind {
    /// All enumerations.
    pub const ALL: [EnumKind; 5] =
        [EnumKind::Action, EnumKind::Classification, EnumKind::DatastoreType, EnumKind::Lifetime, EnumKind::TlsVersion];

    /// The name as scripts write it.
    pub fn name(self) -> &'static str {
        match self {
            EnumKind::Classification => "Classification",
            EnumKind::Lifetime => "Lifetime",
            EnumKind::DatastoreType => "DatastoreType",
            EnumKind::TlsVersion => "TLSVersion",
            EnumKind::Action => "Action",
        }
    }

    /// The enumeration of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What the enumeration is for.
    pub fn documentation(self) -> &'static str {
        match self {
            EnumKind::Classification => "How sensitive data is; the members are ordered",
            EnumKind::Lifetime => "How long credentials live and how they end",
            EnumKind::DatastoreType => "Kinds of datastores",
            EnumKind::TlsVersion => "Versions of SSL and TLS; the members are ordered",
            EnumKind::Action => "What to do about a flow that repeats another one",
        }
    }

    /// Whether members can be compared with `<`.
    pub fn is_ordered(self) -> bool {
        matches!(self, EnumKind::Classification | EnumKind::TlsVersion)
    }

    /// All members, in order.
    pub fn members(self) -> impl Iterator<Item = Member> + use<> {
        (0..self.rows().len()).map(move |index| Member { kind: self, index: index as u8 })
    }

    /// The member of this name.
    pub fn member(self, name: &str) -> Option<Member> {
        self.members().find(|member| member.name() == name)
    }

    /// The member that stands for this text.
    pub fn member_of_text(self, text: &str) -> Option<Member> {
        self.members().find(|member| matches!(member.value(), MemberValue::Text(known) if known == text))
    }

    /// The member that stands for this rank.
    pub fn member_of_int(self, rank: i64) -> Option<Member> {
        self.members().find(|member| member.value() == MemberValue::Int(rank))
    }

    fn rows(self) -> &'static [Row] {
        match self {
            EnumKind::Classification => CLASSIFICATION,
            EnumKind::Lifetime => LIFETIME,
            EnumKind::DatastoreType => DATASTORE_TYPE,
            EnumKind::TlsVersion => TLS_VERSION,
            EnumKind::Action => ACTION,
        }
    }
}

impl Member {
    /// The member's name.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What the member stands for.
    pub fn value(self) -> MemberValue {
        self.row().1
    }

    fn row(self) -> Row {
        self.kind.rows().get(usize::from(self.index)).copied().unwrap_or(ranked("UNKNOWN", 0))
    }
}

impl fmt::Display for Member {
    /// As Python prints it: `Classification.PUBLIC`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.kind.name(), self.name())
    }
}

impl PartialOrd for Member {
    /// Members of different enumerations, or of one without an order, do not compare.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self.kind != other.kind {
            None
        } else if self.index == other.index {
            Some(Ordering::Equal)
        } else if self.kind.is_ordered() {
            Some(self.index.cmp(&other.index))
        } else {
            None
        }
    }
}
