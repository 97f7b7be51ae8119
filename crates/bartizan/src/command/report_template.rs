//! `bartizan report --template`: templates of ours by name or by their ending, and those of pytm.

use std::path::Path;

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::{Form, GALLERY, JinjaTemplate, fill_jinja};

use super::report_dossier::Material;
use crate::command_line::Session;
use crate::script::Described;
use crate::templates::{self, MAX_TEMPLATE};

/// The ending of templates of ours.
const ENDING: &str = "jinja";
/// Templates of one folder that may be included.
const MAX_OTHERS: usize = 100;

/// A template that was read.
pub(super) enum Template {
    /// pytm's: its path and its text.
    Pytm(String, String),
    /// Ours.
    Ours { name: String, text: String, others: Vec<(String, String)>, form: Form },
}

/// Whether a path is the name of a template that comes with the program. `./executive` is a file.
pub(crate) fn is_of_gallery(path: &Path) -> bool {
    GALLERY.iter().any(|template| path.as_os_str() == template.name)
}

/// Whether a path is that of a template of ours.
pub(super) fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

impl Template {
    /// Reads a template, and the others of its folder when it may include one.
    pub(super) fn read(session: &mut Session<'_>, path: &Path, output: Option<&Path>) -> Result<Self, u8> {
        if let Some(template) = GALLERY.iter().find(|template| path.as_os_str() == template.name) {
            let asked = output.filter(|output| *output != Path::new("-")).map(form_of);
            if asked.is_some_and(|asked| asked != Some(template.form)) {
                return Err(wrong_form(session, template.name, template.form));
            }
            let (name, text) = (template.name.to_owned(), template.text.to_owned());
            return Ok(Self::Ours { name, text, others: Vec::new(), form: template.form });
        }
        let shown = path.display().to_string();
        let read = session.world.read(path, MAX_TEMPLATE).map_err(|error| error.to_string());
        let fail = |session: &mut Session<'_>, problem: &Diagnostic| session.fail(problem, &Sources::default());
        let text = templates::text(&shown, read).map_err(|problem| fail(session, &problem))?;
        if !is_ours(path) {
            return Ok(Self::Pytm(shown, text));
        }
        // What is written decides how it is escaped; where it has no ending, the template's name does.
        let form = output.and_then(form_of).or_else(|| path.file_stem().and_then(|stem| form_of(Path::new(stem))));
        let Some(form) = form else {
            let problem = Diagnostic::error(format!("it is not known how to escape what `{shown}` makes"))
                .help("name the output with `-o FILE`, as .html or .md, or call the template `NAME.html.jinja` or `NAME.md.jinja`");
            return Err(fail(session, &problem));
        };
        let others = others(session, path)?;
        Ok(Self::Ours { name: shown, text, others, form })
    }

    /// Fills it.
    pub(super) fn fill(self, session: &mut Session<'_>, described: &Described) -> Result<String, u8> {
        match self {
            Self::Pytm(path, text) => {
                let mut out = String::new();
                templates::fill(&described.analysis, &path, &text, &mut out)
                    .map_err(|(problem, sources)| session.fail(&problem, &sources))?;
                Ok(out)
            }
            Self::Ours { name, text, others, form } => {
                let mut sources = Sources::default();
                let source = sources.add(&*name, &*text);
                let template = JinjaTemplate { name: &name, text: &text, source, others: &others, form };
                let material = Material::of(described);
                fill_jinja(&material.dossier(), &template).map_err(|problem| session.fail(&problem, &sources))
            }
        }
    }
}

/// The form of what is written to a path.
fn form_of(path: &Path) -> Option<Form> {
    Form::of_ending(&path.extension()?.to_string_lossy())
}

fn wrong_form(session: &mut Session<'_>, name: &str, form: Form) -> u8 {
    let (what, ending) = match form {
        Form::Html => ("HTML", "html"),
        Form::Markdown => ("Markdown", "md"),
    };
    let problem = Diagnostic::error(format!("the template `{name}` makes {what}"));
    session.fail(&problem.help(format!("write it to a file that ends in .{ending}")), &Sources::default())
}

/// The other templates in the folder of a template, regular files without links, by their names.
fn others(session: &mut Session<'_>, path: &Path) -> Result<Vec<(String, String)>, u8> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let names = session.world.list(folder).unwrap_or_default();
    let names: Vec<String> = names.into_iter().filter(|name| is_ours(Path::new(name))).collect();
    let mut others = Vec::new();
    let mut left = MAX_TEMPLATE;
    for name in names.into_iter().take(MAX_OTHERS) {
        // What cannot be read cannot be included; only that is a mistake.
        let Ok(bytes) = session.world.read_regular(&folder.join(&name), left) else { continue };
        left = left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if let Ok(text) = String::from_utf8(bytes) {
            others.push((name, text));
        }
    }
    Ok(others)
}
