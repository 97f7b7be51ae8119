//! `--fail-on`: from which severity on findings change the exit code.

use std::str::FromStr;

use bartizan_rules::Level;

/// Nothing changes the exit code.
const NEVER: &str = "never";

/// What changes the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FailOn {
    /// Findings that are at least so severe; `None` for none at all.
    pub(crate) severity: Option<Level>,
    /// Assumed ones too, whether or not they are listed.
    pub(crate) assumed: bool,
    /// Only those that were not there before.
    pub(crate) new: bool,
}

impl Default for FailOn {
    /// What is sure, high or above, and not decided.
    fn default() -> Self {
        Self { severity: Some(Level::High), assumed: false, new: false }
    }
}

impl FailOn {
    /// Whether a severity is at or above the limit.
    pub(crate) fn is_reached(self, severity: Option<Level>) -> bool {
        self.severity.is_some_and(|limit| severity >= Some(limit))
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut words = text.split(':');
        let severity = words.next().unwrap_or_default();
        let level = Level::parse(severity);
        if level.is_none() && text != NEVER {
            let known = Level::ALL.map(Level::key).join(", ");
            return Err(format!("`{severity}` is no severity; there are {known}, and `{NEVER}`"));
        }
        let mut limit = Self { severity: level, assumed: false, new: false };
        for word in words {
            let flag = match word {
                "assumed" => &mut limit.assumed,
                "new" => &mut limit.new,
                word => return Err(format!("`{word}` is not known; `:assumed` and `:new` may follow a severity")),
            };
            if std::mem::replace(flag, true) {
                return Err(format!("`:{word}` is there twice"));
            }
        }
        Ok(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_severity_may_be_followed_by_assumed_and_new() {
        let limit = |severity, assumed, new| Ok(FailOn { severity: Some(severity), assumed, new });
        assert_eq!("never".parse(), Ok(FailOn { severity: None, assumed: false, new: false }));
        assert_eq!("high".parse(), limit(Level::High, false, false));
        assert_eq!("very-low:assumed".parse(), limit(Level::VeryLow, true, false));
        assert_eq!("low:new".parse(), limit(Level::Low, false, true));
        assert_eq!("low:new:assumed".parse(), limit(Level::Low, true, true));
        assert_eq!("low:assumed:new".parse(), limit(Level::Low, true, true));
        assert!("worst".parse::<FailOn>().unwrap_err().contains("very-high"));
        for wrong in ["never:new", "high:old", "high:", "high:new:new", "high:assumed:assumed", ":new"] {
            assert!(wrong.parse::<FailOn>().is_err(), "{wrong}");
        }
    }
}
