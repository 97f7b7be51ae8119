//! Turns every file of the catalogue into a static, so that nothing is read or parsed at start-up.

#[expect(dead_code, reason = "the library uses the rest of it")]
#[path = "src/catalogue/file.rs"]
mod file;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    println!("cargo::rerun-if-changed={}", catalogue.display());
    println!("cargo::rerun-if-changed=src/catalogue/file.rs");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&catalogue)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("README.md"));
    let mut threats = Vec::new();
    for path in &paths {
        let text = read(path)?;
        let threat =
            file::parse(&text).map_err(|error| format!("{}, byte {}: {}", path.display(), error.at, error.message))?;
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

/// `AC2` goes before `AC10`.
fn natural(path: &Path) -> (String, u32) {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    let family = stem.trim_end_matches(|character: char| character.is_ascii_digit());
    let number = stem.strip_prefix(family).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (family.to_owned(), number)
}

fn write_threat(code: &mut String, threat: &file::ThreatFile) -> std::fmt::Result {
    let front = &threat.front;
    let targets: Vec<&str> = front.targets.iter().map(|target| &*target.value).collect();
    let stride: Vec<&str> = front.stride.iter().map(|category| &*category.value).collect();
    writeln!(code, "    Embedded {{")?;
    for (field, value) in [
        ("id", &*front.id.value),
        ("title", &front.title),
        ("severity", &front.severity),
        ("likelihood", &front.likelihood),
        ("condition", &front.condition.value),
        ("pytm_condition", front.pytm_condition.as_deref().unwrap_or("")),
        ("references", &references(front)),
        ("details", &threat.details),
        ("prerequisites", &threat.prerequisites),
        ("example", &threat.example),
        ("mitigations", &threat.mitigations),
    ] {
        writeln!(code, "        {field}: {value:?},")?;
    }
    writeln!(code, "        targets: &{targets:?},")?;
    writeln!(code, "        stride: &{stride:?},")?;
    writeln!(code, "        capec: &{:?},", front.capec)?;
    writeln!(code, "        cwe: &{:?},", front.cwe)?;
    writeln!(code, "    }},")
}

/// Where to read more: attack patterns, what the file names, weaknesses.
fn references(front: &file::Front) -> String {
    let capec = front.capec.iter().map(|number| format!("https://capec.mitre.org/data/definitions/{number}.html"));
    let cwe = front.cwe.iter().map(|number| format!("https://cwe.mitre.org/data/definitions/{number}.html"));
    capec.chain(front.references.iter().cloned()).chain(cwe).collect::<Vec<_>>().join(", ")
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
