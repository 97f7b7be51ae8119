//! Every link within the repository leads somewhere, on a code host and in the book.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use xtask::markdown::{anchors, links};

use crate::pages::{Page, all, root};

#[test]
fn every_link_leads_somewhere() {
    let pages = all();
    let headings: BTreeMap<PathBuf, Vec<String>> =
        pages.iter().map(|page| (PathBuf::from(&page.name), anchors(&page.text))).collect();
    let mut failures = Vec::new();
    for page in &pages {
        for link in links(&page.text) {
            if let Some(problem) = problem(page, &link.target, &headings) {
                failures.push(format!("{}:{}: {}: {problem}", page.name, link.line, link.target));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn problem(page: &Page, target: &str, headings: &BTreeMap<PathBuf, Vec<String>>) -> Option<&'static str> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let folder = Path::new(&page.name).parent().unwrap();
    let path = if path.is_empty() { PathBuf::from(&page.name) } else { normal(&folder.join(path)) };
    let Some(path) = Some(path).filter(|path| root().join(path).exists()) else { return Some("is not there") };
    if page.is_of_the_book() && path.starts_with("docs") && root().join(&path).is_dir() {
        return Some("is a folder, which is no page of the book");
    }
    let anchor = anchor?;
    match headings.get(&path) {
        Some(anchors) if anchors.iter().any(|known| known == anchor) => None,
        Some(_) => Some("has no such heading"),
        None => Some("is no page"),
    }
}

/// A path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}
