//! `bartizan check`: what can go wrong, in the terminal and for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::machine::{self, Results};
use bartizan_rules::changes::NewFindings;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::check_baseline::{Compared, Comparison, Earlier};
use super::check_models::{fixed, models};
use super::check_text::{View, is_listed, severity, text};
use super::fail_on::FailOn;
use super::format;
use super::style::Style;
use crate::command_line::{EXIT_DONE, EXIT_FINDINGS, Session};
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::script::{self, Described};
use crate::world::World;

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The model scripts; a folder stands for all models in it, and so does a pattern such as "models/**/*.py"
    #[arg(required = true, value_name = "MODEL")]
    models: Vec<PathBuf>,
    #[command(flatten)]
    libraries: Selection,
    /// List also what is true only while unstated facts are as pytm's defaults have them
    #[arg(long)]
    assumed: bool,
    #[command(flatten)]
    comparison: Comparison,
    /// Exit with code 1 when an undecided finding is at least so severe, `high` without this option; `:assumed` counts
    /// assumed ones, listed or not; `:new` counts only new ones, as is usual with `--baseline` and `--since`; `never` none
    #[arg(long, value_name = "SEVERITY[:assumed][:new]")]
    fail_on: Option<FailOn>,
    /// Form of the results; without it, the ending of the output decides: .txt, .json, .sarif, .xml (JUnit), .csv, .md
    #[arg(long, value_parser = PossibleValuesParser::new(FORMATS.map(|(name, _)| name)))]
    format: Option<String>,
    /// The file to write, `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan check tm.py                       what can go wrong, with the facts that make it so
  bartizan check models/ --fail-on medium    all models of a folder; ends with 1 from medium on
  bartizan check tm.py --since main          only what is new since a git revision
  bartizan check tm.py -o findings.sarif     for other programs
  bartizan check --assumed tm.py             also what is there because nobody said otherwise";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let models: Vec<PathBuf> = self.models.iter().map(|word| fixed(word)).collect();
        let places = Places::models(&models).libraries(&self.libraries).writing(self.output.as_deref());
        self.comparison.places(places, &models)
    }
}

/// A format for other programs; `None` for the one for people.
type Format = Option<machine::Format>;

/// By their names.
const FORMATS: [(&str, Format); 8] = [
    ("text", None),
    ("json", Some(machine::Format::Json)),
    ("sarif", Some(machine::Format::Sarif)),
    ("github", Some(machine::Format::Github)),
    ("junit", Some(machine::Format::Junit)),
    ("gitlab", Some(machine::Format::Gitlab)),
    ("csv", Some(machine::Format::Csv)),
    ("md", Some(machine::Format::Markdown)),
];

/// By the endings of files.
const ENDINGS: [(&str, Format); 6] = [
    ("txt", None),
    ("json", Some(machine::Format::Json)),
    ("sarif", Some(machine::Format::Sarif)),
    ("xml", Some(machine::Format::Junit)),
    ("csv", Some(machine::Format::Csv)),
    ("md", Some(machine::Format::Markdown)),
];

/// Checks models, several at once where that can be had.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let format = match options.format.as_deref() {
        Some(stated) => format::choose(session, output, Some(stated), &FORMATS)?,
        None => format::choose(session, output, None, &ENDINGS)?,
    };
    let style = Style { colour: session.colour && output.is_none() };
    let width = session.width();
    let earlier = options.comparison.open(session, options.fail_on)?;
    let models =
        models(&options.models, session.world).map_err(|problem| session.fail(&problem, &Sources::default()))?;
    let check = Check { options, earlier, format, style, width, is_only: models.len() == 1 };
    let (mut code, mut results, mut texts) = (EXIT_DONE, Results::default(), Vec::new());
    for checked in check.all(session, &models) {
        session.print_error(&checked.messages);
        code = code.max(checked.code);
        results.append(checked.results);
        texts.extend(checked.text);
    }
    match format {
        None => session.write(output, &texts.join("\n"))?,
        Some(format) => {
            let written = results.write(format);
            if written.left_out > 0 {
                let message = format!("{} findings are left out of the results", written.left_out);
                let help = "readers of this format take no more; `--format json` and `csv` have them all";
                session.warn(&Diagnostic::warning(message).help(help), &Sources::default());
            }
            session.write(output, &written.text)?;
        }
    }
    Ok(code)
}

