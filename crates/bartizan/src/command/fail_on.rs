//! `--fail-on`: from which severity on findings change the exit code.

use std::str::FromStr;

use bartizan_rules::Level;

/// What changes the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FailOn {
    /// Findings that are at least so severe.
    pub(crate) severity: Level,
    /// Assumed ones too, whether or not they are listed.
    pub(crate) assumed: bool,
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (severity, kind) = text.split_once(':').map_or((text, None), |(severity, kind)| (severity, Some(kind)));
        let Some(level) = Level::parse(severity) else {
            let known = Level::ALL.map(Level::key).join(", ");
            return Err(format!("`{severity}` is no severity; there are {known}"));
        };
        match kind {
            None => Ok(Self { severity: level, assumed: false }),
            Some("assumed") => Ok(Self { severity: level, assumed: true }),
            Some(kind) => Err(format!("`{kind}` is not known; only `:assumed` may follow a severity")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_severity_may_be_followed_by_assumed() {
        assert_eq!("high".parse(), Ok(FailOn { severity: Level::High, assumed: false }));
        assert_eq!("very-low:assumed".parse(), Ok(FailOn { severity: Level::VeryLow, assumed: true }));
        assert!("worst".parse::<FailOn>().unwrap_err().contains("very-high"));
        assert!("high:new".parse::<FailOn>().unwrap_err().contains("`new`"));
    }
}
