//! `exclude`: the threats that a project leaves out, with a reason for each.

use bartizan_model::{Diagnostic, Model, names};
use bartizan_rules::Library;

use super::Config;

impl Config {
    /// Leaves them out of what is looked for in a model.
    ///
    /// Where others than the project chose the library (`is_chosen`), it need not have them.
    ///
    /// # Errors
    /// Ids that no threat has.
    pub(crate) fn exclude(&self, model: &mut Model, library: &Library, is_chosen: bool) -> Result<(), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        for named in &self.excluded {
            match library.find(&named.text) {
                Some((_, threat)) if model.excluded_threats.contains(&threat.id) => {}
                Some((_, threat)) => model.excluded_threats.push(threat.id.clone()),
                None if is_chosen => {}
                None => {
                    let problem = Diagnostic::error(format!("no threat is called `{}`", named.text));
                    let problem = problem.at(Some(named.place), "");
                    let known = library.threats().iter().map(|threat| &*threat.id);
                    problems.push(match names::nearest(&named.text, known) {
                        Some(near) => problem.help(format!("did you mean `{near}`?")),
                        None => problem.help("`bartizan threats` lists them"),
                    });
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}
