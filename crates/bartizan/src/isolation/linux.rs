//! What Linux offers: Landlock for files, seccomp for system calls.

use std::collections::BTreeMap;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetError, RulesetStatus, Scope,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, apply_filter_all_threads,
};

use super::Places;
use crate::world::World;

/// The newest set of restrictions that is asked for; an older kernel gives what it has.
const NEWEST: ABI = ABI::V6;

/// Confines this thread, and those that it starts, to files that the command line named, and cuts it off from networks
/// and from other processes. Returns what is missing.
pub(super) fn confine_files(places: &Places, world: &dyn World) -> Option<String> {
    match enforce(places, world) {
        Ok(RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced) => None,
        Ok(RulesetStatus::NotEnforced) => Some("Landlock, which this kernel does not have".to_owned()),
        Err(error) => Some(format!("Landlock: {error}")),
    }
}

fn enforce(places: &Places, world: &dyn World) -> Result<RulesetStatus, RulesetError> {
    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?;
    let mut ruleset = ruleset.create()?;
    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    let writing = reading
        | AccessFs::WriteFile
        | AccessFs::Truncate
        | AccessFs::MakeReg
        | AccessFs::MakeDir
        | AccessFs::RemoveFile;
    let read = places.readable(world).into_iter().map(|path| (path, reading));
    let written = places.writable(world).into_iter().map(|path| (path, writing));
    for (path, access) in read.chain(written) {
        // What is not there needs no rule: opening it fails, and the command says so.
        let Ok(opened) = PathFd::new(&path) else { continue };
        ruleset = ruleset.add_rule(PathBeneath::new(opened, fitting(access, world.is_directory(&path))))?;
    }
    Ok(ruleset.restrict_self()?.ruleset)
}

/// Files know fewer kinds of access than folders.
fn fitting(access: BitFlags<AccessFs>, is_folder: bool) -> BitFlags<AccessFs> {
    if is_folder { access } else { access & AccessFs::from_file(NEWEST) }
}

/// Refuses, on all threads, every system call but those that reading, computing and printing need. Returns what is
/// missing.
pub(super) fn filter_system_calls(writes: bool) -> Option<String> {
    let reason = match program(writes) {
        Ok(program) => apply_filter_all_threads(&program).err().map(|error| error.to_string()),
        Err(reason) => Some(reason),
    };
    reason.map(|reason| format!("a filter of system calls (seccomp): {reason}"))
}

fn program(writes: bool) -> Result<BpfProgram, String> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(|error| error.to_string())?;
    let filter = rules(writes)
        // A library that meets a call it does not find falls back to an older one; a refusal it may take as final.
        .and_then(|rules| {
            SeccompFilter::new(rules, SeccompAction::Errno(libc::ENOSYS as u32), SeccompAction::Allow, architecture)
        })
        .map_err(|error| error.to_string())?;
    BpfProgram::try_from(filter).map_err(|error| error.to_string())
}

/// Asks whether a file is a terminal.
const TCGETS: u32 = 0x5401;
/// Asks for the size of the terminal.
const TIOCGWINSZ: u32 = 0x5413;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn rules(writes: bool) -> Result<Rules, seccompiler::BackendError> {
    let mut rules: Rules = ALWAYS.iter().map(|call| (*call, Vec::new())).collect();
    // Their types differ from one C library to the next.
    let terminal = [u64::from(TCGETS), u64::from(TIOCGWINSZ)];
    rules.insert(
        libc::SYS_ioctl,
        terminal.map(|request| only(1, SeccompCmpOp::Eq, request)).into_iter().collect::<Result<_, _>>()?,
    );
    // A process may end itself, and nobody else.
    rules.insert(libc::SYS_tgkill, vec![only(0, SeccompCmpOp::Eq, u64::from(std::process::id()))?]);
    if writes {
        rules.extend(WRITING.iter().chain(&[libc::SYS_openat]).map(|call| (*call, Vec::new())));
        #[cfg(target_arch = "x86_64")]
        rules.extend(WRITING_ONCE.iter().map(|call| (*call, Vec::new())));
    } else {
        let for_reading = SeccompCmpOp::MaskedEq((libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC) as u64);
        rules.insert(libc::SYS_openat, vec![only(2, for_reading.clone(), libc::O_RDONLY as u64)?]);
        #[cfg(target_arch = "x86_64")]
        rules.insert(libc::SYS_open, vec![only(1, for_reading, libc::O_RDONLY as u64)?]);
    }
    Ok(rules)
}

fn only(argument: u8, operator: SeccompCmpOp, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Dword, operator, value)?])
}

/// What computing, reading and printing need.
const ALWAYS: &[i64] = &[
    libc::SYS_brk,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // How realpath(3) looks at the folder before `..`.
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fcntl,
    libc::SYS_fstat,
    libc::SYS_futex,
    libc::SYS_getcwd,
    libc::SYS_getdents64,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_newfstatat,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_sigaltstack,
    libc::SYS_statx,
    libc::SYS_write,
    libc::SYS_writev,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lstat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
];

/// What writing a file beside its place and renaming it needs.
const WRITING: &[i64] = &[
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fdatasync,
    libc::SYS_fsync,
    libc::SYS_ftruncate,
    libc::SYS_mkdirat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_unlinkat,
];

/// The same, as it was called before.
#[cfg(target_arch = "x86_64")]
const WRITING_ONCE: &[i64] = &[libc::SYS_chmod, libc::SYS_mkdir, libc::SYS_open, libc::SYS_rename, libc::SYS_unlink];
