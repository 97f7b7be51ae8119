//! `bartizan diff`: what changed between two models, or since a revision of one.

mod picture;
mod text;

use std::path::{Path, PathBuf};

use bartizan_diagram::{Graph, d2, dot, mermaid_flowchart};
use bartizan_model::{Diagnostic, Sources};
use bartizan_report::LinkedPicture;
use bartizan_rules::changes::{Asked, Changes, Version, changes, question_changes};
use clap::Args;

use self::picture::{Both, beside};
use super::ask::open_questions;
use super::dfd::with_newline;
use super::picture_file::{self, PictureFormat};
use super::picture_options::PictureArguments;
use super::style::Style;
use super::{format, past_model};
use crate::command_line::{EXIT_DONE, EXIT_FINDINGS, Session};
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::script::{self, Described};

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The old model and the new one; with `--since`, the model
    #[arg(required = true, num_args = 1..=2, value_name = "MODEL")]
    models: Vec<PathBuf>,
    /// Compare with the model as it was in this git revision, and what lay beside it then
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    #[command(flatten)]
    libraries: Selection,
    /// List also what is true only while unstated facts are as pytm's defaults have them
    #[arg(long)]
    assumed: bool,
    /// Exit with code 1 when anything changed
    #[arg(long)]
    exit_code: bool,
    /// The file to write, `-` for standard output; its ending decides the form: .txt, .md, .json, or for a picture of both
    /// versions .svg, .png, .pdf, .dot, .mmd, .d2. Beside .md, the picture is written as .svg
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the results, whatever the ending: `md` is for a comment on a pull request
    #[arg(long, value_parser = ["text", "md", "json", "svg", "png", "pdf", "dot", "mmd", "d2"])]
    format: Option<String>,
    #[command(flatten)]
    picture: PictureArguments,
}

const EXAMPLES: &str = "\
Examples:
  bartizan diff old.py new.py
  bartizan diff tm.py --since main
  bartizan diff tm.py --since main -o changes.svg    a picture of both versions
  bartizan diff tm.py --since v1.2 --format md    for a comment on a pull request";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let output = self.output.as_deref();
        let places = Places::models(&self.models).libraries(&self.libraries).writing(output);
        // Without a file, nothing is shown as a picture.
        let stated = self.format.as_deref().or(if output.is_none() { Some("text") } else { None });
        let places = picture_file::reading_fonts(places, output, stated);
        places.since(self.models.first(), self.since.as_ref())
    }
}

/// What the changes become.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Md,
    Json,
    /// A diagram of both versions, as text.
    Diagram(fn(&Graph) -> String),
    Picture(PictureFormat),
}

/// By their endings; the first is for standard output.
const FORMATS: [(&str, Format); 11] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Md),
    ("json", Format::Json),
    ("svg", Format::Picture(PictureFormat::Svg)),
    ("png", Format::Picture(PictureFormat::Png)),
    ("pdf", Format::Picture(PictureFormat::Pdf)),
    ("dot", Format::Diagram(dot)),
    ("gv", Format::Diagram(dot)),
    ("mmd", Format::Diagram(mermaid_flowchart)),
    ("d2", Format::Diagram(d2)),
];

/// Compares two models.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let format = format::choose(session, output, options.format.as_deref(), &FORMATS)?;
    let (old, new) = match (options.models.as_slice(), &options.since) {
        ([old, new], None) => (script::describe(session, old, &options.libraries), describe(session, new, options)),
        ([model], Some(revision)) => (since(session, model, revision, options), describe(session, model, options)),
        _ => return Err(session.fail(&wrong_number(options), &Sources::default())),
    };
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => return Err(old.err().unwrap_or(EXIT_DONE).max(new.err().unwrap_or(EXIT_DONE))),
    };
    let (questions_then, questions_now) = (open_questions(&old), open_questions(&new));
    let (old, new) = (&old.analysis, &new.analysis);
    let questions = question_changes(
        Asked { model: &old.model, questions: &questions_then },
        Asked { model: &new.model, questions: &questions_now },
    );
    let old = Version { model: &old.model, findings: &old.findings };
    let new = Version { model: &new.model, findings: &new.findings };
    let changes = Changes { questions, ..changes(old, new) };
    let both = || Both::of(&changes, old, new, options.assumed);
    match format {
        Format::Text => {
            let style = Style { colour: session.colour && output.is_none() };
            session.write(output, &text::text(&changes, old, new, options.assumed, style))?;
        }
        Format::Md => markdown(session, options, &changes, (old, new))?,
        Format::Json => session.write(output, &bartizan_report::changes_json(&changes, old, new))?,
        Format::Diagram(draw) => session.write(output, &with_newline(draw(both().graph())))?,
        Format::Picture(format) => both().write(session, output, format, &options.picture)?,
    }
    Ok(if options.exit_code && !changes.is_empty() { EXIT_FINDINGS } else { EXIT_DONE })
}

/// Writes Markdown, and beside a file of it the picture that it shows.
fn markdown(
    session: &mut Session<'_>,
    options: &Options,
    changes: &Changes,
    (old, new): (Version<'_>, Version<'_>),
) -> Result<(), u8> {
    let output = options.output.as_deref();
    let file = output.filter(|path| *path != Path::new("-") && !changes.is_empty()).map(beside);
    let file = file.filter(|file| Some(file.as_path()) != output);
    if let Some(file) = &file {
        Both::of(changes, old, new, options.assumed).write(
            session,
            Some(file),
            PictureFormat::Svg,
            &options.picture,
        )?;
    }
    let name = file.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
    let picture = name.as_deref().map(|file| LinkedPicture { file });
    session.write(output, &bartizan_report::changes_markdown(changes, new, options.assumed, picture))
}

fn describe(session: &mut Session<'_>, model: &Path, options: &Options) -> Result<Described, u8> {
    script::describe(session, model, &options.libraries)
}

/// The model as it was in a revision.
fn since(session: &mut Session<'_>, model: &Path, name: &str, options: &Options) -> Result<Described, u8> {
    match past_model::describe(session, model, name, &options.libraries, "name both versions: `bartizan diff OLD NEW`")?
    {
        Some(described) => Ok(described),
        None => {
            let problem = Diagnostic::error(format!("`{}` is not in revision `{name}`", model.display()))
                .help("name a revision that has it, or the file that it was then: `bartizan diff OLD NEW`");
            Err(session.fail(&problem, &Sources::default()))
        }
    }
}

fn wrong_number(options: &Options) -> Diagnostic {
    match options.since {
        Some(_) => Diagnostic::error("`--since` compares one model with itself, and two are named")
            .help("leave out the old one: `bartizan diff MODEL --since REVISION`"),
        None => Diagnostic::error("there is nothing to compare the model with")
            .help("name the old model too, or a git revision: `bartizan diff MODEL --since REVISION`"),
    }
}
