//! Two things at the same time, where threads can be had.

use std::panic::resume_unwind;
use std::thread;

/// What both give. The first runs on a thread of its own; where none can be had, as in a worker, it runs here.
pub(crate) fn side_by_side<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let running = thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, &first);
        let second = second();
        let first = match running.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(first)) => first,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => first(),
        };
        (first, second)
    })
}
