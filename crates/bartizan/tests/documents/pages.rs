//! The documents: the book, and the pages beside it.

use std::path::{Path, PathBuf};

/// A page, by its path from the root of the repository.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn path(&self) -> PathBuf {
        root().join(&self.name)
    }

    /// Whether the page belongs to the book.
    pub(crate) fn is_of_the_book(&self) -> bool {
        self.name.starts_with("docs/")
    }

    /// Whether all of it is written by a program, from text that is tested elsewhere.
    pub(crate) fn is_generated(&self) -> bool {
        self.name.starts_with("docs/reference/threats/")
    }
}

pub(crate) fn root() -> PathBuf {
    std::fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// All pages, sorted by name.
pub(crate) fn all() -> Vec<Page> {
    let root = root();
    let mut names = Vec::new();
    find(&root, "", &mut names);
    for folder in ["docs", "examples", "catalogue"] {
        walk(&root, folder, &mut names);
    }
    // Threats of the catalogue have tests of their own, and what examples give is no document.
    names.retain(|name| !name.starts_with("catalogue/") || name.ends_with("README.md"));
    names.retain(|name| !name.contains("/out/"));
    names.sort();
    let read = |name: String| Page { text: std::fs::read_to_string(root.join(&name)).unwrap(), name };
    names.into_iter().map(read).collect()
}

fn walk(root: &Path, folder: &str, names: &mut Vec<String>) {
    for below in find(root, folder, names) {
        walk(root, &below, names);
    }
}

/// Adds the pages of a folder; returns the folders in it.
fn find(root: &Path, folder: &str, names: &mut Vec<String>) -> Vec<String> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        match entry.file_type().unwrap().is_dir() {
            true => folders.push(name),
            false if name.ends_with(".md") => names.push(name),
            false => {}
        }
    }
    folders
}
