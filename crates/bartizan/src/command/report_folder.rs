//! `bartizan report -o folder/`: everything there is to say of a model, each form in a file, and an index.
//!
//! All files are made before the first is written, so that a mistake leaves the folder as it was.

use std::fmt::Write;
use std::path::Path;

use bartizan_diagram::picture::Theme;
use bartizan_model::{Diagnostic, Sources};
use bartizan_report::machine::Format;
use bartizan_report::{
    Pictures, SheetName, data_flow_picture, folder_index, html, json, markdown_with, sequence_pictures, sheet_csv,
};

use super::report_dossier::Material;
use crate::command_line::Session;

/// A file of the folder: its name, what it is, and its bytes.
type File = (&'static str, &'static str, Vec<u8>);

/// Whether a path is meant to be a folder, there or not.
pub(super) fn is_meant(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// Writes everything into a folder, which is made if it is not there.
pub(super) fn write(session: &mut Session<'_>, material: &Material<'_>, model: &Path, folder: &Path) -> Result<(), u8> {
    let files = files(session, material, &model.display().to_string())?;
    let listed: Vec<(&str, &str)> = files.iter().map(|(name, about, _)| (*name, *about)).collect();
    let index = folder_index(&material.dossier(), &listed);
    session.make_folder(folder)?;
    for (name, _, bytes) in &files {
        session.write_bytes(Some(&folder.join(name)), bytes)?;
    }
    // The index is last: when it is there, so is all that it names.
    session.write(Some(&folder.join("index.md")), &index)
}

fn files(session: &mut Session<'_>, material: &Material<'_>, path: &str) -> Result<Vec<File>, u8> {
    let dossier = material.dossier();
    let (model, findings) = (dossier.model, dossier.findings);
    let mut files: Vec<File> = Vec::new();
    let mut add = |name, about, text: String| files.push((name, about, text.into_bytes()));
    let failed = |error: bartizan_report::ReportError| Diagnostic::error(error.to_string());
    let page = html(&dossier).map_err(|error| session.fail(&failed(error), &Sources::default()))?;
    add("report.html", "the report as a page for browsers", page);
    let sequence = sequence_pictures(model, Theme::Auto, false).into_iter().next();
    let pictures = Pictures::Files { dfd: "dfd.svg", seq: sequence.as_ref().map(|_| "seq.svg") };
    let text = markdown_with(model, findings, dossier.decisions, pictures)
        .map_err(|error| session.fail(&failed(error), &Sources::default()))?;
    add("report.md", "the report as Markdown", text);
    add("dfd.svg", "the data flow diagram, coloured by severity", data_flow_picture(model, findings, Theme::Auto).svg);
    if let Some(sequence) = sequence {
        add("seq.svg", "the sequence diagram", sequence.svg);
    }
    let mut text = String::new();
    let _ = write!(text, "{}", material.findings_csv(path));
    add("findings.csv", "the findings, a line each", text);
    add("elements.csv", "the elements, a line each", sheet_csv(&dossier, SheetName::Elements));
    add("flows.csv", "the flows, a line each", sheet_csv(&dossier, SheetName::Flows));
    add("data.csv", "the data, a line each", sheet_csv(&dossier, SheetName::Data));
    let mut text = String::new();
    let _ = json(model, findings, dossier.decisions, &mut text);
    add("report.json", "the whole model and its findings, for programs", text);
    let sarif = material.results(path).write(Format::Sarif);
    if sarif.left_out > 0 {
        let message = format!("{} findings are left out of findings.sarif", sarif.left_out);
        let problem =
            Diagnostic::warning(message).help("readers of this format take no more; the other files have them all");
        session.warn(&problem, &Sources::default());
    }
    add("findings.sarif", "the findings, for code scanning", sarif.text);
    files.push(("report.xlsx", "all tables as a workbook, to filter and sort", material.workbook(session)));
    Ok(files)
}
