//! What was decided about findings, also what nobody needs any more.

use bartizan_rules::decisions::{Source, State};

use super::{Cell, Sheet};
use crate::dossier::Dossier;

const COLUMNS: [(&str, u32); 8] = [
    ("About", 28),
    ("Decision", 16),
    ("Because", 60),
    ("Owner", 20),
    ("Ticket", 18),
    ("Until", 12),
    ("State", 18),
    ("Written in", 16),
];

pub(super) fn sheet(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Decisions", &COLUMNS);
    let decisions = dossier.decisions;
    for (decision, state) in decisions.all.iter().zip(&decisions.states) {
        sheet.rows.push(vec![
            decision.pattern.to_string().into(),
            decision.status.key().into(),
            (&*decision.because).into(),
            (&*decision.owner).into(),
            (&*decision.ticket).into(),
            decision.until.map_or_else(String::new, |until| until.to_string()).into(),
            state_words(*state),
            source_words(decision.source).into(),
        ]);
    }
    sheet
}

fn state_words(state: State) -> Cell {
    match state {
        State::Holds(1) => "holds for 1 finding".into(),
        State::Holds(count) => format!("holds for {count} findings").into(),
        State::Expired => "expired".into(),
        State::Orphaned => "about nothing there is".into(),
        State::Unused => "about no finding".into(),
    }
}

fn source_words(source: Source) -> &'static str {
    match source {
        Source::File => "file",
        Source::Comment => "comment",
        Source::Override => "override",
    }
}
