//! `--isolated`: a model is evaluated in a worker process that the operating system confines.
//!
//! The evaluator has no way to the outside, and bounds of its own. This is the second wall, for the case that it is
//! wrong: the program runs itself again with the same arguments, and the copy gives up, before it reads anything, what
//! it does not need. What is left is reading below the model's folder and what the user named, writing into the folders
//! of named outputs, and a bounded amount of memory and time. A copy that dies is an error with exit code 3.
//!
//! Limits on resources are there on every Unix; Landlock and seccomp on Linux, where the kernel has them. What is
//! missing is said with `--isolated` or `--verbose`, and the run goes on with the rest.

#[cfg(unix)]
mod limits;
#[cfg(target_os = "linux")]
mod linux;
mod places;
mod supervise;

use std::ffi::OsString;
use std::path::PathBuf;

pub(crate) use places::{Places, folder_of};

use crate::command_line::{Isolation, isolation_of};
use crate::revision::{Revision, RevisionError};
use crate::world::World;

/// The first argument of a worker. No user types it.
const WORKER: &str = "--isolated-worker";
/// What the program does next.
#[derive(Debug)]
pub enum Entered {
    /// It runs the command line with these arguments, on a thread that was sealed first.
    Run(Vec<OsString>, Seal),
    /// A worker has run it; this is the exit code.
    Done(u8),
}

/// What a worker gives up once its threads are there.
#[derive(Debug)]
#[must_use]
pub struct Seal {
    /// `None` outside a worker.
    worker: Option<Worker>,
    /// What a worker can no longer ask for, by folder.
    revisions: Vec<(PathBuf, Result<Revision, RevisionError>)>,
}

#[derive(Debug)]
struct Worker {
    writes: bool,
    is_told: bool,
}

/// Decides whether a worker is wanted, runs it, or begins to be one. To be called before any thread is started, since
/// threads inherit what it gives up.
pub fn enter(arguments: Vec<OsString>, world: &mut dyn World) -> Entered {
    let is_worker = arguments.get(1).is_some_and(|word| word == WORKER);
    let arguments = if is_worker { without_first(arguments) } else { arguments };
    let isolation = isolation_of(&arguments, world);
    if is_worker {
        // Git is a process of its own, which a worker could not start. It runs already, and answers through a pipe.
        let asked = isolation.places.as_ref().map_or(&[][..], Places::revisions);
        let revisions = open_revisions(asked, world);
        let worker = become_worker(&isolation, world);
        return Entered::Run(arguments, Seal { worker: Some(worker), revisions });
    }
    match isolation.is_wanted(world) {
        true => Entered::Done(supervise::run(&arguments, &isolation, world)),
        false => Entered::Run(arguments, Seal { worker: None, revisions: Vec::new() }),
    }
}

/// Revisions by folder. Folders of one repository share what reads it, so that few files stay open.
fn open_revisions(
    asked: &[(PathBuf, String)],
    world: &mut dyn World,
) -> Vec<(PathBuf, Result<Revision, RevisionError>)> {
    let mut revisions: Vec<(PathBuf, Result<Revision, RevisionError>)> = Vec::with_capacity(asked.len());
    for (folder, name) in asked {
        let opened = world.revision(folder, name).map(|opened| {
            let mut known = revisions.iter().filter_map(|(_, known)| known.as_ref().ok());
            known.find(|known| known.top == opened.top && known.tree == opened.tree).cloned().unwrap_or(opened)
        });
        revisions.push((folder.clone(), opened));
    }
    revisions
}

impl Isolation {
    /// Asked for, or by default where `CI` is set, unless nothing of a stranger is read.
    fn is_wanted(&self, world: &dyn World) -> bool {
        let is_ci = || {
            world
                .variable("CI")
                .is_some_and(|value| !matches!(value.to_lowercase().as_str(), "" | "0" | "false" | "no"))
        };
        self.places.is_some() && self.asked.unwrap_or_else(is_ci)
    }
}

/// The first part of giving up: what threads inherit.
fn become_worker(isolation: &Isolation, world: &mut dyn World) -> Worker {
    let nothing = Places::default();
    let places = isolation.places.as_ref().unwrap_or(&nothing);
    let is_told = isolation.is_verbose || isolation.asked == Some(true);
    let worker = Worker { writes: places.writes_files(), is_told };
    let mut missing: Vec<String> = Vec::new();
    #[cfg(unix)]
    missing.extend(limits::apply());
    #[cfg(target_os = "linux")]
    missing.extend(linux::confine_files(places, world));
    #[cfg(not(unix))]
    missing.push("limits on resources".to_owned());
    #[cfg(not(target_os = "linux"))]
    missing.push("confinement to the model's files (Landlock) and to harmless system calls (seccomp)".to_owned());
    worker.say(&missing, world);
    worker
}

impl Worker {
    fn say(&self, missing: &[String], world: &mut dyn World) {
        if self.is_told {
            for missing in missing {
                world.print_error(&format!("warning: the isolation does without {missing}\n"));
            }
        }
    }
}

impl Seal {
    /// The second part of giving up: what nobody may do any more, on any thread.
    pub fn close(self, world: &mut dyn World) {
        let Some(worker) = self.worker else { return };
        for (folder, revision) in self.revisions {
            world.keep_revision(&folder, revision);
        }
        #[cfg(unix)]
        limits::no_more_processes();
        #[cfg(target_os = "linux")]
        if let Some(missing) = linux::filter_system_calls(worker.writes) {
            worker.say(&[missing], world);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = worker.writes;
    }
}

fn without_first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.len() > 1 {
        arguments.remove(1);
    }
    arguments
}
