//! Plans as text for a terminal.

use std::fmt::Write;

use bartizan_model::Owner;
use bartizan_report::{Planned, change_words, percent, step_runs};
use bartizan_rules::Level;
use bartizan_rules::plan::{Clearing, Plan, Priced, Remaining, State, Step, Stuck, Weighed};

use super::super::counted::counted;
use super::super::style::{Style, safe, wrapped};

/// How the text is set.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) style: Style,
    pub(super) width: usize,
    pub(super) counts_assumed: bool,
}

/// Findings that are named in one place; the others are counted.
const NAMED_FINDINGS: usize = 12;
/// Elements that are named in one place; the others are counted.
const NAMED_ELEMENTS: usize = 12;

/// A plan.
pub(super) fn text(now: &State, planned: &Planned, page: Page) -> String {
    let mut writer = Writer { now, page, out: String::new() };
    writer.line(0, &page.style.bold(&safe(&now.model.system.name())));
    writer.blank();
    match planned {
        Planned::BestFirst(plan) if plan.open == 0 => writer.nothing(),
        Planned::BestFirst(plan) => writer.plan(plan),
        Planned::Clearing(_, clearing) if clearing.before == 0 => writer.nothing(),
        Planned::Clearing(severity, clearing) => writer.clearing(*severity, clearing),
    }
    writer.out
}

struct Writer<'a> {
    now: &'a State,
    page: Page,
    out: String,
}

