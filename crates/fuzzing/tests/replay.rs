//! Every input that is kept in `fuzz/seeds` goes through its target.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads the inputs")]

use std::path::Path;

use bartizan_fuzzing::TARGETS;

#[test]
fn kept_inputs_are_taken_in_stride() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(name);
        let mut inputs: Vec<_> = std::fs::read_dir(&folder).expect(name).map(|entry| entry.unwrap().path()).collect();
        inputs.sort();
        assert!(inputs.len() >= 5, "only {} inputs of {name}", inputs.len());
        for input in inputs {
            println!("{}", input.display());
            target(&std::fs::read(&input).unwrap());
        }
    }
}

#[test]
fn any_short_input_is_taken_in_stride() {
    for (_, target) in TARGETS {
        for first in (0..=255).step_by(5) {
            target(&[first]);
            target(&[1, first, 200, first.wrapping_mul(7), 3, 99]);
        }
    }
}
