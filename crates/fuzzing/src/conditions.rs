//! Conditions: parsed, checked, put into words, changed, and evaluated; and what is decided without the facts that nobody
//! stated stays so whatever these are.

use bartizan_model::{Class, ElementId, resolve};
use bartizan_rules::{Condition, Mode, Outcome};

use crate::{Choices, models};

const CLASSES: &[Class] = &[Class::Dataflow, Class::Server, Class::Element, Class::Datastore, Class::Boundary];

/// The first 64 bytes choose facts, the others a condition.
pub(crate) fn condition(bytes: &[u8]) {
    let (facts, rest) = bytes.split_at(bytes.len().min(64));
    let text = match rest.split_first() {
        Some((first, words)) if first % 2 == 1 => written(&mut Choices::new(words), 0),
        Some((_, text)) => String::from_utf8_lossy(text).into_owned(),
        None => return,
    };
    let Ok(condition) = Condition::parse(&text) else { return };
    for class in CLASSES {
        for problem in condition.check(&[*class]) {
            assert!(!problem.message.contains('\n'), "{text}: {}", problem.message);
        }
        let _ = condition.words(*class);
    }
    for mutant in condition.mutants() {
        assert!(Condition::parse(&mutant.text).is_ok(), "{text}: the mutant {} is no condition", mutant.text);
    }
    evaluate(&text, &condition, facts);
}

fn evaluate(text: &str, condition: &Condition, facts: &[u8]) {
    let mut choices = Choices::new(facts);
    let mut partial = models::small();
    let percent = choices.byte() % 100;
    models::state(&mut partial, &mut choices, percent);
    let mut complete = partial.clone();
    models::state(&mut complete, &mut Choices::new(&facts.repeat(16)), 100);
    let (Ok(partial), Ok(complete)) = (resolve(partial), resolve(complete)) else { return };
    for at in 0..partial.elements.len() {
        let id = ElementId(at as u32);
        let full = condition.evaluate(&partial, id, Mode::Defaults);
        let _ = condition.evaluate(&partial, id, Mode::Pytm);
        let _ = condition.trace(&partial, id, Mode::Defaults);
        let Ok(stated) = condition.evaluate(&partial, id, Mode::Stated) else { continue };
        if stated == Outcome::Unknown {
            continue;
        }
        assert!(full.is_err() || full == Ok(stated), "{text}: {stated:?}, but by default {full:?}");
        let completed = condition.evaluate(&complete, id, Mode::Stated);
        let agrees = matches!(&completed, Err(_) | Ok(Outcome::Unknown)) || completed == Ok(stated);
        assert!(agrees, "{text}: {stated:?}, but {completed:?} when more is stated, on element {at}");
    }
}

const SUBJECTS: &[&str] = &["target", "target.source", "target.sink", "d", "target.inBoundary"];

const ATOMS: &[&str] = &[
    "{s}.controls.isEncrypted",
    "{s}.controls.isHardened",
    "{s}.isEncrypted is False",
    "{s}.inScope",
    "{s}.isSQL",
    "{s}.protocol in ('HTTP', 'HTTPS')",
    "{s}.protocol != ''",
    "{s}.dstPort < 2",
    "{s}.tlsVersion < {s}.minTLSVersion",
    "{s}.maxClassification >= Classification.RESTRICTED",
    "{s}.hasDataLeaks()",
    "{s}.crosses(Boundary)",
    "{s}.enters(Boundary)",
    "{s}.response is None",
    "getattr({s}, 'isSQL', False)",
    "hasattr({s}, 'usesCache')",
    "any(d.isPII for d in {s}.data)",
    "len({s}.inputs) > 1",
    "{s}.checkTLSVersion({s}.inputs)",
    "{s}.name == 'Web'",
    "{s}.name.startswith('W')",
    "{s}.data",
    "{s}.dstPort // {s}.srcPort == 1",
    "{s}.controls.authenticatesSource == {s}.controls.isEncrypted",
    "1 / {s}.dstPort > 0",
    "max(d.classification for d in {s}.data) > Classification.PUBLIC",
    "{s}.usesVPN",
    "{s}.isResponse",
    "isinstance({s}, Server)",
    "{s}.inBoundary is not None",
    "{s}.inside(Boundary)",
    "{s}.levels == {0}",
    "bool({s}.protocol)",
    "{s}.dstPort",
    "True",
    "0",
];

/// The condition that the bytes choose.
fn written(choices: &mut Choices<'_>, depth: usize) -> String {
    let inner = |choices: &mut Choices<'_>| written(choices, depth + 1);
    match choices.below(if depth > 4 { 1 } else { 9 }) {
        0 | 1 => {
            let subject = choices.word(SUBJECTS);
            choices.word(ATOMS).replace("{s}", subject)
        }
        2 => format!("not ({})", inner(choices)),
        3 => format!("({}) and ({})", inner(choices), inner(choices)),
        4 => format!("({}) or ({})", inner(choices), inner(choices)),
        5 => {
            let operator = choices.word(&["==", "!=", "is", "<", "in", "+", "%"]);
            format!("({}) {operator} ({})", inner(choices), inner(choices))
        }
        6 => format!("({}) if ({}) else ({})", inner(choices), inner(choices), inner(choices)),
        7 => {
            let word = choices.word(&["any", "all", "sum", "len"]);
            let list = choices.word(&["target.data", "target.inputs", "target.outputs", "target.sink.data", "(1, 2)"]);
            format!("{word}([({}) for d in {list} if ({})])", inner(choices), inner(choices))
        }
        _ => format!("({}, {})", inner(choices), inner(choices)),
    }
}
