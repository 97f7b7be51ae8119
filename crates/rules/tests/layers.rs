//! Libraries in layers: what a later one may do to an earlier one, and what is said when it may not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use bartizan_model::{Class, Sources};
use bartizan_rules::{Library, LibraryBuilder};
use support::shown;

/// The library of layers, each a list of files, and everything there is to say.
fn layers(layers: &[&[(&str, &str)]], keeps_going: bool) -> (Option<Library>, Vec<String>) {
    let mut sources = Sources::default();
    let mut builder = LibraryBuilder::default().keep_going(keeps_going);
    for files in layers {
        builder.next_layer();
        for (path, text) in *files {
            match *path {
                "builtin" => builder.builtin(),
                path if path.ends_with(".md") => builder.markdown(path, text, &mut sources),
                path => builder.json(path, text, &mut sources),
            }
        }
    }
    let (library, diagnostics) = builder.finish();
    (library, diagnostics.iter().map(|diagnostic| shown(diagnostic, &sources)).collect())
}

const BUILTIN: (&str, &str) = ("builtin", "");
const LOWER: (&str, &str) = ("own/low.md", "---\noverrides: INP02\nseverity: low\n---\n");

#[test]
fn a_later_library_adds_changes_and_retires() {
    let retire = ("own/no.md", "---\nretires: AC08\n---\nNo server of ours runs Windows.\n");
    let change = (
        "own/change.md",
        "---\noverrides: INP19\ntargets: [Process]\ncondition: target.usesXMLParser is True\n---\nOurs.\n\n## Mitigations\n\n- None.\n",
    );
    let (library, messages) =
        layers(&[&[BUILTIN], &[LOWER, retire, change, ("own/more.json", r#"[{"SID": "OWN1"}]"#)]], false);
    assert_eq!(messages, Vec::<String>::new());
    let (library, builtin) = (library.unwrap(), Library::builtin());
    assert_eq!(library.threats().len(), builtin.threats().len());
    assert!(library.find("AC08").is_none() && library.find("OWN1").is_some());
    let threat = |library: &Library, id: &str| (**library.find(id).unwrap().1).clone();
    let (own, theirs) = (threat(&library, "INP02"), threat(&builtin, "INP02"));
    assert_eq!((&*own.severity, &own.details, &own.condition), ("Low", &theirs.details, &theirs.condition));
    let own = threat(&library, "INP19");
    assert_eq!((&own.targets[..], &*own.condition), (&[Class::Process][..], "target.usesXMLParser is True"));
    assert_eq!((&*own.details, &*own.mitigations, &own.pytm_condition), ("Ours.", "- None.", &None));
    let (position, _) = library.find("INP19").unwrap();
    assert_eq!(&**library.condition(position).unwrap().text(), "target.usesXMLParser is True");
}

#[test]
fn pytms_files_may_change_threats_too() {
    let own = (
        "own.json",
        r#"[{"overrides": "INP02", "severity": "Low", "condition": "target.codeType == 'C'"}, {"retires": "AC08"}]"#,
    );
    let (library, messages) = layers(&[&[BUILTIN], &[own]], false);
    assert_eq!(messages, Vec::<String>::new());
    let library = library.unwrap();
    let (_, threat) = library.find("INP02").unwrap();
    assert_eq!(
        (&*threat.severity, &*threat.condition, &*threat.title),
        ("Low", "target.codeType == 'C'", "Overflow Buffers")
    );
    assert!(library.find("AC08").is_none());
}

#[test]
fn a_third_library_changes_what_the_second_changed() {
    let (library, messages) =
        layers(&[&[BUILTIN], &[LOWER], &[("c.md", "---\noverrides: INP02\nlikelihood: low\n---\n")]], false);
    assert_eq!(messages, Vec::<String>::new());
    let library = library.unwrap();
    let (_, threat) = library.find("INP02").unwrap();
    assert_eq!((&*threat.severity, &*threat.likelihood), ("Low", "Low"));
}

#[test]
fn clashes_name_both_files() {
    let (first, second) = (("a.json", r#"[{"SID": "OWN1"}]"#), ("b.json", r#"[{"SID": "OWN1"}]"#));
    let (library, messages) = layers(&[&[first], &[second]], false);
    assert!(library.is_none());
    assert_eq!(
        messages,
        [
            "error at b.json:1:10 `\"OWN1\"`: there are two threats with the id `OWN1` (give one of them another id, or change the first on purpose: `overrides: OWN1`)"
        ]
    );
    let (_, messages) = layers(&[&[BUILTIN], &[("b.json", r#"[{"SID": "INP02"}]"#)]], false);
    assert!(messages[0].contains("the built-in library has a threat `INP02` as well"), "{messages:?}");
    let (_, messages) = layers(&[&[BUILTIN], &[LOWER, ("own/lower.md", LOWER.1)]], false);
    assert!(
        messages[0].starts_with("error at own/lower.md:2:12 `INP02`: the threat `INP02` is changed twice"),
        "{messages:?}"
    );
}

#[test]
fn nothing_is_changed_that_is_not_there() {
    let typo = ("own.md", "---\noverrides: INP222\nseverity: low\n---\n");
    let (_, messages) = layers(&[&[BUILTIN], &[typo]], false);
    assert!(messages[0].contains("no library before this one has the threat `INP222` (did you mean"), "{messages:?}");
    let (_, messages) = layers(&[&[LOWER]], false);
    assert!(messages[0].ends_with("(name that library first; `builtin` stands for the built-in one)"), "{messages:?}");
    let own = ("own.json", r#"[{"SID": "OWN1"}, {"overrides": "OWN1", "severity": "Low"}]"#);
    let (_, messages) = layers(&[&[own]], false);
    assert!(messages[0].contains("the threat `OWN1` is of the same library as its change"), "{messages:?}");
    let broken = ("own.md", "---\noverrides: INP02\ncondition: target.isHardend\n---\n");
    let (library, messages) = layers(&[&[BUILTIN], &[broken]], true);
    assert!(messages[0].contains("did you mean `controls.isHardened`?"), "{messages:?}");
    let library = library.unwrap();
    assert_eq!(&*library.find("INP02").unwrap().1.condition, &*Library::builtin().find("INP02").unwrap().1.condition);
}

#[test]
fn every_fault_of_every_file_is_told_and_the_rest_is_used_on_request() {
    let good = |id: usize| format!(r#"[{{"SID": "OWN{id}"}}]"#);
    let names: Vec<String> = (0..1000).map(|number| format!("own/{number}.json")).collect();
    let texts: Vec<String> =
        (0..1000).map(|number| if number == 500 { "{".to_owned() } else { good(number) }).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let (library, messages) = layers(&[&files], false);
    assert!(library.is_none());
    assert!(messages.len() == 1 && messages[0].contains("own/500.json"), "{messages:?}");
    let (library, messages) = layers(&[&files], true);
    assert_eq!((library.unwrap().threats().len(), messages.len()), (999, 1));
}
