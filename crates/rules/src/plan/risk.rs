//! How much a finding weighs: one number from severity and likelihood.

use bartizan_model::Model;

use crate::finding::{Finding, Findings};
use crate::threat::Level;

/// The risk of a finding: the weight of its severity (1, 2, 4, 8, 16) by the step of its likelihood (1 to 5), so that it
/// lies between 1 and 80. What is empty, or no word of the scale, counts as medium.
pub fn risk(severity: Option<Level>, likelihood: Option<Level>) -> u64 {
    let step = |level: Option<Level>| level.unwrap_or(Level::Medium) as u64;
    (1 << step(severity)) * (step(likelihood) + 1)
}

/// The severity of a finding, as its element's author may have overridden it.
pub fn severity_of(model: &Model, findings: &Findings, finding: &Finding) -> Option<Level> {
    Level::parse(&findings.field(model, finding, "severity").unwrap_or_default())
}

/// The risk of a finding of a model.
pub fn risk_of(model: &Model, findings: &Findings, finding: &Finding) -> u64 {
    let likelihood = findings.field(model, finding, "likelihood").unwrap_or_default();
    risk(severity_of(model, findings, finding), Level::parse(&likelihood))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severity_doubles_and_likelihood_multiplies() {
        assert_eq!(risk(Some(Level::VeryLow), Some(Level::VeryLow)), 1);
        assert_eq!(risk(Some(Level::High), Some(Level::Medium)), 24);
        assert_eq!(risk(Some(Level::VeryHigh), Some(Level::VeryHigh)), 80);
        assert_eq!(risk(Some(Level::High), None), risk(Some(Level::High), Some(Level::Medium)));
        assert_eq!(risk(None, None), risk(Some(Level::Medium), Some(Level::Medium)));
    }
}
