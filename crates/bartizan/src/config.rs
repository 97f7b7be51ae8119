//! A project's configuration: `bartizan.toml`.
//!
//! It lies beside the model, or in a folder above it up to the root of the repository. It may come from a stranger, so
//! that it can name only what lies in its own folder or below.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources, Span};
use serde::Deserialize;
use toml::Spanned;

use crate::sandbox::Sandbox;
use crate::world::World;

const NAME: &str = "bartizan.toml";
/// The configuration may be so large, in bytes.
const MAX_CONFIG: u64 = 1 << 20;
/// A repository is not deeper than so many folders.
const MAX_DEPTH: usize = 64;

/// What the file says.
#[derive(Debug)]
pub(crate) struct Config {
    /// The folder that it lies in, as messages call it.
    pub(crate) folder: PathBuf,
    /// What it may name.
    pub(crate) sandbox: Sandbox,
    /// Libraries of threats, the later building on the earlier.
    pub(crate) threats: Vec<Named>,
}

/// Something that the file names, and where.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) place: Span,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    threats: Option<Vec<Spanned<String>>>,
}

/// The configuration for what lies in a folder; `None` when there is none.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn find(folder: &Path, sources: &mut Sources, world: &dyn World) -> Result<Option<Config>, Vec<Diagnostic>> {
    let Some(path) = locate(folder, world) else { return Ok(None) };
    let shown = path.display().to_string();
    let bytes = world
        .read(&path, MAX_CONFIG)
        .map_err(|error| vec![Diagnostic::error(format!("cannot read `{shown}`: {error}"))])?;
    let text = String::from_utf8(bytes).map_err(|_| vec![Diagnostic::error(format!("`{shown}` is not UTF-8"))])?;
    let source = sources.add(&*shown, &*text);
    let place = |range: std::ops::Range<usize>| Span { source, start: range.start as u32, end: range.end as u32 };
    let content: Content = toml::from_str(&text).map_err(|error| {
        let message = error.message().lines().next().unwrap_or("").to_owned();
        vec![
            Diagnostic::error(format!("`{shown}` cannot be read: {message}"))
                .at(error.span().map(place), "")
                .help("it has one key: `threats = [\"builtin\", \"threats\"]`"),
        ]
    })?;
    let Some(threats) = content.threats else { return Ok(None) };
    let named = |text: Spanned<String>| Named { place: place(text.span()), text: text.into_inner() };
    Ok(Some(Config {
        folder: path.parent().map(Path::to_owned).unwrap_or_default(),
        sandbox: Sandbox::around(&path, world),
        threats: threats.into_iter().map(named).collect(),
    }))
}

/// The file beside the model, or the nearest one above it within its repository.
pub(crate) fn locate(folder: &Path, world: &dyn World) -> Option<PathBuf> {
    let own = folder.join(NAME);
    if world.real_path(&own).is_some() {
        return Some(own);
    }
    let real = world.real_path(folder)?;
    let is_root = |folder: &Path| world.real_path(&folder.join(".git")).is_some();
    let root = real.ancestors().take(MAX_DEPTH).find(|folder| is_root(folder))?;
    let within = real.ancestors().take_while(|folder| folder.starts_with(root));
    within.map(|folder| folder.join(NAME)).find(|path| world.real_path(path).is_some())
}
