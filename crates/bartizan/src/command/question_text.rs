//! Questions as the terminal shows them.

use bartizan_model::{Model, Owner};
use bartizan_report::{owner_name, question_worth};
use bartizan_rules::questions::{Question, question, subject};

use super::style::{Style, safe, wrapped};
use crate::analysis::Analysis;

/// A numbered list, one question in a line or two.
pub(crate) fn list(analysis: &Analysis, questions: &[Question], style: Style, width: usize) -> String {
    let mut text = String::new();
    let digits = questions.len().to_string().len();
    for (number, asked) in (1..).zip(questions) {
        let indent = " ".repeat(digits + 4);
        let said = format!("{} ({})", sentence(&analysis.model, asked), question_worth(asked));
        let number = format!("  {}  ", style.dim(&format!("{number:>digits$}")));
        text.push_str(&wrapped(&said, width, &number, &indent));
        text.push('\n');
    }
    text
}

/// The question about all that it is open for.
pub(crate) fn sentence(model: &Model, asked: &Question) -> String {
    // Each name by itself: where the sentence is broken, a name may begin a line.
    let names: Vec<String> = asked.owners.iter().map(|owner| name(model, *owner)).collect();
    question(asked.attribute, &subject(&names))
}

/// The question about one of them.
pub(crate) fn sentence_about(model: &Model, asked: &Question, owner: Owner) -> String {
    question(asked.attribute, &name(model, owner))
}

/// The name of an element, flow or piece of data.
pub(crate) fn name(model: &Model, owner: Owner) -> String {
    safe(&owner_name(model, owner))
}
