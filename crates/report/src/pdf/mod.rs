//! The report as a document for paper: typeset here, with the pictures as vectors, an outline, and links inside.
//!
//! The pages are SVG, which is turned into PDF as pictures are: with the typeface of pictures, and the same bytes each time.

mod appendix;
mod setter;
mod table;

use bartizan_diagram::export::Booklet;
use bartizan_diagram::picture::Theme;
use bartizan_model::{Class, ElementId, Object};
use bartizan_rules::plan::{Plan, Priced, Step};
use bartizan_rules::why::written_name;
use bartizan_rules::{Finding, Findings, Level, Verdict};

use crate::dossier::Dossier;
use crate::limits::MAX_PDF_PAGES;
use crate::pictures::{data_flow_picture, sequence_pictures};
use crate::places::Places;
use crate::sheets::{Cell, SheetName, findings};
use setter::{BODY, FAINT, INK, SMALL, Setter};
use table::{Entry, Share, nothing, sheet_table, table};

/// The report would have more pages than a document may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report has more than {MAX_PDF_PAGES} pages")]
pub struct TooManyPages;

/// Findings of a step of a plan that are named; the others are counted.
const NAMED_FINDINGS: usize = 8;

const OF_ELEMENT: [Share; 5] =
    [("Severity", 10.0), ("Finding", 17.0), ("Title", 20.0), ("Why", 32.0), ("What helps", 30.0)];
const ASSUMED: [Share; 4] = [("Severity", 10.0), ("Finding", 17.0), ("Title", 30.0), ("Why", 52.0)];
const DECIDED: [Share; 5] =
    [("Severity", 10.0), ("Finding", 22.0), ("Title", 26.0), ("Decision", 13.0), ("Because", 38.0)];

