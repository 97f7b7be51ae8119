//! Scripts: from their text to the model that they make, its facts and its diagrams.

use std::rc::Rc;

use bartizan_diagram::{DataFlowOptions, Graph, Sequence};
use bartizan_model::{Diagnostic, ElementId, Model, Sources, ThreatDefinition, resolve};
use bartizan_python::{Host, HostError, PathKind, Processed, ReadError, Rendering, Script, limits};

/// So many steps are enough to get anywhere, and take no time.
const MAX_STEPS: u64 = 200_000;

/// Runs the bytes as a script.
pub(crate) fn text(bytes: &[u8]) {
    run(&String::from_utf8_lossy(bytes));
}

/// Runs a script on a thread with the stack that one needs.
pub(crate) fn run(text: &str) {
    let ended = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(limits::STACK);
        thread.spawn_scoped(scope, || run_here(text)).map(|running| running.join())
    });
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => panic!("no thread: {error}"),
    }
}

fn run_here(text: &str) {
    let mut host = Nowhere { model: None };
    let script = Script { path: "fuzz.py", folder: ".", text, arguments: &[] };
    let run = bartizan_python::run_within(script, &mut host, MAX_STEPS);
    for diagnostic in &run.diagnostics {
        for label in &diagnostic.labels {
            // A place that is not in the text would be a panic here.
            let _ = (run.sources.locate(label.span), run.sources.text(label.span));
        }
    }
    for model in [run.model, host.model].into_iter().flatten() {
        draw(model);
    }
}

fn draw(model: Model) {
    let Ok(model) = resolve(model) else { return };
    let _ = bartizan_diagram::dot(&Graph::of(&model, &DataFlowOptions::default()));
    let _ = bartizan_diagram::plantuml(&Sequence::of(&model));
}

/// An outside in which there is nothing.
struct Nowhere {
    /// The last model that was processed.
    model: Option<Model>,
}

impl Nowhere {
    fn take(&mut self, model: Model) -> Result<Processed, HostError> {
        self.model = Some(model.clone());
        match resolve(model) {
            Ok(model) => Ok(Processed { model: Some(Rc::new(model)), findings: None }),
            Err(_) => Err(HostError::Reported(2)),
        }
    }
}

impl Host for Nowhere {
    fn print(&mut self, _text: &str) -> Result<(), HostError> {
        Ok(())
    }

    fn print_error(&mut self, _text: &str) {}

    fn wants_model(&self) -> bool {
        true
    }

    fn warn(&mut self, _sources: &Sources, _warning: Diagnostic) {}

    fn read(&mut self, _path: &str) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::NotFound)
    }

    fn kind(&mut self, _path: &str) -> PathKind {
        PathKind::Nothing
    }

    fn process(&mut self, model: Model, _argv: &[Rc<str>]) -> Result<Processed, HostError> {
        self.take(model)
    }

    fn resolve(&mut self, model: Model) -> Result<Processed, HostError> {
        self.take(model)
    }

    fn check(&mut self, model: Model) -> Result<Processed, HostError> {
        self.take(model)
    }

    fn render(&mut self, _model: Model, _what: Rendering<'_>) -> Result<String, HostError> {
        Ok(String::new())
    }

    fn threats(&mut self, _path: &str) -> Result<Vec<ThreatDefinition>, HostError> {
        Ok(Vec::new())
    }

    fn applies(&mut self, _: &Model, _: ThreatDefinition, _: ElementId) -> Result<bool, HostError> {
        Ok(false)
    }
}
