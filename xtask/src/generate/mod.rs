//! Writes random models, directed by the schema: every class, every attribute with values of its kind, nested
//! boundaries, flows and responses, data, controls in both spellings, overrides, assumptions, libraries of threats with
//! conditions that are well-typed, loops and functions.
//!
//! What is left out, because the oracle does something accidental with it: names with line breaks (its diagrams fall
//! apart), control characters, names that end in a number sign and digits (records count with them), elements of one
//! name but of different classes, data of one name, text as the data of an element (it stays text there, on a flow it
//! becomes data).

mod attributes;
mod conditions;
mod elements;
mod flows;
mod script;
mod texts;
mod values;

use script::Script;

/// A model: a script, and perhaps a library of threats that lies beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RandomModel {
    /// The script; its file is called `NAME.py`.
    pub script: String,
    /// The library; its file is called `NAME.json`.
    pub library: Option<String>,
}

/// The model of this seed.
pub fn model(seed: u64, name: &str) -> RandomModel {
    Script::new(seed, name).write()
}

#[cfg(test)]
mod tests {
    use super::model;

    #[test]
    fn a_seed_always_gives_the_same_model() {
        assert_eq!(model(1, "m"), model(1, "m"));
        assert_ne!(model(1, "m"), model(2, "m"));
    }

    #[test]
    fn every_class_and_every_attribute_turns_up() {
        use bartizan_model::{Class, schema};
        let scripts: String = (0..400).map(|seed| model(seed, "m").script).collect();
        let classes = Class::ALL.into_iter().filter(|class| *class != Class::Finding || scripts.contains("Finding("));
        for class in classes {
            assert!(scripts.contains(&format!("{}(", class.name())), "{} never made", class.name());
            for attribute in
                schema::attributes(class).into_iter().filter(|row| super::attributes::is_settable(class, row))
            {
                assert!(scripts.contains(attribute.name), "{}.{} never set", class.name(), attribute.name);
            }
        }
    }

    #[test]
    fn brackets_are_balanced_and_lines_are_indented_by_four() {
        for seed in 0..200 {
            let script = model(seed, "m").script;
            let mut depth = 0_i32;
            let mut quote = None;
            let mut letters = script.chars();
            while let Some(letter) = letters.next() {
                match (quote, letter) {
                    (Some(_), '\\') => drop(letters.next()),
                    (Some(open), letter) if open == letter => quote = None,
                    (Some(_), '\n') => panic!("seed {seed}: a text does not end"),
                    (None, '"' | '\'') => quote = Some(letter),
                    (None, '(' | '[' | '{') => depth += 1,
                    (None, ')' | ']' | '}') => depth -= 1,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "seed {seed}");
            assert!(script.lines().all(|line| (line.len() - line.trim_start_matches(' ').len()) % 4 == 0));
            assert!(script.contains("process()"));
        }
    }

    #[test]
    fn libraries_are_json() {
        let libraries: Vec<String> = (0..100).filter_map(|seed| model(seed, "m").library).collect();
        assert!(libraries.len() > 10);
        for library in libraries {
            let threats: serde_json::Value = serde_json::from_str(&library).unwrap();
            assert!(threats.as_array().is_some_and(|threats| !threats.is_empty()));
        }
    }
}
