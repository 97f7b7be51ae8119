//! Which models `check` is about: scripts, all those of a folder, all that a pattern names.

use std::path::{Path, PathBuf};

use bartizan_model::Diagnostic;
use fast_glob::glob_match;

use crate::world::World;

/// Folders are not looked into deeper than so many levels.
const MAX_DEPTH: usize = 32;
/// So many files are looked at in search of models.
const MAX_FILES: usize = 100_000;
/// The largest file that is looked at in search of models, in bytes.
const MAX_SCRIPT: u64 = 1 << 20;
/// Folders in which nobody keeps models.
const PASSED_OVER: [&str; 5] = ["__pycache__", "node_modules", "site-packages", "venv", "target"];

/// The scripts that the words of a command line stand for, each once, in the order of the words.
///
/// # Errors
/// A folder or pattern without models, or one that is too large.
pub(super) fn models(words: &[PathBuf], world: &dyn World) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut models = Vec::new();
    for word in words {
        let found = match () {
            () if world.is_directory(word) => in_folder(word, world)?,
            () if is_pattern(word) && world.real_path(word).is_none() => by_pattern(word, world)?,
            () => vec![word.clone()],
        };
        for model in found {
            if !models.contains(&model) {
                models.push(model);
            }
        }
    }
    Ok(models)
}

/// The folder that a pattern is about, whatever it names in it; the path itself for what is no pattern.
pub(super) fn fixed(word: &Path) -> PathBuf {
    if !is_pattern(word) {
        return word.to_owned();
    }
    let fixed: PathBuf = word.components().take_while(|part| !is_pattern(Path::new(part.as_os_str()))).collect();
    if fixed.as_os_str().is_empty() { ".".into() } else { fixed }
}

fn is_pattern(word: &Path) -> bool {
    word.to_string_lossy().contains(['*', '?', '[', '{'])
}

fn in_folder(folder: &Path, world: &dyn World) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let files = files(folder, world)?;
    let models: Vec<PathBuf> = files.into_iter().filter(|file| is_model(file, world)).collect();
    match models.is_empty() {
        false => Ok(models),
        true => Err(Box::new(
            Diagnostic::error(format!("there is no model in the folder `{}`", folder.display()))
                .help("models are Python files that use pytm's `TM`"),
        )),
    }
}

fn by_pattern(pattern: &Path, world: &dyn World) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let wanted = pattern.to_string_lossy();
    let wanted = wanted.strip_prefix("./").unwrap_or(&wanted);
    let is_wanted = |file: &PathBuf| {
        let file = file.to_string_lossy();
        glob_match(wanted, file.strip_prefix("./").unwrap_or(&file))
    };
    let models: Vec<PathBuf> = files(&fixed(pattern), world)?.into_iter().filter(is_wanted).collect();
    match models.is_empty() {
        false => Ok(models),
        true => Err(Box::new(Diagnostic::error(format!("no file is called like `{}`", pattern.display())))),
    }
}

/// The Python files of a folder and of those in it, by name.
fn files(folder: &Path, world: &dyn World) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut walk = Walk { world, seen: 0, files: Vec::new() };
    walk.folder(folder, 0)?;
    Ok(walk.files)
}

struct Walk<'w> {
    world: &'w dyn World,
    seen: usize,
    files: Vec<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), Box<Diagnostic>> {
        let names = self.world.list(folder).map_err(|error| {
            Box::new(Diagnostic::error(format!("cannot read the folder `{}`: {error}", folder.display())))
        })?;
        for name in names {
            self.seen += 1;
            if self.seen > MAX_FILES {
                let message = format!("`{}` holds more than {MAX_FILES} files", folder.display());
                return Err(Box::new(Diagnostic::refusal(message).help("name the folder of the models")));
            }
            let path = if folder == Path::new(".") { PathBuf::from(&name) } else { folder.join(&name) };
            if name.ends_with(".py") {
                self.files.push(path);
            // A link may lead to where one has been.
            } else if depth < MAX_DEPTH && self.is_looked_into(&name, &path) {
                self.folder(&path, depth + 1)?;
            }
        }
        Ok(())
    }

    fn is_looked_into(&self, name: &str, path: &Path) -> bool {
        !name.starts_with('.')
            && !PASSED_OVER.contains(&name)
            && !self.world.is_link(path)
            && self.world.is_directory(path)
    }
}

/// Whether a file describes a model, rather than helping one.
fn is_model(file: &Path, world: &dyn World) -> bool {
    world.read(file, MAX_SCRIPT).is_ok_and(|bytes| {
        let text = String::from_utf8_lossy(&bytes);
        text.contains("pytm") && text.contains("TM(")
    })
}
