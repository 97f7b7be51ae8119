//! `bartizan watch`: files follow the model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test makes folders, runs the program and looks at the clock")]

mod live;

use std::fs;

use live::{Going, MODEL, folder, run, wait_until};

fn has(going: &Going, name: &str, text: &str) -> bool {
    fs::read_to_string(going.folder.join(name)).is_ok_and(|content| content.contains(text))
}

#[test]
fn files_are_written_again_when_the_model_changes() {
    let root = folder("watch");
    fs::write(root.join("bartizan.toml"), "[dfd]\nno-legend = true\n").unwrap();
    let mut going = Going::start(root, &["watch", "tm.py", "-o", "dfd.mmd", "my-seq.mmd", "-o", "x.json"]);
    wait_until("the files", || has(&going, "x.json", "\"Web\""));
    assert!(going.read("dfd.mmd").starts_with("flowchart") && going.read("my-seq.mmd").starts_with("sequenceDiagram"));

    going.write("tm.py", &MODEL.replace("'Web'", "'Depot'"));
    wait_until("all of them", || ["dfd.mmd", "my-seq.mmd", "x.json"].iter().all(|file| has(&going, file, "Depot")));

    // A broken model leaves them, and is said once.
    going.write("tm.py", "from pytm import TM\ntm = TM(");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(has(&going, "x.json", "Depot"));
    going.write("tm.py", &MODEL.replace("'Web'", "'Store'"));
    wait_until("the model to be right again", || has(&going, "x.json", "Store"));
    let messages = going.messages();
    assert_eq!(messages.matches("-->").count(), 1, "{messages}");
    assert!(messages.starts_with("wrote dfd.mmd, my-seq.mmd, x.json\n"), "{messages}");
}

#[test]
fn a_model_that_reads_what_comes_of_it_comes_to_an_end() {
    let root = folder("circle");
    let reading = format!("import os\nprint(os.path.exists('x.json') and len(open('x.json').read()))\n{MODEL}");
    fs::write(root.join("tm.py"), reading).unwrap();
    let mut going = Going::start(root, &["watch", "tm.py", "-o", "x.json"]);
    wait_until("the file", || has(&going, "x.json", "Web"));
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(going.messages().matches("wrote").count(), 1);
}

#[test]
fn a_name_that_says_nothing_is_refused() {
    let root = folder("name");
    let (messages, code) = run(&root, &["watch", "tm.py", "-o", "x.docx"]);
    assert!(messages.contains("the name of `x.docx` does not say what to write") && code == 2, "{messages}");
    let (messages, code) = run(&root, &["watch", "missing.py", "-o", "x.svg"]);
    assert_eq!((messages.as_str(), code), ("error: there is no file `missing.py`\n", 2));
    fs::remove_dir_all(root).unwrap();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well_and_leaves_nothing_unfinished() {
    let mut going = Going::start(folder("end"), &["watch", "tm.py", "-o", "x.json"]);
    wait_until("the file", || has(&going, "x.json", "Web"));
    assert_eq!(going.interrupt(), 0);
    let names: Vec<String> = fs::read_dir(&going.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(!names.iter().any(|name| name.ends_with(".part")), "{names:?}");
}
