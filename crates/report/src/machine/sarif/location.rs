//! Where something is, in SARIF: a place in a file, and an element of a model.

use serde::Serialize;

use super::super::{Reported, Results, slashed};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LocationJson<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    name: &'a str,
    fully_qualified_name: String,
    kind: &'static str,
}

/// Where a finding is.
pub(super) fn of_finding<'a>(results: &'a Results, found: &Reported) -> LocationJson<'a> {
    let logical = results.element(found).map(|element| LogicalLocation {
        name: &element.name,
        fully_qualified_name: format!("{}/{}", results.model(found).map_or("", |model| &model.name), element.id),
        kind: "element",
    });
    LocationJson {
        logical_locations: logical.into_iter().collect(),
        ..in_file(results.path(found), results.line_and_column(found))
    }
}

/// A place in a file.
pub(super) fn in_file(path: &str, place: Option<(usize, usize)>) -> LocationJson<'static> {
    let region = place.map(|(line, column)| Region { start_line: line.max(1), start_column: column.max(1) });
    let artifact_location = ArtifactLocation { uri: uri(path) };
    LocationJson { physical_location: PhysicalLocation { artifact_location, region }, logical_locations: Vec::new() }
}

/// A path as a reference of RFC 3986: relative ones stay so.
fn uri(path: &str) -> String {
    let path = slashed(path);
    let mut uri = String::with_capacity(path.len());
    let has_drive = cfg!(windows) && path.get(1..3) == Some(":/");
    match (path.starts_with('/'), has_drive) {
        (true, _) => uri.push_str("file://"),
        (_, true) => uri.push_str("file:///"),
        _ => {}
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./models/a b#1.py"), "models/a%20b%231.py");
        assert_eq!(uri("/srv/ä.py"), "file:///srv/%C3%A4.py");
        assert_eq!(uri("x:y.py"), "x%3Ay.py");
    }
}
