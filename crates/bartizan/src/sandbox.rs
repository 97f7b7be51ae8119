//! The part of the file system that a script may read: its own folder and what is below, or below `--root DIR`; and
//! the part that it may write: nothing, or what is below `--allow-write DIR`.

use std::path::{Component, Path, PathBuf};

use bartizan_model::Diagnostic;
use bartizan_python::{PathKind, ReadError, WriteError};
use clap::Args;

use crate::world::{FileError, World};

/// A file that a script reads may be so large, in bytes.
const MAX_FILE: u64 = 16 << 20;
/// What lies there is no file, whatever it looks like; not even `--root /` shows it to a script.
const NEVER: [&str; 3] = ["/proc", "/sys", "/dev"];

/// What the user lets scripts read and write besides their own folder.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Access {
    /// Let a model read files and modules below this folder, which must hold it
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Let a model write files below this folder
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) allow_write: Option<PathBuf>,
}

/// A folder that reading cannot leave, not through `..` and not through a link; and one that writing cannot leave.
#[derive(Clone, Debug)]
pub(crate) struct Sandbox {
    /// The script's folder as the user wrote it.
    folder: PathBuf,
    /// The folder that may be read, with all links followed; `None` when it is not there.
    root: Option<PathBuf>,
    /// The folder that may be written, with all links followed.
    writable: Option<PathBuf>,
}

impl Sandbox {
    /// The folder of a script.
    pub(crate) fn around(script: &Path, world: &dyn World) -> Self {
        let folder = match script.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let root = world.real_path(&folder);
        Self { folder, root, writable: None }
    }

    /// What a script may read and write.
    pub(crate) fn of_script(script: &Path, access: &Access, world: &dyn World) -> Result<Self, Box<Diagnostic>> {
        let mut sandbox = Self::around(script, world);
        if let Some(root) = &access.root {
            let real = world.real_path(root).filter(|real| world.is_directory(real));
            let real = real.ok_or_else(|| no_folder("--root", root))?;
            if !sandbox.root.as_ref().is_some_and(|folder| folder.starts_with(&real)) {
                let message = format!("`{}` does not lie below `--root {}`", script.display(), root.display());
                return Err(Box::new(Diagnostic::error(message).help("name a folder that holds the model")));
            }
            sandbox.root = Some(real);
        }
        if let Some(folder) = &access.allow_write {
            world.make_folder(folder).map_err(|_| no_folder("--allow-write", folder))?;
            sandbox.writable = world.real_path(folder).filter(|real| world.is_directory(real));
            if sandbox.writable.is_none() {
                return Err(no_folder("--allow-write", folder));
            }
        }
        Ok(sandbox)
    }

    /// Nothing can be read.
    pub(crate) fn closed() -> Self {
        Self { folder: PathBuf::new(), root: None, writable: None }
    }

    /// Reads a file. A relative path is taken from the folder, or from where the user stands when that is inside.
    pub(crate) fn read(&self, world: &dyn World, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.find(world, path)?;
        world.read_regular(&path, MAX_FILE).map_err(|error| explain(&error))
    }

    /// The names of what lies in a folder, sorted.
    pub(crate) fn list(&self, world: &dyn World, path: &str) -> Result<Vec<String>, ReadError> {
        let path = self.find(world, path)?;
        match world.is_directory(&path) {
            true => world.list(&path).map_err(|error| explain(&error)),
            false => Err(ReadError::NotDirectory),
        }
    }

    /// Whether a link lies in the folder at this path. Those that lead out of it are seen like those that do not.
    pub(crate) fn is_link(&self, world: &dyn World, path: &str) -> bool {
        let path = Path::new(path.trim_end_matches('/'));
        let Some(Component::Normal(name)) = path.components().next_back() else { return false };
        let holder = path.parent().map(|holder| holder.display().to_string()).unwrap_or_default();
        let holder = if holder.is_empty() { "." } else { &holder };
        self.find(world, holder).is_ok_and(|holder| world.is_link(&holder.join(name)))
    }

