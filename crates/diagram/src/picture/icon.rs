//! Small drawings of what an element or a boundary is, on a grid of 20 by 20 pixels.

use std::collections::BTreeSet;

use bartizan_model::{Class, Object};

use crate::svg::Svg;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Icon {
    Person,
    Server,
    Process,
    Processes,
    Database,
    Queue,
    Folder,
    Function,
    Browser,
    Phone,
    LanguageModel,
    Agent,
    External,
    Generic,
    Cloud,
    Internet,
    Network,
    Building,
    Locked,
    Unlocked,
}

impl Icon {
    /// The side of the square that an icon is drawn in, in pixels.
    pub(crate) const SIDE: f64 = 20.0;

    /// What an element is, by its class, and where that leaves it open, by what its author says or calls it.
    pub(crate) fn of_element(object: &Object) -> Self {
        let words = words(&object.name());
        let says = |known: &[&str]| known.iter().any(|word| words.contains(*word));
        let is_on_a_phone = || says(&["phone", "mobile", "smartphone", "android", "ios", "iphone", "tablet"]);
        match object.class {
            Class::Agent => Icon::Agent,
            Class::Llm => Icon::LanguageModel,
            Class::Lambda => Icon::Function,
            Class::Actor => Icon::Person,
            Class::Datastore => of_store(object, says),
            Class::SetOfProcesses => Icon::Processes,
            _ if says(&["browser"]) => Icon::Browser,
            _ if is_on_a_phone() => Icon::Phone,
            Class::Server => Icon::Server,
            Class::Process => Icon::Process,
            Class::ExternalEntity => Icon::External,
            _ => Icon::Generic,
        }
    }

    /// What a trust boundary is, by what its author calls it; often nothing in particular.
    pub(crate) fn of_boundary(object: &Object) -> Option<Self> {
        let words = words(&object.name());
        let says = |known: &[&str]| known.iter().any(|word| words.contains(*word));
        if says(&["internet", "public"]) && !says(&["subnet", "network", "cloud"]) {
            Some(Icon::Internet)
        } else if says(&["browser"]) {
            Some(Icon::Browser)
        } else if says(&["phone", "mobile", "device", "smartphone"]) {
            Some(Icon::Phone)
        } else if says(&["cloud", "aws", "azure", "gcp", "amazon"]) {
            Some(Icon::Cloud)
        } else if says(&["network", "subnet", "vpc", "vnet", "lan", "vlan", "dmz", "intranet", "zone", "edge", "vpn"]) {
            Some(Icon::Network)
        } else if says(&["office", "company", "corporate", "building", "enterprise", "organisation", "organization"]) {
            Some(Icon::Building)
        } else if says(&["server", "backend", "host", "cluster", "kubernetes", "container"]) {
            Some(Icon::Server)
        } else {
            None
        }
    }

    /// Draws it with its upper left corner at a point, so large, in the colour of a class of the style sheet.
    pub(crate) fn draw(self, svg: &mut Svg, (x, y): (f64, f64), side: f64, class: &str) {
        let tag = svg.tag("path").value("class", class).word("d", self.outline());
        tag.transform((x, y), side / Self::SIDE).empty();
    }

