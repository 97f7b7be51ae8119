//! The small files of a workbook: what is in it, and how cells look.

use std::fmt::Write;

use bartizan_rules::Level;

use super::sheet::column_name;
use crate::sheets::{Sheet, severity_fill};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Where the workbook is.
pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";

/// Styles of cells, by position in `cellXfs`.
pub(super) mod style {
    /// Plain text, which wraps.
    pub(crate) const TEXT: usize = 1;
    /// The headings.
    pub(crate) const HEADING: usize = 2;
    /// The mildest severity; the others follow it.
    pub(crate) const SEVERITY: usize = 3;
}

/// What each file is.
pub(super) fn content_types(sheets: usize) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{TYPE}.worksheet+xml\"/>"
        );
    }
    xml + "</Types>"
}

/// The sheets, and which of their cells the filters are about. Names of sheets are ours and need no escape.
pub(super) fn workbook(sheets: &[Sheet]) -> String {
    let mut xml = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (number, sheet) in (1..).zip(sheets) {
        let name = sheet.name;
        let _ = write!(xml, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml.push_str("</sheets><definedNames>");
    for (at, sheet) in sheets.iter().enumerate() {
        let (name, column, row) = (sheet.name, column_name(sheet.columns.len()), super::sheet::last_row(sheet));
        let _ = write!(
            xml,
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{name}!$A$1:${column}${row}</definedName>"
        );
    }
    // The heading is repeated on each page of paper.
    for (at, sheet) in sheets.iter().enumerate() {
        let name = sheet.name;
        let _ =
            write!(xml, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">{name}!$1:$1</definedName>");
    }
    xml + "</definedNames></workbook>"
}

/// Which file each sheet is.
pub(super) fn workbook_relations(sheets: usize) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    let _ = write!(xml, "<Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
    xml + "</Relationships>"
}

/// How cells look: plain, as a heading, and by severity.
pub(super) fn styles() -> String {
    let mut fills =
        "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
            .to_owned();
    let mut formats = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>".to_owned();
    let mut format = |font: usize, fill: usize, number: usize| {
        let _ = write!(
            formats,
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        );
    };
    // 49 is text: what somebody types into such a cell is no formula either.
    format(0, 0, 49);
    format(1, 2, 49);
    for at in 0..Level::ALL.len() {
        format(0, at + 3, 49);
    }
    for colour in std::iter::once("E7EAEE").chain(Level::ALL.map(severity_fill)) {
        let _ = write!(
            fills,
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        );
    }
    let (fill_count, format_count) = (Level::ALL.len() + 3, Level::ALL.len() + 3);
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\">\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
         <fills count=\"{fill_count}\">{fills}</fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{format_count}\">{formats}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}
