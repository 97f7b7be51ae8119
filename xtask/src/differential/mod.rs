//! Python that nobody wrote, to compare Bartizan's evaluator with CPython: expressions of every built-in type, and small
//! programs. What is generated has types, so that most of it gives values; some of it is wrong on purpose, so that
//! exceptions and their texts are compared too.
//!
//! What is left out, because CPython's behaviour cannot or need not be met: the order of sets (they are shown sorted, and
//! nothing else looks at their order), addresses, numbers of more than 4,300 digits, lone surrogates, and sorting "not a
//! number".

mod batch;
mod classes;
mod formats;
mod functions;
mod kinds;
mod literals;
mod programs;
mod record;
mod templates;
mod writer;

pub use batch::{Answers, answers, is_over_a_limit, run, script};
use kinds::Kind;
pub use record::{SAMPLE, is_about, sample, to_text};
use writer::Writer;

/// What a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One expression.
    Expressions,
    /// Some statements.
    Programs,
}

/// A case: the body of a function, whose lines are not indented. What it does shows through `show(...)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case(pub Vec<String>);

/// The case of this seed.
pub fn case(sort: Sort, seed: u64) -> Case {
    let mut writer = Writer::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(1));
    match sort {
        Sort::Expressions => {
            let depth = writer.random.between(1, 3);
            let kind = Kind::any_or_set(&mut writer.random);
            Case(vec![format!("show({})", writer.expression(&kind, depth))])
        }
        Sort::Programs => Case(programs::program(&mut writer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_case() {
        for sort in [Sort::Expressions, Sort::Programs] {
            assert_eq!(case(sort, 7), case(sort, 7));
            assert_ne!(case(sort, 7), case(sort, 8));
        }
    }

    #[test]
    fn every_template_turns_up() {
        let text: String = (0..60_000).flat_map(|seed| case(Sort::Expressions, seed).0).collect();
        for method in
            [".rpartition(", "math.isqrt(", "zip_longest(", ".symmetric_difference(", "fromkeys(", ".to_bytes("]
        {
            assert!(text.contains(method), "{method}");
        }
    }
}
