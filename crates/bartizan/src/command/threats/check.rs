//! `bartizan threats check`: what is wrong with libraries of threats.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Severity, Sources, Span};
use bartizan_rules::library::{ThreatTests, threat_tests};
use bartizan_rules::{Library, proof};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::command::counted::counted;
use crate::command_line::{EXIT_DONE, EXIT_FAILED, EXIT_FINDINGS, EXIT_REFUSED, Session};
use crate::diagnostics;
use crate::isolation::Places;
use crate::libraries::{self, Selection};
use crate::threat_tests::ReadTests;

/// Options of `threats check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Files and folders of threats, the later building on the earlier; `builtin` stands for the built-in threats
    #[arg(value_name = "LIBRARY")]
    libraries: Vec<PathBuf>,
    /// Also look for mistakes in conditions that no test of theirs would notice
    #[arg(long)]
    mutants: bool,
    /// Leave out notes, such as that one condition implies another
    #[arg(long)]
    no_notes: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  bartizan threats check threats                  all files of a folder
  bartizan threats check builtin threats          which build on the built-in ones
  bartizan threats check OWN01.md --mutants       also what its tests would not notice
  bartizan threats check threats --format json    for other programs";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let libraries = Selection { threats: self.libraries.clone(), keep_going: true };
        Places::default().libraries(&libraries)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What the document calls its form, and the version of it.
const SCHEMA: &str = "bartizan-threats-check";
const VERSION: u32 = 1;

/// What was looked at and what was found.
#[derive(Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    threats: usize,
    tests: usize,
    failed: usize,
    mutants: usize,
    unnoticed: usize,
}

/// Checks libraries.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let mut sources = Sources::default();
    let mut outcome = Outcome::default();
    let selection = Selection { threats: options.libraries.clone(), keep_going: true };
    match libraries::named(&selection, session.configured(Path::new(".")), &mut sources, session.world) {
        Ok((library, diagnostics)) => {
            outcome.diagnostics = diagnostics;
            outcome.examine(&library, &sources);
        }
        Err(errors) => outcome.diagnostics = errors,
    }
    for path in &options.libraries {
        outcome.run_tests(session, path, options.mutants, &mut sources);
    }
    // The built-in threats, which have no place, are there for the others to build on, unless they alone are checked.
    let has_own = options.libraries.iter().any(|path| path.as_os_str() != libraries::BUILTIN);
    outcome.diagnostics.retain(|diagnostic| {
        let is_unwanted = options.no_notes || (has_own && diagnostic.labels.is_empty());
        diagnostic.severity > Severity::Note || !is_unwanted
    });
    match options.format {
        Format::Text => session.print(&outcome.text(&sources, session.colour))?,
        Format::Json => session.print(&outcome.json(&sources))?,
    }
    Ok(outcome.exit_code())
}

impl Outcome {
    fn examine(&mut self, library: &Library, sources: &Sources) {
        self.threats = library.threats().len();
        let checked_already: Vec<Option<Span>> =
            self.diagnostics.iter().map(|diagnostic| diagnostic.labels.first().map(|label| label.span)).collect();
        for threat in library.threats() {
            let has_source = !threat.references.is_empty() || !threat.capec.is_empty() || !threat.cwe.is_empty();
            if !has_source && threat.condition_span.is_some_and(|span| sources.get(span.source).is_some()) {
                let message = format!("the threat `{}` names no reference", threat.id);
                let help = "name an attack pattern (`capec`), a weakness (`cwe`) or a page (`references`)";
                self.diagnostics.push(Diagnostic::warning(message).at(threat.condition_span, "").help(help));
            }
        }
        let proved = proof::examine(library).into_iter().filter(|diagnostic| {
            // A part that is said to be wrong for another reason needs no second message about the same.
            diagnostic.severity == Severity::Note
                || !diagnostic.labels.first().is_some_and(|label| {
                    label.text.starts_with("this is never") && checked_already.contains(&Some(label.span))
                })
        });
        self.diagnostics.extend(proved);
    }

