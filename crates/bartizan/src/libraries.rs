//! Which threats to look for: the list that the model made itself, else the files named on the command line, else the
//! file that the model names, else the built-in ones.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Model, Severity, Sources};
use bartizan_python::ReadError;
use bartizan_rules::Library;

use crate::sandbox::Sandbox;
use crate::world::World;

/// A threats file may be so large, in bytes.
const MAX_THREATS_FILE: u64 = 16 << 20;

/// Which conditions of the built-in library hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Ours.
    Ours,
    /// pytm's, for pytm's flags.
    Pytm,
}

/// The library for a model.
///
/// # Errors
/// What is wrong with the files; nothing is looked for then.
pub(crate) fn library(
    model: &mut Model,
    files: &[PathBuf],
    dialect: Dialect,
    sandbox: &Sandbox,
    world: &dyn World,
) -> Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>> {
    // A script that edits the list of threats starts from the one that is chosen below.
    if let Some(definitions) = &model.threats {
        let (library, diagnostics) = Library::from_definitions(definitions, &model.sources);
        return split(library, diagnostics);
    }
    if !files.is_empty() {
        return from_files(files, &mut model.sources, world);
    }
    let path = model.system.text("threatsFile");
    if path.is_empty() {
        return Ok((builtin(dialect), Vec::new()));
    }
    let place = model.system.fact("threatsFile").and_then(|fact| fact.origin.span());
    let bytes = sandbox.read(world, &path).map_err(|error| {
        let hint = match error {
            ReadError::Outside => "move it below the model's folder, or name it on the command line: `--threats FILE`",
            _ => "the path is taken from the model's folder",
        };
        vec![
            Diagnostic::error(format!("cannot read the threats file `{path}`: it {}", verb(error)))
                .at(place, "")
                .help(hint),
        ]
    })?;
    let (library, diagnostics) = parse(&path, bytes, &mut model.sources);
    split(library, diagnostics)
}

fn verb(error: ReadError) -> &'static str {
    match error {
        ReadError::NotFound => "is not there",
        ReadError::IsDirectory => "is a folder",
        ReadError::Outside => "lies outside the model's folder",
        ReadError::TooLarge => "is too large",
        ReadError::Unreadable => "cannot be read",
    }
}

/// The built-in threats.
fn builtin(dialect: Dialect) -> Library {
    match dialect {
        Dialect::Ours => Library::builtin(),
        Dialect::Pytm => Library::builtin_as_pytm(),
    }
}

/// The library of a command without a model: the named files, or the built-in threats.
pub(crate) fn named_or_builtin(
    files: &[PathBuf],
    sources: &mut Sources,
    world: &dyn World,
) -> Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>> {
    match files.is_empty() {
        true => Ok((builtin(Dialect::Ours), Vec::new())),
        false => from_files(files, sources, world),
    }
}

/// The threats of several files, together.
fn from_files(
    files: &[PathBuf],
    sources: &mut Sources,
    world: &dyn World,
) -> Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut libraries = Vec::new();
    let mut warnings = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        match from_file(file, sources, world) {
            Ok((library, mut more)) => {
                libraries.push(library);
                warnings.append(&mut more);
            }
            Err(mut more) => errors.append(&mut more),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok((Library::merge(libraries)?, warnings))
}

fn from_file(
    file: &Path,
    sources: &mut Sources,
    world: &dyn World,
) -> Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>> {
    let name = file.display().to_string();
    let bytes = world
        .read(file, MAX_THREATS_FILE)
        .map_err(|error| vec![Diagnostic::error(format!("cannot read the threats file `{name}`: {error}"))])?;
    let (library, diagnostics) = parse(&name, bytes, sources);
    split(library, diagnostics)
}

fn parse(name: &str, bytes: Vec<u8>, sources: &mut Sources) -> (Option<Library>, Vec<Diagnostic>) {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("the threats file `{name}` is not UTF-8: byte {at} belongs to no character");
            return (None, vec![Diagnostic::error(message).help("save it as UTF-8")]);
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if name.ends_with(".md") {
        Library::from_markdown(name, text, sources)
    } else {
        Library::from_json(name, text, sources)
    }
}

fn split(
    library: Option<Library>,
    diagnostics: Vec<Diagnostic>,
) -> Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>> {
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    match library {
        Some(library) if !has_errors => Ok((library, diagnostics)),
        _ => Err(diagnostics),
    }
}
