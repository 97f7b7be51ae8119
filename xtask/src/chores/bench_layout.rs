//! `bench-layout`: how good and how fast the layout of data flow diagrams is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bartizan_diagram::layout::interchange::{self, Diagram};
use bartizan_diagram::layout::quality::{COLUMNS, Quality};
use bartizan_diagram::layout::{Engine, Flowing, Input, Layered, Layout};

use crate::{Arguments, Outcome};

/// Columns of the table before those of the quality.
const FIRST_COLUMNS: [&str; 5] = ["graph", "engine", "ms", "w", "h"];

pub(crate) fn bench_layout(mut arguments: Arguments) -> Outcome {
    let flowing = flowing(arguments.option::<String>("--flowing")?.as_deref())?;
    let peers: Option<PathBuf> = arguments.option("--peers")?;
    let (totals_only, with_stability) = (arguments.flag("--totals"), arguments.flag("--stability"));
    let file = arguments.next().ok_or("a file of graphs is missing")?;
    arguments.end()?;
    let graphs = interchange::read(&text(Path::new(&file))?).map_err(|error| format!("{file}: {error}"))?;

    println!("{}\t{}", FIRST_COLUMNS.join("\t"), COLUMNS.join("\t"));
    let mut sums = Sums::default();
    let mut wrong = Vec::new();
    for graph in &graphs {
        let row = Row::measured(graph, flowing);
        if !totals_only {
            println!("{}", row.shown());
        }
        wrong.extend(row.violations.iter().map(|(what, count)| format!("{}: {count} {what}", graph.name)));
        sums.add(&row.name, &row.engine, &row.figures);
    }
    if let Some(peers) = peers {
        sums.add_table(&text(&peers)?)?;
    }
    sums.print();
    if with_stability {
        print_stability(&graphs, flowing);
    }
    wrong.iter().for_each(|line| println!("wrong: {line}"));
    match wrong.len() {
        0 => Ok(()),
        count => Err(format!("{count} violations in {} graphs", graphs.len())),
    }
}

fn flowing(way: Option<&str>) -> Result<Flowing, String> {
    match way {
        None | Some("down") => Ok(Flowing::Down),
        Some("right") => Ok(Flowing::Right),
        Some("auto") => Ok(Flowing::Auto),
        Some(other) => Err(format!("`--flowing` does not take `{other}`")),
    }
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The figures of one graph.
struct Row {
    name: String,
    engine: String,
    /// Milliseconds, width, height, and the columns of the quality.
    figures: Vec<f64>,
    violations: Vec<(&'static str, usize)>,
}

impl Row {
    fn measured(graph: &Diagram, flowing: Flowing) -> Self {
        let input = graph.input();
        let start = Instant::now();
        let layout = Layered.lay_out(&input, flowing);
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        let quality = Quality::of(&input, &layout);
        let mut figures = vec![milliseconds, layout.size.width, layout.size.height];
        figures.extend(quality.columns());
        Self { name: graph.name.clone(), engine: "bartizan".to_owned(), figures, violations: quality.violations() }
    }

    fn shown(&self) -> String {
        let figures: Vec<String> =
            self.figures.iter().map(|figure| format!("{}", (figure * 10.0).round() / 10.0)).collect();
        format!("{}\t{}\t{}", self.name, self.engine, figures.join("\t"))
    }
}

/// Figures of several graphs by engine.
#[derive(Default)]
struct Sums {
    graphs: Vec<String>,
    /// Per engine, the figures by graph.
    engines: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
}

impl Sums {
    fn add(&mut self, graph: &str, engine: &str, figures: &[f64]) {
        self.graphs.push(graph.to_owned());
        self.engines.entry(engine.to_owned()).or_default().insert(graph.to_owned(), figures.to_vec());
    }

    /// Adds what others make of the same graphs.
    fn add_table(&mut self, table: &str) -> Outcome {
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(graph), Some(engine)) = (cells.next(), cells.next()) else { continue };
            let figures: Result<Vec<f64>, _> = cells.map(str::parse).collect();
            let figures = figures.map_err(|error| format!("a figure of `{graph}` by `{engine}`: {error}"))?;
            if self.graphs.iter().any(|known| known == graph) {
                self.engines.entry(engine.to_owned()).or_default().insert(graph.to_owned(), figures);
            }
        }
        Ok(())
    }

    /// Prints the sums over the graphs that all engines laid out, and over all of ours.
    fn print(&self) {
        let is_common = |graph: &String| self.engines.values().all(|rows| rows.contains_key(graph));
        let common: Vec<&String> = self.graphs.iter().filter(|graph| is_common(graph)).collect();
        let all: Vec<&String> = self.graphs.iter().collect();
        for (title, graphs) in [("in all", all), ("that all laid out", common)] {
            println!("\n{} graphs {title}", graphs.len());
            for (engine, rows) in &self.engines {
                if graphs.iter().all(|graph| rows.contains_key(*graph)) {
                    println!("{engine:<16} {}", sums(rows, &graphs));
                }
            }
            if self.engines.len() == 1 {
                return;
            }
        }
    }
}