    /// Runs the tests of a file, or of each file of a folder. Files that cannot be read have been reported already.
    fn run_tests(&mut self, session: &mut Session<'_>, path: &Path, has_mutants: bool, sources: &mut Sources) {
        let files = libraries::threat_files(path, session.world).unwrap_or_default();
        for file in files {
            let path = file.map_or_else(|| path.to_owned(), |name| path.join(name));
            let shown = path.display().to_string();
            if !shown.ends_with(".md") {
                continue;
            }
            let Ok(bytes) = session.world.read(&path, libraries::MAX_THREATS_FILE) else { continue };
            let Ok(text) = libraries::text_of(&shown, bytes) else { continue };
            if let Ok(Some(tests)) = threat_tests(&shown, &text, sources) {
                self.run_tests_of(session, &tests, has_mutants);
            }
        }
    }

    fn run_tests_of(&mut self, session: &mut Session<'_>, tests: &ThreatTests, has_mutants: bool) {
        if tests.models.is_empty() {
            let problem = Diagnostic::warning(format!("the threat `{}` has no tests", tests.id));
            let help = "write below `## Tests` a model on which it fires and one on which it stays quiet";
            self.diagnostics.push(problem.at(Some(tests.place), "").help(help));
            return;
        }
        let read = ReadTests::read(tests, session.world);
        for (_, problems) in read.problems() {
            self.tests += 1;
            self.failed += usize::from(problems.iter().any(|problem| problem.severity == Severity::Error));
            self.diagnostics.extend(problems.iter().cloned());
        }
        if has_mutants {
            let mutation = read.mutate();
            self.mutants += mutation.tried;
            self.unnoticed += mutation.survivors.len();
            for survivor in mutation.survivors {
                let whole = if survivor.is_pytm { tests.pytm_place } else { tests.condition_place };
                let message = format!("no test of `{}` notices when this {}", tests.id, survivor.mutant.change);
                let place = whole.map(|whole| survivor.mutant.range.within(whole));
                self.diagnostics.push(
                    Diagnostic::warning(message)
                        .at(place, "")
                        .help(format!("write one in which `{}` gives another result", survivor.mutant.text)),
                );
            }
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Errors 2, or 3 for a refusal; warnings 1; notes are fine.
    fn exit_code(&self) -> u8 {
        match (self.diagnostics.iter().any(|diagnostic| diagnostic.is_refusal), self.count(Severity::Error)) {
            (true, _) => EXIT_REFUSED,
            (false, 0) if self.count(Severity::Warning) == 0 => EXIT_DONE,
            (false, 0) => EXIT_FINDINGS,
            (false, _) => EXIT_FAILED,
        }
    }

    fn text(&self, sources: &Sources, colour: bool) -> String {
        let mut text = String::new();
        for diagnostic in &self.diagnostics {
            text.push_str(&diagnostics::draw(diagnostic, sources, colour, None));
        }
        let _ = write!(
            text,
            "{}: {}, {}, {}",
            counted(self.threats, "threat"),
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Warning), "warning"),
            counted(self.count(Severity::Note), "note")
        );
        if self.tests > 0 {
            let _ = write!(text, "; {} passed, {} failed", counted(self.tests - self.failed, "test"), self.failed);
        }
        if self.mutants > 0 {
            let noticed = self.mutants - self.unnoticed;
            let _ = write!(text, "; {noticed} of {} noticed", counted(self.mutants, "mistake"));
        }
        text.push('\n');
        text
    }

    fn json(&self, sources: &Sources) -> String {
        let diagnostics: Vec<serde_json::Value> = self
            .diagnostics
            .iter()
            .map(|diagnostic| {
                let place = |span: Span| {
                    let location = sources.locate(span)?;
                    Some(json!({ "path": &*location.path, "line": location.line, "column": location.column }))
                };
                let labels =
                    diagnostic.labels.iter().map(|label| json!({ "place": place(label.span), "text": label.text }));
                json!({
                    "severity": match diagnostic.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                        Severity::Note => "note",
                    },
                    "message": diagnostic.message,
                    "places": labels.collect::<Vec<_>>(),
                    "help": diagnostic.help,
                })
            })
            .collect();
        let summary = json!({
            "threats": self.threats,
            "tests": self.tests,
            "tests_failed": self.failed,
            "mistakes_tried": self.mutants,
            "mistakes_unnoticed": self.unnoticed,
        });
        let whole = json!({ "schema": SCHEMA, "version": VERSION, "diagnostics": diagnostics, "summary": summary });
        format!("{whole:#}\n")
    }
}
