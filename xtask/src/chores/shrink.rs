//! Makes a model smaller as long as it shows the same kind of difference.

use serde_json::Value;
use xtask::generate::RandomModel;

/// The smaller model. `differences` compares a model with the oracle.
pub(crate) fn shrink(
    model: RandomModel,
    difference: &str,
    mut differences: impl FnMut(&RandomModel) -> Result<Vec<String>, String>,
) -> Result<RandomModel, String> {
    let kind = kind(difference);
    let library = model.library.clone();
    let mut shows = |script: &str, library: &Option<String>| -> Result<bool, String> {
        let model = RandomModel { script: script.to_owned(), library: library.clone() };
        Ok(differences(&model)?.iter().any(|other| self::kind(other) == kind))
    };
    let lines: Vec<String> = model.script.lines().map(str::to_owned).collect();
    let script = smaller(lines, |lines| shows(&join(lines), &library))?;
    let script = join(&script);
    let Some(threats) = library.as_deref().and_then(|text| serde_json::from_str::<Vec<Value>>(text).ok()) else {
        return Ok(RandomModel { script, library });
    };
    let to_text = |threats: &[Value]| serde_json::to_string_pretty(threats).ok();
    let threats = smaller(threats, |threats| shows(&script, &to_text(threats)))?;
    Ok(RandomModel { library: to_text(&threats), script })
}

fn join(lines: &[String]) -> String {
    let mut script = lines.join("\n");
    script.push('\n');
    script
}

/// Leaves out ever smaller runs of items.
pub(super) fn smaller<T: Clone>(
    mut items: Vec<T>,
    mut shows: impl FnMut(&[T]) -> Result<bool, String>,
) -> Result<Vec<T>, String> {
    let mut size = items.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < items.len() {
            let without: Vec<T> = items.iter().take(at).chain(items.iter().skip(at + size)).cloned().collect();
            match shows(&without)? {
                true => items = without,
                false => at += size,
            }
        }
        size /= 2;
    }
    Ok(items)
}

/// A difference without what it is about: its first words, without numbers.
fn kind(difference: &str) -> String {
    let start = difference.split('"').next().unwrap_or("");
    start.chars().filter(|letter| !letter.is_ascii_digit()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_left_out() {
        let script = (0..20).map(|number| format!("line{number}\n")).collect();
        let model = RandomModel { script, library: Some("[1, 2, 3]".to_owned()) };
        let differences = |model: &RandomModel| {
            let is_shown = model.script.contains("line7\n") && model.script.contains("line12\n");
            let has_threat = model.library.as_deref().is_some_and(|library| library.contains('2'));
            Ok(if is_shown && has_threat { vec!["missing: 1 \"x\"".to_owned()] } else { vec!["other".to_owned()] })
        };
        let small = shrink(model, "missing: 2 \"y\"", differences).unwrap();
        assert_eq!(small.script, "line7\nline12\n");
        assert_eq!(small.library.unwrap().split_whitespace().collect::<String>(), "[2]");
    }
}
