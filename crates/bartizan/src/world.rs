//! The operating system, as the rest of the crate sees it.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::revision::{Revision, RevisionError};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not there.
    #[error("there is no such file")]
    NotFound,
    /// It is a folder.
    #[error("it is a folder")]
    IsDirectory,
    /// It is larger than allowed.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// What is allowed.
        limit: u64,
    },
    /// A folder has more entries than allowed.
    #[error("it has more than {limit} entries")]
    TooMany {
        /// What is allowed.
        limit: usize,
    },
    /// Anything else.
    #[error("{0}")]
    Other(io::Error),
}

/// What tells whether that which lies at a path is still what was seen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// Nothing lies there.
    Nothing,
    /// A folder, whatever is in it.
    Folder,
    /// A file.
    File {
        /// Its bytes.
        size: u64,
        /// When it was last changed, as finely as the system knows.
        changed: Option<SystemTime>,
        /// Its number in the file system, where there are such: a file that was renamed into its place has another.
        number: u64,
    },
}

/// What the crate asks of the operating system. Tests may put anything in its place.
pub trait World {
    /// Reads a file of at most so many bytes.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError>;
    /// The same for a script: a regular file and nothing else, at a path without links. That it is still the file at
    /// this path is checked after it was opened, so that nobody puts a link there in between.
    fn read_regular(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError>;
    /// The size of a file, in bytes.
    fn size(&self, path: &Path) -> Option<u64>;
    /// Whether neither a file nor a folder lies at a path, but a device, a pipe or their like.
    fn is_special(&self, path: &Path) -> bool;
    /// Whether a link lies at a path.
    fn is_link(&self, path: &Path) -> bool;
    /// The path with all links followed; `None` when there is nothing.
    fn real_path(&self, path: &Path) -> Option<PathBuf>;
    /// Whether a folder lies at a path.
    fn is_directory(&self, path: &Path) -> bool;
    /// The names of what lies in a folder, sorted.
    fn list(&self, path: &Path) -> Result<Vec<String>, FileError>;
    /// When a file was last changed, in seconds since 1970.
    fn changed(&self, path: &Path) -> Option<i64>;
    /// What lies at a path, to be compared later.
    fn stamp(&self, path: &Path) -> Stamp;
    /// Writes a file: beside its place first, then renamed, so that there is the old file or the new one.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// The same for a script: what lies at the path is replaced, also when it is a link, and nothing is followed.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes a folder, with those above it, unless it is there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// A revision of the repository that a folder lies in, as the user's git has it.
    fn revision(&mut self, folder: &Path, name: &str) -> Result<Revision, RevisionError>;
    /// Hands in what [`World::revision`] is going to answer for a folder, because later it could not start git any more.
    fn keep_revision(&mut self, folder: &Path, revision: Result<Revision, RevisionError>);
    /// The moment, in seconds since 1970.
    fn now(&self) -> i64;
    /// The same world for another thread, where that can be had.
    fn another(&self) -> Option<Box<dyn World + Send>> {
        None
    }
    /// Writes to standard output.
    fn print(&mut self, text: &str) -> io::Result<()> {
        self.print_bytes(text.as_bytes())
    }
    /// The same for what is no text.
    fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Hands on what was printed.
    fn flush(&mut self) -> io::Result<()>;
    /// Writes to standard error, after what was printed before.
    fn print_error(&mut self, text: &str);
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// Columns and rows of the terminal that standard output is; `None` when it is none.
    fn terminal_size(&self) -> Option<(usize, usize)>;
    /// Shows text that is longer than the terminal through the user's pager. False when there is none.
    fn page(&mut self, text: &str) -> bool;
    /// Shows an address in the user's browser. False when none can be started.
    fn browse(&mut self, address: &str) -> bool;
    /// Asks the user for a line of text; `None` when nobody sits there.
    fn ask(&mut self, question: &str) -> Option<String>;
    /// Asks the user to agree; `None` when nobody sits there.
    fn confirm(&mut self, question: &str) -> Option<bool> {
        let answer = self.ask(question)?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
    /// Whether standard output is a terminal.
    fn prints_to_terminal(&self) -> bool;
    /// Whether standard error is a terminal.
    fn errors_to_terminal(&self) -> bool;
}

/// What a world over another one (`self.world`) leaves to it: the terminal, the clock, the environment, and revisions.
macro_rules! as_the_world_below {
    () => {
        fn revision(&mut self, folder: &Path, name: &str) -> Result<Revision, RevisionError> {
            self.world.revision(folder, name)
        }

        fn keep_revision(&mut self, folder: &Path, revision: Result<Revision, RevisionError>) {
            self.world.keep_revision(folder, revision);
        }

        fn now(&self) -> i64 {
            self.world.now()
        }

        fn flush(&mut self) -> io::Result<()> {
            self.world.flush()
        }

        fn print_error(&mut self, text: &str) {
            self.world.print_error(text);
        }

        fn variable(&self, name: &str) -> Option<String> {
            self.world.variable(name)
        }

        fn terminal_size(&self) -> Option<(usize, usize)> {
            self.world.terminal_size()
        }

        fn page(&mut self, text: &str) -> bool {
            self.world.page(text)
        }

        fn browse(&mut self, address: &str) -> bool {
            self.world.browse(address)
        }

        fn ask(&mut self, question: &str) -> Option<String> {
            self.world.ask(question)
        }

        fn prints_to_terminal(&self) -> bool {
            self.world.prints_to_terminal()
        }

        fn errors_to_terminal(&self) -> bool {
            self.world.errors_to_terminal()
        }
    };
}
pub(crate) use as_the_world_below;
