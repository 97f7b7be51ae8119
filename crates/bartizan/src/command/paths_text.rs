//! Attack paths as text for a terminal: asset by asset, then the chokepoints, then what was looked at.

use std::fmt::Write;

use bartizan_model::{ElementId, Model};
use bartizan_rules::paths::{AttackPath, AttackPaths, Chokepoint, OnStep, OriginReason, Step, Target};
use bartizan_rules::{Findings, limits};

use super::counted::counted;
use super::style::{Style, safe, wrapped};

/// How the text is set.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) style: Style,
    pub(crate) width: usize,
    /// How many paths to each asset are shown.
    pub(crate) most: usize,
}

/// Findings of a step that are named; the others are counted.
const NAMED_FINDINGS: usize = 3;
/// Elements that a line of the summary names, and chokepoints that are listed; the others are counted.
const NAMED_ELEMENTS: usize = 20;
/// Data of an asset that are named.
const NAMED_DATA: usize = 4;

/// The attack paths of a model.
pub(crate) fn text(model: &Model, findings: &Findings, paths: &AttackPaths, page: Page) -> String {
    let mut writer = Writer { model, findings, paths, page, out: String::new() };
    writer.line(0, &page.style.bold(&safe(&model.system.name())));
    let mut by_target: Vec<Vec<(usize, &AttackPath)>> = vec![Vec::new(); paths.assets.len()];
    for (number, path) in (1..).zip(&paths.paths) {
        if let Some(own) = by_target.get_mut(path.target) {
            own.push((number, path));
        }
    }
    // As the best path to each goes; assets that no path leads to are named together.
    let mut groups: Vec<_> = paths.assets.iter().zip(by_target).filter(|(_, own)| !own.is_empty()).collect();
    groups.sort_by_key(|(_, own)| own.first().map(|(number, _)| *number));
    for (target, own) in groups {
        writer.target(target, &own);
    }
    writer.chokepoints();
    writer.summary();
    writer.out
}

struct Writer<'a> {
    model: &'a Model,
    findings: &'a Findings,
    paths: &'a AttackPaths,
    page: Page,
    out: String,
}

