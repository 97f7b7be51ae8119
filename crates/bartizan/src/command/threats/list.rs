//! `bartizan threats`: the threats that are looked for.

use std::path::{Path, PathBuf};

use bartizan_model::names::nearest;
use bartizan_model::{Class, Diagnostic, Sources};
use bartizan_report::{page_name, threat_index, threat_page, threats_csv, threats_json};
use bartizan_rules::{Level, Library, Stride, Threat};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::command::style::safe;
use crate::command_line::{EXIT_DONE, Session, level_parser};
use crate::isolation::Places;
use crate::libraries::{self, Selection};

/// Options of the list.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Options {
    #[command(flatten)]
    libraries: Selection,
    /// Form of the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the list to this file; with `--format md`, a page for each threat into this folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only threats about this class (Server, Dataflow ...)
    #[arg(long, value_name = "CLASS")]
    target: Option<String>,
    /// Only threats of this category
    #[arg(long, value_name = "CATEGORY", value_parser = PossibleValuesParser::new(Stride::ALL.map(Stride::key)))]
    stride: Option<String>,
    /// Only threats with this weakness (79 or CWE-79)
    #[arg(long, value_name = "NUMBER", value_parser = cwe)]
    cwe: Option<u32>,
    /// Only threats in this category of OWASP (A03:2021, API1:2023, LLM01:2025, ASI01)
    #[arg(long, value_name = "CATEGORY")]
    owasp: Option<String>,
    /// Only threats of at least this severity
    #[arg(long, value_name = "SEVERITY", value_parser = level_parser())]
    severity: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Md,
    Csv,
}

fn cwe(text: &str) -> Result<u32, String> {
    let number = text.strip_prefix("CWE-").or(text.strip_prefix("cwe-")).unwrap_or(text);
    number.parse().map_err(|_| "it is a number like 79".to_owned())
}

/// Lists threats.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let target = match &options.target {
        Some(name) => Some(class(session, name)?),
        None => None,
    };
    let mut sources = Sources::default();
    let loaded = libraries::named(&options.libraries, session.configured(Path::new(".")), &mut sources, session.world);
    let (library, warnings) = loaded.map_err(|errors| session.fail_with(&errors, &sources))?;
    for warning in &warnings {
        session.warn(warning, &sources);
    }
    let library = library.filter(|threat| options.wants(threat, target));
    match (options.format, &options.output) {
        (Format::Md, Some(folder)) => write_pages(session, &library, folder)?,
        (Format::Md, None) => session.print(&threat_index(&library))?,
        (Format::Text, output) => session.write(output.as_deref(), &lines(&library))?,
        (Format::Json, output) => session.write(output.as_deref(), &threats_json(&library))?,
        (Format::Csv, output) => session.write(output.as_deref(), &threats_csv(&library))?,
    }
    Ok(EXIT_DONE)
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::default().libraries(&self.libraries).writing(self.output.as_deref())
    }

    fn wants(&self, threat: &Threat, target: Option<Class>) -> bool {
        target.is_none_or(|class| threat.targets.iter().any(|about| class.is_a(*about)))
            && self.stride.as_ref().is_none_or(|key| threat.stride.iter().any(|category| category.key() == key))
            && self.cwe.is_none_or(|number| threat.cwe.contains(&number))
            && self
                .owasp
                .as_ref()
                .is_none_or(|id| threat.owasp.iter().any(|category| category.id.eq_ignore_ascii_case(id)))
            && self.severity.as_ref().is_none_or(|key| threat.severity_level() >= Level::parse(key))
    }
}

fn class(session: &mut Session<'_>, name: &str) -> Result<Class, u8> {
    let elements = || Class::ALL.into_iter().filter(|class| class.is_a(Class::Element));
    if let Some(class) = elements().find(|class| class.name().eq_ignore_ascii_case(name)) {
        return Ok(class);
    }
    let problem = Diagnostic::error(format!("no class of elements is called `{name}`"));
    let problem = match nearest(name, elements().map(Class::name)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("there are: {}", elements().map(Class::name).collect::<Vec<_>>().join(", "))),
    };
    Err(session.fail(&problem, &Sources::default()))
}

/// A page for each threat and an index.
fn write_pages(session: &mut Session<'_>, library: &Library, folder: &Path) -> Result<(), u8> {
    session.make_folder(folder)?;
    for (position, threat) in library.threats().iter().enumerate() {
        session.write(Some(&folder.join(page_name(threat))), &threat_page(library, position))?;
    }
    session.write(Some(&folder.join("README.md")), &threat_index(library))
}

/// A line for each threat, as pytm's `--list` prints them.
pub(crate) fn lines(library: &Library) -> String {
    library.threats().iter().map(|threat| format!("{} - {}\n", safe(&threat.id), safe(&threat.title))).collect()
}
