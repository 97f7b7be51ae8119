//! Which findings a decision is about: `INP02@web-server`, or with wildcards `INP*@web-*`.

use std::fmt;

/// A finding by its stable id, or several by a pattern with `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern {
    threat: String,
    element: String,
}

impl Pattern {
    /// A pattern; `None` for what has no `@` with something on both sides.
    pub fn parse(text: &str) -> Option<Self> {
        let (threat, element) = text.trim().split_once('@')?;
        (!threat.is_empty() && !element.is_empty())
            .then(|| Self { threat: threat.to_owned(), element: element.to_owned() })
    }

    /// The part before the `@`.
    pub fn threat(&self) -> &str {
        &self.threat
    }

    /// The part after it.
    pub fn element(&self) -> &str {
        &self.element
    }

    /// How many wildcards it has: fewer go before more.
    pub fn wildcards(&self) -> usize {
        self.threat.matches('*').count() + self.element.matches('*').count()
    }

    /// Whether it is about a threat, whatever the case.
    pub fn is_about_threat(&self, id: &str) -> bool {
        matches(&self.threat.to_lowercase(), &id.to_lowercase())
    }

    /// Whether it is about an element.
    pub fn is_about_element(&self, slug: &str) -> bool {
        matches(&self.element, slug)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.threat, self.element)
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let is_about = |pattern: &str, threat: &str, element: &str| {
            let pattern = Pattern::parse(pattern).unwrap();
            pattern.is_about_threat(threat) && pattern.is_about_element(element)
        };
        assert!(is_about("INP02@web-server", "INP02", "web-server"));
        assert!(is_about("inp02@web-server", "INP02", "web-server"));
        assert!(is_about("INP*@web-*", "INP02", "web-server"));
        assert!(is_about("*@*-server", "AC01", "web-server"));
        assert!(is_about("*@a*b*c", "AC01", "a-b-x-b-c"));
        assert!(!is_about("*@a*bc", "AC01", "ab"));
        assert!(!is_about("INP0@*", "INP02", "x"));
        assert!(!is_about("*@aa*aa", "X", "aaa"), "parts do not overlap");
        assert_eq!(Pattern::parse("INP02"), None);
        assert_eq!(Pattern::parse("@web"), None);
    }
}
