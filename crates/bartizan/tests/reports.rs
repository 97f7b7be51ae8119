//! `report` in all its forms: what lies in the files, and what is said when there can be none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test runs the program and reads what it wrote")]

mod written;

use std::path::Path;

use written::{MODEL, bartizan, complaint, folder, written};

/// Small, for what takes long.
const SMALL: &str = "from pytm import TM, Server\ntm = TM(\"small\")\nweb = Server(\"=1+1\")\ntm.process()\n";

/// What lies in a folder, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_ending_decides_what_the_file_holds_and_it_is_the_same_each_time() {
    let folder = folder("endings");
    let model = folder.join("tm.py");
    std::fs::write(&model, SMALL).unwrap();
    let model = model.to_str().unwrap();
    for (ending, beginning) in [("xlsx", "PK"), ("pdf", "%PDF-1.7"), ("csv", "id,threat,"), ("html", "<!DOCTYPE html>")]
    {
        let path = folder.join(format!("a.{ending}"));
        let first = written(&path, &["report", model]);
        assert!(first.starts_with(beginning.as_bytes()), "{ending}");
        assert_eq!(first, written(&path, &["report", model]), "{ending}");
        assert_eq!(first, written(&path, &["--isolated", "report", model]), "{ending}");
    }
}

#[test]
fn findings_are_those_of_check() {
    let folder = folder("findings");
    let table = written(&folder.join("a.csv"), &["report", MODEL]);
    let checked = bartizan(&["check", MODEL, "--assumed", "--format", "csv", "--fail-on", "never"]).stdout;
    assert_eq!(String::from_utf8(table).unwrap(), String::from_utf8(checked).unwrap());
}

#[test]
fn a_folder_takes_everything_with_an_index() {
    let folder = folder("folder");
    let name = format!("{}/set/", folder.display());
    for isolation in ["--no-isolated", "--isolated"] {
        assert!(bartizan(&[isolation, "report", MODEL, "-o", &name]).status.success());
    }
    let first = files(&folder.join("set"));
    let names: Vec<&str> = first.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        names.join(" "),
        "data.csv dfd.svg elements.csv findings.csv findings.sarif flows.csv index.md report.html report.json report.md \
         report.xlsx seq.svg"
    );
    let index = String::from_utf8(first.iter().find(|(name, _)| name == "index.md").unwrap().1.clone()).unwrap();
    for name in names.iter().filter(|name| **name != "index.md") {
        assert!(index.contains(&format!("({name})")), "{name}");
    }
    let page = String::from_utf8(first.iter().find(|(name, _)| name == "report.md").unwrap().1.clone()).unwrap();
    assert!(page.contains("(dfd.svg)") && page.contains("(seq.svg)") && !page.contains("```"));
    // A folder that is there needs no slash, and is filled again with the same.
    assert!(bartizan(&["report", MODEL, "-o", name.trim_end_matches('/')]).status.success());
    assert_eq!(first, files(&folder.join("set")));
}

#[test]
fn a_broken_model_leaves_the_folder_as_it_was() {
    let folder = folder("broken");
    std::fs::write(folder.join("tm.py"), "from pytm import TM\nTM(\n").unwrap();
    let (model, out) = (folder.join("tm.py"), folder.join("out/"));
    complaint(&["report", model.to_str().unwrap(), "-o", &format!("{}/", out.display())], 2);
    assert!(!out.exists());
}

#[test]
fn what_a_workbook_has_no_room_for_is_said() {
    let folder = folder("cut");
    let model = folder.join("tm.py");
    let script = "from pytm import TM, Server\ntm = TM(\"small\")\nweb = Server(\"a\")\nweb.description = \"x\" * 32768\ntm.process()\n";
    std::fs::write(&model, script).unwrap();
    let out = folder.join("a.xlsx");
    let output = bartizan(&["report", model.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("of the workbook, 1 cell is cut"), "{said}");
}

#[test]
fn pictures_of_markdown_lie_beside_it() {
    let folder = folder("beside");
    let page = written(&folder.join("my report.md"), &["report", MODEL, "--pictures", "svg"]);
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("](my%20report-dfd.svg)") && page.contains("](my%20report-seq.svg)"));
    let confined = written(&folder.join("my report.md"), &["--isolated", "report", MODEL, "--pictures", "svg"]);
    assert_eq!(page.as_bytes(), confined);
    let names: Vec<String> = files(&folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["my report-dfd.svg", "my report-seq.svg", "my report.md"]);
    let printed = bartizan(&["report", MODEL, "--pictures", "svg"]);
    assert!(String::from_utf8(printed.stderr).unwrap().contains("standard output has no files beside it"));
    assert!(String::from_utf8(printed.stdout).unwrap().contains("```mermaid"));
}

#[test]
fn templates_come_by_name_and_by_ending() {
    let folder = folder("templates");
    let page = written(&folder.join("a.html"), &["report", MODEL, "--template", "executive"]);
    assert!(page.starts_with(b"<!DOCTYPE html>"));
    let said = complaint(&["report", MODEL, "--template", "slides", "-o", "x.md"], 2);
    assert!(said.contains("the template `slides` makes HTML"), "{said}");

    let own = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    own("part.jinja", "part of {{ name }}");
    let whole = own("whole.md.jinja", "{% include 'part.jinja' %}");
    for isolation in ["--no-isolated", "--isolated"] {
        let made = bartizan(&[isolation, "report", MODEL, "--template", &whole]).stdout;
        assert!(made.starts_with(b"part of "), "{}", String::from_utf8_lossy(&made));
    }
    // The project's configuration may name one that comes along, wherever it is called from.
    std::fs::write(folder.join("tm.py"), SMALL).unwrap();
    std::fs::write(folder.join("bartizan.toml"), "[report]\ntemplate = \"executive\"\n").unwrap();
    let made = bartizan(&["report", folder.join("tm.py").to_str().unwrap()]).stdout;
    assert!(made.starts_with(b"<!DOCTYPE html>"), "{}", String::from_utf8_lossy(&made));
    // pytm's language stays what other endings mean.
    let pytm = own("pytm.md", "{tm.name}");
    assert!(!bartizan(&["report", MODEL, "--template", &pytm]).stdout.is_empty());
    let unnamed = own("page.jinja", "{{ name }}");
    assert!(complaint(&["report", MODEL, "--template", &unnamed], 2).contains("it is not known how to escape"));
}

#[test]
fn a_mistake_in_a_template_is_shown_in_its_line_and_writes_nothing() {
    let folder = folder("mistakes");
    let template = folder.join("a.html.jinja");
    let out = folder.join("a.html");
    let outside = format!("{{% include '{}' %}}", folder.parent().unwrap().join("x.jinja").display());
    std::fs::write(folder.parent().unwrap().join("x.jinja"), "secret").unwrap();
    let texts = ["\n{{ nothing.there }}", "\n{% for a in %}", "\n{% include '../x.jinja' %}", &format!("\n{outside}")];
    for text in texts {
        std::fs::write(&template, text).unwrap();
        let (template, out) = (template.to_str().unwrap(), out.to_str().unwrap());
        let said = complaint(&["report", MODEL, "--template", template, "-o", out], 2);
        assert!(said.contains("cannot be filled") && said.contains("a.html.jinja:2:1"), "{said}");
    }
    std::fs::write(&template, "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}").unwrap();
    let said = complaint(&["report", MODEL, "--template", template.to_str().unwrap()], 3);
    assert!(said.contains("takes more than 20000000 steps"), "{said}");
    assert!(!out.exists());
}
