//! `bartizan paths`: how attackers get to what is worth protecting, in the terminal.

use bartizan_model::{Diagnostic, ElementId, Sources};
use bartizan_rules::paths::{AttackPaths, Request, attack_paths};
use clap::{Args, ValueEnum};

use super::paths_text::{Page, text};
use super::style::Style;
use super::unknown_name::refuse;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};

/// Options of `paths`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// Only paths from this element, or from what is in this boundary, as if an attacker were there already
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// Only paths to this element, or to what is in this boundary
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// How many paths to each asset are shown; JSON has them all
    #[arg(long, value_name = "N", default_value_t = 2)]
    most: usize,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  bartizan paths tm.py                           from each origin to what is worth protecting
  bartizan paths tm.py --from \"Web Server\"       as if an attacker were there already
  bartizan paths tm.py --to Database --most 5    the five worst to one asset
  bartizan dfd tm.py -o path.svg --path 1        the first one, drawn";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Shows the attack paths of a model.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let request = Request { from: options.from.as_deref(), to: options.to.as_deref() };
    let paths = find(session, &described, request)?;
    let shown = match options.format {
        Format::Text => {
            let page = Page { style: Style { colour: session.colour }, width: session.width(), most: options.most };
            text(model, findings, &paths, page)
        }
        Format::Json => bartizan_report::paths_json(model, findings, &paths),
    };
    session.print(&shown)?;
    Ok(EXIT_DONE)
}

/// The elements and flows of the path of a number.
pub(super) fn on_path(
    session: &mut Session<'_>,
    described: &Described,
    number: usize,
    request: Request<'_>,
) -> Result<Vec<ElementId>, u8> {
    let paths = find(session, described, request)?;
    let Some(path) = number.checked_sub(1).and_then(|at| paths.paths.get(at)) else {
        let message = match paths.paths.len() {
            0 => "there are no attack paths".to_owned(),
            count => format!("there is no attack path {number}: they are numbered from 1 to {count}"),
        };
        let error = Diagnostic::error(message).help("`bartizan paths MODEL` lists them");
        return Err(session.fail(&error, &Sources::default()));
    };
    let steps = path.steps.iter().flat_map(|step| [step.flow, step.to]);
    Ok(path.origin().into_iter().chain(steps).collect())
}

fn find(session: &mut Session<'_>, described: &Described, request: Request<'_>) -> Result<AttackPaths, u8> {
    let analysis = &described.analysis;
    attack_paths(&analysis.model, &analysis.findings, request).map_err(|unknown| refuse(session, &unknown))
}
