//! What a full report is made of, gathered from a model that was described, and the formats that need all of it.

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::machine::{Examination, Format, Results};
use bartizan_report::{Dossier, booklet, workbook};
use bartizan_rules::plan::Plan;
use bartizan_rules::questions::Question;
use bartizan_rules::{Finding, Verdict};

use super::ask::open_questions;
use super::picture_file::{self, fonts_for};
use super::plan;
use crate::command_line::Session;
use crate::script::Described;

/// A report of more elements, or of more open findings, has no plan.
const MAX_PLANNED_ELEMENTS: usize = 300;
const MAX_PLANNED_FINDINGS: usize = 500;

/// A model with all that is said of it.
pub(super) struct Material<'d> {
    pub(super) described: &'d Described,
    questions: Vec<Question>,
    plan: Option<Plan>,
}

impl<'d> Material<'d> {
    /// Without a plan.
    pub(super) fn of(described: &'d Described) -> Self {
        Self { questions: open_questions(described), described, plan: None }
    }

    /// With so many steps of a plan, for a model that was described for changes; without where that takes too long, since
    /// each step is tried on the whole model.
    pub(super) fn with_plan(described: &'d Described, steps: usize) -> Self {
        let analysis = &described.analysis;
        let is_open = |finding: &&Finding| described.is_open(finding) && finding.verdict != Verdict::Assumed;
        let open = analysis.findings.all.iter().filter(is_open).count();
        let is_small = open <= MAX_PLANNED_FINDINGS && analysis.model.elements.len() <= MAX_PLANNED_ELEMENTS;
        Self { plan: is_small.then(|| plan::best_first(described, steps)), ..Self::of(described) }
    }

    /// The questions, for whoever needs them too.
    pub(super) fn into_questions(self) -> Vec<Question> {
        self.questions
    }

    /// As the report's formats take it.
    pub(super) fn dossier(&self) -> Dossier<'_> {
        let analysis = &self.described.analysis;
        Dossier {
            model: &analysis.model,
            findings: &analysis.findings,
            library: &self.described.library,
            questions: &self.questions,
            decisions: &self.described.decisions,
            plan: self.plan.as_ref(),
        }
    }

    /// What was found, for other programs.
    pub(super) fn results(&self, path: &str) -> Results {
        let analysis = &self.described.analysis;
        let mut results = Results::default();
        let examination = Examination {
            model: &analysis.model,
            library: &self.described.library,
            findings: &analysis.findings,
            decisions: &self.described.decisions,
            new: None,
        };
        results.add(path, &examination, true);
        results
    }

    /// The findings as `check --assumed --format csv` has them.
    pub(super) fn findings_csv(&self, path: &str) -> String {
        self.results(path).write(Format::Csv).text
    }

    /// The workbook. What its format has no room for is a warning.
    pub(super) fn workbook(&self, session: &mut Session<'_>) -> Vec<u8> {
        let written = workbook(&self.dossier());
        let (cells, rows) = (written.cut_cells, written.left_out_rows);
        if cells + rows == 0 {
            return written.bytes;
        }
        let cells = (cells > 0).then(|| format!("{cells} {} cut", if cells == 1 { "cell is" } else { "cells are" }));
        let rows = (rows > 0).then(|| format!("{rows} {} left out", if rows == 1 { "row is" } else { "rows are" }));
        let parts: Vec<String> = cells.into_iter().chain(rows).collect();
        let what = format!("of the workbook, {}", parts.join(" and "));
        let help = "spreadsheets hold no more; .json has everything";
        session.warn(&Diagnostic::warning(what).help(help), &Sources::default());
        written.bytes
    }

    /// The document for paper.
    pub(super) fn pdf(&self, session: &mut Session<'_>) -> Result<Vec<u8>, u8> {
        let booklet = booklet(&self.dossier()).map_err(|error| {
            let problem =
                Diagnostic::refusal(error.to_string()).help("write .html or .xlsx, or describe a part of the system");
            session.fail(&problem, &Sources::default())
        })?;
        let pictures = booklet.pages.iter().flat_map(|page| page.figures.iter().map(|figure| &*figure.svg));
        let fonts = fonts_for(session, booklet.pages.iter().map(|page| &*page.svg).chain(pictures));
        booklet.pdf(&fonts).map_err(|error| picture_file::fail(session, &error))
    }
}
