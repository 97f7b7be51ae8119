//! `bartizan seq`: the sequence diagram, as a picture or as text for other tools.

use std::path::PathBuf;

use bartizan_diagram::export::Page;
use bartizan_diagram::sequence_picture::{SequenceOptions, sequence_picture};
use bartizan_diagram::{Sequence, mermaid_sequence, plantuml};
use bartizan_model::Model;
use clap::Args;

use super::dfd::with_newline;
use super::picture_file::{self, PictureFile, PictureFormat};
use super::picture_options::PictureArguments;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};

/// Options of `seq`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .svg, .png, .pdf, .puml, .mmd
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the diagram, whatever the ending
    #[arg(long, value_parser = ["svg", "png", "pdf", "puml", "mmd"])]
    format: Option<String>,
    #[command(flatten)]
    picture: PictureArguments,
}

const EXAMPLES: &str = "\
Examples:
  bartizan seq tm.py -o seq.svg       a picture for browsers
  bartizan seq tm.py -o seq.pdf       a document; what is long takes several pages
  bartizan seq tm.py --format puml    text for PlantUML";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let places = self.model.places().writing(self.output.as_deref());
        picture_file::reading_fonts(places, self.output.as_deref(), self.format.as_deref())
    }
}

/// What a diagram becomes.
#[derive(Clone, Copy)]
enum Format {
    Text(fn(&Sequence) -> String),
    Picture(PictureFormat),
}

/// By their endings.
const FORMATS: [(&str, Format); 6] = [
    ("puml", Format::Text(plantuml)),
    ("plantuml", Format::Text(plantuml)),
    ("mmd", Format::Text(mermaid_sequence)),
    ("svg", Format::Picture(PictureFormat::Svg)),
    ("png", Format::Picture(PictureFormat::Png)),
    ("pdf", Format::Picture(PictureFormat::Pdf)),
];

/// Writes the diagram.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    // Before the model is read: what cannot be written need not be made.
    format(session, options)?;
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    write(session, options, &described)?;
    Ok(EXIT_DONE)
}

fn format(session: &mut Session<'_>, options: &Options) -> Result<Format, u8> {
    let terminal = Format::Picture(PictureFormat::Terminal);
    picture_file::choose(session, options.output.as_deref(), options.format.as_deref(), &FORMATS, terminal)
}

/// Writes the diagram of a model that was read.
pub(crate) fn write(session: &mut Session<'_>, options: &Options, described: &Described) -> Result<(), u8> {
    let output = options.output.as_deref();
    let format = format(session, options)?;
    let model = &described.analysis.model;
    let sequence = Sequence::of(model);
    match format {
        Format::Text(draw) => session.write(output, &with_newline(draw(&sequence)))?,
        Format::Picture(format) => {
            let pages = draw(&sequence, model, &options.picture.sequence_options(format));
            let title = &sequence.name;
            PictureFile { title, pages, format, scale: options.picture.scale }.write(session, output)?;
        }
    }
    Ok(())
}

fn draw(sequence: &Sequence, model: &Model, options: &SequenceOptions) -> Vec<Page> {
    let pages = sequence_picture(sequence, model, options).into_iter().enumerate();
    pages.map(|(at, page)| Page { title: format!("Page {}", at + 1), svg: page.svg }).collect()
}
