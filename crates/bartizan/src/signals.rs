//! Ctrl-C: commands that go on for ever end well by it, and no command leaves an unfinished file behind.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

/// What a signal does.
struct Handled {
    /// It ends the program at once, as if nobody listened.
    ends: Arc<AtomicBool>,
    /// It came.
    came: Arc<AtomicBool>,
}

/// `None` where nobody can listen; signals then end the program at once.
static HANDLED: LazyLock<Option<Handled>> = LazyLock::new(|| {
    let handled = Handled { ends: Arc::new(AtomicBool::new(true)), came: Arc::default() };
    for signal in SIGNALS {
        flag::register_conditional_default(signal, handled.ends.clone()).ok()?;
        flag::register(signal, handled.came.clone()).ok()?;
    }
    Some(handled)
});

/// Does something that a signal does not interrupt. One that comes meanwhile ends the program afterwards.
pub(crate) fn unbroken<T>(act: impl FnOnce() -> T) -> T {
    let Some(handled) = &*HANDLED else { return act() };
    let ended = handled.ends.swap(false, Ordering::SeqCst);
    let done = act();
    if ended {
        handled.ends.store(true, Ordering::SeqCst);
        if handled.came.load(Ordering::SeqCst) {
            let _ = low_level::emulate_default_handler(SIGINT);
        }
    }
    done
}

/// Whether somebody asked the program to stop.
#[derive(Debug)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on a signal is a wish, which is granted between two steps. A second one ends the program at once, should
    /// a step take long.
    pub(crate) fn listen() -> io::Result<Self> {
        if let Some(handled) = &*HANDLED {
            handled.ends.store(false, Ordering::SeqCst);
        }
        let is_asked = Arc::new(AtomicBool::new(false));
        for signal in SIGNALS {
            // In this order: the first signal only leaves its note.
            flag::register_conditional_shutdown(signal, 0, is_asked.clone())?;
            flag::register(signal, is_asked.clone())?;
        }
        Ok(Self(is_asked))
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
