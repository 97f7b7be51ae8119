//! Limits on resources, which every Unix has.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Address space, in bytes: the reserved stack, values and their model, and a report that is being made.
const ADDRESSES: u64 = 4 << 30;
/// Processor time, in seconds. Steps are counted, and end a run long before.
const SECONDS: u64 = 600;
/// A file that is written, in bytes: the largest report, and a log of others that standard output goes to.
const FILE: u64 = 8 << 30;
/// Files that are open at once.
const OPEN_FILES: u64 = 64;

/// Sets the limits. Returns what could not be limited.
pub(super) fn apply() -> Vec<String> {
    #[cfg(target_os = "linux")]
    {
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    }
    let limits = [
        (Resource::As, ADDRESSES, "a limit on memory"),
        (Resource::Cpu, SECONDS, "a limit on processor time"),
        (Resource::Fsize, FILE, "a limit on the size of files"),
        (Resource::Nofile, OPEN_FILES, "a limit on open files"),
        (Resource::Core, 0, "forbidding core dumps"),
    ];
    let failed = limits.into_iter().filter(|(resource, most, _)| !lower(*resource, *most));
    failed.map(|(.., what)| what.to_owned()).collect()
}

/// Forbids new processes and threads.
pub(super) fn no_more_processes() {
    // Where it is ignored, as for the superuser, the filter of system calls forbids them.
    let _ = lower(Resource::Nproc, 0);
}

fn lower(resource: Resource, most: u64) -> bool {
    let known = getrlimit(resource);
    let least = |limit: Option<u64>| Some(limit.map_or(most, |limit| limit.min(most)));
    setrlimit(resource, Rlimit { current: least(known.current), maximum: least(known.maximum) }).is_ok()
}
