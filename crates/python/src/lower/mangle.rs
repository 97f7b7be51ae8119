//! Private names of a class: `__x` in the body of `C` is `_C__x`.

use std::borrow::Cow;
use std::rc::Rc;

/// The class around some code, as far as names go; without one, or in a class named `___`, nothing is private.
#[derive(Clone, Debug, Default)]
pub(super) struct Privacy(Option<Rc<str>>);

impl Privacy {
    pub(super) fn of_class(name: &str) -> Self {
        let name = name.trim_start_matches('_');
        Self((!name.is_empty()).then(|| name.into()))
    }

    pub(super) fn mangle<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match &self.0 {
            Some(class) if name.starts_with("__") && !name.ends_with("__") => Cow::Owned(format!("_{class}{name}")),
            _ => Cow::Borrowed(name),
        }
    }
}

/// A name as code in a class's body means it.
pub(crate) fn mangled(class: &str, name: &str) -> String {
    Privacy::of_class(class).mangle(name).into_owned()
}
