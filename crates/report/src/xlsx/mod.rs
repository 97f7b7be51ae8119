//! Workbooks (Office Open XML): a sheet for each table, made to be filtered and sorted.
//!
//! Every cell with text is an inline string, which no program takes for a formula, whatever it begins with. There is no
//! date, no author and no link in a workbook.

mod parts;
mod sheet;
mod zip;

use crate::dossier::Dossier;
use crate::sheets::sheets;
use zip::Archive;

/// A workbook, and what its format had no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many cells were cut: an ellipsis ends them.
    pub cut_cells: usize,
    /// How many rows were left out: the last row of their sheet says so.
    pub left_out_rows: usize,
}

/// A model and its findings as a workbook.
pub fn workbook(dossier: &Dossier<'_>) -> Workbook {
    let sheets = sheets(dossier);
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name).collect();
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", &parts::content_types(names.len()));
    archive.add("_rels/.rels", parts::RELATIONS);
    archive.add("xl/workbook.xml", &parts::workbook(&sheets));
    archive.add("xl/_rels/workbook.xml.rels", &parts::workbook_relations(names.len()));
    archive.add("xl/styles.xml", &parts::styles());
    let (mut cut_cells, mut left_out_rows) = (0, 0);
    for (number, sheet) in (1..).zip(&sheets) {
        let written = sheet::write(sheet, number == 1);
        cut_cells += written.cut_cells;
        left_out_rows += written.left_out_rows;
        archive.add(&format!("xl/worksheets/sheet{number}.xml"), &written.xml);
    }
    Workbook { bytes: archive.finish(), cut_cells, left_out_rows }
}
