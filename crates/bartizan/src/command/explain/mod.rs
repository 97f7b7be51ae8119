//! `bartizan explain`: a threat, or why it is reported on an element of a model or is not.

mod subject;
mod text;
mod tree;

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, ElementId, Sources};
use bartizan_rules::Library;
use bartizan_rules::why::explain;
use clap::{Args, ValueEnum};

use super::style::Style;
use super::threat_text::threat_text;
use crate::command_line::{EXIT_DONE, Session};
use crate::isolation::Places;
use crate::libraries::{self, Selection};
use crate::script;
use text::Page;

/// Elements of a threat that are explained when none is named; the others are counted.
const MOST: usize = 5;

/// Options of `explain`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A threat (INP02), or a threat on an element of a model (INP02@web-server)
    id: String,
    /// The model script
    model: Option<PathBuf>,
    /// The element, by its name or its id; also one on which the threat is not reported
    #[arg(long, value_name = "ELEMENT")]
    on: Option<String>,
    #[command(flatten)]
    libraries: Selection,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  bartizan explain INP02
  bartizan explain INP02 tm.py                    wherever it is reported
  bartizan explain INP02@web-server tm.py         why it is reported there, or is not
  bartizan explain INP02 tm.py --on \"Web Server\"";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::models(&self.model).libraries(&self.libraries)
    }

    fn names(&self) -> (&str, Option<&str>) {
        match self.id.split_once('@') {
            Some((threat, element)) => (threat, Some(element)),
            None => (&self.id, self.on.as_deref()),
        }
    }
}

/// Explains a threat or a finding.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    if options.id.contains('@') && options.on.is_some() {
        let problem = Diagnostic::error(format!("`{}` names an element, and so does `--on`", options.id))
            .help("leave out one of them");
        return Err(session.fail(&problem, &Sources::default()));
    }
    match (&options.model, options.names()) {
        (Some(model), (threat, element)) => of_model(session, options, model, threat, element),
        (None, (threat, None)) if options.format == Format::Text => of_library(session, options, threat),
        (None, _) => Err(no_model(session, options)),
    }
}

/// A threat without a model.
fn of_library(session: &mut Session<'_>, options: &Options, threat: &str) -> Result<u8, u8> {
    let mut sources = Sources::default();
    let loaded = libraries::named(&options.libraries, session.configured(Path::new(".")), &mut sources, session.world);
    let (library, _) = loaded.map_err(|errors| session.fail_with(&errors, &sources))?;
    let position = subject::threat(session, &library, threat)?;
    session.page(&threat_text(&library, position, Style { colour: session.colour }, session.width()))?;
    Ok(EXIT_DONE)
}

/// A threat on elements of a model.
fn of_model(
    session: &mut Session<'_>,
    options: &Options,
    model: &Path,
    threat: &str,
    element: Option<&str>,
) -> Result<u8, u8> {
    let described = script::describe(session, model, &options.libraries)?;
    let (model, findings, library) = (&described.analysis.model, &described.analysis.findings, &*described.library);
    let position = subject::threat(session, library, threat)?;
    let elements: Vec<ElementId> = match element {
        Some(element) => subject::elements(session, model, element)?,
        None => {
            let of_threat = findings.all.iter().filter(|finding| finding.threat as usize == position);
            of_threat.map(|finding| finding.element).collect()
        }
    };
    let explained = elements.iter().take(MOST);
    let all: Vec<_> = explained.map(|element| explain(model, library, findings, position, *element)).collect();
    let left_out = elements.len() - all.len();
    if options.format == Format::Json {
        session.print(&bartizan_report::explanations_json(model, library, &all, left_out))?;
        return Ok(EXIT_DONE);
    }
    let (style, width) = (Style { colour: session.colour }, session.width());
    let mut page = Page::new(model, library, style, width);
    match element {
        Some(_) => page.title(position),
        None => page.text.push_str(&threat_text(library, position, style, width)),
    }
    all.iter().for_each(|explanation| page.explanation(explanation));
    page.end(position, element.is_some(), all.is_empty(), left_out);
    session.page(&page.text)?;
    Ok(EXIT_DONE)
}

fn no_model(session: &mut Session<'_>, options: &Options) -> u8 {
    let problem = match (options.names(), options.format) {
        ((threat, Some(element)), _) => {
            Diagnostic::error(format!("`{threat}` on `{element}` is about a model, and no model is named"))
                .help(format!("name it: `bartizan explain {} tm.py`", options.id))
        }
        (_, _) => Diagnostic::error("`--format json` explains a threat on a model, and no model is named")
            .help("name it; `bartizan threats --format json` gives the threats themselves"),
    };
    session.fail(&problem, &Sources::default())
}

/// Whether the built-in library has a threat that another one has not.
fn is_builtin(id: &str) -> bool {
    Library::builtin().find(id).is_some()
}
