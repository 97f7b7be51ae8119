//! `dfd` and `seq` as pictures: what lies in the files, and what is said when there can be none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test runs the program and reads what it wrote")]

mod written;

use written::{MODEL, bartizan, complaint, folder, written};

#[test]
fn the_ending_decides_what_the_file_holds() {
    let folder = folder("endings");
    for command in ["dfd", "seq"] {
        assert!(written(&folder.join("a.svg"), &[command, MODEL]).starts_with(b"<svg "));
        assert!(written(&folder.join("a.PNG"), &[command, MODEL]).starts_with(b"\x89PNG"));
        assert!(written(&folder.join("a.pdf"), &[command, MODEL]).starts_with(b"%PDF-1.7"));
        assert!(written(&folder.join("a"), &[command, MODEL, "--format", "png"]).starts_with(b"\x89PNG"));
        let printed = bartizan(&[command, MODEL, "--format", "png"]).stdout;
        assert_eq!(printed, written(&folder.join("a.png"), &[command, MODEL]));
    }
}

#[test]
fn a_confined_worker_draws_the_same() {
    let folder = folder("isolated");
    for ending in ["png", "pdf"] {
        let path = folder.join(format!("a.{ending}"));
        let confined = written(&path, &["--isolated", "dfd", MODEL]);
        assert_eq!(confined, written(&path, &["dfd", MODEL]));
    }
}

#[test]
fn a_split_diagram_is_numbered_files_or_one_pdf() {
    let folder = folder("split");
    let output = bartizan(&["dfd", MODEL, "--split", "boundary", "-o", folder.join("a.svg").to_str().unwrap()]);
    assert!(output.status.success());
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["a-1.svg", "a-2.svg", "a-3.svg", "a-4.svg"]);
    let pdf = written(&folder.join("a.pdf"), &["dfd", MODEL, "--split", "boundary"]);
    assert!(String::from_utf8_lossy(&pdf).contains("/Title(Internet)"));
    let complaint = complaint(&["dfd", MODEL, "--split", "boundary", "--format", "svg"], 2);
    assert!(complaint.contains("several pictures need a file each"), "{complaint}");
}

#[test]
fn a_scale_that_makes_no_sense_is_refused() {
    for scale in ["0", "1000", "-1", "nan", "big"] {
        let complaint = complaint(&["dfd", MODEL, "-o", "unwritten.png", "--scale", scale], 2);
        assert!(complaint.contains(&format!("invalid value '{scale}' for '--scale <N>'")), "{complaint}");
    }
}

#[test]
fn an_ending_that_nobody_knows_is_answered_with_those_that_there_are() {
    for command in ["dfd", "seq"] {
        let complaint = complaint(&[command, MODEL, "-o", "unwritten.jpg"], 2);
        assert!(complaint.contains("no format is called `jpg`"), "{complaint}");
        for ending in [".svg", ".png", ".pdf", ".mmd"] {
            assert!(complaint.contains(ending), "{complaint}");
        }
    }
}

#[test]
fn a_place_that_cannot_be_written_to_is_named() {
    let path = folder("unwritable").join("missing").join("a.png");
    let complaint = complaint(&["seq", MODEL, "-o", path.to_str().unwrap()], 2);
    assert!(complaint.contains("cannot write") && complaint.contains("the folder is not there"), "{complaint}");
}

#[test]
fn where_no_picture_can_be_shown_it_is_said_how_to_save_one() {
    for command in ["dfd", "seq"] {
        let complaint = complaint(&[command, MODEL], 2);
        assert!(complaint.contains("save the diagram with `-o FILE`"), "{complaint}");
        assert!(complaint.contains("`--format`"), "{complaint}");
    }
    assert!(bartizan(&["dfd", MODEL, "--format", "d2"]).status.success());
    assert!(bartizan(&["seq", MODEL, "-o", "-"]).stdout.starts_with(b"@startuml"));
}

#[test]
fn letters_that_no_font_has_are_a_warning_and_only_where_fonts_are_chosen_here() {
    let folder = folder("letters");
    let model = folder.join("tm.py");
    // A letter for private use, which no font should have.
    let script = "from pytm import TM, Server\ntm = TM('Shop')\nServer('Web \\U0010fffd')\ntm.process()\n";
    std::fs::write(&model, script).unwrap();
    let said = |ending: &str| {
        let path = folder.join(format!("a.{ending}"));
        let output = bartizan(&["dfd", model.to_str().unwrap(), "-o", path.to_str().unwrap()]);
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    for ending in ["png", "pdf"] {
        assert!(said(ending).starts_with("warning: no font of this machine has \u{10fffd}:"), "{}", said(ending));
    }
    assert_eq!(said("svg"), "");
}
