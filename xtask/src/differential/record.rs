//! The sample of cases whose answers are kept, so that ordinary tests need no CPython.

use super::{Answers, Case, Sort, case};

/// Where CPython's answers to the sample are, from the workspace's folder: `answers.txt`.
pub const SAMPLE: &str = "crates/bartizan/tests/differential";

const SEED: u64 = 2026 << 32;
const EXPRESSIONS: u64 = 4000;
const PROGRAMS: u64 = 1000;

/// The cases of the sample.
pub fn sample() -> Vec<(usize, Case)> {
    let expressions = (0..EXPRESSIONS).map(|number| case(Sort::Expressions, SEED + number));
    let programs = (0..PROGRAMS).map(|number| case(Sort::Programs, SEED + number));
    expressions.chain(programs).enumerate().collect()
}

/// Answers as they are kept: first a number that changes when the cases do, then the lines of each case.
pub fn to_text(sample: &[(usize, Case)], answers: &Answers) -> String {
    let mut text = format!("{:016x}\n", digest(sample));
    for (number, lines) in answers {
        for line in lines {
            text.push_str(&format!("{number} {line}\n"));
        }
    }
    text
}

/// Whether kept answers are about these cases.
pub fn is_about(text: &str, sample: &[(usize, Case)]) -> bool {
    text.lines().next() == Some(&format!("{:016x}", digest(sample)))
}

/// FNV-1a of all lines.
fn digest(sample: &[(usize, Case)]) -> u64 {
    let bytes = sample.iter().flat_map(|(_, Case(lines))| lines).flat_map(|line| line.bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
