//! The page's content security policy: nothing runs and nothing styles but what has one of these hashes.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy of a page with one style sheet, one script, and pictures.
pub(super) fn policy(style: &str, script: &str, pictures: &[&str]) -> String {
    let attributes: BTreeSet<&str> = pictures.iter().flat_map(|svg| style_attributes(svg)).collect();
    let mut styles = source(style);
    // Colours of an author's own are attributes of the picture.
    if !attributes.is_empty() {
        styles.push_str(" 'unsafe-hashes'");
    }
    for attribute in attributes {
        styles.push(' ');
        styles.push_str(&source(attribute));
    }
    format!(
        "default-src 'none'; script-src {}; style-src {styles}; font-src data:; base-uri 'none'; form-action 'none'",
        source(script)
    )
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The values of `style` in a picture. Text has no quotation marks there, so that what looks like an attribute is one.
fn style_attributes(svg: &str) -> impl Iterator<Item = &str> {
    svg.split(" style=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn a_policy_names_each_style_once() {
        let svg = r#"<g style="fill:#abc"/><g style="fill:#abc"/><text>say &quot; style=&quot;</text>"#;
        let said = policy("a{}", "run()", &[svg, ""]);
        assert!(said.starts_with("default-src 'none'; script-src 'sha256-"));
        assert_eq!(said.matches("sha256-").count(), 3);
        assert_eq!(said.matches("'unsafe-hashes'").count(), 1);
        assert!(!policy("a{}", "run()", &[]).contains("unsafe"));
    }
}
