//! `bartizan dfd`: the data flow diagram, as a picture or as text for other tools.

use std::path::PathBuf;

use bartizan_diagram::layout::{Flowing, Layered};
use bartizan_diagram::picture::{self, PictureOptions};
use bartizan_diagram::{DataFlowOptions, Graph, UnknownName, d2, dot, mermaid_flowchart};
use bartizan_model::{Diagnostic, Model, Sources};
use clap::Args;

use super::format;
use super::picture_options::PictureArguments;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script;

/// Options of `dfd`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .svg, .dot, .mmd, .d2
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the diagram, whatever the ending
    #[arg(long, value_parser = ["svg", "dot", "mmd", "d2"])]
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
    /// Which way flows run
    #[arg(long, value_name = "WAY", default_value = "auto", value_parser = ["auto", "down", "right"], help_heading = "Pictures")]
    direction: String,
    /// Say protocols and ports in labels
    #[arg(long, help_heading = "Pictures")]
    protocols: bool,
    /// Say in labels which data flows, and how sensitive it is
    #[arg(long, help_heading = "Pictures")]
    data: bool,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places().writing(self.output.as_deref())
    }

    fn picture_options(&self) -> PictureOptions {
        let flowing = match self.direction.as_str() {
            "down" => Flowing::Down,
            "right" => Flowing::Right,
            _ => Flowing::Auto,
        };
        PictureOptions { flowing, shows_protocols: self.protocols, shows_data: self.data, ..self.picture.options() }
    }
}

/// Who draws the diagram.
#[derive(Clone, Copy)]
enum Format {
    Text(fn(&Graph) -> String),
    Svg,
}

/// By their endings.
const FORMATS: [(&str, Format); 5] = [
    ("dot", Format::Text(dot)),
    ("gv", Format::Text(dot)),
    ("mmd", Format::Text(mermaid_flowchart)),
    ("d2", Format::Text(d2)),
    ("svg", Format::Svg),
];

/// Writes the diagram.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let format = format::choose(session, output, options.format.as_deref(), &FORMATS)?;
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    let model = &described.analysis.model;
    let shown = DataFlowOptions {
        levels: options.levels.clone(),
        colormap: options.colormap.then_some(described.analysis.findings.severities.as_slice()),
        merges_responses: options.merge_responses,
    };
    let graph = Graph::of(model, &shown);
    let graph = match &options.only {
        Some(name) => graph.only(model, name, options.hops).map_err(|unknown| refuse(session, &unknown))?,
        None => graph,
    };
    let text = match format {
        Format::Text(draw) => with_newline(draw(&graph)),
        Format::Svg => draw_svg(session, &graph, model, &options.picture_options()),
    };
    session.write(output, &text)?;
    Ok(EXIT_DONE)
}

fn draw_svg(session: &mut Session<'_>, graph: &Graph, model: &Model, options: &PictureOptions) -> String {
    let picture = picture::svg(graph, model, &Layered, options);
    if let Some(degraded) = &picture.degraded {
        session.note(degraded);
    }
    picture.svg
}

fn refuse(session: &mut Session<'_>, unknown: &UnknownName) -> u8 {
    let error = Diagnostic::error(unknown.to_string());
    let error = match &unknown.nearest {
        Some(nearest) => error.help(format!("did you mean `{nearest}`?")),
        None => error.help("`bartizan elements MODEL` lists them"),
    };
    session.fail(&error, &Sources::default())
}

/// Files end in a newline.
pub(super) fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
