//! Plans in words. Plain text, which each sink escapes.

use bartizan_model::{Attribute, Class, Value};
use bartizan_rules::plan::{Priced, Step};

/// What a change does, and how a model states it.
pub fn change_words(priced: &Priced) -> String {
    let attribute: &Attribute = priced.change.attribute;
    match (&priced.change.value, attribute.class) {
        (_, Class::Controls) => format!("{} (controls.{})", lower(attribute.documentation), attribute.name),
        (Value::Text(text), _) => format!("speaks {text} ({} = \"{text}\")", attribute.name),
        (Value::Member(member), _) => format!("uses {} ({})", member.name(), attribute.name),
        _ => attribute.name.to_owned(),
    }
}

fn lower(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

/// Steps one after the other that do the same, together.
pub fn step_runs(steps: &[Step]) -> impl Iterator<Item = &[Step]> {
    steps.chunk_by(are_alike)
}

/// Whether two steps make the same change, and nothing else.
fn are_alike(one: &Step, other: &Step) -> bool {
    match (one.changes.as_slice(), other.changes.as_slice()) {
        ([one], [other]) => one.change.attribute == other.change.attribute && one.change.value == other.change.value,
        _ => false,
    }
}

/// So many of a hundred, rounded; all and nothing only for all and nothing.
pub fn percent(part: u64, whole: u64) -> u64 {
    match (part, whole) {
        (_, 0) | (0, _) => 0,
        (part, whole) if part < whole => ((part * 200 + whole) / (whole * 2)).clamp(1, 99),
        (part, whole) => (part * 200 + whole) / (whole * 2),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_little_is_not_nothing_and_nearly_all_is_not_all() {
        assert_eq!([percent(0, 340), percent(1, 340), percent(210, 340), percent(339, 340)], [0, 1, 62, 99]);
        assert_eq!((percent(340, 340), percent(0, 0)), (100, 0));
    }
}
