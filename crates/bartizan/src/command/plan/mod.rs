//! `bartizan plan`: which controls remove the most risk, and which clear all that is severe.

mod costs;
mod text;

use std::path::PathBuf;
use std::rc::Rc;

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::Planned;
use bartizan_rules::plan::{self, Request, State};
use bartizan_rules::what_if::Change;
use bartizan_rules::{Finding, Level, Verdict, limits};
use clap::{Args, ValueEnum};

use super::style::Style;
use crate::command_line::{EXIT_DONE, ModelArguments, Session, level_parser};
use crate::isolation::Places;
use crate::script::{self, Described};
use costs::{Costs, Fixed};

/// Options of `plan`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// Count also what is true only while unstated facts are as pytm's defaults have them
    #[arg(long)]
    assumed: bool,
    /// How many steps are shown
    #[arg(long, value_name = "N", default_value_t = 10, conflicts_with = "clear")]
    steps: usize,
    /// The cheapest changes that clear every finding that is at least so severe
    #[arg(long, value_name = "SEVERITY", value_parser = level_parser())]
    clear: Option<String>,
    /// What changes cost: a TOML file with lines such as `controls.isHardened = 3`
    #[arg(long, value_name = "FILE")]
    cost: Option<PathBuf>,
    /// What must stay as it is: a control, an element's id, or `isHardened@web-server`; may be given several times
    #[arg(long, value_name = "NAME")]
    fixed: Vec<String>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  bartizan plan tm.py                                      which controls to add first
  bartizan plan tm.py --steps 3 --assumed                  three, also for what is only assumed
  bartizan plan tm.py --clear high                         the cheapest changes that clear it all
  bartizan plan tm.py --cost costs.toml --fixed usesMFA    with costs, and what must stay";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places().reading(self.cost.as_deref())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Shows a plan for a model.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    check_steps(session, options.steps)?;
    let described = script::describe_for_changes(session, &options.model.model, &options.model.libraries)?;
    let slugs = &described.analysis.findings.slugs;
    let mut sources = Sources::default();
    let costs = Costs::read(options.cost.as_deref(), slugs, &mut sources, session.world);
    let costs = costs.map_err(|errors| session.fail_with(&errors, &sources))?;
    let fixed = Fixed::parse(&options.fixed, slugs).map_err(|error| session.fail(&error, &Sources::default()))?;
    let now = State { model: described.analysis.model.clone(), findings: Rc::new(described.analysis.findings.clone()) };
    let is_open =
        |finding: &Finding| described.is_open(finding) && (options.assumed || finding.verdict != Verdict::Assumed);
    let cost = |change: &Change| (!fixed.holds(change, slugs)).then(|| costs.of(change, slugs));
    let again = |changes: &[Change]| analysed(&described, changes);
    let request = Request { now, library: &described.library, is_open: &is_open, cost: &cost, again: &again };
    let planned = match options.clear.as_deref().and_then(Level::parse) {
        Some(severity) => Planned::Clearing(severity, plan::clearing(&request, severity)),
        None => Planned::BestFirst(plan::best_first(&request, options.steps)),
    };
    let shown = match options.format {
        Format::Text => {
            let page = text::Page {
                style: Style { colour: session.colour },
                width: session.width(),
                counts_assumed: options.assumed,
            };
            text::text(&request.now, &planned, page)
        }
        Format::Json => bartizan_report::plan_json(&request.now, &planned, options.assumed),
    };
    session.print(&shown)?;
    Ok(EXIT_DONE)
}

/// The steps that remove the most risk from the confirmed findings, whatever changes cost.
pub(super) fn best_first(described: &Described, steps: usize) -> plan::Plan {
    let now = State { model: described.analysis.model.clone(), findings: Rc::new(described.analysis.findings.clone()) };
    let is_open = |finding: &Finding| described.is_open(finding) && finding.verdict != Verdict::Assumed;
    let again = |changes: &[Change]| analysed(described, changes);
    let request = Request { now, library: &described.library, is_open: &is_open, cost: &|_| Some(1), again: &again };
    plan::best_first(&request, steps)
}

fn check_steps(session: &mut Session<'_>, steps: usize) -> Result<(), u8> {
    let problem = match steps {
        0 => Diagnostic::error("a plan of 0 steps says nothing").help("ask for at least one: `--steps 1`"),
        steps if steps > limits::MAX_STEPS_OF_PLAN => {
            let most = limits::MAX_STEPS_OF_PLAN;
            Diagnostic::refusal(format!("{steps} steps are more than the limit of {most}"))
                .help(format!("ask for at most so many: `--steps {most}`"))
        }
        _ => return Ok(()),
    };
    Err(session.fail(&problem, &Sources::default()))
}

/// What is found once the changes are made.
pub(super) fn analysed(described: &Described, changes: &[Change]) -> Option<State> {
    let analysis = described.otherwise(|model| plan::make(changes, model))?;
    Some(State { model: analysis.model, findings: Rc::new(analysis.findings) })
}
