//! Says on the terminal what takes long, and takes it back when it is done.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::command::style::safe;
use crate::world::World;

/// What is done within this time is not spoken of.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is drawn anew.
const BEAT: Duration = Duration::from_millis(250);
/// Clears the line that the cursor is on.
const CLEAR: &str = "\r\u{1b}[K";

/// Something that goes on until this is dropped.
#[must_use]
pub(crate) struct Progress {
    /// `None` where nobody watches.
    line: Option<(Sender<()>, JoinHandle<()>)>,
    steps: Arc<AtomicUsize>,
}

impl Progress {
    /// Begins. `world` writes to the terminal; `None` where there is none. With `total`, steps are counted.
    pub(crate) fn begin(world: Option<Box<dyn World + Send>>, what: &str, total: Option<usize>) -> Self {
        let steps: Arc<AtomicUsize> = Arc::default();
        let line = world.and_then(|mut world| {
            let (end, ended) = channel::<()>();
            let (what, done) = (safe(what), steps.clone());
            let tell = move || {
                let mut wait = PATIENCE;
                let mut seconds = Duration::ZERO;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    seconds += wait;
                    wait = BEAT;
                    let line = line(&what, done.load(Ordering::Relaxed), total, seconds.as_secs());
                    world.print_error(&format!("{CLEAR}{line}"));
                }
                if wait == BEAT {
                    world.print_error(CLEAR);
                }
            };
            // Where no thread can be had, nothing is said.
            Some((end, std::thread::Builder::new().spawn(tell).ok()?))
        });
        Self { line, steps }
    }

    /// A step is done.
    pub(crate) fn step(&self) {
        self.steps.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.line.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}

fn line(what: &str, done: usize, total: Option<usize>, seconds: u64) -> String {
    match total {
        Some(total) => format!("{what}: {done} of {total} ({seconds} s)"),
        None => format!("{what} ({seconds} s)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_where_they_are_known() {
        assert_eq!(line("checking", 3, Some(40), 2), "checking: 3 of 40 (2 s)");
        assert_eq!(line("drawing", 0, None, 0), "drawing (0 s)");
    }

    #[test]
    fn without_a_terminal_nothing_goes_on() {
        let progress = Progress::begin(None, "x", None);
        progress.step();
        assert!(progress.line.is_none());
    }
}
