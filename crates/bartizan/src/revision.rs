//! A revision of a repository: its root, and who hands out what is in it.

use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::world::FileError;

/// The name of a revision may be so long, in bytes.
const MAX_NAME: usize = 1000;

/// The files of a repository as they were.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The folder of the repository, all links followed.
    pub top: PathBuf,
    /// The id of the revision's topmost folder, in hexadecimal digits.
    pub tree: String,
    /// What is in the repository.
    pub objects: Arc<Mutex<dyn Objects + Send>>,
}

/// The contents of files, links and folders of a repository, by their ids.
pub trait Objects: Debug {
    /// A content of at most so many bytes.
    ///
    /// # Errors
    /// When it is not there, is too large, or cannot be had.
    fn read(&mut self, id: &str, limit: u64) -> Result<Vec<u8>, FileError>;
}

/// Why there is no revision.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// The name cannot be one.
    #[error("`{0}` cannot be the name of a revision")]
    Name(String),
    /// Git is not there, or does not run.
    #[error("cannot start git: {0}")]
    NoGit(std::io::Error),
    /// The folder lies in no repository that git reads.
    #[error("git finds no repository at `{folder}`: {reason}")]
    NoRepository {
        /// The folder.
        folder: PathBuf,
        /// What git says.
        reason: String,
    },
    /// The repository has no such revision.
    #[error("there is no revision `{name}` in the repository at `{top}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The folder of the repository.
        top: PathBuf,
        /// Whether older revisions were left out when it was copied here.
        is_shallow: bool,
    },
}

impl RevisionError {
    /// What the user can do about it; or, where git cannot help, do instead.
    pub(crate) fn help(&self, instead: &str) -> String {
        match self {
            RevisionError::Name(_) => "name a branch, a tag or a commit: `--since main`".to_owned(),
            RevisionError::NoGit(_) => format!("install git, or {instead}"),
            RevisionError::NoRepository { .. } => instead.to_owned(),
            RevisionError::Unknown { is_shallow: true, .. } => {
                "this is a shallow clone, which lacks older revisions: `git fetch --unshallow` gets them".to_owned()
            }
            RevisionError::Unknown { .. } => "`git branch --all` and `git tag` list what there is".to_owned(),
        }
    }
}

/// Whether a name can be that of a revision, and cannot be taken for an option.
pub(crate) fn is_valid_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_NAME && !name.starts_with('-') && !name.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_an_option() {
        for name in ["main", "v1.2", "origin/main", "HEAD~3", "@{upstream}", "a-b"] {
            assert!(is_valid_name(name), "{name}");
        }
        for name in ["", "-x", "--output=x", "a\nb", "a\0b", &"x".repeat(MAX_NAME + 1)] {
            assert!(!is_valid_name(name), "{name:?}");
        }
    }
}
