//! A model and its findings as tables: what workbooks, folders of CSV files and PDFs show, decided once.
//!
//! Cells hold what the model says; how they are escaped is up to who writes them.

mod decisions;
pub(crate) mod findings;
mod model;
mod questions;

use bartizan_rules::Level;

use crate::csv::Table;
use crate::dossier::Dossier;

/// A table with a name.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A column: its heading, and how many letters of usual text it is wide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) heading: &'static str,
    pub(crate) width: u32,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(usize),
    /// A severity in words, with the step that it is, if it is one.
    Severity(Option<Level>, String),
}

/// A table that is about no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetName {
    /// Elements that are neither flows nor boundaries.
    Elements,
    /// Flows.
    Flows,
    /// Data.
    Data,
    /// Trust boundaries.
    Boundaries,
    /// What the model does not say.
    Questions,
    /// What was decided about findings.
    Decisions,
}

impl SheetName {
    /// The table.
    pub(crate) fn of(self, dossier: &Dossier<'_>) -> Sheet {
        match self {
            SheetName::Elements => model::elements(dossier),
            SheetName::Flows => model::flows(dossier),
            SheetName::Data => model::data(dossier),
            SheetName::Boundaries => model::boundaries(dossier),
            SheetName::Questions => questions::sheet(dossier),
            SheetName::Decisions => decisions::sheet(dossier),
        }
    }
}

/// All tables, in the order in which they are read.
pub(crate) fn sheets(dossier: &Dossier<'_>) -> Vec<Sheet> {
    let others = [
        SheetName::Questions,
        SheetName::Elements,
        SheetName::Flows,
        SheetName::Data,
        SheetName::Boundaries,
        SheetName::Decisions,
    ];
    std::iter::once(findings::sheet(dossier)).chain(others.map(|name| name.of(dossier))).collect()
}

/// A table as comma-separated values.
pub fn sheet_csv(dossier: &Dossier<'_>, name: SheetName) -> String {
    let sheet = name.of(dossier);
    let headings: Vec<String> = sheet.columns.iter().map(|column| key(column.heading)).collect();
    let mut table = Table::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(Cell::text).collect();
        table.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    table.finish()
}

/// A heading as programs write it: `in_scope`.
pub(crate) fn key(heading: &str) -> String {
    heading.to_lowercase().replace([' ', '&'], "_")
}

impl Sheet {
    /// The rows that say something in a column.
    pub(crate) fn with_cell(&self, heading: &str) -> Sheet {
        let at = self.position(heading);
        let says = |row: &&Vec<Cell>| at.and_then(|at| row.get(at)).is_some_and(|cell| !cell.text().is_empty());
        let rows = self.rows.iter().filter(says).cloned().collect();
        Sheet { name: self.name, columns: self.columns.clone(), rows }
    }

    /// Where the column of this heading stands.
    pub(crate) fn position(&self, heading: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.heading == heading)
    }

    fn new(name: &'static str, columns: &[(&'static str, u32)]) -> Self {
        let columns = columns.iter().map(|(heading, width)| Column { heading, width: *width }).collect();
        Self { name, columns, rows: Vec::new() }
    }
}

impl Cell {
    /// What it says.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Severity(_, text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        }
    }

    fn severity(text: &str) -> Self {
        let level = Level::parse(text);
        Cell::Severity(level, level.map_or_else(|| text.to_owned(), |level| level.title().to_owned()))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(number)
    }
}

/// The colour behind a severity, in six hexadecimal digits: pale enough for black text, and darker where it is worse, for
/// those who see no red.
pub(crate) fn severity_fill(level: Level) -> &'static str {
    match level {
        Level::VeryLow => "F3F6F9",
        Level::Low => "E3EEF9",
        Level::Medium => "FFF0C2",
        Level::High => "FFCFA0",
        Level::VeryHigh => "F29A8E",
    }
}

/// `yes` or `no`.
fn yes(is_so: bool) -> Cell {
    Cell::from(if is_so { "yes" } else { "no" })
}
