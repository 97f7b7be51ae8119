//! Few questions settle most of what is merely assumed: measured on recorded models of others.
//!
//! `cargo test -p bartizan --test questions -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads models")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bartizan::model::schema::Kind;
use bartizan::model::{ElementId, Model, Origin, Value, imply, resolve};
use bartizan::rules::condition::Supposition;
use bartizan::rules::questions::questions;
use bartizan::rules::{Findings, Library, Verdict, analyse};

/// Every so many of the recorded models are looked at, so that the test is not slow.
const STEP: usize = 4;
/// So many questions are answered.
const ANSWERED: usize = 5;

type Keys = BTreeSet<(u32, ElementId)>;

fn with_verdict(findings: &Findings, verdict: Verdict) -> Keys {
    let of_verdict = findings.all.iter().filter(|finding| finding.verdict == verdict);
    of_verdict.map(|finding| (finding.threat, finding.element)).collect()
}

fn models() -> Vec<(PathBuf, Model)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/models");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let model = bartizan::read_model(&text, path.to_str()?, &mut bartizan::System::default()).ok()?;
        let mut model = resolve(model).ok()?;
        imply(&mut model);
        Some((path, model))
    };
    paths.into_iter().step_by(STEP).filter_map(read).collect()
}

/// The share of the assumed findings that are settled after the best questions were answered in turn.
fn settled(model: &Model, library: &Library, is_yes: bool) -> f64 {
    let before = with_verdict(&analyse(model, library).0, Verdict::Assumed);
    let mut answered = model.clone();
    for _ in 0..ANSWERED {
        let open = questions(&answered, library, &|_| true);
        let Some(best) = open.first() else { break };
        let choice = match best.attribute.kind {
            Kind::Flag => Value::Flag(is_yes),
            _ if is_yes => best.choices.last().cloned().unwrap_or(Value::None),
            _ => best.choices.first().cloned().unwrap_or(Value::None),
        };
        let mut supposition = Supposition::default();
        best.owners.iter().for_each(|owner| supposition.set(*owner, best.attribute, choice.clone()));
        supposition.write_to(&mut answered, Origin::Derived);
        imply(&mut answered);
    }
    let after = with_verdict(&analyse(&answered, library).0, Verdict::Assumed);
    1.0 - after.intersection(&before).count() as f64 / before.len().max(1) as f64
}

#[test]
fn five_answers_settle_half_of_what_is_assumed() {
    let work = || {
        let library = Library::builtin();
        let models = models();
        assert!(models.len() >= 30, "only {} models", models.len());
        for is_yes in [true, false] {
            let mut shares: Vec<f64> = models.iter().map(|(_, model)| settled(model, &library, is_yes)).collect();
            shares.sort_by(f64::total_cmp);
            let median = shares[shares.len() / 2];
            println!(
                "answered {is_yes} throughout: {:.0} % settled in the middle of {} models",
                median * 100.0,
                shares.len()
            );
            assert!(median >= 0.5, "{median}");
        }
        let (mut confirmed, mut assumed, mut asked, mut elements) = (0, 0, 0, 0);
        for (_, model) in &models {
            let findings = analyse(model, &library).0;
            confirmed += with_verdict(&findings, Verdict::Confirmed).len();
            assumed += with_verdict(&findings, Verdict::Assumed).len();
            asked += questions(model, &library, &|_| true).len();
            elements += model.registry.elements.len();
        }
        let per = |count: usize| count as f64 / elements as f64;
        println!(
            "per element: {:.2} confirmed, {:.2} assumed, {:.2} questions",
            per(confirmed),
            per(assumed),
            per(asked)
        );
    };
    let thread = std::thread::Builder::new().stack_size(bartizan::STACK).spawn(work).unwrap();
    thread.join().unwrap();
}
