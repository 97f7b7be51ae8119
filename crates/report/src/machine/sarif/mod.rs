//! SARIF 2.1.0 (OASIS), for code scanning and editors.
//!
//! Confirmed findings have the level `error` or `warning`. Assumed ones have `note`: the kind `review` would fit, but the
//! standard then wants the level `none`, which viewers hide.

mod location;
mod message;
mod result;
mod rules;
mod suppression;

use serde::Serialize;

use message::Message;
use result::{ResultJson, Shown};
use rules::Rule;

use super::line::one_line;
use super::{Results, Written};
use crate::json_text;
use crate::limits::{MAX_NAME_LETTERS, MAX_SARIF_RESULTS};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(results: &Results) -> Written {
    let all = Shown::all(results);
    let shown = all.get(..MAX_SARIF_RESULTS).unwrap_or(&all);
    let left_out = all.len() - shown.len();
    let mut ids: Vec<&str> = shown.iter().map(|shown| shown.rule()).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules = ids.iter().filter_map(|id| rules::rule(results, id)).collect();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: Driver { name: "Bartizan", semantic_version: env!("CARGO_PKG_VERSION"), rules } },
            column_kind: "unicodeCodePoints",
            invocations: [invocation(results, left_out)],
            results: shown.iter().map(|shown| shown.result(results, &ids)).collect(),
        }],
    };
    let mut text = String::new();
    let _ = json_text::pretty(&log, &mut text);
    Written { text, left_out }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<ResultJson<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

fn invocation(results: &Results, left_out: usize) -> Invocation {
    let mut notifications = Vec::new();
    for path in &results.unread {
        let message = format!("the model {} cannot be checked", one_line(path, MAX_NAME_LETTERS));
        notifications.push(Notification { level: "error", message: Message::new(&message) });
    }
    if left_out > 0 {
        let message = format!("{left_out} findings are left out: this file holds at most {MAX_SARIF_RESULTS}");
        notifications.push(Notification { level: "warning", message: Message::new(&message) });
    }
    Invocation { execution_successful: results.unread.is_empty(), tool_execution_notifications: notifications }
}
