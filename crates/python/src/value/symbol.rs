//! Names as small numbers, so that looking up an attribute compares numbers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::meter;

/// What the tables take for a name besides its text, in bytes.
const NAME: usize = 96;

/// A name. Equal names are equal numbers on one thread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Symbol(u32);

#[derive(Default)]
struct Table {
    numbers: HashMap<Rc<str>, u32>,
    names: Vec<Rc<str>>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
}

impl Symbol {
    pub(crate) fn new(name: &str) -> Self {
        TABLE.with_borrow_mut(|table| {
            if let Some(number) = table.numbers.get(name) {
                return Symbol(*number);
            }
            // A name stays for as long as the thread: a script that makes names up pays for each.
            meter::charge(name.len() + NAME);
            let number = table.names.len() as u32;
            let name: Rc<str> = name.into();
            table.names.push(name.clone());
            table.numbers.insert(name, number);
            Symbol(number)
        })
    }

    pub(crate) fn name(self) -> Rc<str> {
        TABLE.with_borrow(|table| table.names.get(self.0 as usize).cloned()).unwrap_or_else(|| "".into())
    }

    /// The symbol of a name that some code or call has mentioned already; `None` for one that nobody did.
    pub(crate) fn known(name: &str) -> Option<Self> {
        TABLE.with_borrow(|table| table.numbers.get(name).copied().map(Symbol))
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.name())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}
