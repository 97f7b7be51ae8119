//! pytm's own command line: the flags that `tm.process()` reads from `sys.argv`.

mod act;
mod parse;
mod stale;

pub(crate) use act::{Permission, act};
pub(crate) use parse::{Flags, parse};
