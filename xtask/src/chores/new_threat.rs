//! `new-threat`: starts a file of the catalogue.

use super::{root, write};
use crate::{Arguments, Outcome};

const TEMPLATE: &str = "\
---
id: {id}
title: Unnamed        # what an attacker does, in a few words
targets: [Server]     # classes that it may happen to: Server, Process, Datastore, Dataflow ... (bartizan elements)
severity: medium      # very-low, low, medium, high or very-high
likelihood: medium    # likewise
stride: []            # spoofing, tampering, repudiation, information-disclosure, denial-of-service, elevation-of-privilege
capec: []             # numbers of attack patterns: https://capec.mitre.org
cwe: []               # numbers of weaknesses: https://cwe.mitre.org
# When it can happen, an expression over `target`: `bartizan describe Server` lists what there is.
condition: target.controls.validatesInput is False
---
What happens, in two to four sentences.

## Prerequisites

## Example

## Mitigations
";

pub(crate) fn new_threat(mut arguments: Arguments) -> Outcome {
    let id = arguments.next().ok_or("which id? For example `cargo xtask new-threat INP99`")?;
    arguments.end()?;
    if !is_id(&id) {
        return Err(format!("`{id}` is no id: capital letters and then digits, like INP99"));
    }
    let path = root().join("catalogue").join(format!("{id}.md"));
    if path.exists() {
        return Err(format!("catalogue/{id}.md exists already"));
    }
    write(&path, &TEMPLATE.replace("{id}", &id))?;
    println!("catalogue/{id}.md");
    Ok(())
}

fn is_id(id: &str) -> bool {
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    digits.len() < id.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_letters_and_digits() {
        assert!(is_id("INP99") && is_id("AC01"));
        for wrong in ["", "99", "INP", "inp01", "INP01a", "../INP01", "INP 1"] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
