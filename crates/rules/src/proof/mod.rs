//! What can be proved of the conditions of a library: that one is never true, or always, on a class that its threat is
//! about, and that one implies another.
//!
//! Nothing is tried out: the conditions about a class become one formula, and a SAT solver decides each question.

mod encode;
mod value;

use std::collections::BTreeMap;

use bartizan_model::{Class, Diagnostic};
use batsat::Lit;

use crate::condition::{Expression, ExpressionKind, Range};
use crate::library::{Library, place};
use crate::limits::MAX_COMPARISONS;
use crate::threat::Threat;
use encode::{Encoder, Truth};

/// Says of every threat of a library what can be proved of its condition.
pub fn examine(library: &Library) -> Vec<Diagnostic> {
    let mut examined = Examined::default();
    for class in Class::ALL.into_iter().filter(|class| class.is_a(Class::Element) && !is_abstract(*class)) {
        examined.class(library, class);
    }
    examined.report(library)
}

/// A class of which no element is alone: a threat about it is about the classes that derive from it.
fn is_abstract(class: Class) -> bool {
    matches!(class, Class::Element | Class::Asset)
}

/// What was found, class by class.
#[derive(Default)]
struct Examined {
    /// By position of the threat and class.
    verdicts: BTreeMap<(usize, Class), Verdict>,
    /// Pairs of positions of which the first implies the second, and the classes on which it does.
    implied: BTreeMap<(usize, usize), Vec<Class>>,
    undecided: Vec<Class>,
}

/// What is known of a condition on a class.
enum Verdict {
    /// It is true of some elements and not of others.
    Sensible,
    /// It is never true; these parts are the reason.
    Never(Vec<Reason>),
    /// It is true of all elements.
    Always,
}

/// A part that keeps a condition from being true, alone or with others.
struct Reason {
    range: Range,
    /// The class does not have what the part asks for.
    is_fault: bool,
}

impl Examined {
    fn class(&mut self, library: &Library, class: Class) {
        let about: Vec<(usize, &Expression)> =
            library.about(class).filter_map(|position| Some((position, library.condition(position)?.tree()))).collect();
        let mut encoder = Encoder::new(class);
        about.iter().for_each(|(_, tree)| encoder.survey(tree));
        let mut truths: Vec<(usize, Truth)> = Vec::with_capacity(about.len());
        for (position, tree) in &about {
            truths.push((*position, encoder.encode(tree)));
            if encoder.is_over_limit() {
                self.undecided.push(class);
                return;
            }
        }
        encoder.relate();
        let mut models: Vec<Vec<bool>> = Vec::new();
        let mut possible: Vec<(usize, Lit)> = Vec::new();
        for ((position, truth), (_, tree)) in truths.iter().zip(&about) {
            let verdict = match encoder.model(truth.yes, truths.iter().map(|(_, other)| other.yes)) {
                None => Verdict::Never(reasons(&mut encoder, tree)),
                Some(model) => match encoder.can_hold(&[!truth.yes]) {
                    Some(false) if !matches!(tree.kind, ExpressionKind::Constant(_)) => Verdict::Always,
                    Some(false) => Verdict::Sensible,
                    _ => {
                        possible.push((*position, truth.yes));
                        models.push(model);
                        Verdict::Sensible
                    }
                },
            };
            self.verdicts.insert((*position, class), verdict);
        }
        self.compare(&mut encoder, class, &truths, &possible, &models);
        if encoder.is_over_limit() {
            self.undecided.push(class);
        }
    }

    /// Which conditions imply which others. A model in which only the first is true spares the question.
    fn compare(
        &mut self,
        encoder: &mut Encoder<'_>,
        class: Class,
        truths: &[(usize, Truth)],
        possible: &[(usize, Lit)],
        models: &[Vec<bool>],
    ) {
        let mut left = MAX_COMPARISONS;
        for ((first, yes), model) in possible.iter().zip(models) {
            let in_model =
                truths.iter().zip(model).filter(|(_, is_true)| **is_true).map(|((position, _), _)| *position);
            let candidates: Vec<usize> = in_model.collect();
            for (second, other) in possible {
                if first == second || candidates.binary_search(second).is_err() {
                    continue;
                }
                // What is written alike is alike.
                let is_same = yes == other;
                if !is_same && left == 0 {
                    return self.undecided.push(class);
                }
                left -= usize::from(!is_same);
                if is_same || encoder.can_hold(&[*yes, !*other]) == Some(false) {
                    self.implied.entry((*first, *second)).or_default().push(class);
                }
            }
        }
    }

