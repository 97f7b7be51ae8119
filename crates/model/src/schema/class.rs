//! The classes of pytm.

/// A class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The threat model itself.
    Tm,
    /// Anything with a name; the base of the classes below.
    Element,
    /// What data flows reach.
    Asset,
    /// A server.
    Server,
    /// A system that somebody else is responsible for.
    ExternalEntity,
    /// A place where data rests.
    Datastore,
    /// Somebody or something that starts interactions.
    Actor,
    /// A running program.
    Process,
    /// Several programs seen as one.
    SetOfProcesses,
    /// A function that a cloud runs on demand.
    Lambda,
    /// A large language model.
    Llm,
    /// A program in which a language model decides which tools to use.
    Agent,
    /// Data on its way from one element to another.
    Dataflow,
    /// A line across which trust changes.
    Boundary,
    /// A piece of data.
    Data,
    /// Security controls of an element.
    Controls,
    /// Something taken for granted.
    Assumption,
    /// What can go wrong.
    Threat,
    /// A threat that applies to an element.
    Finding,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 19] = [
        Class::Tm,
        Class::Element,
        Class::Asset,
        Class::Server,
        Class::ExternalEntity,
        Class::Datastore,
        Class::Actor,
        Class::Process,
        Class::SetOfProcesses,
        Class::Lambda,
        Class::Llm,
        Class::Agent,
        Class::Dataflow,
        Class::Boundary,
        Class::Data,
        Class::Controls,
        Class::Assumption,
        Class::Threat,
        Class::Finding,
    ];

    /// The name as scripts write it.
    pub fn name(self) -> &'static str {
        match self {
            Class::Tm => "TM",
            Class::Element => "Element",
            Class::Asset => "Asset",
            Class::Server => "Server",
            Class::ExternalEntity => "ExternalEntity",
            Class::Datastore => "Datastore",
            Class::Actor => "Actor",
            Class::Process => "Process",
            Class::SetOfProcesses => "SetOfProcesses",
            Class::Lambda => "Lambda",
            Class::Llm => "LLM",
            Class::Agent => "Agent",
            Class::Dataflow => "Dataflow",
            Class::Boundary => "Boundary",
            Class::Data => "Data",
            Class::Controls => "Controls",
            Class::Assumption => "Assumption",
            Class::Threat => "Threat",
            Class::Finding => "Finding",
        }
    }

    /// The class of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The class that this one derives from.
    pub fn parent(self) -> Option<Self> {
        match self {
            Class::Asset | Class::Actor | Class::Dataflow | Class::Boundary => Some(Class::Element),
            Class::Server
            | Class::ExternalEntity
            | Class::Datastore
            | Class::Process
            | Class::Lambda
            | Class::Llm
            | Class::Agent => Some(Class::Asset),
            Class::SetOfProcesses => Some(Class::Process),
            _ => None,
        }
    }

    /// Whether this is the other class or derives from it.
    pub fn is_a(self, other: Class) -> bool {
        let mut class = Some(self);
        while let Some(this) = class {
            if this == other {
                return true;
            }
            class = this.parent();
        }
        false
    }

    /// Whether objects of the class have controls.
    pub fn has_controls(self) -> bool {
        self.is_a(Class::Element)
    }

    /// What the class stands for, in a few words.
    pub fn documentation(self) -> &'static str {
        match self {
            Class::Tm => "The threat model: the system as a whole",
            Class::Element => "Anything with a name; the base of the other elements",
            Class::Asset => "Something worth protecting that flows reach",
            Class::Server => "A server: takes requests and answers them",
            Class::ExternalEntity => "A system that others are responsible for",
            Class::Datastore => "A place where data rests: database, bucket, file system",
            Class::Actor => "Somebody or something that starts interactions",
            Class::Process => "A running program",
            Class::SetOfProcesses => "Several programs seen as one",
            Class::Lambda => "A function that a cloud runs on demand",
            Class::Llm => "A large language model, one's own or a service",
            Class::Agent => "A program in which a language model decides which tools to use",
            Class::Dataflow => "Data on its way from one element to another",
            Class::Boundary => "A trust boundary: what is inside is trusted alike",
            Class::Data => "A piece of data that flows carry and elements keep",
            Class::Controls => "The security controls of an element",
            Class::Assumption => "Something taken for granted; may exclude threats",
            Class::Threat => "Something that can go wrong, and when",
            Class::Finding => "A threat that applies to an element",
        }
    }

    /// The module of pytm that defines the class, as `repr()` shows it.
    pub fn module(self) -> &'static str {
        match self {
            Class::Tm => "pytm.tm",
            Class::Element => "pytm.element",
            Class::Asset | Class::Server | Class::ExternalEntity | Class::Lambda | Class::Llm | Class::Agent => {
                "pytm.asset"
            }
            Class::Datastore => "pytm.datastore",
            Class::Actor => "pytm.actor",
            Class::Process | Class::SetOfProcesses => "pytm.process",
            Class::Dataflow => "pytm.dataflow",
            Class::Boundary => "pytm.boundary",
            Class::Data => "pytm.data",
            Class::Controls | Class::Assumption => "pytm.base",
            Class::Threat => "pytm.threat",
            Class::Finding => "pytm.finding",
        }
    }
}
