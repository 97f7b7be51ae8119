#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bartizan_fuzzing::run("script_text", bytes));
