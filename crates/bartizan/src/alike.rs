//! Warnings that say the same of different things: the first are shown, and the others counted.

use bartizan_model::{Diagnostic, Severity};

use crate::command::counted::counted;

/// So many of them are shown.
const SHOWN: usize = 3;

/// The warnings so far, by what they say.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    /// What they say, without the names.
    text: String,
    /// The message of the first.
    first: String,
    count: usize,
}

impl Alike {
    /// Takes note of a warning. Whether it is to be shown.
    pub(crate) fn admits(&mut self, warning: &Diagnostic) -> bool {
        if warning.severity != Severity::Warning {
            return true;
        }
        let text = without_names(warning);
        match self.groups.iter_mut().find(|group| group.text == text) {
            Some(group) => {
                group.count += 1;
                group.count <= SHOWN
            }
            None => {
                self.groups.push(Group { text, first: warning.message.clone(), count: 1 });
                true
            }
        }
    }

    /// Says how many were not shown, and begins anew.
    pub(crate) fn take_rest(&mut self) -> Vec<Diagnostic> {
        let groups = std::mem::take(&mut self.groups).into_iter();
        let rest = groups.filter_map(|group| {
            let more = group.count.checked_sub(SHOWN).filter(|more| *more > 0)?;
            let more = counted(more, "more warning");
            Some(Diagnostic::note(format!("`--verbose` shows {more} like this: {}", group.first)))
        });
        rest.collect()
    }
}

/// What a warning says and advises, without what stands between backticks.
fn without_names(warning: &Diagnostic) -> String {
    let texts = std::iter::once(&warning.message).chain(&warning.help);
    let outside = texts.flat_map(|text| text.split('`').step_by(2).chain(std::iter::once("\n")));
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(name: &str, help: &str) -> Diagnostic {
        Diagnostic::warning(format!("`Server` has no attribute `{name}`")).help(help)
    }

    #[test]
    fn the_first_three_are_shown_and_the_others_counted() {
        let mut alike = Alike::default();
        let shown =
            ["a", "b", "c", "d", "e"].map(|name| alike.admits(&unknown(name, "`describe` lists what there is")));
        assert_eq!(shown, [true, true, true, false, false]);
        // Another help is another group, and another message too.
        assert!(alike.admits(&unknown("usesCach", "did you mean `usesCache`?")));
        assert!(alike.admits(&Diagnostic::warning("the test has no flows")));
        let rest: Vec<String> = alike.take_rest().into_iter().map(|rest| rest.message).collect();
        assert_eq!(rest, ["`--verbose` shows 2 more warnings like this: `Server` has no attribute `a`"]);
        assert!(alike.take_rest().is_empty() && alike.admits(&unknown("f", "`describe` lists what there is")));
    }
}
