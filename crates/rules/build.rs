//! Turns every file of the catalogue into a static, so that nothing is read or parsed at start-up.

#[expect(dead_code, reason = "the library uses the rest of it")]
#[path = "src/catalogue/file/mod.rs"]
mod file;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    println!("cargo::rerun-if-changed={}", catalogue.display());
    println!("cargo::rerun-if-changed=src/catalogue/file");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&catalogue)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("README.md"));
    let mut threats = Vec::new();
    for path in &paths {
        let text = read(path)?;
        let threat = file::parse(&text).map_err(|faults| shown(path, &text, &faults))?;
        threats.push((threat.front.position.unwrap_or(u32::MAX), natural(path), path, threat));
    }
    threats.sort_by(|left, right| (left.0, &left.1).cmp(&(right.0, &right.1)));
    let mut code = String::from(
        "/// Every threat of the catalogue: in pytm's order those that pytm has, then the others by id.\nstatic EMBEDDED: &[Embedded] = &[\n",
    );
    for (_, _, path, threat) in threats {
        if Some(&*threat.front.id.value) != path.file_stem().and_then(|stem| stem.to_str()) {
            return Err(
                format!("{}: the id is {:?}, unlike the file's name", path.display(), threat.front.id.value).into()
            );
        }
        if !threat.front.deprecated {
            write_threat(&mut code, &threat)?;
        }
    }
    code.push_str("];\n");
    write(&code)
}

/// What is wrong with a file, a line for each fault.
fn shown(path: &Path, text: &str, faults: &[file::Fault]) -> String {
    let line = |fault: &file::Fault| text.get(..fault.at.start).unwrap_or("").matches('\n').count() + 1;
    let lines = faults.iter().map(|fault| format!("\n{}:{}: {}", path.display(), line(fault), fault.message));
    lines.collect()
}

/// `AC2` goes before `AC10`.
fn natural(path: &Path) -> (String, u32) {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    let family = stem.trim_end_matches(|character: char| character.is_ascii_digit());
    let number = stem.strip_prefix(family).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (family.to_owned(), number)
}

fn write_threat(code: &mut String, threat: &file::ThreatFile) -> std::fmt::Result {
    let (front, sections) = (&threat.front, &threat.sections);
    let text = |field: &Option<file::Located<String>>| field.as_ref().map_or(String::new(), |text| text.value.clone());
    let list = |field: &Option<Vec<file::Located<String>>>| -> Vec<String> {
        field.iter().flatten().map(|text| text.value.clone()).collect()
    };
    writeln!(code, "    Embedded {{")?;
    for (field, value) in [
        ("id", &front.id.value),
        ("title", &text(&front.title)),
        ("severity", &text(&front.severity)),
        ("likelihood", &text(&front.likelihood)),
        ("condition", &text(&front.condition)),
        ("pytm_condition", &text(&front.pytm_condition)),
        ("correction", &text(&front.correction)),
        ("references", &front.links().join(", ")),
        ("details", &sections.details),
        ("prerequisites", &sections.prerequisites),
        ("example", &sections.example),
        ("mitigations", &sections.mitigations),
    ] {
        writeln!(code, "        {field}: {value:?},")?;
    }
    for (field, values) in [
        ("targets", list(&front.targets)),
        ("pytm_targets", list(&front.pytm_targets)),
        ("stride", list(&front.stride)),
        ("attack", list(&front.attack)),
        ("owasp", list(&front.owasp)),
    ] {
        writeln!(code, "        {field}: &{values:?},")?;
    }
    let numbers = |field: &Option<Vec<u32>>| field.clone().unwrap_or_default();
    writeln!(code, "        capec: &{:?},", numbers(&front.capec))?;
    writeln!(code, "        cwe: &{:?},", numbers(&front.cwe))?;
    writeln!(code, "        is_of_pytm: {},", front.position.is_some())?;
    writeln!(code, "    }},")
}

#[expect(clippy::disallowed_methods, reason = "a build script reads the catalogue; the library does not")]
fn read(path: &Path) -> Result<String, std::io::Error> {
    std::fs::read_to_string(path)
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write")]
fn write(code: &str) -> Result<(), Box<dyn Error>> {
    let folder = std::env::var("OUT_DIR")?;
    Ok(std::fs::write(Path::new(&folder).join("catalogue.rs"), code)?)
}
