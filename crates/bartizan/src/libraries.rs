//! Which threats to look for: the list that the model made itself, else the libraries named on the command line, else
//! the file that the model names, else those that the project's `bartizan.toml` names, else the built-in ones.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Model, Severity, Sources, ThreatDefinition};
use bartizan_python::ReadError;
use bartizan_rules::{Library, LibraryBuilder};
use clap::Args;

use crate::config::{self, Config};
use crate::pytm_folder;
use crate::sandbox::Sandbox;
use crate::world::{FileError, World};

/// A threats file may be so large, in bytes.
pub(crate) const MAX_THREATS_FILE: u64 = 16 << 20;
/// All threats files of one folder together, in bytes.
const MAX_THREATS_FOLDER: usize = 64 << 20;
/// The name of the built-in library, where libraries are named.
pub(crate) const BUILTIN: &str = "builtin";

/// The libraries that a command is told to use.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Selection {
    /// Look for the threats of this file or folder instead of the built-in ones; may be given several times, the later
    /// building on the earlier; `builtin` stands for the built-in ones
    #[arg(long, value_name = "LIBRARY")]
    pub(crate) threats: Vec<PathBuf>,
    /// Use the sound threats of a library that has errors
    #[arg(long)]
    pub(crate) keep_going: bool,
}

/// A library, and what else there is to say; or what is wrong.
type Loaded = Result<(Library, Vec<Diagnostic>), Vec<Diagnostic>>;

/// The library for a model of one of our commands. The project's configuration is looked for from `folder` on, if
/// there is any; what it excludes is noted in the model.
///
/// # Errors
/// What is wrong with the files; nothing is looked for then.
pub(crate) fn for_model(
    model: &mut Model,
    selection: &Selection,
    sandbox: &Sandbox,
    folder: Option<&Path>,
    world: &dyn World,
) -> Loaded {
    let config = configuration(folder, &mut model.sources, world)?;
    let chosen = of_model(model, selection, sandbox, world);
    let is_chosen = chosen.is_some();
    let loaded = match chosen {
        Some(loaded) => loaded,
        None => configured(selection, config.as_ref(), &mut model.sources, world),
    };
    let (library, warnings) = loaded?;
    if let Some(config) = &config {
        config.exclude(model, &library, is_chosen)?;
    }
    Ok((library, warnings))
}

/// The library for pytm's flags, which know no configuration and use pytm's conditions.
///
/// # Errors
/// What is wrong with the files; nothing is looked for then.
pub(crate) fn for_flags(model: &mut Model, selection: &Selection, sandbox: &Sandbox, world: &dyn World) -> Loaded {
    match of_model(model, selection, sandbox, world) {
        Some(loaded) => loaded.map(|(library, warnings)| (library.as_pytm(), warnings)),
        None => Ok((Library::builtin_as_pytm(), Vec::new())),
    }
}

/// The library of a command without a model: the named ones, or those of the project, or the built-in threats.
///
/// # Errors
/// What is wrong with the files.
pub(crate) fn named(selection: &Selection, folder: Option<&Path>, sources: &mut Sources, world: &dyn World) -> Loaded {
    match selection.threats.is_empty() {
        true => {
            let config = configuration(folder, sources, world)?;
            configured(selection, config.as_ref(), sources, world)
        }
        false => layered(selection, sources, world),
    }
}

/// What the model or the command line chooses; `None` when neither does.
fn of_model(model: &mut Model, selection: &Selection, sandbox: &Sandbox, world: &dyn World) -> Option<Loaded> {
    // A script that edits the list of threats starts from the one that is chosen below.
    if let Some(definitions) = &model.threats {
        return Some(of_definitions(definitions, &model.sources));
    }
    if !selection.threats.is_empty() {
        return Some(layered(selection, &mut model.sources, world));
    }
    let path = model.system.text("threatsFile");
    if path.is_empty() || pytm_folder::is_library(&path) {
        return None;
    }
    let place = model.system.fact("threatsFile").and_then(|fact| fact.origin.span());
    let mut builder = LibraryBuilder::default().keep_going(selection.keep_going);
    match sandbox.read(world, &path) {
        Ok(bytes) => parse(&mut builder, &path, bytes, &mut model.sources),
        Err(error) => {
            let hint = match error {
                ReadError::Outside => {
                    "move it below the model's folder, or name it on the command line: `--threats FILE`"
                }
                _ => "the path is taken from the model's folder",
            };
            let message = format!("cannot read the threats file `{path}`: it {}", verb(error));
            builder.say(Diagnostic::error(message).at(place, "").help(hint));
        }
    }
    Some(finish(builder))
}

/// The library of threats that a script made.
///
/// # Errors
/// What is wrong with them.
pub(crate) fn of_definitions(definitions: &[ThreatDefinition], sources: &Sources) -> Loaded {
    let (library, diagnostics) = Library::from_definitions(definitions, sources);
    split(library, diagnostics)
}

fn verb(error: ReadError) -> &'static str {
    match error {
        ReadError::NotFound => "is not there",
        ReadError::IsDirectory => "is a folder",
        ReadError::NotDirectory => "is no folder",
        ReadError::Outside => "lies outside the model's folder",
        ReadError::TooLarge => "is too large",
        ReadError::Unreadable => "cannot be read",
    }
}

