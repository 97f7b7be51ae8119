//! The part of the file system that a script may read: its own folder and what is below.

use std::path::{Path, PathBuf};

use bartizan_python::{PathKind, ReadError};

use crate::world::{FileError, World};

/// A file that a script reads may be so large, in bytes.
const MAX_FILE: u64 = 16 << 20;

/// A folder that reading cannot leave, not through `..` and not through a link.
#[derive(Clone, Debug)]
pub(crate) struct Sandbox {
    /// The folder as the user wrote it.
    folder: PathBuf,
    /// The folder with all links followed; `None` when it is not there.
    root: Option<PathBuf>,
}

impl Sandbox {
    /// The folder of a script.
    pub(crate) fn around(script: &Path, world: &dyn World) -> Self {
        let folder = match script.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let root = world.real_path(&folder);
        Self { folder, root }
    }

    /// Nothing can be read.
    pub(crate) fn closed() -> Self {
        Self { folder: PathBuf::new(), root: None }
    }

    /// Reads a file. A relative path is taken from the folder, or from where the user stands when that is inside.
    pub(crate) fn read(&self, world: &dyn World, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.find(world, path)?;
        world.read(&path, MAX_FILE).map_err(|error| match error {
            FileError::NotFound => ReadError::NotFound,
            FileError::IsDirectory => ReadError::IsDirectory,
            FileError::TooLarge { .. } => ReadError::TooLarge,
            FileError::TooMany { .. } | FileError::Other(_) => ReadError::Unreadable,
        })
    }

    /// What lies at a path.
    pub(crate) fn kind(&self, world: &dyn World, path: &str) -> PathKind {
        match self.find(world, path) {
            Ok(path) if world.is_directory(&path) => PathKind::Directory,
            Ok(_) => PathKind::File,
            Err(_) => PathKind::Nothing,
        }
    }

    /// The names of what lies in a folder, sorted.
    pub(crate) fn list(&self, world: &dyn World, path: &str) -> Result<Vec<String>, ReadError> {
        let path = self.find(world, path)?;
        world.list(&path).map_err(|_| ReadError::Unreadable)
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

    /// Where a path leads, all links followed.
    pub(crate) fn find(&self, world: &dyn World, path: &str) -> Result<PathBuf, ReadError> {
        let root = self.root.as_ref().ok_or(ReadError::NotFound)?;
        if path.contains('\0') {
            return Err(ReadError::NotFound);
        }
        let mut result = Err(ReadError::NotFound);
        for candidate in [self.folder.join(path), PathBuf::from(path)] {
            match world.real_path(&candidate) {
                Some(real) if real.starts_with(root) => return Ok(real),
                Some(_) => result = Err(ReadError::Outside),
                None => {}
            }
        }
        result
    }
}
