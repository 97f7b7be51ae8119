//! What all text formats share: syntax goes in as it is, ids are safe by their type, and lines are indented.
//!
//! How text of a model gets in is each format's own business.

use crate::identifier::Identifier;

/// A diagram in the making, in one format.
pub(crate) trait Sink {
    /// One step of indentation; none where a format has no nesting.
    const INDENT: &'static str = "";

    /// What was written so far.
    fn out(&mut self) -> &mut String;

    /// Steps of indentation.
    fn depth(&self) -> usize {
        0
    }

    fn syntax(&mut self, syntax: &'static str) -> &mut Self {
        self.out().push_str(syntax);
        self
    }

    fn indent(&mut self) -> &mut Self {
        let depth = self.depth();
        self.out().extend(std::iter::repeat_n(Self::INDENT, depth));
        self
    }

    fn id(&mut self, id: &Identifier) -> &mut Self {
        self.out().push_str(id.as_str());
        self
    }
}
