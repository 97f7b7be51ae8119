//! Many cases in one script, and what each of them printed.

use std::collections::BTreeMap;

use super::Case;

/// Shows values so that nothing hangs on the order of sets, and catches what a case raises. A line of output is the
/// number of its case and what was shown, in ASCII and without line breaks.
const HEAD: &str = "\
import collections, copy, functools, itertools, json, math, operator, string, textwrap

def shown(value):
    kind = type(value)
    if kind is set or kind is frozenset:
        return kind.__name__ + '{' + ', '.join(sorted([shown(item) for item in value])) + '}'
    if kind is list:
        return '[' + ', '.join([shown(item) for item in value]) + ']'
    if kind is tuple:
        return '(' + ', '.join([shown(item) for item in value]) + ')'
    if kind is dict:
        return '{' + ', '.join([shown(key) + ': ' + shown(item) for key, item in value.items()]) + '}'
    return repr(value)

def run(number, case):
    def show(*values):
        print(number, ascii(' '.join([shown(value) for value in values]))[1:-1])
    try:
        case(show)
    except Exception as error:
        print(number, 'raised', ascii(type(error).__name__ + ': ' + str(error))[1:-1])
    else:
        print(number, 'done')
";

/// A script that runs cases.
pub fn script<'a>(cases: impl IntoIterator<Item = (usize, &'a Case)>) -> String {
    let mut text = HEAD.to_owned();
    for (number, Case(lines)) in cases {
        text.push_str(&format!("\ndef case_{number}(show):\n"));
        for line in lines {
            text.push_str(&format!("    {line}\n"));
        }
        text.push_str(&format!("run({number}, case_{number})\n"));
    }
    text
}

/// Only CPython says where an object lies.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split(" at 0x");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()))
}

/// The lines that each case printed.
pub type Answers = BTreeMap<usize, Vec<String>>;

/// Takes the output of a script of cases apart.
pub fn answers(output: &str) -> Answers {
    let mut answers = Answers::new();
    for line in output.lines() {
        if let Some((number, shown)) = line.split_once(' ')
            && let Ok(number) = number.parse()
        {
            answers.entry(number).or_default().push(without_addresses(shown));
        }
    }
    answers
}

/// What each case prints in Bartizan. `run` runs a script and gives its output and its messages. A case that is refused
/// ends its script; those after it are run again.
pub fn run(
    cases: &[(usize, Case)],
    mut run: impl FnMut(&str) -> Result<(String, String), String>,
) -> Result<Answers, String> {
    let (mut answers, mut rest) = (Answers::new(), cases);
    while !rest.is_empty() {
        let (printed, messages) = run(&script(rest.iter().map(|(number, case)| (*number, case))))?;
        let mut some = self::answers(&printed);
        let done = |number: &usize| some.get(number).is_some_and(|lines| is_finished(lines));
        let until = rest.iter().take_while(|(number, _)| done(number)).count();
        if let Some((number, _)) = rest.get(until) {
            let why = messages.lines().next().unwrap_or("no answer");
            some.entry(*number).or_default().push(format!("REFUSED {why}"));
        }
        answers.append(&mut some);
        rest = rest.get(until + 1..).unwrap_or_default();
    }
    Ok(answers)
}

/// Whether these lines are all that a case prints: the last says how it ended.
fn is_finished(lines: &[String]) -> bool {
    lines.last().is_some_and(|line| line == "done" || line.starts_with("raised "))
}

/// Limits that CPython does not have, or has elsewhere.
pub fn is_over_a_limit(answer: &str) -> bool {
    ["4300 digits", "(4300", "MemoryError", "16 MiB", "fit 64 bits", "50000000 steps"]
        .iter()
        .any(|limit| answer.contains(limit))
}
