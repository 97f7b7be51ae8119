//! `bartizan report`: a report for people or machines.

use std::path::{Path, PathBuf};

use bartizan_diagram::picture::Theme;
use bartizan_model::{Diagnostic, Model, Sources};
use bartizan_report::{
    Page, PagePictures, Pictures, data_flow_picture, json, markdown, markdown_with, sequence_pictures,
};
use bartizan_rules::questions::Question;
use clap::{Args, ValueEnum};

use super::report_dossier::Material;
use super::report_folder;
use super::report_template::{self, Template};
use super::{format, picture_file};
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};
use crate::threads::side_by_side;

/// Steps of a plan that a page begins with, and that other reports have.
const FIRST_STEPS: usize = 3;
const STEPS: usize = 10;

/// Options of `report`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .md, .html, .json, .pdf, .xlsx, .csv; a
    /// folder, with a slash at its end, takes everything
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fill this template instead: `executive`, `audit` or `slides`; a file that ends in .jinja, such as page.html.jinja; or
    /// any other file, as a template of pytm
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Where Markdown has its diagrams: in its text as Mermaid, or as .svg files beside it
    #[arg(long, value_name = "WHERE", value_enum, default_value_t = PicturesIn::Mermaid)]
    pictures: PicturesIn,
}

/// Where a report in Markdown has its diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PicturesIn {
    Mermaid,
    Svg,
}

const EXAMPLES: &str = "\
Examples:
  bartizan report tm.py -o report.html        a page for browsers
  bartizan report tm.py -o report.pdf         a document for paper
  bartizan report tm.py -o findings.xlsx      a workbook to filter and sort
  bartizan report tm.py -o threat-model/      everything, with an index
  bartizan report tm.py --template executive -o summary.html";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let output = self.output.as_deref();
        let template = self.template.as_deref().filter(|path| !report_template::is_of_gallery(path));
        let places = self.model.places().reading(template);
        // Templates of ours may include others of their folder.
        let ours = template.filter(|path| report_template::is_ours(path));
        let places = places.reading(ours.and_then(Path::parent));
        match output {
            Some(folder) if report_folder::is_meant(folder) => places.writing_below(output),
            Some(path) if self.pictures == PicturesIn::Svg => places.writing_below(path.parent()).writing(output),
            _ => picture_file::reading_fonts(places.writing(output), output, None),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Markdown,
    Html,
    Json,
    Pdf,
    Workbook,
    Csv,
}

const FORMATS: [(&str, Format); 6] = [
    ("md", Format::Markdown),
    ("html", Format::Html),
    ("json", Format::Json),
    ("pdf", Format::Pdf),
    ("xlsx", Format::Workbook),
    ("csv", Format::Csv),
];

/// Writes a report.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    // Before the model is read: what cannot be written need not be made.
    let target = Target::of(session, options)?;
    let describe = match target {
        // Their plans are tried on the model.
        Target::Form(Format::Html | Format::Pdf) | Target::Folder(_) => script::describe_for_changes,
        _ => script::describe,
    };
    let described = describe(session, &options.model.model, &options.model.libraries)?;
    target.write(session, options, &described)?;
    Ok(EXIT_DONE)
}

/// Writes the report of a model that was read.
pub(crate) fn write(session: &mut Session<'_>, options: &Options, described: &Described) -> Result<(), u8> {
    Target::of(session, options)?.write(session, options, described)
}

/// The report as a page for browsers.
fn page(session: &mut Session<'_>, described: &Described) -> Result<String, u8> {
    page_with_questions(session, described, &|_| {}).map(|(page, _)| page)
}

/// The same, with the questions that it asks. Its pictures are drawn while its text is put together; whoever waits gets the
/// data flow diagram as soon as it is there.
pub(crate) fn page_with_questions(
    session: &mut Session<'_>,
    described: &Described,
    waiting: &(dyn Fn(&str) + Sync),
) -> Result<(String, Vec<Question>), u8> {
    let model: &Model = &described.analysis.model;
    let draw = || {
        let pictures = PagePictures::of(model);
        waiting(pictures.data_flow());
        pictures
    };
    let (pictures, (page, questions)) = side_by_side(draw, || {
        let material = Material::with_plan(described, FIRST_STEPS);
        (Page::of(&material.dossier()), material.into_questions())
    });
    let page = page
        .and_then(|page| page.with(pictures))
        .map_err(|error| session.fail(&Diagnostic::error(error.to_string()), &Sources::default()))?;
    Ok((page, questions))
}

