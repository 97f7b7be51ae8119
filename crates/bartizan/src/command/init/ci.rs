//! The file by which a project's CI checks the model.

use std::path::{Component, Path};

use clap::ValueEnum;

use super::{Made, quoted, shown};
use crate::world::World;

/// Whose CI it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Ci {
    Github,
    Gitlab,
    None,
}

pub(super) const QUESTION: &str = "Whose CI is to check the model: github, gitlab or none? [none] ";
const GITHUB: &str = include_str!("github.yml");
const GITLAB: &str = include_str!("gitlab.yml");
/// GitLab's own file.
const PIPELINE: &str = ".gitlab-ci.yml";
/// What that file includes when it was there before.
const INCLUDED: &str = ".gitlab/threat-model.yml";
/// The settings of a repository may be so large, in bytes.
const MAX_SETTINGS: u64 = 1 << 20;

/// What a repository looks like.
pub(super) fn detect(root: &Path, world: &dyn World) -> Option<Ci> {
    let is_there = |name: &str| world.real_path(&root.join(name)).is_some();
    if is_there(".github") || has_remote_at_github(root, world) {
        Some(Ci::Github)
    } else if is_there(PIPELINE) {
        Some(Ci::Gitlab)
    } else {
        None
    }
}

/// The one of this name.
pub(super) fn named(name: &str) -> Option<Ci> {
    Ci::from_str(name, true).ok()
}

fn has_remote_at_github(root: &Path, world: &dyn World) -> bool {
    let settings = world.read(&root.join(".git/config"), MAX_SETTINGS).unwrap_or_default();
    let settings = String::from_utf8_lossy(&settings);
    settings.lines().any(|line| line.trim_start().starts_with("url") && line.contains("github.com"))
}

impl Ci {
    /// Writes the file for a model's folder to where the CI looks for it: the root of the repository.
    pub(super) fn write(self, made: &mut Made<'_, '_>, folder: &Path, root: Option<&Path>) -> Result<(), u8> {
        let below = root.and_then(|root| {
            let real = made.session.world.real_path(folder)?;
            Some((root, real.strip_prefix(root).ok()?.to_owned()))
        });
        let (root, model) = match &below {
            // As the user calls it, where that is the same.
            Some((_, below)) if below.as_os_str().is_empty() => (folder, "tm.py".to_owned()),
            Some((root, below)) => (*root, with_slashes(&below.join("tm.py"))),
            None => (folder, "tm.py".to_owned()),
        };
        let (path, content) = match self {
            Ci::None => return Ok(()),
            Ci::Github => (root.join(".github/workflows/threat-model.yml"), GITHUB.replace("{model}", &quoted(&model))),
            Ci::Gitlab => {
                let is_there = made.is_there(&root.join(PIPELINE));
                let name = if is_there { INCLUDED } else { PIPELINE };
                // GitLab replaces variables in the values of others.
                (root.join(name), GITLAB.replace("{model}", &quoted(&model).replace('$', "$$")))
            }
        };
        let was_there = made.is_there(&path);
        made.file(&path, &content)?;
        if !was_there {
            made.say(&format!("     in {}, say where Bartizan comes from", shown(&path)));
            if path.ends_with(INCLUDED) {
                made.say(&format!("     in {PIPELINE}, include it: `include: /{INCLUDED}`"));
            }
        }
        Ok(())
    }
}

/// A path as YAML files have it on every system.
fn with_slashes(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}