/// Sets a report, ready to be written with fonts.
///
/// # Errors
/// When there is too much for one document.
pub fn booklet(dossier: &Dossier<'_>) -> Result<Booklet, TooManyPages> {
    let mut setter = Setter::new(&title(dossier));
    title_page(&mut setter, dossier);
    pictures(&mut setter, dossier);
    let sections: [fn(&mut Setter, &Dossier<'_>); 6] = [found, open, questions, plan, parts, appendix::threats];
    for section in sections {
        section(&mut setter, dossier);
        if setter.is_full() {
            return Err(TooManyPages);
        }
    }
    Ok(setter.finish())
}

fn title(dossier: &Dossier<'_>) -> String {
    let name = dossier.model.system.name();
    if name.trim().is_empty() { "Threat model".to_owned() } else { name.to_string() }
}

/// What the system is, the numbers, and what is where.
fn title_page(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.new_page();
    setter.gap(60.0);
    setter.text("Threat model", BODY, FAINT);
    setter.text(&title(dossier), setter::TITLE, INK);
    setter.gap(10.0);
    for paragraph in dossier.model.system.text("description").split("\n\n") {
        setter.text(paragraph, BODY, INK);
        setter.gap(6.0);
    }
    setter.gap(14.0);
    let count = |select: fn(&Object) -> bool| dossier.model.taking_part().filter(|(_, object)| select(object)).count();
    let elements = count(|object| !object.class.is_a(Class::Dataflow) && !object.class.is_a(Class::Boundary));
    let about = format!(
        "{}, {}, {}, {}",
        counted(elements, "element", "elements"),
        counted(dossier.model.registry.flows.len(), "flow", "flows"),
        counted(dossier.model.registry.boundaries.len(), "trust boundary", "trust boundaries"),
        counted(dossier.model.registry.data.len(), "kind of data", "kinds of data"),
    );
    setter.text(&about, BODY, INK);
    setter.gap(10.0);
    numbers(setter, dossier);
    setter.text(
        "Confirmed findings follow from what the model states, assumed ones from what it leaves open.",
        SMALL,
        FAINT,
    );
    setter.gap(24.0);
    for (name, heading) in contents(dossier) {
        setter.content(heading, name);
    }
}

/// The sections that there are, each with the name of its place.
fn contents(dossier: &Dossier<'_>) -> Vec<(&'static str, &'static str)> {
    let has_flows = !dossier.model.registry.flows.is_empty();
    let sections = [
        ("dfd", "Data flow diagram", true),
        ("seq", "Sequence diagram", has_flows),
        ("findings", "Findings", true),
        ("assumed", "Assumed findings", true),
        ("questions", "Questions", true),
        ("plan", "Plan", dossier.plan.is_some()),
        ("system", "What the system is made of", true),
        ("decisions", "Decisions", true),
        ("threats", "Threats", true),
    ];
    sections.into_iter().filter(|section| section.2).map(|(name, heading, _)| (name, heading)).collect()
}

/// Findings by severity and by how sure they are.
fn numbers(setter: &mut Setter, dossier: &Dossier<'_>) {
    let findings = dossier.findings;
    let level = |finding: &Finding| level(dossier, finding);
    let count = |wanted: Option<Level>, is_assumed: bool| {
        let is_meant = |found: &&Finding| level(found) == wanted && (found.verdict == Verdict::Assumed) == is_assumed;
        findings.all.iter().filter(is_meant).count()
    };
    let levels = Level::ALL.into_iter().rev().map(Some).chain([None]);
    let rows = levels.filter_map(|wanted| {
        let (sure, assumed) = (count(wanted, false), count(wanted, true));
        let words = wanted.map_or("other", Level::title);
        let row = vec![Cell::Severity(wanted, words.to_owned()).into(), sure.into(), assumed.into()];
        (sure + assumed > 0).then_some(row)
    });
    let columns = [("Severity", 20.0), ("Confirmed", 15.0), ("Assumed", 15.0)];
    table(setter, &columns, rows);
}

fn pictures(setter: &mut Setter, dossier: &Dossier<'_>) {
    let picture = data_flow_picture(dossier.model, dossier.findings, Theme::Light);
    let size = [picture.size.width, picture.size.height];
    setter.figure(Some(("dfd", "Data flow diagram")), &picture.svg, size);
    for (number, page) in (1..).zip(sequence_pictures(dossier.model, Theme::Light, true)) {
        let heading = (number == 1).then_some(("seq", "Sequence diagram"));
        setter.figure(heading, &page.svg, [page.size.width, page.size.height]);
    }
}

/// What is sure, by element.
fn found(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.section("findings", "Findings");
    let is_sure = |finding: &Finding| finding.verdict != Verdict::Assumed;
    let count = dossier.findings.all.iter().filter(|finding| is_sure(finding)).count();
    if count == 0 {
        nothing(setter, "Nothing is confirmed by what the model states.");
        return;
    }
    let places = Places::of(&dossier.model.sources);
    for (element, object) in dossier.model.taking_part() {
        let own: Vec<&Finding> =
            dossier.findings.of(element).map(|(_, finding)| finding).filter(|finding| is_sure(finding)).collect();
        if own.is_empty() || setter.is_full() {
            continue;
        }
        setter.part(&object.display_name());
        setter.text(&about(dossier, element), SMALL, FAINT);
        setter.gap(4.0);
        let sheet = findings::of(dossier, own, &places);
        sheet_table(setter, &sheet, &OF_ELEMENT);
        let decided = sheet.with_cell("Decision");
        if !decided.rows.is_empty() {
            sheet_table(setter, &decided, &DECIDED);
        }
    }
}

/// What hangs on facts that nobody stated, and what assumptions set aside.
fn open(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.section("assumed", "Assumed findings");
    let assumed: Vec<&Finding> =
        dossier.findings.all.iter().filter(|finding| finding.verdict == Verdict::Assumed).collect();
    let places = Places::of(&dossier.model.sources);
    match assumed.is_empty() {
        true => nothing(setter, "None: the model says all that conditions ask for."),
        false => {
            let text = "They are true as long as nobody says otherwise. The questions say what to find out.";
            setter.text(text, BODY, FAINT);
            setter.gap(8.0);
            sheet_table(setter, &findings::of(dossier, assumed, &places), &ASSUMED);
        }
    }
    if !dossier.findings.set_aside.is_empty() {
        setter.part("Set aside by assumptions");
        sheet_table(setter, &findings::set_aside(dossier, &places), &DECIDED);
    }
}

fn questions(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.section("questions", "Questions");
    let columns = [("Question", 50.0), ("Attribute", 33.0), ("Decides findings", 9.5), ("Could bring", 7.5)];
    listed(setter, dossier, SheetName::Questions, &columns, "Nothing is open.");
}

fn plan(setter: &mut Setter, dossier: &Dossier<'_>) {
    let Some(plan) = dossier.plan else { return };
    setter.section("plan", "Plan");
    if plan.steps.is_empty() {
        nothing(setter, "No change of the model removes a confirmed finding that is open.");
        return;
    }
    let risk = format!("The steps that remove the most risk first: from {} to {}.", plan.before, plan.after());
    setter.text(&risk, BODY, INK);
    setter.gap(8.0);
    let columns = [("Step", 6.0), ("Change", 40.0), ("Clears", 44.0), ("Risk after", 10.0)];
    table(setter, &columns, (1..).zip(&plan.steps).map(|(number, step)| step_row(dossier, plan, number, step)));
}

fn step_row(dossier: &Dossier<'_>, plan: &Plan, number: usize, step: &Step) -> Vec<Entry> {
    let changes: Vec<String> = step.changes.iter().map(|priced| change(dossier, priced)).collect();
    let named = step.cleared.iter().take(NAMED_FINDINGS);
    let mut cleared: Vec<String> = named.map(|weighed| dossier.findings.stable_id(&weighed.finding)).collect();
    if step.cleared.len() > NAMED_FINDINGS {
        cleared.push(format!("{} more", step.cleared.len() - NAMED_FINDINGS));
    }
    let risk = format!("{} of {}", step.after, plan.before);
    vec![number.into(), changes.join("; ").into(), cleared.join(", ").into(), risk.into()]
}

fn change(dossier: &Dossier<'_>, priced: &Priced) -> String {
    let change = &priced.change;
    let name = bartizan_rules::why::object_of(dossier.model, change.owner).display_name();
    let value = match &change.value {
        bartizan_model::Value::Flag(true) => "True",
        bartizan_model::Value::Flag(false) => "False",
        bartizan_model::Value::Text(text) => text,
        bartizan_model::Value::Member(member) => member.name(),
        _ => "",
    };
    format!("{name}: {} = {value}", written_name(Some(change.attribute), change.attribute.name))
}

/// The model, and what was decided about it.
fn parts(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.section("system", "What the system is made of");
    setter.part("Elements");
    let columns = [("Element", 24.0), ("Class", 14.0), ("Boundary", 20.0), ("In scope", 8.0), ("Description", 38.0)];
    listed(setter, dossier, SheetName::Elements, &columns, "None.");
    setter.part("Flows");
    let columns = [
        ("Flow", 24.0),
        ("From", 18.0),
        ("To", 18.0),
        ("Protocol", 14.0),
        ("Port", 7.0),
        ("Data", 20.0),
        ("Encrypted", 11.0),
    ];
    listed(setter, dossier, SheetName::Flows, &columns, "None.");
    setter.part("Data");
    let columns =
        [("Data", 22.0), ("Classification", 16.0), ("Kind", 14.0), ("Carried by", 24.0), ("Description", 30.0)];
    listed(setter, dossier, SheetName::Data, &columns, "None.");
    setter.part("Boundaries");
    let columns = [("Boundary", 24.0), ("Inside", 20.0), ("Contains", 34.0), ("Description", 28.0)];
    listed(setter, dossier, SheetName::Boundaries, &columns, "None.");
    setter.section("decisions", "Decisions");
    let columns = [
        ("About", 22.0),
        ("Decision", 13.0),
        ("Because", 33.0),
        ("Owner", 12.0),
        ("Ticket", 10.0),
        ("Until", 10.0),
        ("State", 14.0),
    ];
    listed(setter, dossier, SheetName::Decisions, &columns, "Nothing was decided.");
}

/// A table, or a word where it is empty.
fn listed(setter: &mut Setter, dossier: &Dossier<'_>, name: SheetName, columns: &[Share], otherwise: &str) {
    let sheet = name.of(dossier);
    match sheet.rows.is_empty() {
        true => nothing(setter, otherwise),
        false => sheet_table(setter, &sheet, columns),
    }
}

/// What an element is and where it stands.
fn about(dossier: &Dossier<'_>, element: ElementId) -> String {
    let object = dossier.model.element(element);
    let class = object.class_name();
    if object.class.is_a(Class::Dataflow) {
        return format!("{class} from {} to {}", dossier.name_in(object, "source"), dossier.name_in(object, "sink"));
    }
    match dossier.name_in(object, "inBoundary") {
        boundary if boundary.is_empty() => class.to_owned(),
        boundary => format!("{class} in {boundary}"),
    }
}

fn level(dossier: &Dossier<'_>, finding: &Finding) -> Option<Level> {
    let findings: &Findings = dossier.findings;
    Level::parse(&findings.field(dossier.model, finding, "severity")?)
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
