//! `bartizan dfd`: the data flow diagram, as a picture or as text for other tools.

use std::path::PathBuf;

use bartizan_diagram::export::Page;
use bartizan_diagram::layout::interchange;
use bartizan_diagram::layout::{Flowing, Input, Layered, Layout};
use bartizan_diagram::picture::{self, PictureOptions};
use bartizan_diagram::{DataFlowOptions, Graph, d2, dot, dot_with_positions, mermaid_flowchart};
use bartizan_model::{Diagnostic, Model, Sources};
use bartizan_rules::paths::Request;
use clap::Args;

use super::paths;
use super::picture_file::{self, PictureFile, PictureFormat};
use super::picture_options::PictureArguments;
use super::split::{Part, Split};
use super::unknown_name::refuse;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};

/// Options of `dfd`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .svg, .png, .pdf, .dot, .mmd, .d2
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the diagram, whatever the ending: `neato` is .dot with our positions, for `neato -n2`, and `layout` is
    /// where everything stands, as JSON
    #[arg(long, value_parser = ["svg", "png", "pdf", "dot", "neato", "mmd", "d2", "layout"])]
    format: Option<String>,
    /// Draw only what is on these levels
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',', allow_negative_numbers = true)]
    levels: Vec<i64>,
    /// Colour elements by their worst finding
    #[arg(long)]
    colormap: bool,
    /// Draw a request and its response as one arrow with two heads
    #[arg(long)]
    merge_responses: bool,
    /// Draw only this boundary or element, and what is near it
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// How many flows away is near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "only")]
    hops: usize,
    #[command(flatten)]
    picture: PictureArguments,
    /// Make the attack path of this number stand out: `bartizan paths` lists them
    #[arg(long, value_name = "N", help_heading = "Pictures")]
    path: Option<usize>,
    /// Count only paths from here, as `paths --from` does
    #[arg(long, value_name = "NAME", requires = "path", help_heading = "Pictures")]
    from: Option<String>,
    /// Count only paths to here, as `paths --to` does
    #[arg(long, value_name = "NAME", requires = "path", help_heading = "Pictures")]
    to: Option<String>,
    /// Which way flows run
    #[arg(long, value_name = "WAY", default_value = "auto", value_parser = ["auto", "down", "right"], help_heading = "Pictures")]
    direction: String,
    /// Leave out the legend
    #[arg(long, help_heading = "Pictures")]
    no_legend: bool,
    /// A page for each boundary or for each level, the whole before the boundaries: in one .pdf, or in numbered files
    #[arg(long, value_name = "BY", value_enum, conflicts_with = "only", help_heading = "Pictures")]
    split: Option<Split>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan dfd tm.py -o dfd.svg                         a picture for browsers
  bartizan dfd tm.py -o dfd.pdf --split boundary        a page for each boundary
  bartizan dfd tm.py -o shop.png --only \"Web Server\"    one element and what is near it
  bartizan dfd tm.py -o path.svg --path 1               with the first attack path
  bartizan dfd tm.py --format mmd                       text for Mermaid";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let places = self.model.places().writing(self.output.as_deref());
        picture_file::reading_fonts(places, self.output.as_deref(), self.format.as_deref())
    }

    fn request(&self) -> Request<'_> {
        Request { from: self.from.as_deref(), to: self.to.as_deref() }
    }

    fn picture_options(&self, format: PictureFormat) -> PictureOptions {
        let flowing = match self.direction.as_str() {
            "down" => Flowing::Down,
            "right" => Flowing::Right,
            _ => Flowing::Auto,
        };
        PictureOptions { flowing, has_legend: !self.no_legend, ..self.picture.options(format) }
    }
}

/// What a diagram becomes.
#[derive(Clone, Copy)]
enum Format {
    Text(fn(&Graph) -> String),
    /// Text that says where everything stands.
    Arranged(fn(&Graph, &Input, &Layout) -> String),
    Picture(PictureFormat),
}

