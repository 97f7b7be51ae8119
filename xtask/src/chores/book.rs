//! `book`: the book of `docs` as web pages, with mdBook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use xtask::markdown::links;

use super::{read, root, run, target, write};
use crate::{Arguments, Outcome};

const VERSION: &str = "0.5.4";
const PAGES: &str = "docs";
const CONTENTS: &str = "SUMMARY.md";
/// Where pictures stand in the book that lie elsewhere in the repository.
const OUTSIDE: &str = "outside";

pub(crate) fn book(mut arguments: Arguments) -> Outcome {
    let mdbook = arguments.option::<String>("--mdbook")?.unwrap_or_else(|| "mdbook".to_owned());
    arguments.end()?;
    if Command::new(&mdbook).arg("--version").output().is_err() {
        return Err(format!("`{mdbook}` is not there: cargo install mdbook --locked --version {VERSION}"));
    }
    let source = target().join("book-source");
    stage(&source)?;
    run(Command::new(&mdbook).arg("build").env("MDBOOK_BOOK__SRC", &source))?;
    let built = target().join("book");
    let broken = broken_links(&built)?;
    match broken.is_empty() {
        true => {
            println!("{}", built.join("index.html").display());
            Ok(())
        }
        false => Err(format!("these lead nowhere:\n{}", broken.join("\n"))),
    }
}

/// Copies the pages to a folder, where nothing leads out of the book.
fn stage(folder: &Path) -> Result<(), String> {
    let _ = std::fs::remove_dir_all(folder);
    for name in files(&root().join(PAGES))? {
        let (from, to) = (root().join(PAGES).join(&name), folder.join(&name));
        if from.extension().is_none_or(|extension| extension != "md") || name == Path::new(CONTENTS) {
            copy(&from, &to)?;
            continue;
        }
        let (page, pictures) = within(&name, &read(&from)?);
        write(&to, &page)?;
        for picture in pictures {
            copy(&root().join(&picture), &folder.join(OUTSIDE).join(&picture))?;
        }
    }
    Ok(())
}

/// A page of the book, by its path in it, with pictures from elsewhere in the repository in the folder for them, and with
/// the names of files in place of links to them; and those pictures.
fn within(name: &Path, page: &str) -> (String, BTreeSet<PathBuf>) {
    let folder = Path::new(PAGES).join(name).parent().map(Path::to_path_buf).unwrap_or_default();
    let up = "../".repeat(name.components().count().saturating_sub(1));
    let (mut text, mut pictures, mut end) = (String::new(), BTreeSet::new(), 0);
    for link in links(page) {
        let path = link.target.split('#').next().unwrap_or_default();
        if path.is_empty() || path.contains(':') {
            continue;
        }
        let Ok(file) = normal(&folder.join(path)) else { continue };
        let is_index = file.file_name().is_some_and(|name| name == "README.md");
        if file.starts_with(PAGES) && !is_index {
            continue;
        }
        text.push_str(page.get(end..link.place.start).unwrap_or_default());
        let shown = page.get(link.text.clone()).unwrap_or_default();
        if file.starts_with(PAGES) {
            // mdBook calls the page of a folder so, but not in links to it.
            text.push_str(&format!("[{shown}]({})", link.target.replace("README.md", "index.md")));
        } else if text.ends_with('!') {
            text.push_str(&format!("[{shown}]({up}{OUTSIDE}/{})", file.display()));
            pictures.insert(file);
        } else {
            text.push_str(&in_words(shown, &file));
        }
        end = link.place.end;
    }
    text.push_str(page.get(end..).unwrap_or_default());
    (text, pictures)
}

/// What stands for a link out of the book: its text, and the file unless the text names it.
fn in_words(shown: &str, file: &Path) -> String {
    let name = file.display().to_string();
    let is_named = shown.contains('`') && name.contains(shown.trim_matches('`').trim_end_matches('/'));
    if is_named { shown.to_owned() } else { format!("{shown} (`{name}` in the repository)") }
}

/// A path without `..`, or an error when it leads too far up.
fn normal(path: &Path) -> Result<PathBuf, ()> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir if !normal.pop() => return Err(()),
            Component::ParentDir | Component::CurDir => {}
            other => normal.push(other),
        }
    }
    Ok(normal)
}

/// Links and pictures of the pages that were built which lead nowhere.
fn broken_links(built: &Path) -> Result<Vec<String>, String> {
    let names: BTreeSet<PathBuf> = files(built)?.into_iter().collect();
    let mut pages = BTreeMap::new();
    for name in names.iter().filter(|name| name.extension().is_some_and(|extension| extension == "html")) {
        pages.insert(name.clone(), read(&built.join(name))?);
    }
    let mut broken = Vec::new();
    for (name, page) in &pages {
        // The page of an address that is not there, and the contents for browsers without scripts, are mdBook's own.
        if ["404.html", "toc.html", "print.html"].iter().any(|own| name.ends_with(own)) {
            continue;
        }
        for target in targets(page).filter(|target| !target.contains(':') && !target.is_empty()) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let folder = name.parent().unwrap_or(Path::new(""));
            let file = if path.is_empty() { Ok(name.clone()) } else { normal(&folder.join(path)) };
            let is_there = file.is_ok_and(|file| {
                let has_anchor = || pages.get(&file).is_none_or(|page| page.contains(&format!("id=\"{anchor}\"")));
                names.contains(&file) && (anchor.is_empty() || has_anchor())
            });
            if !is_there {
                broken.push(format!("{}: {target}", name.display()));
            }
        }
    }
    Ok(broken)
}

/// What the links and pictures of a web page name.
fn targets(page: &str) -> impl Iterator<Item = &str> {
    let after = |start: &'static str| page.split(start).skip(1).filter_map(|rest| rest.split('"').next());
    after("<a href=\"").chain(after("<img src=\""))
}

/// All files below a folder, as paths from it, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(below) = folders.pop() {
        let path = folder.join(&below);
        let entries = std::fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for entry in entries.filter_map(Result::ok) {
            let name = below.join(entry.file_name());
            if entry.path().is_dir() { folders.push(name) } else { found.push(name) }
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let in_path = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to.parent().unwrap_or(to)).map_err(in_path)?;
    std::fs::copy(from, to).map(drop).map_err(in_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_book() {
        let page = "[a](b.md) [t](../reference/threats/README.md) ![p](../../examples/p.svg) [`x.rs`](../../a/x.rs) [so](../../SECURITY.md#s) [u](https://u)";
        let (page, pictures) = within(Path::new("guides/page.md"), page);
        assert_eq!(
            page,
            "[a](b.md) [t](../reference/threats/index.md) ![p](../outside/examples/p.svg) `x.rs` so (`SECURITY.md` in the repository) [u](https://u)"
        );
        assert_eq!(pictures, BTreeSet::from([PathBuf::from("examples/p.svg")]));
    }

    #[test]
    fn links_of_web_pages_are_found() {
        let page = r#"<a href="a.html#b">x</a><img src="p.svg" alt="p"><a href="https://u">u</a>"#;
        assert_eq!(targets(page).collect::<Vec<_>>(), ["a.html#b", "https://u", "p.svg"]);
    }
}