impl Writer<'_> {
    fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A line; what does not fit goes on in the next ones, further in.
    fn line(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), indent + 2, text);
    }

    fn hanging(&mut self, first: &str, rest: usize, text: &str) {
        let rest = " ".repeat(rest);
        self.out.push_str(&wrapped(text, self.page.width, first, &rest));
        self.out.push('\n');
    }

    fn nothing(&mut self) {
        let assumed = self.now.findings.all.len();
        match (self.page.counts_assumed, assumed) {
            (false, 1..) => {
                let findings = counted(assumed, "finding");
                self.line(0, "nothing to plan: no finding is confirmed by what the model states");
                self.line(0, &format!("`--assumed` plans for {findings} assumed because it does not say"));
            }
            _ => self.line(0, "nothing to plan: there are no findings"),
        }
    }

    fn plan(&mut self, plan: &Plan) {
        let mut number = 1;
        for alike in step_runs(&plan.steps) {
            self.steps(number, alike, plan.before);
            self.blank();
            number += alike.len();
        }
        let cost: u64 = plan.steps.iter().map(Step::cost).sum();
        if !plan.steps.is_empty() {
            let steps = counted(plan.steps.len(), "step");
            let risk = risk(plan.before, plan.after(), plan.before);
            self.line(0, &format!("{steps} at a cost of {cost}: {risk}"));
        }
        if plan.is_cut {
            self.line(0, "further steps would remove more: `--steps N` shows so many");
        }
        self.remaining(&plan.remaining, None);
    }

    /// Steps one after the other that do the same, in one.
    fn steps(&mut self, number: usize, steps: &[Step], whole: u64) {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return };
        let label = match steps.len() {
            1 => format!("{number}. "),
            count => format!("{number} to {}. ", number + count - 1),
        };
        let indent = label.len();
        for (at, priced) in first.changes.iter().enumerate() {
            let all: Vec<&Priced> = steps.iter().filter_map(|step| step.changes.get(at)).collect();
            match at {
                0 => self.changes(&label, "", &all),
                _ => self.changes(&" ".repeat(indent), "with ", &[priced]),
            }
        }
        let together = |part: fn(&Step) -> &Vec<Weighed>| steps.iter().flat_map(part).copied().collect::<Vec<_>>();
        self.findings(indent, "clears", &together(|step| &step.cleared));
        let appeared = together(|step| &step.appeared);
        if !appeared.is_empty() {
            self.findings(indent, "brings up", &appeared);
        }
        self.line(indent, &risk(first.before, last.after, whole));
    }

    /// The same change of one or several elements.
    fn changes(&mut self, label: &str, word: &str, all: &[&Priced]) {
        let Some(first) = all.first() else { return };
        let named = all.iter().take(NAMED_ELEMENTS);
        let mut owners: Vec<String> = named.map(|priced| self.page.style.bold(&self.owner(priced))).collect();
        if let Some(more @ 1..) = all.len().checked_sub(NAMED_ELEMENTS) {
            owners.push(format!("{more} more"));
        }
        let cost: u64 = all.iter().map(|priced| u64::from(priced.cost)).sum();
        let cost = if cost == all.len() as u64 { String::new() } else { format!(", cost {cost}") };
        self.hanging(
            label,
            label.len() + 2,
            &format!("{word}{}: {}{cost}", owners.join(", "), safe(&change_words(first))),
        );
    }

    fn clearing(&mut self, severity: Level, clearing: &Clearing) {
        let severe = severity.title().to_lowercase();
        if clearing.wanted == 0 {
            self.line(0, &format!("nothing to plan: no open finding is of severity {severe} or above"));
            return;
        }
        self.line(0, &format!("to clear: {} of severity {severe} or above", counted(clearing.wanted, "finding")));
        self.blank();
        let mut groups: Vec<(String, Vec<&Priced>)> = Vec::new();
        for priced in &clearing.changes {
            let what = safe(&change_words(priced));
            match groups.iter_mut().find(|(known, _)| *known == what) {
                Some((_, all)) => all.push(priced),
                None => groups.push((what, vec![priced])),
            }
        }
        for (number, (_, all)) in (1..).zip(&groups) {
            self.changes(&format!("{number}. "), "", all);
        }
        if !clearing.changes.is_empty() {
            self.blank();
            let changes = counted(clearing.changes.len(), "change");
            let proof = match clearing.at_least >= clearing.cost {
                true => "no plan that clears as much costs less".to_owned(),
                false => format!("no plan costs less than {}", clearing.at_least),
            };
            self.line(0, &format!("{changes}, costs {}; {proof}", clearing.cost));
            self.findings(0, "clears", &clearing.cleared);
            if !clearing.appeared.is_empty() {
                self.findings(0, "brings up", &clearing.appeared);
            }
            self.line(0, &risk(clearing.before, clearing.after, clearing.before));
        }
        self.remaining(&clearing.remaining, Some(&severe));
    }

    /// What is open after the plan, by the reason why.
    fn remaining(&mut self, remaining: &[Remaining], below: Option<&str>) {
        if remaining.is_empty() {
            return self.line(0, "nothing remains");
        }
        self.blank();
        self.line(
            0,
            &format!("{} remain{}:", counted(remaining.len(), "finding"), if remaining.len() == 1 { "s" } else { "" }),
        );
        let reasons = [
            (Some(Stuck::NoControl), "no control clears".to_owned()),
            (Some(Stuck::Fixed), "hang on what is fixed".to_owned()),
            (Some(Stuck::Override), "kept by an override of the author".to_owned()),
            (
                Some(Stuck::Conflict),
                "cannot be cleared together with the others, or without bringing up more".to_owned(),
            ),
            (Some(Stuck::TooLarge), "not planned, since finding out what clears them takes too long".to_owned()),
            (None, below.map_or("further steps would clear".to_owned(), |severe| format!("less severe than {severe}"))),
        ];
        for (reason, words) in reasons {
            let with: Vec<Weighed> =
                remaining.iter().filter(|one| one.stuck == reason).map(|one| one.weighed).collect();
            if !with.is_empty() {
                self.findings(2, &format!("{words}:"), &with);
            }
        }
    }

    /// Findings by severity, and their ids.
    fn findings(&mut self, indent: usize, verb: &str, findings: &[Weighed]) {
        let mut counts = String::new();
        let levels = Level::ALL.into_iter().rev().map(Some).chain([None]);
        for level in levels {
            let count = findings.iter().filter(|weighed| weighed.severity == level).count();
            if count > 0 {
                let word = level.map_or("of unknown severity".to_owned(), |level| level.title().to_lowercase());
                let comma = if counts.is_empty() { "" } else { ", " };
                let _ = write!(counts, "{comma}{}", self.page.style.severity(level, &format!("{count} {word}")));
            }
        }
        let mut ordered: Vec<&Weighed> = findings.iter().collect();
        ordered.sort_by_key(|weighed| std::cmp::Reverse(weighed.risk));
        let ids = ordered.iter().take(NAMED_FINDINGS);
        let mut ids: Vec<String> = ids.map(|one| safe(&self.now.findings.stable_id(&one.finding))).collect();
        if let Some(more @ 1..) = findings.len().checked_sub(NAMED_FINDINGS) {
            ids.push(format!("{more} more"));
        }
        self.line(indent, &format!("{verb} {counts}"));
        let (start, dimmed) = (" ".repeat(indent + 2), ids.join(", "));
        self.hanging(&start, indent + 2, &dimmed);
    }

    /// Whose fact a change is about; of a flow also between whom it goes.
    fn owner(&self, priced: &Priced) -> String {
        let Owner::Element(id) = priced.change.owner else { return String::new() };
        let model = &self.now.model;
        let element = model.element(id);
        let end = |name: &str| element.element(name).map(|id| safe(&model.element(id).name()));
        match (end("source"), end("sink")) {
            (Some(source), Some(sink)) => format!("{} ({source} -> {sink})", safe(&element.display_name())),
            _ => safe(&element.display_name()),
        }
    }
}

fn risk(before: u64, after: u64, whole: u64) -> String {
    format!("risk {before} -> {after} ({} %)", percent(after, whole))
}
