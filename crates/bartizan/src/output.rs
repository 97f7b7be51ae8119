//! Where results go: a file, written whole or not at all, or standard output.

use std::io;
use std::path::Path;

use bartizan_model::Diagnostic;

use crate::world::World;

/// How printing or writing ended badly.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutputError {
    /// Nobody reads standard output any more.
    #[error("standard output is closed")]
    Closed,
    /// Anything else.
    #[error("{0}")]
    Failed(Box<Diagnostic>),
}

/// Prints text.
pub(crate) fn print(world: &mut dyn World, text: &str) -> Result<(), OutputError> {
    world.print(text).map_err(|error| explain(&error))
}

/// Hands on what was printed.
pub(crate) fn flush(world: &mut dyn World) -> Result<(), OutputError> {
    world.flush().map_err(|error| explain(&error))
}

/// Writes a file; `-` is standard output.
pub(crate) fn write(world: &mut dyn World, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    if path == Path::new("-") {
        return world.print_bytes(bytes).map_err(|error| explain(&error));
    }
    world.write(path, bytes).map_err(|error| {
        let message = format!("cannot write `{}`: {}", path.display(), reason(&error));
        OutputError::Failed(Box::new(Diagnostic::error(message).help("nothing was changed; name another place")))
    })
}

/// Makes a folder to write several files into.
pub(crate) fn make_folder(world: &dyn World, path: &Path) -> Result<(), OutputError> {
    world.make_folder(path).map_err(|error| {
        let message = format!("cannot make the folder `{}`: {}", path.display(), reason(&error));
        OutputError::Failed(Box::new(Diagnostic::error(message).help("name another place")))
    })
}

fn explain(error: &io::Error) -> OutputError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return OutputError::Closed;
    }
    OutputError::Failed(Box::new(Diagnostic::error(format!("cannot write to standard output: {}", reason(error)))))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "the folder is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}
