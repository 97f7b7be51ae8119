//! Conditions that are read when they are first asked for: a run looks at those of the classes that its model has.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bartizan_model::Text;

use crate::condition::{Condition, SlotTable};

/// The names that the conditions of one library have resolved so far.
pub(super) type SharedSlots = Arc<Mutex<SlotTable>>;

/// A condition, or what it takes to read it.
#[derive(Clone, Debug)]
pub(super) struct LazyCondition {
    slots: SharedSlots,
    condition: OnceLock<Option<Condition>>,
}

impl LazyCondition {
    /// One that was read already; `None` where it is empty, and so never applies.
    pub(super) fn ready(condition: Option<Condition>, slots: &SharedSlots) -> Self {
        Self { slots: slots.clone(), condition: OnceLock::from(condition) }
    }

    /// One that can be read: a test sees to it for every condition of the catalogue.
    pub(super) fn later(slots: &SharedSlots) -> Self {
        Self { slots: slots.clone(), condition: OnceLock::new() }
    }

    /// The condition with this text.
    pub(super) fn get(&self, text: &Text) -> Option<&Condition> {
        let read = || {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            Condition::parse_with(text.clone(), &mut slots).ok()
        };
        self.condition.get_or_init(read).as_ref()
    }
}
