//! Warnings about attributes of the script's own: they wait until it is known which of them a threat reads.

use bartizan_model::{Model, Sources};
use bartizan_rules::Library;

use super::ScriptHost;
use crate::libraries;

impl ScriptHost<'_, '_> {
    /// Warns about attributes of the script's own that no threat reads.
    pub(super) fn show_held(&mut self, library: &Library, sources: &Sources) {
        for warning in std::mem::take(&mut self.held) {
            if !warning.own_attribute.as_ref().is_some_and(|name| library.reads(name)) {
                self.session.warn(&warning, sources);
            }
        }
    }

    /// The same before pytm's flags, for some of which nobody looks for threats. Whoever does says what is wrong with the
    /// libraries.
    pub(super) fn show_held_for_flags(&mut self, model: &Model) {
        if self.held.is_empty() {
            return;
        }
        let mut copy = model.clone();
        let loaded = libraries::for_flags(&mut copy, &self.libraries, &self.sandbox, self.session.world);
        if let Ok((library, _)) = loaded {
            self.show_held(&library, &model.sources);
        }
    }

    /// Warns about all of them, where it is not known which threats there are.
    pub(crate) fn show_all_held(&mut self, sources: &Sources) {
        for warning in std::mem::take(&mut self.held) {
            self.session.warn(&warning, sources);
        }
    }
}
