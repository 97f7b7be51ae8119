//! Bytes, whose content is charged for as long as they live.

use std::ops::Deref;

use super::meter;

/// The content of a `bytes` object.
#[derive(Debug)]
pub(crate) struct Bytes(Box<[u8]>);

impl Bytes {
    pub(crate) fn new(content: impl Into<Box<[u8]>>) -> Self {
        let content = content.into();
        meter::charge(content.len() + meter::OBJECT);
        Self(content)
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        meter::release(self.0.len() + meter::OBJECT);
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