impl Writer<'_> {
    fn name(&self, element: ElementId) -> String {
        safe(&self.model.element(element).name())
    }

    fn names(&self, elements: &[ElementId]) -> String {
        listed(elements.iter().map(|element| self.name(*element)), NAMED_ELEMENTS)
    }

    /// A line; what does not fit goes on in the next ones, further in.
    fn line(&mut self, indent: usize, text: &str) {
        let (first, rest) = (" ".repeat(indent), " ".repeat(indent + 2));
        self.out.push_str(&wrapped(text, self.page.width, &first, &rest));
        self.out.push('\n');
    }

    fn target(&mut self, target: &Target, own: &[(usize, &AttackPath)]) {
        let style = self.page.style;
        let asset = &target.asset;
        let class = safe(self.model.element(asset.element).class_name());
        self.out.push('\n');
        self.line(0, &format!("{}  {class}", style.bold(&self.name(asset.element))));
        let data = listed(asset.data.iter().map(|datum| safe(&self.model.datum(*datum).name())), NAMED_DATA);
        let what = if data.is_empty() { String::new() } else { format!("{data}; ") };
        let at_least = if target.is_complete { "" } else { "at least " };
        let count = counted(target.found, "path");
        self.line(2, &style.dim(&format!("{what}worth {} of 10; {at_least}{count}", asset.worth)));
        for (number, path) in own.iter().take(self.page.most) {
            self.path(*number, path);
        }
    }

    fn path(&mut self, number: usize, path: &AttackPath) {
        let origin = path.origin().map_or(String::new(), |origin| self.name(origin));
        let crossings = match path.crossings() {
            0 => String::new(),
            number => format!(", {}", counted(number, "crossing")),
        };
        let facts = format!("score {}: {}{crossings}", path.score, counted(path.steps.len(), "step"));
        self.out.push('\n');
        self.line(2, &format!("#{number} from {}  {}", self.page.style.bold(&origin), self.page.style.dim(&facts)));
        for step in &path.steps {
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        let flow = safe(&self.model.element(step.flow).display_name());
        let others = match step.other_flows {
            0 => String::new(),
            number => format!(" or {}", counted(number, "other flow")),
        };
        self.line(4, &format!("> {}  {}", self.name(step.to), self.page.style.dim(&format!("{flow}{others}"))));
        if step.crosses {
            let crossed = match (step.enters.is_empty(), step.leaves.is_empty()) {
                (false, _) => format!("into {}", self.names(&step.enters)),
                (true, false) => format!("out of {}", self.names(&step.leaves)),
                (true, true) => String::new(),
            };
            self.line(8, &crossed);
        }
        self.found("confirmed", &step.confirmed, NAMED_FINDINGS);
        self.found("assumed", &step.assumed, 0);
    }

    fn found(&mut self, word: &str, found: &OnStep, named: usize) {
        if found.count == 0 {
            return;
        }
        let worst = found.worst.map_or_else(|| "unknown".to_owned(), |level| level.title().to_lowercase());
        let mut text = format!("{} {word}, worst {}", found.count, self.page.style.severity(found.worst, &worst));
        let ids: Vec<String> =
            found.findings.iter().take(named).map(|finding| safe(&self.findings.stable_id(finding))).collect();
        if !ids.is_empty() {
            let more = if found.count > ids.len() { " ..." } else { "" };
            let _ = write!(text, ": {}", self.page.style.dim(&format!("{}{more}", ids.join(", "))));
        }
        self.line(8, &text);
    }

    fn chokepoints(&mut self) {
        let Some(chokepoints) = &self.paths.chokepoints else {
            self.out.push('\n');
            self.line(0, "the model is too dense to look for chokepoints");
            return;
        };
        if self.paths.paths.is_empty() || chokepoints.is_empty() {
            return;
        }
        let heading = match chokepoints.len() {
            1 => "Chokepoint: every path to these assets enters this element".to_owned(),
            number => format!("Chokepoints: every path to these assets enters one of these {number} elements"),
        };
        self.out.push('\n');
        self.line(0, &self.page.style.bold(&heading));
        for Chokepoint { element, paths } in chokepoints.iter().take(NAMED_ELEMENTS) {
            let all = counted(self.paths.paths.len(), "path");
            self.line(2, &format!("{}  {}", self.name(*element), self.page.style.dim(&format!("{paths} of {all}"))));
        }
        if let Some(more @ 1..) = chokepoints.len().checked_sub(NAMED_ELEMENTS) {
            self.line(2, &format!("and {more} more"));
        }
    }

    fn summary(&mut self) {
        self.out.push('\n');
        let paths = self.paths;
        let unreached: Vec<ElementId> = paths
            .assets
            .iter()
            .filter(|target| target.found == 0 && target.is_complete)
            .map(|target| target.asset.element)
            .collect();
        if !unreached.is_empty() {
            self.line(0, &format!("no path leads to {}", self.names(&unreached)));
        }
        let (origins, assets) = (counted(paths.origins.len(), "origin"), counted(paths.assets.len(), "asset"));
        self.line(0, &format!("{} from {origins} to {assets}", counted(paths.paths.len(), "path")));
        if !paths.origins.is_empty() {
            self.line(0, &format!("origins: {}", self.origins()));
        }
        if paths.assets.is_empty() {
            self.line(0, "nothing is worth an attack: state `classification`, `isPII` or `isCredentials` of data");
        }
        let bounded = paths.assets.iter().filter(|target| !target.is_complete).count();
        if bounded > 0 {
            let most = limits::MAX_PATHS_TO_ASSET;
            self.line(
                0,
                &format!(
                    "there may be more: to {} the search ended at {most} paths or at a limit of length or work",
                    counted(bounded, "asset")
                ),
            );
        }
        if paths.left_out > 0 {
            let (most, left_out) = (limits::MAX_PATHS, counted(paths.left_out, "path"));
            self.line(0, &format!("the best {most} are kept, and {left_out} left out"));
        }
    }

    fn origins(&self) -> String {
        let origins = self.paths.origins.iter().map(|origin| {
            let name = self.name(origin.element);
            match origin.reason {
                OriginReason::Actor | OriginReason::Asked => name,
                OriginReason::ExternalEntity => format!("{name} (external)"),
                OriginReason::OutOfScope => format!("{name} (out of scope)"),
                OriginReason::BoundaryOutOfScope(boundary) => {
                    format!("{name} ({} is out of scope)", self.name(boundary))
                }
                OriginReason::ThirdParty => format!("{name} (third party)"),
            }
        });
        listed(origins, NAMED_ELEMENTS)
    }
}

/// So many of the words, and how many more there are.
fn listed(words: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = words.len().saturating_sub(most);
    let mut listed: Vec<String> = words.take(most).collect();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    listed.join(", ")
}
