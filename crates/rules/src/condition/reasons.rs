//! Why a condition has the outcome it has: its parts as a tree, what each of them comes to, and the facts that it read.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use bartizan_model::Owner;

use super::evaluate::{Evaluated, Evaluator};
use super::fault::Fault;
use super::program::{Node, NodeKind};
use super::term::{Term, Truth};
use super::tree::{Expression, ExpressionKind, Range};
use super::vocabulary::Function;
use super::words::Speaker;
use super::{Outcome, Read};

/// A part of a condition, with `not` pushed down to the statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Where in the condition's text. The text says the opposite where the part is turned.
    pub range: Range,
    /// Whether the part is so where its text is false: an odd number of `not` stands around it.
    pub is_turned: bool,
    /// What the stated facts alone make of it, or why it cannot be evaluated.
    pub stated: Result<Outcome, Box<Fault>>,
    /// What it is while the defaults stand in for what nobody stated. Unknown where there is no default.
    pub defaults: Result<Outcome, Box<Fault>>,
    /// What it is made of.
    pub kind: ReasonKind,
}

/// What a part of a condition is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum ReasonKind {
    /// It is so when all of these are.
    All(Vec<Reason>),
    /// It is so when one of these is.
    Any(Vec<Reason>),
    /// One thing that is so or is not.
    Statement(Statement),
}

/// One thing that is so or is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// In plain words: `it does not validate input`.
    pub words: String,
    /// The facts that it read, each once, in the order in which it did.
    pub reads: Vec<Read>,
    /// What it says of several flows or data at once.
    pub items: Option<Items>,
}

/// The items that `any(...)` or `all(...)` went through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Items {
    /// Those that decided it; where none did, no item is as it would take.
    pub deciding: Vec<Owner>,
    /// Those of which nobody knows.
    pub unknown: Vec<Owner>,
    /// How many there were.
    pub count: usize,
}

/// A part of a condition without `and`, `or` and `not`, that decided the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// As it was written.
    pub text: String,
    /// Where in the condition's text.
    pub range: Range,
    /// Whether it is true or false.
    pub value: bool,
    /// The facts that it read, in the order in which it did.
    pub reads: Vec<Read>,
}

impl Reason {
    /// The statements that decided the outcome: where that is false, those that had to be true and are not.
    pub fn deciding(&self) -> Vec<&Reason> {
        let (ReasonKind::All(parts) | ReasonKind::Any(parts)) = &self.kind else { return vec![self] };
        let has_decided = |part: &&Reason| match (&part.defaults, &self.defaults) {
            (Ok(part), Ok(whole)) => part == whole,
            (part, whole) => part.is_err() && whole.is_err(),
        };
        parts.iter().filter(has_decided).flat_map(Reason::deciding).collect()
    }

    /// The statement, where it is one.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.kind {
            ReasonKind::Statement(statement) => Some(statement),
            ReasonKind::All(_) | ReasonKind::Any(_) => None,
        }
    }

    /// The deciding statements as they are written in the condition, which has this text.
    pub(super) fn atoms(&self, text: &str) -> Vec<Atom> {
        let atom = |part: &Reason| Atom {
            text: part.range.of(text).to_owned(),
            range: part.range,
            value: (part.defaults == Ok(Outcome::True)) != part.is_turned,
            reads: part.statement().map(|statement| statement.reads.clone()).unwrap_or_default(),
        };
        self.deciding().into_iter().map(atom).collect()
    }
}

/// Takes a condition apart. The outcome of the whole is evaluated as ever, and its parts after it.
pub(super) struct Tracer<'a> {
    /// With what nobody stated as unknown.
    pub(super) stated: Evaluator<'a>,
    /// With defaults in its place.
    pub(super) defaults: Evaluator<'a>,
    /// Puts the statements into words, and has their items named; left out where nobody reads them.
    pub(super) speaker: Option<Speaker<'a>>,
    /// Steps of all parts together; the whole has its own.
    pub(super) steps_of_parts: Option<u64>,
}

impl<'a> Tracer<'a> {
    /// The whole condition. `expression` and `node` are the same, as it was written and as it runs.
    pub(super) fn trace(mut self, expression: &'a Expression, node: &'a Node) -> Reason {
        // A sentence that stands alone needs a subject; where there are several, it was named before them.
        let mut inner = expression;
        while let ExpressionKind::Not(turned) = &inner.kind {
            inner = turned;
        }
        if let (ExpressionKind::And(_) | ExpressionKind::Or(_), Some(speaker)) = (&inner.kind, &mut self.speaker) {
            speaker.name = None;
        }
        self.part(expression, node, true)
    }