    /// The size of a file, in bytes.
    pub(crate) fn size(&self, world: &dyn World, path: &str) -> Result<u64, ReadError> {
        let path = self.find(world, path)?;
        world.size(&path).ok_or(ReadError::Unreadable)
    }

    /// Writes a file: whole or not at all.
    pub(crate) fn write(&self, world: &dyn World, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.find_for_writing(world, path)?;
        world.replace(&path, bytes).map_err(|error| WriteError::Failed(error.to_string()))
    }

    /// Makes a folder in one that is there.
    pub(crate) fn make_folder(&self, world: &dyn World, path: &str) -> Result<(), WriteError> {
        let path = self.find_for_writing(world, path)?;
        world.make_folder(&path).map_err(|error| WriteError::Failed(error.to_string()))
    }

    /// Where a file would be written: its folder must be there, and a link must not lead it outside.
    pub(crate) fn find_for_writing(&self, world: &dyn World, path: &str) -> Result<PathBuf, WriteError> {
        let writable = self.writable.as_ref().ok_or(WriteError::NotAllowed)?;
        if path.contains('\0') {
            return Err(WriteError::NotFound);
        }
        let mut result = Err(WriteError::NotFound);
        for candidate in [self.folder.join(path), PathBuf::from(path)] {
            match place_of(world, &candidate) {
                Some(place) if place.starts_with(writable) => {
                    return match world.is_special(&place) {
                        true => Err(WriteError::Outside),
                        false => Ok(place),
                    };
                }
                Some(_) => result = Err(WriteError::Outside),
                None => {}
            }
        }
        result
    }

    /// What lies at a path.
    pub(crate) fn kind(&self, world: &dyn World, path: &str) -> PathKind {
        match self.find(world, path) {
            Ok(path) if world.is_directory(&path) => PathKind::Directory,
            Ok(_) => PathKind::File,
            Err(_) => PathKind::Nothing,
        }
    }

    /// When a file was last changed, in seconds since 1970; `None` for one that cannot be seen.
    pub(crate) fn changed(&self, world: &dyn World, path: &str) -> Option<i64> {
        self.find(world, path).ok().and_then(|path| world.changed(&path))
    }

    /// Whether a path leads to somewhere in the folder.
    pub(crate) fn holds(&self, world: &dyn World, path: &Path) -> bool {
        let real = world.real_path(path);
        self.root.as_ref().zip(real).is_some_and(|(root, real)| real.starts_with(root))
    }

    /// Where a path leads, all links followed. What a script has written it may read.
    pub(crate) fn find(&self, world: &dyn World, path: &str) -> Result<PathBuf, ReadError> {
        let root = self.root.as_ref().ok_or(ReadError::NotFound)?;
        let is_inside = |real: &Path| {
            [Some(root), self.writable.as_ref()].into_iter().flatten().any(|folder| real.starts_with(folder))
                && !NEVER.iter().any(|never| real.starts_with(never))
        };
        if path.contains('\0') {
            return Err(ReadError::NotFound);
        }
        let mut result = Err(ReadError::NotFound);
        for candidate in [self.folder.join(path), PathBuf::from(path)] {
            match world.real_path(&candidate) {
                Some(real) if is_inside(&real) => return Ok(real),
                Some(_) => result = Err(ReadError::Outside),
                None => {}
            }
        }
        result
    }
}

/// Where a file is that need not be there yet, all links of the way followed.
fn place_of(world: &dyn World, path: &Path) -> Option<PathBuf> {
    if let Some(real) = world.real_path(path) {
        return Some(real);
    }
    let Some(Component::Normal(name)) = path.components().next_back() else { return None };
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    Some(world.real_path(folder)?.join(name))
}

fn no_folder(option: &str, folder: &Path) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(format!("`{option} {}` names no folder", folder.display())))
}

fn explain(error: &FileError) -> ReadError {
    match error {
        FileError::NotFound => ReadError::NotFound,
        FileError::IsDirectory => ReadError::IsDirectory,
        FileError::TooLarge { .. } => ReadError::TooLarge,
        FileError::TooMany { .. } | FileError::Other(_) => ReadError::Unreadable,
    }
}
