//! Part of `gen`: a page for every threat, its entry in the contents of the book, and the list of corrected conditions in
//! docs/divergences.md.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::{read, root, write};

const PAGES: &str = "docs/reference/threats";
const CONTENTS: &str = "docs/SUMMARY.md";
const DIVERGENCES: &str = "docs/divergences.md";
const BEGIN: &str = "<!-- begin: corrected conditions, written by `cargo xtask gen` -->\n";
const END: &str = "<!-- end: corrected conditions -->\n";

/// Writes pages and list below `folder`. Returns the files.
pub(super) fn generate(bartizan: &Path, folder: &Path) -> Result<Vec<String>, String> {
    let pages = folder.join(PAGES);
    // A page whose threat is gone has to go as well.
    let _ = std::fs::remove_dir_all(&pages);
    std::fs::create_dir_all(&pages).map_err(|error| format!("{}: {error}", pages.display()))?;
    run(bartizan, &["threats", "--format", "md", "-o", &pages.display().to_string()])?;
    let threats: serde_json::Value =
        serde_json::from_str(&run(bartizan, &["threats", "--format", "json"])?).map_err(|error| error.to_string())?;
    write(&folder.join(DIVERGENCES), &with_corrections(&read(&root().join(DIVERGENCES))?, &threats)?)?;
    write(&folder.join(CONTENTS), &with_threats(&read(&root().join(CONTENTS))?, &threats)?)?;
    let mut files: BTreeSet<String> = names(&pages)?.into_iter().map(|name| format!("{PAGES}/{name}")).collect();
    // Pages that are there and should not be are named as well.
    files.extend(names(&root().join(PAGES)).unwrap_or_default().into_iter().map(|name| format!("{PAGES}/{name}")));
    files.extend([CONTENTS, DIVERGENCES].map(str::to_owned));
    Ok(files.into_iter().collect())
}

/// The contents with an entry for each threat, below the one of their index.
fn with_threats(text: &str, threats: &serde_json::Value) -> Result<String, String> {
    let index = "(reference/threats/README.md)\n";
    let (before, after) = text.split_once(index).ok_or_else(|| format!("{CONTENTS} does not list the threats"))?;
    let mut entries: Vec<(&str, &str)> = Vec::new();
    for threat in threats.as_array().into_iter().flatten() {
        let text = |key: &str| threat.get(key).and_then(|text| text.as_str());
        entries.extend(text("id").zip(text("title")));
    }
    entries.sort();
    let mut contents = format!("{before}{index}");
    for (id, title) in entries {
        contents.push_str(&format!("  - [{id} {title}](reference/threats/{id}.md)\n"));
    }
    let others = after.lines().skip_while(|line| line.contains("(reference/threats/"));
    contents.extend(others.map(|line| format!("{line}\n")));
    Ok(contents)
}

fn with_corrections(text: &str, threats: &serde_json::Value) -> Result<String, String> {
    let missing = || format!("{DIVERGENCES} has no lines {BEGIN} and {END}");
    let (before, rest) = text.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    let mut table = String::from("\n| Threat | Why pytm's condition is corrected |\n| --- | --- |\n");
    for threat in threats.as_array().into_iter().flatten() {
        let text = |key: &str| threat.get(key).and_then(|text| text.as_str());
        if let (Some(id), Some(why)) = (text("id"), text("correction")) {
            table.push_str(&format!("| [{id}](reference/threats/{id}.md) | {} |\n", why.replace('|', "\\|")));
        }
    }
    Ok(format!("{before}{BEGIN}{table}\n{END}{after}"))
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}

fn run(bartizan: &Path, arguments: &[&str]) -> Result<String, String> {
    let output =
        Command::new(bartizan).current_dir(root()).args(arguments).output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => String::from_utf8(output.stdout).map_err(|error| error.to_string()),
        false => {
            Err(format!("`bartizan {}` failed:\n{}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)))
        }
    }
}
