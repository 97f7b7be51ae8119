//! What holds of every threat of the catalogue.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "a test reads the files of the repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bartizan_model::{Class, Severity, Sources, schema};
use bartizan_rules::{Library, Threat};

fn threats() -> Vec<Threat> {
    Library::builtin().threats().iter().map(|threat| (**threat).clone()).collect()
}

#[test]
fn every_file_is_a_sound_threat_of_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let (library, messages) = Library::from_markdown(&name, &text, &mut Sources::default());
        assert_eq!(messages, [], "{name}");
        for threat in library.unwrap().threats() {
            assert_eq!(format!("{}.md", threat.id), name);
        }
        count += 1;
    }
    assert!(count >= 163, "{count}");
}

/// pytm 1.4.0 has 113 threats that are in use, and one that is not.
#[test]
fn pytm_finds_its_own_threats_only() {
    let pytm = Library::builtin_as_pytm();
    assert_eq!(pytm.threats().len(), 113);
    let ours = Library::builtin();
    assert!(pytm.threats().iter().all(|threat| ours.find(&threat.id).is_some()));
    assert!(ours.threats().len() >= pytm.threats().len() + 30);
    assert!(pytm.find("WEB01").is_none() && ours.find("WEB01").is_some());
}

#[test]
fn a_correction_says_why() {
    for threat in threats() {
        let has_reason = !threat.correction.is_empty();
        assert!(threat.pytm_condition.is_none() || has_reason, "{} corrects pytm without a reason", threat.id);
        assert_ne!(threat.pytm_condition.as_deref(), Some(&*threat.condition), "{}", threat.id);
        assert!(!threat.correction.ends_with('.') && !threat.correction.contains('\n'), "{}", threat.id);
    }
}

/// A category of the Top 10 of 2021 and of 2025 is that of the first of the threat's weaknesses which OWASP lists in
/// one of its categories.
#[test]
fn owasp_categories_follow_from_the_weaknesses() {
    for (year, table) in [("2021", include_str!("data/owasp-2021.tsv")), ("2025", include_str!("data/owasp-2025.tsv"))]
    {
        let categories: BTreeMap<u32, &str> = table
            .lines()
            .map(|line| line.split_once('\t').unwrap())
            .map(|(category, weakness)| (weakness.parse().unwrap(), category))
            .collect();
        for threat in threats() {
            let expected: Vec<&str> =
                threat.cwe.iter().find_map(|cwe| categories.get(cwe).copied()).into_iter().collect();
            let own = threat.owasp.iter().map(|category| category.id);
            let found: Vec<&str> = own
                .filter(|id| id.starts_with('A') && id.ends_with(year))
                .filter(|id| !id.starts_with("API"))
                .collect();
            assert_eq!(found, expected, "{} in {year}", threat.id);
        }
    }
}

/// Every control that silences a threat is named where it is said what helps.
#[test]
fn what_helps_names_the_controls_of_the_condition() {
    for threat in threats() {
        let asked: BTreeSet<&str> = threat.condition.split("controls.").skip(1).map(name).collect();
        for control in asked {
            assert!(
                threat.mitigations.contains(&format!("`controls.{control}`")),
                "{}: the mitigations do not name `controls.{control}`",
                threat.id
            );
        }
        for control in threat.mitigations.split("`controls.").skip(1).map(name) {
            assert!(schema::attribute(Class::Controls, control).is_some(), "{}: no control `{control}`", threat.id);
        }
    }
}

#[test]
fn every_threat_has_all_its_parts() {
    let mut seen = BTreeSet::new();
    for threat in threats() {
        let id = &threat.id;
        assert!(threat.details.len() > 150 && threat.example.len() > 150 && threat.mitigations.len() > 150, "{id}");
        assert!(!threat.prerequisites.is_empty() && threat.mitigations.starts_with("- "), "{id}");
        assert!(!threat.stride.is_empty() && threat.severity_level().is_some() && !threat.targets.is_empty(), "{id}");
        assert!(!threat.references.is_empty() || !threat.owasp.is_empty(), "{id} names no source");
        for sentence in threat.details.split(". ").chain(threat.mitigations.lines()) {
            assert!(seen.insert(sentence.to_owned()), "{id} repeats: {sentence}");
        }
    }
}

#[test]
fn nothing_in_the_catalogue_is_worth_a_warning() {
    let library = Library::builtin();
    for (position, threat) in library.threats().iter().enumerate() {
        let problems = library.condition(position).unwrap().check(&threat.targets);
        assert!(problems.iter().all(|problem| problem.severity == Severity::Note), "{}: {problems:?}", threat.id);
    }
}

fn name(rest: &str) -> &str {
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest)
}