fn configuration(
    folder: Option<&Path>,
    sources: &mut Sources,
    world: &dyn World,
) -> Result<Option<Config>, Vec<Diagnostic>> {
    folder.map_or(Ok(None), |folder| config::find(folder, sources, world))
}

/// The libraries of the project's configuration, or the built-in threats.
fn configured(selection: &Selection, config: Option<&Config>, sources: &mut Sources, world: &dyn World) -> Loaded {
    let Some((config, threats)) = config.and_then(|config| Some((config, config.threats.as_ref()?))) else {
        return Ok((Library::builtin(), Vec::new()));
    };
    let mut builder = LibraryBuilder::default().keep_going(selection.keep_going);
    for named in threats {
        builder.next_layer();
        if named.text == BUILTIN {
            builder.builtin();
            continue;
        }
        match config.sandbox.find(world, &named.text) {
            Ok(path) => {
                let shown = config.folder.join(&named.text);
                layer(&mut builder, &path, &shown, Some(&config.sandbox), sources, world);
            }
            Err(error) => {
                let problem = match error {
                    ReadError::Outside => "lies outside the folder of `bartizan.toml`",
                    other => verb(other),
                };
                let message = format!("cannot read the library `{}`: it {problem}", named.text);
                builder.say(Diagnostic::error(message).at(Some(named.place), ""));
            }
        }
    }
    finish(builder)
}

/// The libraries that the command line names, each a layer over those before it.
fn layered(selection: &Selection, sources: &mut Sources, world: &dyn World) -> Loaded {
    let mut builder = LibraryBuilder::default().keep_going(selection.keep_going);
    for path in &selection.threats {
        builder.next_layer();
        match path.as_os_str() == BUILTIN {
            true => builder.builtin(),
            false => layer(&mut builder, path, path, None, sources, world),
        }
    }
    finish(builder)
}

/// Adds a file, or every threat file of a folder. `shown` is what messages call it.
fn layer(
    builder: &mut LibraryBuilder,
    path: &Path,
    shown: &Path,
    within: Option<&Sandbox>,
    sources: &mut Sources,
    world: &dyn World,
) {
    let mut left = MAX_THREATS_FOLDER;
    let files = match threat_files(path, world) {
        Ok(files) => files,
        Err(error) => {
            let message = format!("cannot read the folder of threats `{}`: {error}", shown.display());
            return builder.say(Diagnostic::error(message));
        }
    };
    for file in files {
        let (path, shown) = match file {
            Some(name) => (path.join(&name), shown.join(name)),
            None => (path.to_owned(), shown.to_owned()),
        };
        let shown = shown.display().to_string();
        if within.is_some_and(|sandbox| !sandbox.holds(world, &path)) {
            let message = format!("the threats file `{shown}` is a link that leaves the folder of `bartizan.toml`");
            builder.say(Diagnostic::refusal(message));
            continue;
        }
        match world.read(&path, MAX_THREATS_FILE.min(left as u64)) {
            Ok(bytes) => {
                left -= bytes.len();
                parse(builder, &shown, bytes, sources);
            }
            Err(FileError::TooLarge { limit }) if limit < MAX_THREATS_FILE => {
                let message = format!("the folder of threats holds more than {MAX_THREATS_FOLDER} bytes");
                return builder.say(Diagnostic::refusal(message).help("split it into several"));
            }
            Err(error) => {
                builder.say(Diagnostic::error(format!("cannot read the threats file `{shown}`: {error}")));
            }
        }
    }
}

/// The threat files of a folder by name; `None` alone for what is no folder.
pub(crate) fn threat_files(path: &Path, world: &dyn World) -> Result<Vec<Option<String>>, FileError> {
    if !world.is_directory(path) {
        return Ok(vec![None]);
    }
    let is_threat_file = |name: &String| {
        (name.ends_with(".md") || name.ends_with(".json")) && !name.starts_with('.') && name != "README.md"
    };
    Ok(world.list(path)?.into_iter().filter(is_threat_file).map(Some).collect())
}

fn parse(builder: &mut LibraryBuilder, name: &str, bytes: Vec<u8>, sources: &mut Sources) {
    match text_of(name, bytes) {
        Ok(text) if name.ends_with(".md") => builder.markdown(name, &text, sources),
        Ok(text) => builder.json(name, &text, sources),
        Err(problem) => builder.say(problem),
    }
}

/// The text of a threats file.
///
/// # Errors
/// It is not UTF-8.
pub(crate) fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("the threats file `{name}` is not UTF-8: byte {at} belongs to no character");
        Diagnostic::error(message).help("save it as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn finish(builder: LibraryBuilder) -> Loaded {
    let (library, diagnostics) = builder.finish();
    match library {
        Some(library) => Ok((library, diagnostics)),
        None => Err(diagnostics),
    }
}

fn split(library: Option<Library>, diagnostics: Vec<Diagnostic>) -> Loaded {
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    match library {
        Some(library) if !has_errors => Ok((library, diagnostics)),
        _ => Err(diagnostics),
    }
}