/// How each model is checked.
struct Check<'o> {
    options: &'o Options,
    earlier: Earlier<'o>,
    format: Format,
    style: Style,
    width: usize,
    is_only: bool,
}

/// What came of one model.
#[derive(Default)]
struct Checked {
    code: u8,
    messages: String,
    text: Option<String>,
    results: Results,
}

impl Check<'_> {
    /// What came of each model, in their order.
    fn all(&self, session: &mut Session<'_>, models: &[PathBuf]) -> Vec<Checked> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(models.len());
        let another = if threads > 1 { session.world.another() } else { None };
        if another.is_none() {
            return models.iter().map(|path| self.model(session, path)).collect();
        }
        let (manner, next) = (session.manner(), AtomicUsize::new(0));
        let done: Mutex<BTreeMap<usize, Checked>> = Mutex::new(BTreeMap::new());
        let progress = session.progress("checking models", Some(models.len()));
        let work = |mut world: Box<dyn World + Send>| {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(path) = models.get(at) else { break };
                let mut own = Session::keeping(&mut *world, &manner);
                let mut checked = self.model(&mut own, path);
                checked.messages = own.take_kept();
                done.lock().unwrap_or_else(PoisonError::into_inner).insert(at, checked);
                progress.step();
            }
        };
        std::thread::scope(|scope| {
            for world in (0..threads).filter_map(|_| session.world.another()) {
                let builder = std::thread::Builder::new().stack_size(crate::STACK);
                // Where no thread can be had, those that there are do more.
                let _ = builder.spawn_scoped(scope, || work(world));
            }
        });
        drop(progress);
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::with_capacity(models.len());
        for (at, path) in models.iter().enumerate() {
            // In a worker there are no more threads: what nobody did is done here.
            let checked = done.remove(&at);
            all.push(checked.unwrap_or_else(|| self.model(session, path)));
        }
        all
    }

    fn model(&self, session: &mut Session<'_>, path: &Path) -> Checked {
        let shown = path.display().to_string();
        let mut checked = Checked::default();
        if let Err(failed) = self.described(session, path, &shown, &mut checked) {
            checked.code = failed;
            checked.results.add_unread(&shown);
        }
        checked
    }

    fn described(&self, session: &mut Session<'_>, path: &Path, shown: &str, checked: &mut Checked) -> Result<(), u8> {
        let options = self.options;
        let described = script::describe(session, path, &options.libraries)?;
        let limit = options.fail_on.unwrap_or_default();
        let compared = Compared {
            path,
            described: &described,
            libraries: &options.libraries,
            is_only: self.is_only,
            counts_assumed: options.assumed || limit.assumed,
        };
        let new = self.earlier.new_findings(session, compared)?;
        let new = new.as_ref();
        match self.format {
            None => {
                let view = View { path: shown, assumed: options.assumed, new, style: self.style, width: self.width };
                checked.text = Some(text(&described, view));
            }
            Some(_) => {
                let analysis = &described.analysis;
                let (model, findings) = (&analysis.model, &analysis.findings);
                let (library, decisions) = (&described.library, &described.decisions);
                let examination = machine::Examination { model, library, findings, decisions, new };
                checked.results.add(shown, &examination, options.assumed);
            }
        }
        if fails(&described, limit, new) {
            checked.code = EXIT_FINDINGS;
        }
        Ok(())
    }
}

/// Whether an undecided finding is at or above the limit.
fn fails(described: &Described, limit: FailOn, new: Option<&NewFindings>) -> bool {
    let analysis = &described.analysis;
    let counted = analysis.findings.all.iter().filter(|finding| is_listed(finding, limit.assumed));
    counted
        .filter(|finding| described.decisions.about(finding).is_none())
        .filter(|finding| new.is_none_or(|new| new.contains(finding)))
        .any(|finding| limit.is_reached(severity(&analysis.findings, &analysis.model, finding)))
}