/// What is written.
enum Target<'o> {
    Template(Template),
    Folder(&'o Path),
    Form(Format),
}

impl<'o> Target<'o> {
    fn of(session: &mut Session<'_>, options: &'o Options) -> Result<Self, u8> {
        let output = options.output.as_deref();
        if let Some(path) = &options.template {
            return Template::read(session, path, output).map(Self::Template);
        }
        match output {
            Some(path) if report_folder::is_meant(path) || session.world.is_directory(path) => Ok(Self::Folder(path)),
            _ => format::choose(session, output, None, &FORMATS).map(Self::Form),
        }
    }

    fn write(self, session: &mut Session<'_>, options: &Options, described: &Described) -> Result<(), u8> {
        let output = options.output.as_deref();
        match self {
            Self::Template(template) => {
                let text = template.fill(session, described)?;
                session.write(output, &text)
            }
            Self::Folder(folder) => {
                let material = Material::with_plan(described, FIRST_STEPS);
                report_folder::write(session, &material, &options.model.model, folder)
            }
            Self::Form(Format::Markdown) if options.pictures == PicturesIn::Svg => {
                match output.filter(|path| *path != Path::new("-")) {
                    Some(path) => with_svg_beside(session, described, path),
                    None => {
                        session.warn(
                            &Diagnostic::warning("standard output has no files beside it: the diagrams are Mermaid")
                                .help("name a file: `-o report.md`"),
                            &Sources::default(),
                        );
                        let bytes = form(session, Format::Markdown, described, &options.model.model)?;
                        session.write_bytes(output, &bytes)
                    }
                }
            }
            Self::Form(format) => {
                let bytes = form(session, format, described, &options.model.model)?;
                session.write_bytes(output, &bytes)
            }
        }
    }
}

/// Writes Markdown, and the pictures before it: what it shows is there when it is.
fn with_svg_beside(session: &mut Session<'_>, described: &Described, output: &Path) -> Result<(), u8> {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let stem = output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (dfd, seq) = (format!("{stem}-dfd.svg"), format!("{stem}-seq.svg"));
    let sequence = sequence_pictures(model, Theme::Auto, false).into_iter().next();
    let pictures = Pictures::Files { dfd: &dfd, seq: sequence.as_ref().map(|_| &*seq) };
    let text = markdown_with(model, findings, &described.decisions, pictures)
        .map_err(|error| session.fail(&Diagnostic::error(error.to_string()), &Sources::default()))?;
    let picture = data_flow_picture(model, findings, Theme::Auto).svg;
    session.write(Some(&output.with_file_name(&dfd)), &picture)?;
    if let Some(sequence) = sequence {
        session.write(Some(&output.with_file_name(&seq)), &sequence.svg)?;
    }
    session.write(Some(output), &text)
}

/// The bytes of a form.
fn form(session: &mut Session<'_>, format: Format, described: &Described, path: &Path) -> Result<Vec<u8>, u8> {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let text = match format {
        Format::Html => return page(session, described).map(String::into_bytes),
        Format::Pdf => return Material::with_plan(described, STEPS).pdf(session),
        Format::Workbook => return Ok(Material::of(described).workbook(session)),
        Format::Csv => Ok(Material::of(described).findings_csv(&path.display().to_string())),
        Format::Markdown => markdown(model, findings, &described.decisions),
        Format::Json => {
            let mut text = String::new();
            let _ = json(model, findings, &described.decisions, &mut text);
            Ok(text)
        }
    };
    text.map(String::into_bytes)
        .map_err(|error| session.fail(&Diagnostic::error(error.to_string()), &Sources::default()))
}