fn sums(rows: &BTreeMap<String, Vec<f64>>, graphs: &[&String]) -> String {
    let names = FIRST_COLUMNS.iter().skip(2).chain(&COLUMNS);
    let sum = |column: usize| -> f64 {
        graphs.iter().filter_map(|graph| rows.get(*graph)).filter_map(|figures| figures.get(column)).sum()
    };
    let shown = names.enumerate().map(|(column, name)| (name, sum(column))).filter(|&(_, sum)| sum > 0.0);
    shown.map(|(name, sum)| format!("{name} {sum:.0}")).collect::<Vec<_>>().join("  ")
}

/// How far what was there before moves, on average, when one element or one flow is added.
fn print_stability(graphs: &[Diagram], flowing: Flowing) {
    let mut moved = [(0.0, 0usize), (0.0, 0usize)];
    for graph in graphs.iter().filter(|graph| graph.nodes.len() > 1) {
        let input = graph.input();
        let before = Layered.lay_out(&input, flowing);
        for (changed, (sum, count)) in [with_element(&input), with_flow(&input)].iter().zip(&mut moved) {
            *sum += movement(&before, &Layered.lay_out(changed, flowing));
            *count += 1;
        }
    }
    for (what, (sum, count)) in ["an element with a flow", "a flow"].iter().zip(moved) {
        println!(
            "added {what}: what was there moves by {:.1} % of the diagram's diagonal",
            100.0 * sum / count.max(1) as f64
        );
    }
}

fn with_element(input: &Input) -> Input {
    let mut input = input.clone();
    if let (Some(&node), Some(&edge)) = (input.nodes.first(), input.edges.first()) {
        input.nodes.push(node);
        input.edges.push(bartizan_diagram::layout::InputEdge { from: 0, to: input.nodes.len() - 1, ..edge });
    }
    input
}

fn with_flow(input: &Input) -> Input {
    let mut input = input.clone();
    if let Some(&edge) = input.edges.first() {
        let (from, to) = (0, input.nodes.len() / 2);
        input.edges.push(bartizan_diagram::layout::InputEdge { from, to, ..edge });
    }
    input
}

/// The mean distance between the old and the new centres of elements, as a part of the diagonal.
fn movement(before: &Layout, after: &Layout) -> f64 {
    let distances = before.nodes.iter().zip(&after.nodes).map(|(one, other)| {
        let x = (one.left + one.width / 2.0) - (other.left + other.width / 2.0);
        let y = (one.top + one.height / 2.0) - (other.top + other.height / 2.0);
        x.hypot(y)
    });
    let diagonal = before.size.width.hypot(before.size.height).max(1.0);
    distances.sum::<f64>() / (before.nodes.len().max(1) as f64 * diagonal)
}