    fn outline(self) -> &'static str {
        match self {
            Icon::Person => {
                "M13.25 6.5a3.25 3.25 0 1 1-6.5 0a3.25 3.25 0 1 1 6.5 0ZM3.5 17c0-3.4 2.8-5.75 6.5-5.75s6.5 2.35 6.5 5.75"
            }
            Icon::Server => {
                "M4.5 3h11a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1-1.5 1.5h-11a1.5 1.5 0 0 1-1.5-1.5v-3a1.5 1.5 0 0 1 \
                 1.5-1.5ZM4.5 11h11a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1-1.5 1.5h-11a1.5 1.5 0 0 1-1.5-1.5v-3a1.5 1.5 0 \
                 0 1 1.5-1.5ZM6.25 6h.01M6.25 14h.01M9.5 6h4M9.5 14h4"
            }
            Icon::Process => {
                "M15 10a5 5 0 1 1-10 0a5 5 0 1 1 10 0ZM12 10a2 2 0 1 1-4 0a2 2 0 1 1 4 0ZM10 5V2.7M10 17.3V15M5 10H2.7\
                 M17.3 10H15M6.46 6.46L4.84 4.84M15.16 15.16l-1.62-1.62M6.46 13.54l-1.62 1.62M15.16 4.84l-1.62 1.62"
            }
            Icon::Processes => "M10 3l7 3.5l-7 3.5l-7-3.5ZM3 10l7 3.5l7-3.5M3 13.5l7 3.5l7-3.5",
            Icon::Database => {
                "M4 5c0-1.4 2.7-2.5 6-2.5s6 1.1 6 2.5s-2.7 2.5-6 2.5s-6-1.1-6-2.5ZM4 5v10c0 1.4 2.7 2.5 6 2.5s6-1.1 \
                 6-2.5V5M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5"
            }
            Icon::Queue => "M2.5 6.5h15v7h-15ZM7.5 6.5v7M12.5 6.5v7",
            Icon::Folder => {
                "M2.5 6a1.5 1.5 0 0 1 1.5-1.5h3.5l2 2H16A1.5 1.5 0 0 1 17.5 8v6.5A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1\
                 -1.5-1.5Z"
            }
            Icon::Function => "M5.5 3.5h1.6c.8 0 1.4.5 1.7 1.2L14.5 16.5M9.5 8.6L5.5 16.5",
            Icon::Browser => {
                "M4 4h12a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 4Z\
                 M2.5 8h15M5 6h.01M7 6h.01"
            }
            Icon::Phone => {
                "M7 2.5h6a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 16V4A1.5 1.5 0 0 1 7 2.5Z\
                 M9 15h2"
            }
            Icon::LanguageModel => {
                "M9 3.5c.6 4 2 5.6 6 6.5c-4 .9-5.4 2.5-6 6.5c-.6-4-2-5.6-6-6.5c4-.9 5.4-2.5 6-6.5ZM15.5 3v3M14 4.5h3"
            }
            Icon::Agent => {
                "M6 7h8a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM10 7V4M10 3h.01M7.75 10.75h.01\
                 M12.25 10.75h.01M8 13.5h4M2 10.5v2.5M18 10.5v2.5"
            }
            Icon::External => {
                "M11.5 3.5h5V8.5M16.5 3.5L9.5 10.5M13.5 11.5v4a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1h4"
            }
            Icon::Generic => "M10 2.5l6.5 3.6v7.8L10 17.5l-6.5-3.6V6.1ZM3.5 6.1L10 9.8l6.5-3.7M10 9.8v7.7",
            Icon::Cloud => "M6 15.5a3.5 3.5 0 0 1-.4-7A4.75 4.75 0 0 1 14.7 8.2A3.7 3.7 0 0 1 14.3 15.5Z",
            Icon::Internet => {
                "M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0ZM3 10h14M10 3c2 2 3 4.4 3 7s-1 5-3 7c-2-2-3-4.4-3-7s1-5 3-7Z"
            }
            Icon::Network => "M8 3h4v4H8ZM3 13h4v4H3ZM13 13h4v4h-4ZM10 7v3M5 13v-3h10v3",
            Icon::Building => {
                "M4.5 17V4a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v13M12.5 8h2.5a1 1 0 0 1 1 1v8M2.5 17h15M7.5 6.5h2M7.5 9.5h2\
                 M7.5 12.5h2"
            }
            Icon::Locked => "M4.5 9h11v8.5h-11ZM6.75 9V6.25a3.25 3.25 0 0 1 6.5 0V9",
            Icon::Unlocked => "M4.5 9h11v8.5h-11ZM6.75 9V5.5a3.25 3.25 0 0 1 6.2-1.4",
        }
    }
}

fn of_store(object: &Object, says: impl Fn(&[&str]) -> bool) -> Icon {
    let kind = object.member("type").map_or("", |member| member.name());
    if object.flag("isQueue") || says(&["queue", "topic", "kafka", "rabbitmq", "sqs", "bus"]) {
        Icon::Queue
    } else if matches!(kind, "FILE_SYSTEM" | "AWS_S3") || says(&["bucket", "s3", "file", "files", "folder"]) {
        Icon::Folder
    } else {
        Icon::Database
    }
}

/// The words of a name in lower case.
fn words(name: &str) -> BTreeSet<String> {
    const MOST_WORDS: usize = 32;
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(str::to_lowercase).collect()
}
