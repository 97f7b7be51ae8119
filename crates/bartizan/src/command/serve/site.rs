//! What is served: the model is read, the page is made, and everything that was looked at meanwhile is watched.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bartizan_model::{Diagnostic, Sources};
use bartizan_rules::questions::Question;

use super::super::report;
use super::state::state;
use crate::beside::MAX_FILE;
use crate::command_line::{Command, Manner, ModelArguments, Session, read_again};
use crate::script::{self, Described};
use crate::server::Board;
use crate::watching::{Watched, Watching};
use crate::world::World;

/// So much of what is wrong with a model is shown on its page, in bytes.
const MAX_TROUBLE: usize = 64 << 10;

/// The page of a model, and what it comes from.
pub(super) struct Site<'s, 'w> {
    pub(super) session: &'s mut Session<'w>,
    /// The command line as it was typed.
    typed: &'s [OsString],
    model: PathBuf,
    board: Arc<Board>,
    watched: Watched,
    /// The model as it is now; `None` while it cannot be read.
    pub(super) current: Option<Current>,
    /// What was said at last, and whether the model could be read then.
    said: String,
    was_well: bool,
}

/// A model that was read, and what it was read with.
pub(super) struct Current {
    pub(super) described: Described,
    pub(super) manner: Manner,
    pub(super) answers: Beside,
    pub(super) decisions: Beside,
}

/// A file beside the model, and which version of it was read.
pub(super) struct Beside {
    pub(super) path: PathBuf,
    pub(super) version: String,
}

impl<'s, 'w> Site<'s, 'w> {
    pub(super) fn new(session: &'s mut Session<'w>, typed: &'s [OsString], model: &Path, board: Arc<Board>) -> Self {
        let (model, watched, said) = (model.to_owned(), Watched::default(), String::new());
        Self { session, typed, model, board, watched, current: None, said, was_well: true }
    }

    /// How long to wait before looking at the files again.
    pub(super) fn pause(&self) -> Duration {
        self.watched.pause()
    }

    /// Whether something changed since the model was read.
    pub(super) fn is_due(&mut self) -> bool {
        self.watched.is_due(self.session.world)
    }

    /// Reads the model and shows its page, or what is wrong.
    pub(super) fn read(&mut self) {
        let mut watching = Watching::new(&mut *self.session.world);
        let (made, mut messages) = make(self.typed, &self.model, &mut watching, &self.board);
        self.watched = watching.watched();
        let is_well = made.is_ok();
        self.current = match made {
            Ok((page, questions, current)) => {
                self.board.show(page, state(&current, questions));
                Some(current)
            }
            Err(code) => {
                if messages.trim().is_empty() {
                    messages = format!("the script ended itself, with exit code {code}\n");
                }
                self.board.trouble(end_of(&messages));
                None
            }
        };
        self.say(messages, is_well);
    }

    /// Says what there is to say in the terminal too, unless it was said just before.
    fn say(&mut self, mut messages: String, is_well: bool) {
        if self.watched.has_more() {
            let warning = Diagnostic::warning("the model looks at too many files to watch all of them");
            self.session.warn(&warning, &Sources::default());
        }
        if is_well && !self.was_well {
            messages.push_str("the model can be read again\n");
        } else if messages == self.said {
            return;
        }
        self.session.print_error(&messages);
        (self.said, self.was_well) = (messages, is_well);
    }
}

/// A page, the questions on it, and what it comes from.
type Made = (String, Vec<Question>, Current);

/// Reads the model and makes its page. Whatever is said meanwhile comes along.
fn make(typed: &[OsString], model: &Path, world: &mut dyn World, board: &Board) -> (Result<Made, u8>, String) {
    let (options, manner) = match read_again(typed, world) {
        Ok((Command::Serve(options), mut manner)) => {
            // The page may be what writes the first answer or decision.
            manner.beside.is_written = true;
            (options.model, manner)
        }
        Ok(_) => return (Err(2), String::new()),
        Err((problems, sources)) => {
            let mut session = Session::quiet(world).with_messages_kept();
            let code = session.fail_with(&problems, &sources);
            // The model may be changed before the configuration is right.
            session.world.size(model);
            return (Err(code), session.take_kept());
        }
    };
    let mut session = Session::keeping(world, &manner);
    let made = page(&mut session, &options, manner.clone(), board);
    (made, session.take_kept())
}

fn page(session: &mut Session<'_>, options: &ModelArguments, manner: Manner, board: &Board) -> Result<Made, u8> {
    // Before the model is read with them: what changes meanwhile makes this version an old one.
    let beside = |path: PathBuf| Beside { version: version_of(&path, session.world), path };
    let answers = beside(manner.beside.answers_of(&options.model));
    let decisions = beside(manner.beside.decisions_of(&options.model));
    // The page may begin with steps that are tried on the model.
    let described = script::describe_for_changes(session, &options.model, &options.libraries)?;
    let (page, questions) = report::page_with_questions(session, &described, &|svg| board.show_picture(svg))?;
    Ok((page, questions, Current { described, manner, answers, decisions }))
}

/// The end of what was said, where the reason stands: a script may print a lot before.
fn end_of(messages: &str) -> String {
    let start = messages.len().saturating_sub(MAX_TROUBLE);
    let start = (start..=messages.len()).find(|at| messages.is_char_boundary(*at));
    start.and_then(|start| messages.get(start..)).unwrap_or_default().to_owned()
}

fn version_of(path: &Path, world: &dyn World) -> String {
    version(&world.read(path, MAX_FILE).unwrap_or_default())
}

/// What tells two versions of a file apart. One that is not there is like an empty one.
pub(super) fn version(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_from_its_end() {
        assert_eq!(end_of("error: no"), "error: no");
        let long = end_of(&format!("{}error", "ü".repeat(MAX_TROUBLE)));
        assert!(long.len() <= MAX_TROUBLE && long.len() > MAX_TROUBLE - 2 && long.ends_with("üerror"));
    }
}