    fn part(&mut self, expression: &'a Expression, node: &'a Node, is_so: bool) -> Reason {
        let kind = match (&expression.kind, &node.kind) {
            (ExpressionKind::Not(expression), NodeKind::Not(node)) => return self.part(expression, node, !is_so),
            (ExpressionKind::And(written), NodeKind::And(parts)) => Some((written, parts, is_so)),
            (ExpressionKind::Or(written), NodeKind::Or(parts)) => Some((written, parts, !is_so)),
            _ => None,
        };
        let Some((written, parts, are_all)) = kind else { return self.statement(expression, node, is_so) };
        let (stated, defaults) = (outcome(&mut self.stated, node, is_so), outcome(&mut self.defaults, node, is_so));
        self.refill();
        let parts = written.iter().zip(parts).map(|(written, part)| self.part(written, part, is_so)).collect();
        let kind = if are_all { ReasonKind::All(parts) } else { ReasonKind::Any(parts) };
        Reason { range: node.range, is_turned: !is_so, stated, defaults, kind }
    }

    fn statement(&mut self, expression: &'a Expression, node: &'a Node, is_so: bool) -> Reason {
        let (stated, stated_reads) = with_reads(&mut self.stated, node, is_so);
        let (defaults, default_reads) = with_reads(&mut self.defaults, node, is_so);
        let is_decided = matches!(stated, Ok(Outcome::True | Outcome::False));
        let (evaluator, reads) =
            if is_decided { (&mut self.stated, stated_reads) } else { (&mut self.defaults, default_reads) };
        let items = if self.speaker.is_some() { items(evaluator, node) } else { None };
        let words = self.speaker.as_mut().map_or_else(String::new, |speaker| speaker.say(expression, is_so).sentence());
        let statement = Statement { words, reads, items };
        Reason { range: node.range, is_turned: !is_so, stated, defaults, kind: ReasonKind::Statement(statement) }
    }

    /// The whole has had its steps; its parts share others.
    fn refill(&mut self) {
        if let Some(steps) = self.steps_of_parts.take() {
            self.stated.steps = steps;
            self.defaults.steps = steps;
        }
    }
}

fn outcome<'a>(evaluator: &mut Evaluator<'a>, node: &'a Node, is_so: bool) -> Result<Outcome, Box<Fault>> {
    let truth = evaluator.evaluate(node)?.truth();
    Ok(Outcome::from(if is_so { truth } else { !truth }))
}

/// The outcome with the facts that were read on the way, each once.
fn with_reads<'a>(
    evaluator: &mut Evaluator<'a>,
    node: &'a Node,
    is_so: bool,
) -> (Result<Outcome, Box<Fault>>, Vec<Read>) {
    evaluator.reads = Some(Vec::new());
    let outcome = outcome(evaluator, node, is_so);
    let reads = evaluator.reads.take().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let is_new = |read: &Read| seen.insert((read.owner, read.attribute.clone()));
    (outcome, reads.into_iter().filter(is_new).collect())
}

/// What `any(...)` or `all(...)` went through; all of it, also what comes after the decision.
fn items<'a>(evaluator: &mut Evaluator<'a>, node: &'a Node) -> Option<Items> {
    let NodeKind::Call { function: function @ (Function::Any | Function::All), arguments } = &node.kind else {
        return None;
    };
    let [list] = &**arguments else { return None };
    let NodeKind::Comprehension { clauses, .. } = &list.kind else { return None };
    let variable = clauses.first()?.variable;
    let deciding = if *function == Function::Any { Truth::Yes } else { Truth::No };
    let mut items = Items::default();
    let mut seen = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
    evaluator.variables.clear();
    // Items after one that cannot be evaluated are not named.
    let _: Evaluated<()> = evaluator.each(list, &mut |this, term, guard| {
        let owner = match this.variables.get(variable) {
            Some(Term::Element(id)) => Owner::Element(*id),
            Some(Term::Data(id)) => Owner::Data(*id),
            _ => return Ok(ControlFlow::Continue(())),
        };
        let [all, decided, unknown] = &mut seen;
        items.count += usize::from(all.insert(owner));
        match (term.truth(), guard) {
            (truth, None) if truth == deciding && decided.insert(owner) => items.deciding.push(owner),
            (Truth::Unknown(_), _) if unknown.insert(owner) => items.unknown.push(owner),
            (truth, Some(_)) if truth == deciding && unknown.insert(owner) => items.unknown.push(owner),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    });
    Some(items)
}
