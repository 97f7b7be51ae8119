//! JUnit's XML: a suite for each element. A confirmed finding is a test that failed, an assumed one a test that was
//! skipped, as is one that was there before and one that a decision closes, and an element without findings has one test that
//! passed.
//!
//! The decisions of a model that somebody should look at again are a suite. One whose last day is over is a test that failed:
//! the day was set to be noticed. The others are skipped, since nothing is at risk because of them.

use super::decided::{Decided, Stale};
use super::{Checked, Examined, Reported, Results, severity_key, slashed, was_there};
use crate::xml::Xml;

use bartizan_rules::Verdict;
use bartizan_rules::decisions::State;

pub(super) fn write(results: &Results) -> String {
    let mut xml = Xml::new();
    xml.open("testsuites", &[("name", "bartizan")]);
    for path in &results.unread {
        let path = slashed(path);
        xml.open("testsuite", &[("name", &path), ("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0")]);
        xml.open("testcase", &[("name", "the model can be checked"), ("classname", &path)]);
        xml.leaf("error", &[("message", "the model cannot be checked")], "");
        xml.close();
        xml.close();
    }
    let mut found = by_element(results).into_iter();
    for (number, model) in results.models.iter().enumerate() {
        for (examined, found) in model.elements.iter().zip(found.by_ref()) {
            suite(&mut xml, results, model, examined, &found);
        }
        stale_suite(&mut xml, results, number);
    }
    xml.finish()
}

/// The findings of each element, in the order of models and elements.
fn by_element(results: &Results) -> Vec<Vec<&Reported>> {
    let mut starts = Vec::with_capacity(results.models.len());
    let mut count = 0;
    for model in &results.models {
        starts.push(count);
        count += model.elements.len();
    }
    let mut by_element = vec![Vec::new(); count];
    for found in &results.findings {
        let start = starts.get(found.model).copied().unwrap_or(count);
        if let Some(own) = by_element.get_mut(start + found.element) {
            own.push(found);
        }
    }
    by_element
}

fn suite(xml: &mut Xml, results: &Results, model: &Checked, examined: &Examined, found: &[&Reported]) {
    let is_skipped = |found: &Reported| found.verdict == Verdict::Assumed || was_there(found) || !found.is_open;
    let skipped = found.iter().filter(|found| is_skipped(found)).count();
    let counts = [found.len().max(1), found.len() - skipped, skipped].map(|count| count.to_string());
    let [tests, failures, skipped] = &counts;
    let suite = [
        ("name", examined.name.as_str()),
        ("tests", tests),
        ("failures", failures),
        ("errors", "0"),
        ("skipped", skipped),
    ];
    xml.open("testsuite", &suite);
    let class = format!("{}.{}", model.name, examined.id);
    let file = slashed(examined.place.as_ref().map_or(&model.path, |place| &place.path));
    let line = examined.place.as_ref().map(|place| place.line.to_string());
    if found.is_empty() {
        xml.leaf("testcase", &case("nothing found", &class, &file, line.as_deref()), "");
    }
    for found in found {
        let name = format!("{} {}", found.id, found.title);
        xml.open("testcase", &case(&name, &class, &file, line.as_deref()));
        let message = results.message(found);
        match found.verdict {
            _ if !found.is_open => {
                let because = results.decision(found).map(Decided::sentence).unwrap_or_default();
                xml.leaf("skipped", &[("message", &because)], &message);
            }
            _ if was_there(found) => xml.leaf("skipped", &[("message", &format!("there before: {message}"))], ""),
            Verdict::Assumed => xml.leaf("skipped", &[("message", &message)], ""),
            Verdict::Confirmed | Verdict::Overridden => {
                let failure = [("type", severity_key(found.severity)), ("message", &message)];
                let help = [found.help.clone()].into_iter().chain(results.in_progress(found));
                let help: Vec<String> = help.filter(|line| !line.is_empty()).collect();
                xml.leaf("failure", &failure, &help.join("\n"));
            }
        }
        xml.close();
    }
    xml.close();
}

/// The decisions of a model that somebody should look at again.
fn stale_suite(xml: &mut Xml, results: &Results, number: usize) {
    let stale: Vec<&Stale> = results.stale.iter().filter(|stale| stale.model == number).collect();
    if stale.is_empty() {
        return;
    }
    let failures = stale.iter().filter(|stale| stale.state == State::Expired).count();
    let counts = [stale.len(), failures, stale.len() - failures].map(|count| count.to_string());
    let [tests, failures, skipped] = &counts;
    let suite =
        [("name", "Decisions"), ("tests", tests), ("failures", failures), ("errors", "0"), ("skipped", skipped)];
    xml.open("testsuite", &suite);
    let class = format!("{}.decisions", results.models.get(number).map_or("", |model| &model.name));
    for stale in stale {
        let line = stale.line_and_column().map(|(line, _)| line.to_string());
        let name = format!("{} {}", stale.decided.pattern, stale.id);
        xml.open("testcase", &case(&name, &class, &slashed(results.decision_path(stale)), line.as_deref()));
        match stale.state {
            State::Expired => xml.leaf("failure", &[("type", stale.id), ("message", &stale.message)], &stale.help),
            _ => xml.leaf("skipped", &[("message", &stale.sentence())], ""),
        }
        xml.close();
    }
    xml.close();
}

fn case<'a>(name: &'a str, class: &'a str, file: &'a str, line: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let mut attributes = vec![("name", name), ("classname", class), ("file", file)];
    attributes.extend(line.map(|line| ("line", line)));
    attributes
}
