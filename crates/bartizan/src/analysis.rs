//! From a described model to findings.

use std::rc::Rc;

use bartizan_model::{Diagnostic, Model, Severity, imply, resolve};
use bartizan_rules::{Findings, Library};

/// A model with derived facts, and what was found.
#[derive(Debug)]
pub struct Analysis {
    /// The resolved model.
    pub model: Rc<Model>,
    /// What was found.
    pub findings: Findings,
    /// What the author perhaps did not mean; no errors.
    pub warnings: Vec<Diagnostic>,
}

/// Derives the facts of a model and looks for the threats of a library.
///
/// # Errors
/// What contradicts itself in the model, and conditions that cannot be evaluated.
pub fn analyse(model: Model, library: &Library) -> Result<Analysis, Vec<Diagnostic>> {
    let mut model = resolve(model).map_err(|error| vec![error.diagnostic().clone()])?;
    imply(&mut model);
    look_for_threats(model, library)
}

/// Looks for the threats of a library in a model whose facts are derived.
///
/// # Errors
/// Conditions that cannot be evaluated.
pub(crate) fn look_for_threats(mut model: Model, library: &Library) -> Result<Analysis, Vec<Diagnostic>> {
    let mut warnings = std::mem::take(&mut model.warnings);
    let (findings, mut more) = bartizan_rules::analyse(&model, library);
    if more.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(more);
    }
    warnings.append(&mut more);
    Ok(Analysis { model: Rc::new(model), findings, warnings })
}
