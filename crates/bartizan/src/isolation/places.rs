//! What a command line names: the files that a worker may read, and the folders that it may write to.

use std::path::{Path, PathBuf};

use crate::config;
use crate::libraries::{BUILTIN, Selection};
use crate::world::World;

/// The files and folders of a command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Model scripts; their folders are read.
    models: Vec<PathBuf>,
    /// Other files and folders that are read.
    reads: Vec<PathBuf>,
    /// Files and folders that are written.
    writes: Vec<PathBuf>,
    /// Folders below which files are written.
    folders: Vec<PathBuf>,
    /// Folders of models, and the revisions of them that are read too.
    revisions: Vec<(PathBuf, String)>,
    /// Whether the project's configuration says which libraries are used.
    is_configured: bool,
}

impl Places {
    /// Model scripts.
    pub(crate) fn models<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Self {
        Self { models: paths.into_iter().cloned().collect(), is_configured: true, ..Self::default() }
    }

    /// Libraries of threats, or those of the project.
    pub(crate) fn libraries(mut self, selection: &Selection) -> Self {
        self.reads.extend(selection.threats.iter().filter(|path| path.as_os_str() != BUILTIN).cloned());
        self.is_configured = true;
        self
    }

    /// The project's configuration is not looked for.
    pub(crate) fn without_configuration(mut self) -> Self {
        self.is_configured = false;
        self
    }

    /// A revision of a model that is read too, when one is named.
    pub(crate) fn since(mut self, model: Option<&PathBuf>, revision: Option<&String>) -> Self {
        let asked = model.zip(revision).map(|(model, name)| (folder_of(model).to_owned(), name.clone()));
        self.revisions.extend(asked.filter(|asked| !self.revisions.contains(asked)));
        self
    }

    /// A file or folder that is read.
    pub(crate) fn reading(mut self, path: Option<&Path>) -> Self {
        self.reads.extend(path.map(Path::to_owned));
        self
    }

    /// A file or folder that is written.
    pub(crate) fn writing(mut self, path: Option<&Path>) -> Self {
        self.writes.extend(path.filter(|path| *path != Path::new("-")).map(Path::to_owned));
        self
    }

    /// A folder below which files are written.
    pub(crate) fn writing_below(mut self, folder: Option<&Path>) -> Self {
        self.folders.extend(folder.map(Path::to_owned));
        self
    }

    /// Whether any file is written.
    pub(crate) fn writes_files(&self) -> bool {
        !self.writes.is_empty() || !self.folders.is_empty()
    }

    /// Folders of models, and the revisions of them that are read too; each once.
    pub(super) fn revisions(&self) -> &[(PathBuf, String)] {
        &self.revisions
    }

    /// The outputs.
    pub(super) fn outputs(&self) -> &[PathBuf] {
        &self.writes
    }

    /// Everything that is read: files, and folders with what is below.
    pub(super) fn readable(&self, world: &dyn World) -> Vec<PathBuf> {
        let mut readable = self.reads.clone();
        let folders = self.models.iter().map(|model| folder_of(model));
        let mut configured: Vec<PathBuf> = folders.clone().map(Path::to_owned).collect();
        if self.models.is_empty() {
            configured.push(".".into());
        }
        readable.extend(folders.map(Path::to_owned));
        readable.extend(self.models.iter().cloned());
        if self.is_configured {
            // A configuration may name what lies below its own folder.
            let found = configured.iter().filter_map(|folder| config::locate(folder, world));
            readable.extend(found.map(|file| folder_of(&file).to_owned()));
        }
        readable
    }

    /// Files and folders that are written to: an output is written beside its place and renamed.
    pub(super) fn writable(&self, world: &dyn World) -> Vec<PathBuf> {
        // A folder that is not there yet is made in the nearest that is.
        let mut writable: Vec<PathBuf> =
            self.folders.iter().filter_map(|folder| existing(folder.ancestors(), world)).collect();
        for path in &self.writes {
            let real = world.real_path(path);
            // A device is written in place, a folder is filled, and a link's target is replaced.
            writable.extend(real.clone());
            let path = real.as_ref().unwrap_or(path);
            writable.extend(existing(path.ancestors().skip(1), world));
        }
        writable
    }
}

/// The first of these folders that is there.
fn existing<'p>(mut folders: impl Iterator<Item = &'p Path>, world: &dyn World) -> Option<PathBuf> {
    folders.find_map(|folder| world.real_path(if folder == Path::new("") { Path::new(".") } else { folder }))
}

pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
