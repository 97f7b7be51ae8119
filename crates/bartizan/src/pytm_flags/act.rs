//! Does what pytm's flags ask for, in pytm's order.

use std::path::Path;
use std::rc::Rc;

use bartizan_diagram::{DataFlowOptions, Graph, Sequence, dot, plantuml};
use bartizan_model::{Diagnostic, Model, Sources};
use bartizan_python::{HostError, Processed};
use bartizan_report::pytm_json;

use super::{Flags, parse, stale};
use crate::analysis::Analysis;
use crate::command;
use crate::isolation::Places;
use crate::libraries::{self, Selection};
use crate::output;
use crate::script::{ScriptHost, processed};

/// What the user typed, as against what a script wrote into `sys.argv`: only files that the user named are written,
/// and only those may be read from outside the script's folder.
#[derive(Debug, Default)]
pub(crate) struct Permission {
    typed: Flags,
}

impl Permission {
    /// The permission that a typed command line gives.
    pub(crate) fn typed(script: &str, words: &[String]) -> Self {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Self { typed: parse(script, &words).unwrap_or_default() }
    }

    /// Adds what the typed command line names.
    pub(crate) fn places(&self, models: Places) -> Places {
        models
            .libraries(&self.threats())
            .reading(self.typed.report.as_deref().map(Path::new))
            .writing(self.typed.json.as_deref().map(Path::new))
    }

    /// Threat files that the user named; those that only the script names are not read.
    pub(crate) fn threats(&self) -> Selection {
        Selection { threats: self.typed.threats.clone(), keep_going: false }
    }
}

/// Does what the flags ask for.
pub(crate) fn act(
    host: &mut ScriptHost<'_, '_>,
    mut model: Model,
    flags: &Flags,
    permission: &Permission,
) -> Result<Processed, HostError> {
    if let Some(ids) = &flags.exclude {
        let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
        model.excluded_threats = ids.map(Into::into).collect();
    }
    let needs_findings =
        flags.report.is_some() || flags.json.is_some() || flags.stale_days.is_some() || (flags.dfd && flags.colormap);
    let state = match needs_findings {
        true => State::Analysed(host.describe(model)?),
        false => State::Resolved(Rc::new(host.resolved(model)?)),
    };
    if flags.seq {
        print_line(host, &plantuml(&Sequence::of(state.model())))?;
    }
    if flags.dfd {
        print_line(host, &data_flow(&state, flags))?;
    }
    if let (Some(path), State::Analysed(analysis)) = (&flags.json, &state) {
        write_json(host, analysis, path, permission)?;
    }
    if let (Some(path), State::Analysed(analysis)) = (&flags.report, &state) {
        let is_users = permission.typed.report.as_ref() == Some(path);
        print_report(host, &analysis.clone(), path, is_users)?;
    }
    if let Some(names) = &flags.describe {
        describe(host, names)?;
    }
    if flags.list_elements {
        print(host, &command::elements::classes())?;
    }
    if flags.list {
        list(host, state.model())?;
    }
    if let Some(days) = flags.stale_days {
        let text = stale::report(state.model(), days, &host.sandbox, host.session.world);
        print(host, &text)?;
    }
    Ok(match state {
        State::Analysed(analysis) => processed(analysis),
        State::Resolved(model) => Processed { model: Some(model), findings: None },
    })
}

/// How far the model is worked out.
enum State {
    Resolved(Rc<Model>),
    Analysed(Rc<Analysis>),
}

impl State {
    fn model(&self) -> &Model {
        match self {
            State::Resolved(model) => model,
            State::Analysed(analysis) => &analysis.model,
        }
    }
}

fn data_flow(state: &State, flags: &Flags) -> String {
    let colormap = match state {
        State::Analysed(analysis) if flags.colormap => Some(analysis.findings.severities.as_slice()),
        _ => None,
    };
    let levels = flags.levels.clone().unwrap_or_default();
    dot(&Graph::of(state.model(), &DataFlowOptions { levels, colormap, ..DataFlowOptions::default() }))
}

fn write_json(
    host: &mut ScriptHost<'_, '_>,
    analysis: &Analysis,
    path: &str,
    permission: &Permission,
) -> Result<(), HostError> {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = pytm_json(&analysis.model, &analysis.findings, &mut text);
    if permission.typed.json.as_deref() == Some(path) {
        return output::write(host.session.world, Path::new(path), text.as_bytes())
            .map_err(|error| host.output_error(error));
    }
    host.sandbox.write(host.session.world, path, text.as_bytes()).map_err(|_| {
        let problem = Diagnostic::refusal(format!("the script asks to write `{path}`, which nobody named"))
            .help(format!("name it on the command line if you want it: `--json {path}`; or pass `--allow-write DIR`"));
        host.report(&[problem], &Sources::default())
    })
}

fn print_report(
    host: &mut ScriptHost<'_, '_>,
    analysis: &Analysis,
    path: &str,
    is_users: bool,
) -> Result<(), HostError> {
    let template = host.read_template(path, is_users)?;
    let mut printed = String::new();
    host.fill_template(analysis, path, &template, &mut printed)?;
    print_line(host, &printed)
}

fn describe(host: &mut ScriptHost<'_, '_>, names: &str) -> Result<(), HostError> {
    for name in names.split_whitespace() {
        match command::describe::class(name) {
            Ok(text) => print(host, &text)?,
            Err(problem) => return Err(host.report(&[*problem], &Sources::default())),
        }
    }
    Ok(())
}

fn list(host: &mut ScriptHost<'_, '_>, model: &Model) -> Result<(), HostError> {
    let mut model = model.clone();
    let loaded = libraries::for_flags(&mut model, &host.libraries, &host.sandbox, host.session.world);
    let (library, _) = loaded.map_err(|errors| host.report(&errors, &model.sources))?;
    print(host, &command::threats::lines(&library))
}

fn print_line(host: &mut ScriptHost<'_, '_>, text: &str) -> Result<(), HostError> {
    print(host, text)?;
    print(host, "\n")
}

fn print(host: &mut ScriptHost<'_, '_>, text: &str) -> Result<(), HostError> {
    output::print(host.session.world, text).map_err(|error| host.output_error(error))
}
