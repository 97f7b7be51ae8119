//! `bartizan init`: what a new project begins with: a model, a configuration, and a file for its CI.

mod ci;

use std::path::{Path, PathBuf};

use clap::Args;

use self::ci::Ci;
use super::style::safe;
use crate::command_line::{EXIT_DONE, Session};
use crate::config;

/// Options of `init`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The folder to begin in, which is made when it is not there
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// The name of the system; without it, that of the folder
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Whose CI is to check the model; without it, what the repository looks like decides
    #[arg(long, value_enum)]
    ci: Option<Ci>,
    /// Ask nothing
    #[arg(long)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  bartizan init                               in this folder; asks for what it does not know
  bartizan init security --name \"Web shop\"    in a folder of its own
  bartizan init --ci github --yes             with a file for GitHub; asks nothing";

const MODEL: &str = include_str!("model.py");
const CONFIGURATION: &str = include_str!("bartizan.toml");
/// The name of a system in a folder that has none, such as the root.
const NAMELESS: &str = "System";

/// Makes the files that are not there yet, and says what comes next.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let folder = options.folder.as_path();
    session.make_folder(folder)?;
    let root = config::repository(folder, session.world);
    let name = name(session, options);
    let ci = match options.ci {
        Some(ci) => ci,
        None => ci::detect(root.as_deref().unwrap_or(folder), session.world)
            .or_else(|| asked(session, options, ci::QUESTION).and_then(|answer| ci::named(answer.trim())))
            .unwrap_or(Ci::None),
    };
    let model = folder.join("tm.py");
    let mut made = Made { session, text: String::new() };
    made.file(&model, &MODEL.replace("{name}", &quoted(&name)))?;
    match config::locate(folder, made.session.world) {
        // A second one, nearer to the model, would hide it.
        Some(found) => made.keep(&found),
        None => made.file(&folder.join(config::NAME), CONFIGURATION)?,
    }
    ci.write(&mut made, folder, root.as_deref())?;
    let next = format!("\nNext: bartizan check {}\n", shown(&model));
    let text = made.text + &next;
    session.print(&text)?;
    Ok(EXIT_DONE)
}

/// What was made and what was left alone.
struct Made<'s, 'w> {
    session: &'s mut Session<'w>,
    text: String,
}

impl Made<'_, '_> {
    /// Writes a file, unless there is one, or a link, of this name.
    fn file(&mut self, path: &Path, content: &str) -> Result<(), u8> {
        if self.is_there(path) {
            self.keep(path);
            return Ok(());
        }
        if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
            self.session.make_folder(folder)?;
        }
        self.session.write(Some(path), content)?;
        self.say(&format!("made {}", shown(path)));
        Ok(())
    }

    fn is_there(&self, path: &Path) -> bool {
        self.session.world.real_path(path).is_some() || self.session.world.is_link(path)
    }

    fn keep(&mut self, path: &Path) {
        self.say(&format!("left {} as it is", shown(path)));
    }

    fn say(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The system's name: as typed, as answered, or as the folder is called.
fn name(session: &mut Session<'_>, options: &Options) -> String {
    if let Some(name) = &options.name {
        return name.clone();
    }
    let real = session.world.real_path(&options.folder).unwrap_or_default();
    let usual = real.file_name().map_or(NAMELESS.into(), |name| name.to_string_lossy().into_owned());
    let answer = asked(session, options, &format!("What is the system called? [{}] ", safe(&usual)));
    answer.map(|answer| answer.trim().to_owned()).filter(|answer| !answer.is_empty()).unwrap_or(usual)
}

fn asked(session: &mut Session<'_>, options: &Options, question: &str) -> Option<String> {
    if options.yes { None } else { session.world.ask(question) }
}

/// A text in quotes, as Python and YAML both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn shown(path: &Path) -> String {
    safe(&path.strip_prefix(".").unwrap_or(path).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_stays_inside_its_quotes() {
        assert_eq!(quoted("Shop"), "\"Shop\"");
        assert_eq!(quoted("a\"); import os #\n\\"), "\"a\\\"); import os #\\n\\\\\"");
    }
}
