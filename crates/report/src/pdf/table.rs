//! Tables that go on over pages: their headings are repeated, and a row stays together where it can.

use bartizan_diagram::text::{Line, Style, set_text};

use super::setter::{BODY, FAINT, INK, LINK, MARGIN, SMALL, SMALL_STRONG, Setter, TEXT_WIDTH};
use crate::limits::MAX_PARAGRAPH_LETTERS;
use crate::sheets::{Cell, Sheet, severity_fill};

/// Around the text of a cell.
const PADDING: f64 = 4.0;
/// What is higher than this begins where it is, also near the foot of a page.
const FOOT: f64 = 400.0;
const RULE: &str = "#c9d1d9";
const HEADING_FILL: &str = "#eef1f4";

/// A column: its heading, and its share of the width.
pub(super) type Share = (&'static str, f64);

/// A cell, and the name of the place that it leads to; empty for none.
pub(super) struct Entry {
    cell: Cell,
    leads_to: String,
}

impl Entry {
    pub(super) fn leading_to(text: String, name: &str) -> Self {
        Self { cell: Cell::Text(text), leads_to: name.to_owned() }
    }
}

impl<T: Into<Cell>> From<T> for Entry {
    fn from(cell: T) -> Self {
        Self { cell: cell.into(), leads_to: String::new() }
    }
}

/// A row that was broken into lines.
struct Row {
    cells: Vec<SetCell>,
}

struct SetCell {
    lines: Vec<Line>,
    style: Style,
    ink: &'static str,
    fill: Option<String>,
    leads_to: String,
}

/// Sets some columns of a sheet. What a finding is called leads to its threat.
pub(super) fn sheet_table(setter: &mut Setter, sheet: &Sheet, columns: &[Share]) {
    let chosen: Vec<(usize, bool)> =
        columns.iter().filter_map(|(heading, _)| Some((sheet.position(heading)?, *heading == "Finding"))).collect();
    let threat = sheet.position("Threat");
    let entries = |row: &Vec<Cell>| {
        let entry = |(at, leads): &(usize, bool)| {
            let cell = row.get(*at).cloned().unwrap_or_else(|| Cell::from(""));
            match threat.and_then(|threat| row.get(threat)) {
                Some(threat) if *leads => Entry::leading_to(cell.text(), &threat_place(&threat.text())),
                _ => Entry::from(cell),
            }
        };
        chosen.iter().map(entry).collect()
    };
    table(setter, columns, sheet.rows.iter().map(entries));
}

/// The name of the place where a threat is described.
pub(super) fn threat_place(id: &str) -> String {
    format!("threat {id}")
}

/// Sets a table.
pub(super) fn table(setter: &mut Setter, columns: &[Share], rows: impl Iterator<Item = Vec<Entry>>) {
    let whole: f64 = columns.iter().map(|(_, share)| share).sum();
    let widths: Vec<f64> = columns.iter().map(|(_, share)| share / whole * TEXT_WIDTH).collect();
    let headings = || Row {
        cells: columns.iter().zip(&widths).map(|((heading, _), width)| heading_cell(heading, *width)).collect(),
    };
    let mut has_headings = false;
    for row in rows {
        if setter.is_full() {
            return;
        }
        let mut rest = Row { cells: row.into_iter().zip(&widths).map(|(entry, width)| set(entry, *width)).collect() };
        if !has_headings {
            // Headings do not stand alone at the foot of a page.
            setter.need((headings().height() + rest.height()).min(FOOT));
            draw(setter, &headings(), &widths);
            has_headings = true;
        }
        // What is higher than a page has to be broken; other rows go to the next page as a whole.
        if rest.height() > setter.room() {
            setter.new_page();
            draw(setter, &headings(), &widths);
        }
        while rest.height() > setter.room() {
            let lines = whole_lines(setter.room());
            let first = rest.take_lines(lines);
            draw(setter, &first, &widths);
            setter.new_page();
            draw(setter, &headings(), &widths);
            if setter.is_full() {
                return;
            }
        }
        draw(setter, &rest, &widths);
    }
    setter.gap(8.0);
}

/// How many lines of a cell fit into a height; at least one.
fn whole_lines(height: f64) -> usize {
    let mut lines = 1;
    let mut used = SMALL.line_height() * 2.0 + 2.0 * PADDING;
    while used <= height {
        lines += 1;
        used += SMALL.line_height();
    }
    lines
}

impl Row {
    fn height(&self) -> f64 {
        let height = |cell: &SetCell| {
            let line = cell.style.line_height();
            cell.lines.iter().map(|_| line).sum::<f64>()
        };
        self.cells.iter().map(height).fold(SMALL.line_height(), f64::max) + 2.0 * PADDING
    }

    /// Takes so many lines of each cell away from the beginning.
    fn take_lines(&mut self, count: usize) -> Row {
        let take = |cell: &mut SetCell| {
            let rest = cell.lines.split_off(count.min(cell.lines.len()));
            let lines = std::mem::replace(&mut cell.lines, rest);
            let (fill, leads_to) = (cell.fill.clone(), cell.leads_to.clone());
            SetCell { lines, style: cell.style, ink: cell.ink, fill, leads_to }
        };
        Row { cells: self.cells.iter_mut().map(take).collect() }
    }
}

fn heading_cell(heading: &str, width: f64) -> SetCell {
    let lines = set_text(heading, SMALL_STRONG, width - 2.0 * PADDING, MAX_PARAGRAPH_LETTERS).lines;
    SetCell { lines, style: SMALL_STRONG, ink: INK, fill: Some(HEADING_FILL.to_owned()), leads_to: String::new() }
}

fn set(entry: Entry, width: f64) -> SetCell {
    let (fill, style) = match &entry.cell {
        Cell::Severity(Some(level), _) => (Some(format!("#{}", severity_fill(*level))), SMALL_STRONG),
        _ => (None, SMALL),
    };
    let lines = set_text(&entry.cell.text(), style, width - 2.0 * PADDING, MAX_PARAGRAPH_LETTERS).lines;
    let ink = if entry.leads_to.is_empty() { INK } else { LINK };
    SetCell { lines, style, ink, fill, leads_to: entry.leads_to }
}

fn draw(setter: &mut Setter, row: &Row, widths: &[f64]) {
    let (height, y) = (row.height(), setter.y);
    let mut x = MARGIN;
    for (cell, width) in row.cells.iter().zip(widths) {
        if let Some(fill) = &cell.fill {
            setter.fill([x, y, *width, height], fill);
        }
        setter.lines_at(&cell.lines, x + PADDING, y + PADDING, cell.style, cell.ink);
        if !cell.leads_to.is_empty() {
            setter.link([x, y, *width, height], &cell.leads_to);
        }
        x += width;
    }
    setter.fill([MARGIN, y + height - 0.5, TEXT_WIDTH, 0.75], RULE);
    setter.gap(height);
}

/// What a section says that has nothing to list.
pub(super) fn nothing(setter: &mut Setter, text: &str) {
    setter.text(text, BODY, FAINT);
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Share; 2] = [("Name", 1.0), ("Text", 1.0)];

    fn pages(rows: Vec<Vec<Entry>>) -> Vec<String> {
        let mut setter = Setter::new("Shop");
        setter.section("table", "Table");
        table(&mut setter, &COLUMNS, rows.into_iter());
        setter.finish().pages.into_iter().map(|page| page.svg).collect()
    }

    #[test]
    fn headings_are_repeated_on_each_page() {
        let rows = (0..200).map(|number: usize| vec![number.into(), "text".into()]).collect();
        let pages = pages(rows);
        assert!(pages.len() > 2);
        assert!(pages.iter().all(|page| page.contains(">Name</text>") && page.contains(">Text</text>")));
        assert!(pages.last().is_some_and(|page| page.contains(">199</text>")));
    }

    #[test]
    fn a_row_that_is_higher_than_a_page_goes_on_and_loses_nothing() {
        let long: String = (0..600).map(|number| format!("w{number} ")).collect();
        let pages = pages(vec![vec!["a".into(), long.repeat(2).into()], vec!["b".into(), "end".into()]]);
        assert!(pages.len() > 1 && pages.iter().all(|page| page.contains(">Name</text>")));
        let words: String = pages.concat();
        assert!(words.contains("w0 ") && words.contains("w599") && words.contains(">end</text>"));
    }
}
