//! Questions in words. Plain text, which each sink escapes.

use bartizan_model::Model;
pub use bartizan_rules::questions::owner_name;
use bartizan_rules::questions::{Question, question, subject};

/// The question about all that it is open for.
pub fn question_sentence(model: &Model, asked: &Question) -> String {
    let names: Vec<String> = asked.owners.iter().map(|owner| owner_name(model, *owner)).collect();
    question(asked.attribute, &subject(&names))
}

/// What hangs on it: `decides 12 findings`.
pub fn question_worth(asked: &Question) -> String {
    let findings = |count: usize| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    match (asked.assumed, asked.possible) {
        (0, possible) => format!("could bring {}", findings(possible)),
        (assumed, 0) => format!("decides {}", findings(assumed)),
        (assumed, possible) => format!("decides {}, and {possible} that may come", findings(assumed)),
    }
}
