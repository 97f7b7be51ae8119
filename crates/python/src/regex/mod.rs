//! Regular expressions as Python's `re` understands them: a pattern is parsed to a tree, compiled to a program, and a
//! machine with a stack of its own runs the program.
//!
//! Written here rather than taken from a library, since a script sees everything of it: which groups a failed turn of a
//! loop leaves behind, what lies before `pos`, empty matches next to others, conditionals, where in a pattern which
//! mistake is. And since what strangers write is run, each step is counted by the interpreter and the memory of the
//! machine is metered. Loops are counted, never unrolled, so that a program is not larger than its pattern.

mod casing;
mod category;
mod compile;
mod escapes;
pub(crate) mod flags;
mod groups;
mod machine;
mod parse;
mod program;
mod sets;
mod template;
mod tokens;
mod tree;

pub(crate) use casing::related_to as related;
pub(crate) use machine::{Machine, Search, Text};
pub(crate) use program::Program;
pub(crate) use template::{Piece, parse as parse_template};

use flags::Flags;

/// Why a pattern is none.
#[derive(Clone, Debug)]
pub(crate) enum Problem {
    /// `re.error`, with the position in the pattern.
    Error { message: String, position: Option<usize> },
    /// An exception of another class.
    Other { class: &'static str, message: String },
    /// Groups are nested too deeply for us.
    TooDeep,
}

impl Problem {
    fn at(message: impl Into<String>, position: usize) -> Self {
        Problem::Error { message: message.into(), position: Some(position) }
    }
}

/// Compiles a pattern, given as code points (or bytes), with the flags of the call. Linear in the pattern's length.
pub(crate) fn compile(pattern: &[u32], is_text: bool, flags: Flags) -> Result<Program, Problem> {
    let parsed = parse::parse(pattern, is_text, flags)?;
    compile::compile(parsed)
}
