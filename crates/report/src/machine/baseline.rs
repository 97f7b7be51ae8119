//! A baseline: findings that were written as JSON earlier, so that those of today are told apart from what is new.

use std::collections::BTreeMap;

use bartizan_model::Model;
use bartizan_rules::changes::NewFindings;
use bartizan_rules::{Findings, Verdict};
use serde::Deserialize;

use super::findings_json::{SCHEMA, VERSION};
use super::{bounded_id, line::one_line, shortened, slashed};
use crate::limits::MAX_NAME_LETTERS;

/// Findings of an earlier run, by model.
#[derive(Debug)]
pub struct Baseline {
    models: Vec<Earlier>,
}

/// Why a file is no baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// It is no JSON at all.
    #[error("it is not JSON: {0}")]
    NotJson(String),
    /// It is JSON of another kind.
    #[error("`schema` is {found} and not `{SCHEMA}`")]
    OtherKind {
        /// What stands there.
        found: String,
    },
    /// A later Bartizan wrote it.
    #[error("it has version {version}, and {VERSION} is the latest that is known here")]
    Later {
        /// Its version.
        version: u64,
    },
    /// Something in it is not as the schema has it.
    #[error("it is not as findings are written: {0}")]
    OtherShape(String),
}

/// What makes a comparison doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaselineDoubt {
    /// The model had another name, and so may be another one.
    OtherName {
        /// The name in the baseline.
        earlier: String,
        /// The name of the model.
        now: String,
    },
    /// The baseline does not have the model.
    Unknown,
    /// There were assumed findings, and none of them is listed.
    AssumedUnlisted {
        /// How many there were.
        count: usize,
    },
}

/// What was found in one model.
#[derive(Debug)]
struct Earlier {
    path: String,
    name: String,
    /// How many assumed findings there were, listed or not.
    assumed: usize,
    /// By stable id.
    verdicts: BTreeMap<String, Verdict>,
}

#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Value>,
    version: Option<u64>,
}

#[derive(Deserialize)]
struct Document {
    models: Vec<ModelJson>,
    findings: Vec<FindingJson>,
}

#[derive(Deserialize)]
struct ModelJson {
    path: String,
    name: String,
    assumed: usize,
}

#[derive(Deserialize)]
struct FindingJson {
    id: String,
    model: String,
    verdict: VerdictJson,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum VerdictJson {
    Confirmed,
    Assumed,
    Overridden,
}

impl Baseline {
    /// Reads what was written as JSON. The size of the text is for the caller to limit.
    ///
    /// # Errors
    /// When it is no JSON, of another kind or a later version, or lacks what is needed.
    pub fn parse(text: &[u8]) -> Result<Self, BaselineError> {
        let said = |error: &serde_json::Error| one_line(&error.to_string(), MAX_NAME_LETTERS);
        let head: Head = serde_json::from_slice(text).map_err(|error| match error.is_data() {
            true => BaselineError::OtherShape(said(&error)),
            false => BaselineError::NotJson(said(&error)),
        })?;
        match head.schema {
            Some(serde_json::Value::String(schema)) if schema == SCHEMA => {}
            None => return Err(BaselineError::OtherKind { found: "not there".to_owned() }),
            Some(other) => {
                let found = format!("`{}`", one_line(&other.to_string(), MAX_NAME_LETTERS));
                return Err(BaselineError::OtherKind { found });
            }
        }
        match head.version {
            Some(version) if version > u64::from(VERSION) => return Err(BaselineError::Later { version }),
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => return Err(BaselineError::OtherShape(format!("there is no version {version}"))),
            None => return Err(BaselineError::OtherShape("missing field `version`".to_owned())),
        }
        let document: Document =
            serde_json::from_slice(text).map_err(|error| BaselineError::OtherShape(said(&error)))?;
        Ok(Self::of(document))
    }

    fn of(document: Document) -> Self {
        let mut by_path: BTreeMap<String, BTreeMap<String, Verdict>> = BTreeMap::new();
        for found in document.findings {
            let verdict = match found.verdict {
                VerdictJson::Confirmed => Verdict::Confirmed,
                VerdictJson::Assumed => Verdict::Assumed,
                VerdictJson::Overridden => Verdict::Overridden,
            };
            // An element that stands twice in pytm's lists has its findings twice. The surest counts.
            let known = by_path.entry(found.model).or_default().entry(found.id).or_insert(verdict);
            if *known == Verdict::Assumed {
                *known = verdict;
            }
        }
        let mut models: Vec<Earlier> = Vec::new();
        for model in document.models {
            let verdicts = by_path.remove(&model.path).unwrap_or_default();
            // A model that was named twice is there once.
            if !models.iter().any(|known| known.path == model.path) {
                models.push(Earlier { path: model.path, name: model.name, assumed: model.assumed, verdicts });
            }
        }
        Self { models }
    }

