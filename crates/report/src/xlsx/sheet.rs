//! One sheet: a frozen row of headings with filters, and cells of text, numbers and severities.

use std::borrow::Cow;
use std::fmt::Write;

use bartizan_rules::Level;

use super::parts::style;
use crate::limits::{MAX_CELL_UNITS, MAX_SHEET_ROWS};
use crate::sheets::{Cell, Sheet};
use crate::xml::escape;

/// A sheet as XML, and what did not fit.
pub(super) struct Written {
    pub(super) xml: String,
    pub(super) cut_cells: usize,
    pub(super) left_out_rows: usize,
}

/// Writes a sheet; the first of a workbook is the one that is shown when it is opened.
pub(super) fn write(sheet: &Sheet, is_first: bool) -> Written {
    let (kept, left_out_rows) = fitting(sheet.rows.len(), MAX_SHEET_ROWS);
    let mut page = Page { xml: String::new(), cut_cells: 0 };
    page.open(sheet, is_first);
    page.row(1, sheet.columns.iter().map(|column| (style::HEADING, Cow::Borrowed(column.heading))));
    for (number, row) in (2..).zip(sheet.rows.iter().take(kept)) {
        page.cells(number, row);
    }
    if left_out_rows > 0 {
        let note = format!("{left_out_rows} more do not fit into a sheet");
        page.row(kept + 2, std::iter::once((style::TEXT, Cow::Owned(note))));
    }
    let (column, row) = (column_name(sheet.columns.len()), last_row(sheet));
    let _ = write!(
        page.xml,
        "</sheetData><autoFilter ref=\"A1:{column}{row}\"/>\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
    );
    Written { xml: page.xml, cut_cells: page.cut_cells, left_out_rows }
}

/// The last row with a cell of the table.
pub(super) fn last_row(sheet: &Sheet) -> usize {
    fitting(sheet.rows.len(), MAX_SHEET_ROWS).0 + 1
}

/// How many of so many rows are written below the headings, and how many are not. What is left out takes a row to say so.
fn fitting(rows: usize, limit: usize) -> (usize, usize) {
    if rows < limit {
        return (rows, 0);
    }
    let kept = limit.saturating_sub(2);
    (kept, rows - kept)
}

/// The letters of a column, counted from one: `A`, `Z`, `AA`.
pub(super) fn column_name(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let letter = u8::try_from((number - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

struct Page {
    xml: String,
    cut_cells: usize,
}

impl Page {
    fn open(&mut self, sheet: &Sheet, is_first: bool) {
        let selected = if is_first { " tabSelected=\"1\"" } else { "" };
        let _ = write!(
            self.xml,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
             <sheetViews><sheetView{selected} workbookViewId=\"0\">\
             <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
             <selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews><cols>"
        );
        for (number, column) in (1..).zip(&sheet.columns) {
            let width = column.width;
            let _ = write!(self.xml, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        self.xml.push_str("</cols><sheetData>\n");
    }

    fn cells(&mut self, number: usize, row: &[Cell]) {
        let _ = write!(self.xml, "<row r=\"{number}\">");
        for (column, cell) in (1..).zip(row) {
            match cell {
                Cell::Number(value) => {
                    let name = column_name(column);
                    let _ = write!(self.xml, "<c r=\"{name}{number}\"><v>{value}</v></c>");
                }
                Cell::Text(text) => self.text(column, number, style::TEXT, text),
                Cell::Severity(level, text) => self.text(column, number, severity_style(*level), text),
            }
        }
        self.xml.push_str("</row>\n");
    }

    fn row<'t>(&mut self, number: usize, cells: impl Iterator<Item = (usize, Cow<'t, str>)>) {
        let _ = write!(self.xml, "<row r=\"{number}\">");
        for (column, (style, text)) in (1..).zip(cells) {
            self.text(column, number, style, &text);
        }
        self.xml.push_str("</row>\n");
    }

    fn text(&mut self, column: usize, row: usize, style: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        let (text, is_cut) = cut(text);
        self.cut_cells += usize::from(is_cut);
        let name = column_name(column);
        let _ = write!(self.xml, "<c r=\"{name}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escape(&literal(&text), &mut self.xml);
        self.xml.push_str("</t></is></c>");
    }
}

fn severity_style(level: Option<Level>) -> usize {
    let step = level.and_then(|level| Level::ALL.iter().position(|known| *known == level));
    step.map_or(style::TEXT, |step| style::SEVERITY + step)
}

/// As much of a text as a cell holds. The format counts as UTF-16 does.
fn cut(text: &str) -> (Cow<'_, str>, bool) {
    if text.len() <= MAX_CELL_UNITS || text.encode_utf16().count() <= MAX_CELL_UNITS {
        return (Cow::Borrowed(text), false);
    }
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units < MAX_CELL_UNITS
    };
    let kept: String = text.chars().take_while(fits).chain(['…']).collect();
    (Cow::Owned(kept), true)
}

/// Readers take `_x0041_` for a letter; with its underscore written in that way, it stays what it is.
fn literal(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("").as_bytes();
        let is_code = letter == '_'
            && rest.get(1) == Some(&b'x')
            && rest.get(2..6).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            && rest.get(6) == Some(&b'_');
        written.push_str(if is_code { "_x005F" } else { "" });
        written.push(letter);
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names: Vec<String> = [1, 26, 27, 52, 53, 702, 703].into_iter().map(column_name).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn rows_that_do_not_fit_are_counted_in_the_last_row() {
        assert_eq!(fitting(9, 10), (9, 0));
        assert_eq!(fitting(10, 10), (8, 2));
        assert_eq!(fitting(MAX_SHEET_ROWS - 1, MAX_SHEET_ROWS), (1_048_575, 0));
        assert_eq!(fitting(MAX_SHEET_ROWS, MAX_SHEET_ROWS), (1_048_574, 2));
    }

    #[test]
    fn a_cell_holds_so_many_units_and_no_more() {
        assert!(!cut(&"a".repeat(MAX_CELL_UNITS)).1);
        for long in ["a".repeat(MAX_CELL_UNITS + 1), "🔒".repeat(MAX_CELL_UNITS)] {
            let (kept, is_cut) = cut(&long);
            assert!(is_cut && kept.ends_with('…'));
            let units = kept.encode_utf16().count();
            assert!((MAX_CELL_UNITS - 1..=MAX_CELL_UNITS).contains(&units), "{units}");
        }
    }

    #[test]
    fn what_looks_like_a_code_stays_what_it_is() {
        assert_eq!(literal("_x0041_ _x41_ a_xb"), "_x005F_x0041_ _x41_ a_xb");
    }
}
