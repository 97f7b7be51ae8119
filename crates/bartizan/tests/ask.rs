//! The dialogue of `ask`, on a terminal of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the test runs the program on a terminal")]

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Command;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

const MODEL: &str = "from pytm import TM, Actor, Dataflow, Server\n\
    tm = TM(\"Shop\")\n\
    user, web, api = Actor(\"User\"), Server(\"Web\"), Server(\"API\")\n\
    Dataflow(user, web, \"Order\")\n\
    Dataflow(web, api, \"Ask\")\n\
    tm.process()\n";

/// Types lines into the dialogue about the model above. What was shown, and what the file of answers holds then.
fn dialogue(name: &str, before: Option<&str>, typed: &str) -> (String, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ask").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("tm.py"), MODEL).unwrap();
    let answers = folder.join("tm.answers.toml");
    if let Some(text) = before {
        std::fs::write(&answers, text).unwrap();
    }
    let main = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&main).unwrap();
    unlockpt(&main).unwrap();
    let path = ptsname(&main, Vec::new()).unwrap().into_string().unwrap();
    let end = || OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_bartizan"))
        .args(["ask", "tm.py", "--no-isolated", "--color", "never"])
        .current_dir(&folder)
        .stdin(end())
        .stdout(end())
        .stderr(end())
        .spawn()
        .unwrap();
    let mut main = File::from(main);
    // A terminal hands on what was typed before it is read; control-D ends the input.
    main.write_all(typed.as_bytes()).unwrap();
    main.write_all(&[4]).unwrap();
    let mut reader = main.try_clone().unwrap();
    let shown = std::thread::spawn(move || {
        let (mut shown, mut buffer) = (Vec::new(), [0; 4096]);
        // The end of a terminal that nobody writes to any more is an error.
        while let Ok(count) = reader.read(&mut buffer) {
            shown.extend_from_slice(&buffer[..count]);
        }
        String::from_utf8_lossy(&shown).replace("\r\n", "\n")
    });
    assert!(child.wait().unwrap().success());
    drop(main);
    (shown.join().unwrap(), std::fs::read_to_string(answers).unwrap_or_default())
}

#[test]
fn an_answer_is_written_and_what_it_settled_is_said() {
    let (shown, answers) = dialogue("answered", None, "y\nq\n");
    assert!(shown.contains("hang on what the model does not say"), "{shown}");
    assert!(shown.contains("settled") && shown.contains("cleared, 0 confirmed"), "{shown}");
    assert!(answers.starts_with("# Answers to what the model"), "{answers}");
    assert_eq!(answers.matches(" = true").count(), 2, "one for each: {answers}");
}

#[test]
fn what_is_taken_back_is_gone_and_asked_again() {
    let (shown, answers) = dialogue("undone", Some("# ours\n"), "n\nu\nq\n");
    assert!(shown.contains("taken back"), "{shown}");
    assert_eq!(answers, "# ours\n");
    let question = shown.lines().find(|line| line.ends_with('?') && line.starts_with("Does")).unwrap();
    assert_eq!(shown.matches(question).count(), 2, "{shown}");
}

#[test]
fn one_by_one_not_applicable_unknown_and_what_is_no_answer() {
    let (shown, answers) = dialogue("each", None, "perhaps\ne\nn/a\nd\ns\n?\nq\n");
    assert!(shown.contains("expected yes, no, n/a or d"), "{shown}");
    assert!(answers.contains("\"not applicable\"") && answers.contains("\"unknown\""), "{answers}");
    assert!(shown.contains("undo the last answer"), "{shown}");
}

#[test]
fn back_goes_to_the_question_before() {
    let (shown, answers) = dialogue("back", None, "s\nb\ny\n");
    let questions: Vec<&str> = shown.lines().filter(|line| line.ends_with('?') && !line.contains('>')).collect();
    assert_eq!(questions[0], questions[2], "{shown}");
    assert!(!answers.is_empty());
}
