//! What is served at the moment. Whoever reads the model puts it here; connections look at it and wait for more.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The page, and what is to be known about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// Counts what was put here; 0 is nothing yet.
    pub(crate) version: u64,
    /// The report, as of the last reading that went well.
    pub(crate) page: Arc<str>,
    /// Counts the pages: what is wrong may come and go while the page stays.
    pub(crate) page_version: u64,
    /// The data flow diagram, which is there before the page that has it.
    pub(crate) picture: Arc<str>,
    /// Counts the pictures.
    pub(crate) picture_version: u64,
    /// What is wrong with the model as it is now.
    pub(crate) trouble: Option<Arc<str>>,
    /// Questions and findings, as JSON.
    pub(crate) state: Arc<str>,
}

/// Where it is kept.
#[derive(Debug, Default)]
pub(crate) struct Board {
    shown: Mutex<Shown>,
    changed: Condvar,
}

impl Board {
    /// What is shown.
    pub(crate) fn shown(&self) -> Shown {
        self.lock().clone()
    }

    /// Shows a new page.
    pub(crate) fn show(&self, page: String, state: String) {
        self.change(|shown| {
            shown.page = page.into();
            shown.page_version += 1;
            shown.state = state.into();
            shown.trouble = None;
        });
    }

    /// Shows a diagram, ahead of its page, unless it is the same as before.
    pub(crate) fn show_picture(&self, svg: &str) {
        if *self.lock().picture != *svg {
            self.change(|shown| {
                shown.picture = svg.into();
                shown.picture_version += 1;
            });
        }
    }

    /// Says what is wrong, over the last page.
    pub(crate) fn trouble(&self, text: String) {
        self.change(|shown| shown.trouble = Some(text.into()));
    }

    /// What is shown once it is another version; what is shown anyway after some time.
    pub(super) fn wait(&self, version: u64, time: Duration) -> Shown {
        let is_known = |shown: &mut Shown| shown.version == version;
        let waited = self.changed.wait_timeout_while(self.lock(), time, is_known);
        let (shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.lock();
        change(&mut shown);
        shown.version += 1;
        drop(shown);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