    fn report(&self, library: &Library) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (position, threat) in library.threats().iter().enumerate() {
            diagnostics.extend(self.verdict(position, threat));
        }
        for (position, threat) in library.threats().iter().enumerate() {
            diagnostics.extend(self.relations(library, position, threat));
        }
        for class in &self.undecided {
            let message = format!("the conditions about `{}` are too many or too large to be decided", class.name());
            diagnostics.push(Diagnostic::warning(message).help("split the library, or write simpler conditions"));
        }
        diagnostics
    }

    /// What is wrong with a condition on the classes that its threat names.
    fn verdict(&self, position: usize, threat: &Threat) -> Option<Diagnostic> {
        let of = |class: Class| self.verdicts.get(&(position, class));
        // On a class that has others below it, all of them count.
        let on = |target: &Class, is_so: &dyn Fn(&Verdict) -> bool| {
            let mut known = Class::ALL.into_iter().filter(|class| class.is_a(*target)).filter_map(of).peekable();
            known.peek().is_some() && known.all(is_so)
        };
        let never: Vec<Class> =
            threat.targets.iter().copied().filter(|target| on(target, &|v| matches!(v, Verdict::Never(_)))).collect();
        let always: Vec<Class> =
            threat.targets.iter().copied().filter(|target| on(target, &|v| matches!(v, Verdict::Always))).collect();
        if let Some(first) = never.first() {
            let below = Class::ALL.into_iter().filter(|class| class.is_a(*first));
            let reasons = below.filter_map(of).find_map(|verdict| match verdict {
                Verdict::Never(reasons) => Some(reasons.as_slice()),
                _ => None,
            });
            return Some(never_true(threat, &never, reasons.unwrap_or_default()));
        }
        if always.is_empty() {
            return None;
        }
        let message = format!("the condition of the threat `{}` is true of every {}", threat.id, names(&always));
        let help = "a threat that always applies has the condition `True`; otherwise say what protects against it";
        Some(Diagnostic::warning(message).at(place(threat, None), "").help(help))
    }

    /// The threats that apply wherever this one does.
    fn relations(&self, library: &Library, position: usize, threat: &Threat) -> Option<Diagnostic> {
        let id = |position: usize| {
            library.threats().get(position).map_or(String::new(), |threat| format!("`{}`", threat.id))
        };
        let mut same = Vec::new();
        let mut wider = Vec::new();
        let mut classes: Vec<Class> = Vec::new();
        for ((_, second), on) in self.implied.range((position, 0)..(position + 1, 0)) {
            let is_mutual = self.implied.contains_key(&(*second, position));
            match (is_mutual, *second < position) {
                // All was said at the first of them.
                (true, true) => return None,
                (true, false) => same.push(id(*second)),
                (false, _) => wider.push(id(*second)),
            }
            classes.extend(on.iter().filter(|class| !classes.contains(class)).copied().collect::<Vec<_>>());
        }
        classes.sort_unstable();
        classes.dedup();
        // What holds of a class holds of those that derive from it.
        let all = classes.clone();
        classes.retain(|class| !class.parent().is_some_and(|parent| all.contains(&parent)));
        let so = |others: &[String]| format!("so {} {}", if others.len() == 1 { "does" } else { "do" }, listed(others));
        let own = id(position);
        let message = match (same.is_empty(), wider.is_empty()) {
            (true, true) => return None,
            (false, true) => format!("the condition of {own} says the same as that of {}", listed(&same)),
            (true, false) => format!("wherever {own} applies, {}", so(&wider)),
            (false, false) => format!(
                "the condition of {own} says the same as that of {}, and wherever it applies, {}",
                listed(&same),
                so(&wider)
            ),
        };
        Some(Diagnostic::note(format!("{message} ({})", names(&classes))).at(place(threat, None), ""))
    }
}

fn never_true(threat: &Threat, classes: &[Class], reasons: &[Reason]) -> Diagnostic {
    let message = match classes.len() == threat.targets.len() {
        true => format!("the threat `{}` can never fire: its condition is never true of {}", threat.id, names(classes)),
        false => format!("the threat `{}` can never fire on {}", threat.id, names(classes)),
    };
    let mut problem = Diagnostic::warning(message);
    let class = classes.first().map_or("", |class| class.name());
    for (number, reason) in reasons.iter().enumerate() {
        let why = match (reason.is_fault, number, reasons.len()) {
            (true, ..) => format!("`{class}` does not have this"),
            (false, 0, 1) => "this is never true".to_owned(),
            (false, 0, _) => "this".to_owned(),
            _ => "contradicts this".to_owned(),
        };
        problem = problem.at(place(threat, Some(reason.range)), why);
    }
    match reasons.iter().any(|reason| reason.is_fault) {
        true => {
            problem.help(format!("ask for what `{class}` has (`bartizan describe {class}`), or change the targets"))
        }
        false if reasons.is_empty() => problem.at(place(threat, None), ""),
        false => problem,
    }
}

/// A smallest set of parts, all of which are needed, that cannot be true together.
fn reasons<'a>(encoder: &mut Encoder<'a>, condition: &'a Expression) -> Vec<Reason> {
    let mut parts: Vec<(Range, Lit)> = Vec::new();
    flatten(encoder, condition, &mut parts);
    let mut at = 0;
    while at < parts.len() && parts.len() > 1 {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, literal))| *literal);
        match encoder.can_hold(&others.collect::<Vec<_>>()) {
            Some(false) => drop(parts.remove(at)),
            _ => at += 1,
        }
    }
    let is_fault =
        |range: Range| encoder.faults.iter().any(|fault| range.start <= fault.start && fault.end <= range.end);
    parts.into_iter().map(|(range, _)| Reason { range, is_fault: is_fault(range) }).collect()
}

/// The parts of nested `and`s, with when they are true.
fn flatten<'a>(encoder: &mut Encoder<'a>, expression: &'a Expression, parts: &mut Vec<(Range, Lit)>) {
    match &expression.kind {
        ExpressionKind::And(inner) => inner.iter().for_each(|part| flatten(encoder, part, parts)),
        _ => parts.push((expression.range, encoder.encode(expression).yes)),
    }
}

/// The first of several ids, and how many more there are.
fn listed(ids: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = ids.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match ids.len().checked_sub(SHOWN) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

fn names(classes: &[Class]) -> String {
    let names: Vec<String> = classes.iter().map(|class| format!("`{}`", class.name())).collect();
    names.join(", ")
}