    /// The findings of a model that the baseline does not have, and what is doubtful about that. A model is found by its
    /// path, else by its name; where either side has one model only, these two are compared.
    pub fn compare(
        &self,
        path: &str,
        model: &Model,
        findings: &Findings,
        is_only: bool,
        counts_assumed: bool,
    ) -> (NewFindings, Vec<BaselineDoubt>) {
        let name = shortened(&model.system.name(), MAX_NAME_LETTERS);
        let Some(earlier) = self.earlier(&slashed(path), &name, is_only) else {
            return (NewFindings::among(findings, |_| None), vec![BaselineDoubt::Unknown]);
        };
        let mut doubts = Vec::new();
        if earlier.name != name {
            doubts.push(BaselineDoubt::OtherName { earlier: shown(&earlier.name), now: shown(&name) });
        }
        let lists_assumed = earlier.verdicts.values().any(|verdict| *verdict == Verdict::Assumed);
        if counts_assumed && earlier.assumed > 0 && !lists_assumed {
            doubts.push(BaselineDoubt::AssumedUnlisted { count: earlier.assumed });
        }
        let new = NewFindings::among(findings, |finding| {
            earlier.verdicts.get(&bounded_id(findings.stable_id(finding))).copied()
        });
        (new, doubts)
    }

    fn earlier(&self, path: &str, name: &str, is_only: bool) -> Option<&Earlier> {
        let by_path = self.models.iter().find(|model| model.path == path);
        let by_name = || {
            let mut named = self.models.iter().filter(|model| model.name == name);
            named.next().filter(|_| named.next().is_none())
        };
        let only = || self.models.first().filter(|_| is_only && self.models.len() == 1);
        by_path.or_else(by_name).or_else(only)
    }
}

/// A name for a message.
fn shown(name: &str) -> String {
    one_line(name, MAX_NAME_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        Baseline::parse(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_baseline_is_told_apart() {
        assert!(problem("{").starts_with("it is not JSON: "), "{}", problem("{"));
        assert!(problem("\u{feff}{}").starts_with("it is not JSON: "));
        assert!(problem("[]").starts_with("it is not as findings are written: "));
        assert_eq!(problem("{}"), "`schema` is not there and not `bartizan-findings`");
        let other = r#"{"schema": "bartizan-changes", "version": 1}"#;
        assert_eq!(problem(other), "`schema` is `\"bartizan-changes\"` and not `bartizan-findings`");
        let later = r#"{"schema": "bartizan-findings", "version": 2, "new": "layout"}"#;
        assert_eq!(problem(later), "it has version 2, and 1 is the latest that is known here");
        let lacking = r#"{"schema": "bartizan-findings", "version": 1, "models": []}"#;
        assert!(problem(lacking).contains("missing field `findings`"));
        let dire = r#"{"schema": "bartizan-findings", "version": 1, "models": [], "findings": [
            {"id": "X@y", "model": "tm.py", "verdict": "dire"}]}"#;
        assert!(problem(dire).contains("`dire`") && problem(dire).contains("line 2"), "{}", problem(dire));
    }

    #[test]
    fn a_long_word_of_a_stranger_is_cut() {
        let long = format!(r#"{{"schema": "{}"}}"#, "x".repeat(100_000));
        assert!(problem(&long).len() < 1000);
    }

    #[test]
    fn of_findings_that_stand_twice_the_surest_counts() {
        let text = r#"{"schema": "bartizan-findings", "version": 1,
            "models": [{"path": "tm.py", "name": "Shop", "assumed": 1}], "unread": [], "findings": [
            {"id": "X@y", "model": "tm.py", "verdict": "assumed"},
            {"id": "X@y", "model": "tm.py", "verdict": "confirmed"},
            {"id": "X@y", "model": "tm.py", "verdict": "assumed"}]}"#;
        let baseline = Baseline::parse(text.as_bytes()).unwrap();
        let earlier = baseline.earlier("tm.py", "", false).unwrap();
        assert_eq!(earlier.verdicts.iter().collect::<Vec<_>>(), [(&"X@y".to_owned(), &Verdict::Confirmed)]);
    }
}
