//! The folder in which scripts think that pytm lies. It holds one file, pytm's library of threats, which scripts read and
//! edit: with our texts, and pytm's ids, titles, targets and conditions.

use bartizan_python::{PYTM_FOLDER, PYTM_THREATS, PathKind};
use bartizan_rules::Library;
use serde_json::{Map, Value, json};

use crate::script::definition;

/// Whether a path is that of the library.
pub(crate) fn is_library(path: &str) -> bool {
    within(path).is_some_and(|rest| rest == PYTM_THREATS)
}

/// What lies at a path; `None` outside of the folder.
pub(crate) fn kind(path: &str) -> Option<PathKind> {
    Some(match within(path)? {
        PYTM_THREATS | "__init__.py" => PathKind::File,
        "" | "threatlib" => PathKind::Directory,
        _ => PathKind::Nothing,
    })
}

fn within(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(PYTM_FOLDER)?;
    match rest.strip_prefix('/') {
        Some(inside) => Some(inside.trim_start_matches("./").trim_end_matches('/')),
        None => rest.is_empty().then_some(""),
    }
}

/// The library in the form of pytm's file.
pub(crate) fn library() -> Vec<u8> {
    let library = Library::builtin_as_pytm();
    let threats = library.threats().iter().map(|threat| {
        let threat = definition(threat);
        let mut entry = Map::new();
        entry.insert("SID".to_owned(), json!(&*threat.id));
        entry.insert("target".to_owned(), threat.targets.iter().map(|target| json!(&**target)).collect());
        for (name, text) in &threat.fields {
            let name = if &**name == "likelihood" { "Likelihood Of Attack" } else { name };
            entry.insert(name.to_owned(), json!(&**text));
        }
        entry.insert("condition".to_owned(), json!(&*threat.condition));
        Value::Object(entry)
    });
    Value::Array(threats.collect()).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_library_is_there() {
        assert!(is_library(&format!("{PYTM_FOLDER}/threatlib/threats.json")));
        assert!(is_library(&format!("{PYTM_FOLDER}/./threatlib/threats.json")));
        assert!(!is_library(&format!("{PYTM_FOLDER}/../threatlib/threats.json")));
        assert_eq!(kind(PYTM_FOLDER), Some(PathKind::Directory));
        assert_eq!(kind(&format!("{PYTM_FOLDER}/pytm.py")), Some(PathKind::Nothing));
        assert_eq!(kind(&format!("{PYTM_FOLDER}er/threatlib")), None);
    }

    #[test]
    fn the_library_reads_back() {
        let text = String::from_utf8(library()).unwrap();
        let (read, problems) = Library::from_json("threats.json", &text, &mut bartizan_model::Sources::default());
        assert_eq!(problems.len(), 0, "{problems:?}");
        assert_eq!(read.unwrap().threats().len(), Library::builtin_as_pytm().threats().len());
    }
}