/// By their endings.
const FORMATS: [(&str, Format); 9] = [
    ("dot", Format::Text(dot)),
    ("gv", Format::Text(dot)),
    ("neato", Format::Arranged(dot_with_positions)),
    ("layout", Format::Arranged(interchange_line)),
    ("mmd", Format::Text(mermaid_flowchart)),
    ("d2", Format::Text(d2)),
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
    let shown = DataFlowOptions {
        levels: options.levels.clone(),
        colormap: options.colormap.then_some(described.analysis.findings.severities.as_slice()),
        merges_responses: options.merge_responses,
        marks: None,
    };
    if options.path.is_some() && !matches!(format, Format::Picture(_)) {
        let problem = Diagnostic::error("only pictures show a path").help("write a .pdf, .svg or .png");
        return Err(session.fail(&problem, &Sources::default()));
    }
    match (format, options.split) {
        (Format::Text(_) | Format::Arranged(_), Some(_)) => {
            let problem = Diagnostic::error("only pictures are split").help("write a .pdf, .svg or .png");
            return Err(session.fail(&problem, &Sources::default()));
        }
        (Format::Text(draw), None) => {
            let graph = chosen(session, model, &shown, options)?;
            session.write(output, &with_newline(draw(&graph)))?;
        }
        (Format::Arranged(write), None) => {
            let graph = chosen(session, model, &shown, options)?;
            let picture = options.picture_options(PictureFormat::Svg);
            let (input, layout) = picture::arrangement(&graph, model, &Layered, &picture);
            session.write(output, &with_newline(write(&graph, &input, &layout)))?;
        }
        (Format::Picture(format), split) => {
            let parts = match split {
                Some(split) => split.parts(session, model, &shown)?,
                None => vec![Part { title: None, graph: chosen(session, model, &shown, options)? }],
            };
            let highlighted = match options.path {
                Some(number) => Some(paths::on_path(session, described, number, options.request())?),
                None => None,
            };
            let options_of_picture = PictureOptions { highlighted, ..options.picture_options(format) };
            let page = |part: &Part| draw(session, model, part, &options_of_picture);
            let pages = parts.iter().map(page).collect();
            let title = &model.system.name();
            PictureFile { title, pages, format, scale: options.picture.scale }.write(session, output)?;
        }
    }
    Ok(())
}

/// A line of the form in which layouts are compared.
fn interchange_line(graph: &Graph, input: &Input, layout: &Layout) -> String {
    let mut diagram = interchange::Diagram::of(graph, input);
    diagram.fill_in(layout, "bartizan", 0.0);
    diagram.to_line()
}

/// The whole diagram, or what `--only` names.
fn chosen(
    session: &mut Session<'_>,
    model: &Model,
    shown: &DataFlowOptions<'_>,
    options: &Options,
) -> Result<Graph, u8> {
    let graph = Graph::of(model, shown);
    match &options.only {
        Some(name) => graph.only(model, name, options.hops).map_err(|unknown| refuse(session, &unknown)),
        None => Ok(graph),
    }
}

/// A page, with the part's title behind the picture's.
fn draw(session: &mut Session<'_>, model: &Model, part: &Part, options: &PictureOptions) -> Page {
    let mut options = options.clone();
    if let Some(title) = &part.title {
        let whole = options.title.unwrap_or_else(|| model.system.name().to_string());
        options.title = Some(if whole.is_empty() { title.clone() } else { format!("{whole}: {title}") });
    }
    let progress = session.progress("laying out the diagram", None);
    let picture = picture::svg(&part.graph, model, &Layered, &options);
    drop(progress);
    if let Some(degraded) = &picture.degraded {
        session.note(degraded);
    }
    Page { title: part.title.clone().unwrap_or_else(|| "Overview".to_owned()), svg: picture.svg }
}

/// Files end in a newline.
pub(super) fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
