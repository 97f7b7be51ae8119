//! A project's configuration: `bartizan.toml`, and the environment.
//!
//! The file lies beside the model, or in a folder above it up to the root of the repository. It may come from a
//! stranger, so that it can name only what lies in its own folder or below, and cannot widen what is allowed.

mod command_line;
mod content;
mod exclude;
pub(crate) mod setting;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources, Span};

pub(crate) use command_line::{with_configuration, with_environment};

use crate::sandbox::Sandbox;
use crate::world::World;

pub(crate) const NAME: &str = "bartizan.toml";
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
    /// Libraries of threats, the later building on the earlier; `None` when it does not say.
    pub(crate) threats: Option<Vec<Named>>,
    /// Threats that are left out.
    excluded: Vec<Named>,
    settings: Vec<Stated>,
}

/// Something that the file names, and where.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) place: Span,
}

/// What the file says of an option.
#[derive(Debug)]
struct Stated {
    /// The command, and its own command if it has one; none for all commands.
    path: Vec<String>,
    key: String,
    /// The words that say it on the command line.
    words: Vec<OsString>,
}

impl Config {
    /// What the file says of the options of a command: what it says there goes before what it says for all commands.
    fn settings<'c>(&'c self, path: &'c [String]) -> impl Iterator<Item = (&'c str, &'c [OsString])> {
        let of = move |path: &'c [String]| self.settings.iter().filter(move |stated| stated.path == path);
        of(path).chain(of(&[])).map(|stated| (stated.key.as_str(), stated.words.as_slice()))
    }
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
    content::read(&path, &text, source, world).map(Some)
}

/// The file beside the model, or the nearest one above it within its repository.
pub(crate) fn locate(folder: &Path, world: &dyn World) -> Option<PathBuf> {
    let own = if folder == Path::new(".") { PathBuf::from(NAME) } else { folder.join(NAME) };
    if world.real_path(&own).is_some() {
        return Some(own);
    }
    let root = repository(folder, world)?;
    let real = world.real_path(folder)?;
    let within = real.ancestors().take_while(|folder| folder.starts_with(&root));
    within.map(|folder| folder.join(NAME)).find(|path| world.real_path(path).is_some())
}

/// The root of the repository that a folder lies in, all links followed.
pub(crate) fn repository(folder: &Path, world: &dyn World) -> Option<PathBuf> {
    let real = world.real_path(folder)?;
    let is_root = |folder: &&Path| world.real_path(&folder.join(".git")).is_some();
    real.ancestors().take(MAX_DEPTH).find(is_root).map(Path::to_owned)
}
