//! Runs a condition on an element: with pytm's defaults as facts, or with what nobody stated as unknown.
//!
//! One evaluator serves both. INVARIANT: what is true while the unstated is unknown is true under the defaults.

use std::cmp::Ordering;
use std::ops::ControlFlow;
use std::rc::Rc;

use bartizan_model::schema::MemberValue;
use bartizan_model::{Class, ElementId, Model, Object, Origin, Owner, Value};

use super::fault::{Fault, FaultKind};
use super::program::{Loop, Node, NodeKind};
use super::slots::{Place, Slot, Slots};
use super::term::{self, Number, Risk, Term, Truth};
use super::tree::{ArithmeticOperator, Comparison, Constant, Range, Shape};
use super::vocabulary::{Function, Method};
use super::{Mode, Read, Supposition};

pub(super) type Evaluated<T> = Result<T, Box<Fault>>;

/// Evaluates the nodes of one condition on one element.
pub(super) struct Evaluator<'a> {
    pub(super) model: &'a Model,
    pub(super) target: ElementId,
    pub(super) mode: Mode,
    /// Steps that are left.
    pub(super) steps: u64,
    /// What is supposed in place of the model's facts.
    pub(super) supposition: Option<&'a Supposition>,
    /// Values of the variables of comprehensions.
    pub(super) variables: Vec<Term<'a>>,
    /// The facts that were read, when somebody wants to know.
    pub(super) reads: Option<Vec<Read>>,
    /// How many facts had been read before the item that is being visited.
    pub(super) item_mark: usize,
}

/// What has been seen of several truths so far.
#[derive(Default)]
struct Doubt(Option<Risk>);

impl Doubt {
    fn add(&mut self, risk: Risk) {
        self.0 = Some(self.0.map_or(risk, |known| known.max(risk)));
    }

    /// The outcome when one truth decides it, unless something before it may fail.
    fn decided<'a>(&self, outcome: Term<'a>) -> Term<'a> {
        match self.0 {
            Some(Risk::MayFail) => Term::Unknown(Risk::MayFail),
            _ => outcome,
        }
    }

    /// The outcome when nothing decided it.
    fn open<'a>(&self, outcome: Term<'a>) -> Term<'a> {
        match self.0 {
            Some(risk) => Term::Unknown(risk),
            None => outcome,
        }
    }
}

impl<'a> Evaluator<'a> {
    /// The value of a node.
    pub(super) fn evaluate(&mut self, node: &'a Node) -> Evaluated<Term<'a>> {
        self.step(1, node.range)?;
        match &node.kind {
            NodeKind::Read { object, slots } => {
                let object = self.operand(object)?;
                self.read(&object, slots, node.range)
            }
            NodeKind::Compare { first, rest } => self.compare(first, rest),
            NodeKind::And(parts) => self.connect(parts, Truth::No),
            NodeKind::Or(parts) => self.connect(parts, Truth::Yes),
            NodeKind::Not(inner) => Ok((!self.evaluate(inner)?.truth()).into()),
            _ => self.evaluate_rarer(node),
        }
    }

    /// The nodes that few conditions have, apart so that the others need less room on the stack.
    #[inline(never)]
    fn evaluate_rarer(&mut self, node: &'a Node) -> Evaluated<Term<'a>> {
        match &node.kind {
            NodeKind::Class(class) => Ok(Term::Class(*class)),
            NodeKind::Get { object, slots, default } => self.get(object, slots, default.as_deref(), node.range),
            NodeKind::Has { object, slots } => {
                let object = self.evaluate(object)?;
                Ok(match self.read(&object, slots, node.range) {
                    Ok(Term::Unknown(Risk::MayFail)) => Term::Unknown(Risk::None),
                    outcome => Term::Flag(outcome.is_ok()),
                })
            }
            NodeKind::Item { object, index } => self.item(object, index, node.range),
            NodeKind::Negate(inner) => self.negate(inner, node.range),
            NodeKind::Arithmetic { operator, sides } => self.arithmetic(*operator, sides, node.range),
            NodeKind::Choice(parts) => {
                let [condition, yes, no] = &**parts;
                match self.evaluate(condition)?.truth() {
                    Truth::Yes => self.evaluate(yes),
                    Truth::No => self.evaluate(no),
                    Truth::Unknown(_) => Ok(Term::Unknown(Risk::MayFail)),
                }
            }
            NodeKind::Sequence { shape, items } => {
                let items = items.iter().map(|item| self.evaluate(item)).collect::<Evaluated<Rc<[_]>>>()?;
                Ok(Term::Items(items, *shape))
            }
            NodeKind::Comprehension { .. } => self.collect(node),
            NodeKind::Call { function, arguments } => self.call(*function, arguments, node.range),
            NodeKind::Method { method, object, arguments } => {
                let object = self.evaluate(object)?;
                let arguments = arguments.iter().map(|item| self.evaluate(item)).collect::<Evaluated<Vec<_>>>()?;
                self.method(*method, &object, &arguments, node.range)
            }
            NodeKind::Meaningless(what) => Err(Fault::new(FaultKind::Meaningless(what.clone()), node.range)),
            _ => self.operand(node),
        }
    }

    /// Likewise; what needs no evaluation costs no step.
    #[inline]
    fn operand(&mut self, node: &'a Node) -> Evaluated<Term<'a>> {
        match &node.kind {
            NodeKind::Target => Ok(Term::Element(self.target)),
            NodeKind::Variable(at) => Ok(self.variables.get(*at).cloned().unwrap_or(Term::None)),
            NodeKind::Constant(constant) => Ok(constant_term(constant)),
            NodeKind::Member(member) => Ok(Term::Member(*member)),
            // INVARIANT: `evaluate` hands only the nodes above back to this function.
            _ => self.evaluate(node),
        }
    }

    #[inline]
    pub(super) fn step(&mut self, count: u64, range: Range) -> Evaluated<()> {
        match self.steps.checked_sub(count) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(Fault::new(FaultKind::TooManySteps, range))
            }
        }
    }

    /// `and` and `or`: the first operand whose truth decides, else the last one.
    fn connect(&mut self, parts: &'a [Node], deciding: Truth) -> Evaluated<Term<'a>> {
        let mut doubt = Doubt::default();
        let mut last = Term::Flag(deciding == Truth::No);
        for part in parts {
            last = self.evaluate(part)?;
            match last.truth() {
                Truth::Unknown(risk) => doubt.add(risk),
                truth if truth == deciding => return Ok(doubt.decided(last)),
                _ => {}
            }
        }
        Ok(doubt.open(last))
    }

    fn compare(&mut self, first: &'a Node, rest: &'a [(Comparison, Node)]) -> Evaluated<Term<'a>> {
        let mut doubt = Doubt::default();
        let mut left = self.operand(first)?;
        for (operator, node) in rest {
            let (truth, right) = match among_constants(self.model, *operator, &left, node) {
                Some(truth) if rest.len() == 1 => (truth, Term::None),
                _ => {
                    let right = self.operand(node)?;
                    self.step(left.cost_with(&right), node.range)?;
                    let truth = compare(self.model, *operator, &left, &right)
                        .map_err(|kind| Fault::new(kind, Range::new(first.range.start, node.range.end)))?;
                    (truth, right)
                }
            };
            match truth {
                Truth::No => return Ok(doubt.decided(Term::Flag(false))),
                Truth::Unknown(risk) => doubt.add(risk),
                Truth::Yes => {}
            }
            left = right;
        }
        Ok(doubt.open(Term::Flag(true)))
    }

    /// The value of an attribute. Something unknown has unknown attributes.
    pub(super) fn read(&mut self, object: &Term<'a>, slots: &Slots, range: Range) -> Evaluated<Term<'a>> {
        let model = self.model;
        match object {
            Term::Element(id) => self.read_of(model.element(*id), Owner::Element(*id), slots, range),
            Term::Data(id) => self.read_of(model.datum(*id), Owner::Data(*id), slots, range),
            Term::Controls(id) => {
                let (owner, object) = (Owner::Element(*id), model.element(*id));
                match (slots.of(Class::Controls), object.controls.extra(&slots.name)) {
                    (Some(slot), _) if self.is_beyond_pytm(slot, slot.control(object)) => {
                        Err(no_attribute("`Controls`".to_owned(), slots, range))
                    }
                    (Some(slot), _) => Ok(self.known_or_default(slot, slot.control(object), owner, slots)),
                    (None, Some(fact)) => Ok(self.fact(fact, owner, slots)),
                    (None, None) => Err(no_attribute("`Controls`".to_owned(), slots, range)),
                }
            }
            Term::Unknown(_) => Ok(Term::Unknown(Risk::MayFail)),
            Term::Member(member) if &*slots.name == "name" => Ok(Term::Text(member.name())),
            Term::Member(member) if &*slots.name == "value" => Ok(match member.value() {
                MemberValue::Int(rank) => Term::Int(rank),
                MemberValue::Text(text) => Term::Text(text),
            }),
            other => Err(no_attribute(other.kind_name().to_owned(), slots, range)),
        }
    }

    fn read_of(&mut self, object: &'a Object, owner: Owner, slots: &Slots, range: Range) -> Evaluated<Term<'a>> {
        match (slots.of(object.class), owner) {
            (Some(Slot { place: Place::AllControls, .. }), Owner::Element(id)) => Ok(Term::Controls(id)),
            (Some(slot @ Slot { place: Place::Remarks, .. }), _) => Ok(remarks(object, slot)),
            (Some(slot), _) if self.is_beyond_pytm(slot, slot.fact(object)) => {
                self.read_extra(object, owner, slots, range)
            }
            (Some(slot), _) => Ok(self.known_or_default(slot, slot.fact(object), owner, slots)),
            (None, _) => self.read_extra(object, owner, slots, range),
        }
    }

    /// An attribute that the schema does not know: of the author's own, or not there at all.
    #[inline(never)]
    fn read_extra(&mut self, object: &'a Object, owner: Owner, slots: &Slots, range: Range) -> Evaluated<Term<'a>> {
        let extra = object.facts.extra(&slots.name).or_else(|| object.controls.extra(&slots.name));
        match extra {
            Some(fact) => Ok(self.fact(fact, owner, slots)),
            // A method that is not called is an object, and so true, in Python.
            None if Method::by_name(&slots.name).is_some_and(|method| object.class.is_a(method.class())) => {
                Ok(Term::Other("a method"))
            }
            None => {
                let whose = format!("the {} {:?}", object.class_name(), &*object.name());
                Err(no_attribute(whose, slots, range))
            }
        }
    }

    /// Whether pytm has no such attribute on an object on which nobody set it.
    #[inline]
    fn is_beyond_pytm(&self, slot: &Slot, fact: Option<&bartizan_model::Fact>) -> bool {
        self.mode == Mode::Pytm && fact.is_none() && !slot.attribute.is_of_pytm()
    }

    #[inline]
    fn known_or_default(
        &mut self,
        slot: &Slot,
        fact: Option<&'a bartizan_model::Fact>,
        owner: Owner,
        slots: &Slots,
    ) -> Term<'a> {
        if let Some(supposition) = self.supposition
            && let Some(value) = supposition.get(owner, slot.attribute)
        {
            self.record(owner, slots, Some(slot), value, Origin::Derived);
            return slot.term(value);
        }
        let (term, origin) = match fact {
            Some(fact) => (slot.term(&fact.value), fact.origin),
            None => (slot.default(), Origin::Default),
        };
        if self.reads.is_some() {
            let value = fact.map_or_else(|| slot.attribute.default.value(), |fact| fact.value.clone());
            self.record(owner, slots, Some(slot), &value, origin);
        }
        if self.mode == Mode::Stated && !origin.is_known() && !slot.is_structure {
            return Term::Unknown(Risk::None);
        }
        term
    }

    /// A fact with a name of the author's own.
    fn fact(&mut self, fact: &'a bartizan_model::Fact, owner: Owner, slots: &Slots) -> Term<'a> {
        self.record(owner, slots, None, &fact.value, fact.origin);
        if self.mode == Mode::Stated && !fact.origin.is_known() {
            return Term::Unknown(Risk::MayFail);
        }
        Term::of(&fact.value, None)
    }

    /// Notes a fact that was read, when somebody wants to know.
    fn record(&mut self, owner: Owner, slots: &Slots, slot: Option<&Slot>, value: &Value, origin: Origin) {
        if let Some(reads) = &mut self.reads {
            reads.push(Read {
                owner,
                attribute: slots.name.clone(),
                row: slot.map(|slot| slot.attribute),
                value: value.clone(),
                origin,
                is_unknown: !origin.is_known() && !slot.is_some_and(|slot| slot.is_structure),
            });
        }
    }

    fn get(&mut self, object: &'a Node, slots: &Slots, default: Option<&'a Node>, range: Range) -> Evaluated<Term<'a>> {
        let object = self.evaluate(object)?;
        // Python evaluates the default whether it is needed or not.
        let default = default.map(|default| self.evaluate(default)).transpose()?;
        match (self.read(&object, slots, range), default) {
            (Ok(term), _) => Ok(term),
            // Nobody said anything, so that the default of the condition is as much of a guess as one of the schema.
            (Err(_), Some(_)) if self.mode == Mode::Stated => Ok(Term::Unknown(Risk::MayFail)),
            (Err(_), Some(term)) => Ok(term),
            (Err(fault), None) => Err(fault),
        }
    }

    fn item(&mut self, object: &'a Node, index: &'a Node, range: Range) -> Evaluated<Term<'a>> {
        let (object, index) = (self.evaluate(object)?, self.evaluate(index)?);
        if matches!(object, Term::Unknown(_)) || matches!(index, Term::Unknown(_)) {
            return Ok(Term::Unknown(Risk::MayFail));
        }
        self.step(object.weight(), range)?;
        let fault = || Fault::new(FaultKind::NoItem(shown(&index), object.kind_name()), range);
        let Some(Number::Int(index)) = term::number(&index) else { return Err(fault()) };
        let length = object.length().ok_or_else(fault)? as i64;
        let at = if index < 0 { index.saturating_add(length) } else { index };
        let at = usize::try_from(at).map_err(|_| fault())?;
        match &object {
            Term::Text(text) => text
                .char_indices()
                .nth(at)
                .and_then(|(start, character)| text.get(start..start + character.len_utf8()))
                .map(Term::Text),
            _ => object.items().and_then(|mut items| items.nth(at)),
        }
        .ok_or_else(fault)
    }

    fn negate(&mut self, inner: &'a Node, range: Range) -> Evaluated<Term<'a>> {
        let term = self.evaluate(inner)?;
        match (&term, term::number(&term)) {
            (Term::Unknown(_), _) => Ok(Term::Unknown(Risk::MayFail)),
            (_, Some(Number::Int(number))) => {
                number.checked_neg().map(Term::Int).ok_or_else(|| Fault::new(FaultKind::Overflow, range))
            }
            (_, Some(Number::Float(number))) => Ok(Term::Float(-number)),
            _ => Err(Fault::new(FaultKind::NotNumbers("-", term.kind_name(), "nothing"), range)),
        }
    }

    fn arithmetic(&mut self, operator: ArithmeticOperator, sides: &'a [Node; 2], range: Range) -> Evaluated<Term<'a>> {
        let [left, right] = sides;
        let (left, right) = (self.evaluate(left)?, self.evaluate(right)?);
        if matches!(left, Term::Unknown(_)) || matches!(right, Term::Unknown(_)) {
            return Ok(Term::Unknown(Risk::MayFail));
        }
        arithmetic(operator, &left, &right).map_err(|kind| Fault::new(kind, range))
    }

    /// A comprehension that stands alone, or in front of something that wants a list.
    fn collect(&mut self, node: &'a Node) -> Evaluated<Term<'a>> {
        let mut items = Vec::new();
        let mut doubt = Doubt::default();
        self.each(node, &mut |_, term, guard| {
            match guard {
                Some(risk) => doubt.add(risk),
                None => items.push(term),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(match doubt.0 {
            Some(_) => Term::Unknown(Risk::MayFail),
            None => Term::Items(items.into(), Shape::List),
        })
    }

    fn call(&mut self, function: Function, arguments: &'a [Node], range: Range) -> Evaluated<Term<'a>> {
        let Some(first) = arguments.first() else {
            return Err(Fault::new(FaultKind::Meaningless(function.name().into()), range));
        };
        match function {
            Function::Any => self.quantify(first, Truth::Yes),
            Function::All => self.quantify(first, Truth::No),
            Function::Len => {
                let term = self.evaluate(first)?;
                self.step(term.weight(), range)?;
                match (&term, term.length()) {
                    (Term::Unknown(_), _) => Ok(Term::Unknown(Risk::MayFail)),
                    (_, Some(length)) => Ok(Term::Int(length as i64)),
                    _ => Err(Fault::new(FaultKind::NoLength(term.kind_name()), range)),
                }
            }
            Function::Min => self.extreme("min", Ordering::Less, arguments, range),
            Function::Max => self.extreme("max", Ordering::Greater, arguments, range),
            Function::Sum => self.sum(first, arguments.get(1), range),
            Function::GetAttribute | Function::HasAttribute => {
                Err(Fault::new(FaultKind::Meaningless(function.name().into()), range))
            }
        }
    }

    /// `any` and `all`: the first truth that decides, else the opposite.
    fn quantify(&mut self, items: &'a Node, deciding: Truth) -> Evaluated<Term<'a>> {
        let mut doubt = Doubt::default();
        let mut is_decided = false;
        let mut first_item = None;
        self.each(items, &mut |this, term, guard| {
            let first_item = *first_item.get_or_insert(this.item_mark);
            match (term.truth(), guard) {
                (truth, None) if truth == deciding => {
                    is_decided = true;
                    this.forget(first_item);
                    return Ok(ControlFlow::Break(()));
                }
                (Truth::Unknown(risk), None) => doubt.add(risk),
                (Truth::Unknown(risk), Some(also)) => doubt.add(risk.max(also)),
                (truth, Some(risk)) if truth == deciding || risk == Risk::MayFail => doubt.add(risk),
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let outcome = Term::Flag((deciding == Truth::Yes) == is_decided);
        Ok(if is_decided { doubt.decided(outcome) } else { doubt.open(outcome) })
    }

    /// What the items before the deciding one have read is no reason for the outcome.
    fn forget(&mut self, first_item: usize) {
        let mark = self.item_mark;
        if let Some(reads) = &mut self.reads
            && first_item <= mark
            && mark <= reads.len()
        {
            reads.drain(first_item..mark);
        }
    }

    fn mark(&self) -> usize {
        self.reads.as_ref().map_or(0, Vec::len)
    }

    fn extreme(
        &mut self,
        name: &'static str,
        wanted: Ordering,
        arguments: &'a [Node],
        range: Range,
    ) -> Evaluated<Term<'a>> {
        let mut best: Option<Term<'a>> = None;
        let mut is_unknown = false;
        let mut visit = |this: &mut Self, term: Term<'a>, guard: Option<Risk>| {
            this.step(term.weight(), range)?;
            if guard.is_some() || matches!(term, Term::Unknown(_)) {
                is_unknown = true;
                return Ok(ControlFlow::Continue(()));
            }
            let is_better = match &best {
                Some(best) => term::order(&term, best).map_err(|kind| Fault::new(kind, range))? == Some(wanted),
                None => true,
            };
            if is_better {
                best = Some(term);
            }
            Ok(ControlFlow::Continue(()))
        };
        match arguments {
            [items] => self.each(items, &mut visit)?,
            several => {
                for argument in several {
                    let term = self.evaluate(argument)?;
                    let _: ControlFlow<()> = visit(self, term, None)?;
                }
            }
        }
        match best {
            _ if is_unknown => Ok(Term::Unknown(Risk::MayFail)),
            Some(best) => Ok(best),
            None => Err(Fault::new(FaultKind::Empty(name), range)),
        }
    }

    fn sum(&mut self, items: &'a Node, start: Option<&'a Node>, range: Range) -> Evaluated<Term<'a>> {
        let mut total = match start {
            Some(start) => self.evaluate(start)?,
            None => Term::Int(0),
        };
        let mut is_unknown = matches!(total, Term::Unknown(_));
        self.each(items, &mut |_, term, guard| {
            if is_unknown || guard.is_some() || matches!(term, Term::Unknown(_)) {
                is_unknown = true;
            } else {
                total = arithmetic(ArithmeticOperator::Add, &total, &term).map_err(|kind| Fault::new(kind, range))?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(if is_unknown { Term::Unknown(Risk::MayFail) } else { total })
    }

    /// Visits the items of a list or a comprehension without making the latter. The last argument of `visit` is the
    /// doubt whether the item is there at all.
    pub(super) fn each(&mut self, items: &'a Node, visit: &mut Visit<'_, 'a>) -> Evaluated<()> {
        if let NodeKind::Comprehension { element, clauses } = &items.kind {
            let mark = self.mark();
            return self.each_of(clauses, element, None, mark, visit).map(|_| ());
        }
        let term = self.evaluate(items)?;
        if matches!(term, Term::Unknown(_)) {
            return visit(self, Term::Unknown(Risk::MayFail), Some(Risk::MayFail)).map(|_| ());
        }
        let Some(list) = term.items() else {
            return Err(Fault::new(FaultKind::NotList(term.kind_name()), items.range));
        };
        for item in list {
            self.step(1, items.range)?;
            self.item_mark = self.mark();
            if visit(self, item, None)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn each_of(
        &mut self,
        clauses: &'a [Loop],
        element: &'a Node,
        guard: Option<Risk>,
        mark: usize,
        visit: &mut Visit<'_, 'a>,
    ) -> Evaluated<ControlFlow<()>> {
        let Some((clause, inner)) = clauses.split_first() else {
            let term = self.evaluate(element)?;
            self.item_mark = mark;
            return visit(self, term, guard);
        };
        let list = self.evaluate(&clause.items)?;
        if matches!(list, Term::Unknown(_)) {
            return visit(self, Term::Unknown(Risk::MayFail), Some(Risk::MayFail));
        }
        let Some(items) = list.items() else {
            return Err(Fault::new(FaultKind::NotList(list.kind_name()), clause.items.range));
        };
        for item in items {
            self.step(1, clause.items.range)?;
            let mark = self.mark();
            self.bind(clause.variable, item);
            let Some(guard) = self.guard(&clause.conditions, guard)? else { continue };
            if self.each_of(inner, element, guard, mark, visit)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Whether the conditions let an item through: `None` when not, else the doubt about it.
    fn guard(&mut self, conditions: &'a [Node], mut guard: Option<Risk>) -> Evaluated<Option<Option<Risk>>> {
        for condition in conditions {
            match self.evaluate(condition)?.truth() {
                Truth::Yes => {}
                // What might have failed before has its say even about an item that is left out.
                Truth::No if guard == Some(Risk::MayFail) => {}
                Truth::No => return Ok(None),
                Truth::Unknown(risk) => guard = Some(guard.map_or(risk, |known| known.max(risk))),
            }
        }
        Ok(Some(guard))
    }

    fn bind(&mut self, variable: usize, term: Term<'a>) {
        if variable >= self.variables.len() {
            self.variables.resize(variable + 1, Term::None);
        }
        if let Some(slot) = self.variables.get_mut(variable) {
            *slot = term;
        }
    }
}

/// What is done with an item: the evaluator, the item, and the doubt whether it is there.
pub(super) type Visit<'v, 'a> =
    dyn FnMut(&mut Evaluator<'a>, Term<'a>, Option<Risk>) -> Evaluated<ControlFlow<()>> + 'v;

fn no_attribute(whose: String, slots: &Slots, range: Range) -> Box<Fault> {
    Fault::new(FaultKind::NoAttribute(whose, (&*slots.name).into()), range)
}

fn constant_term(constant: &Constant) -> Term<'_> {
    match constant {
        Constant::None => Term::None,
        Constant::Flag(flag) => Term::Flag(*flag),
        Constant::Int(number) => Term::Int(*number),
        Constant::Float(number) => Term::Float(*number),
        Constant::Text(text) => Term::Text(text),
    }
}

/// Overrides and assumptions: a condition may count them, and no more.
fn remarks<'a>(object: &'a Object, slot: &Slot) -> Term<'a> {
    let items: Rc<[Term<'a>]> = match slot.attribute.name {
        "overrides" => object.overrides.iter().map(|given| Term::Other(&given.threat_id)).collect(),
        _ => object.assumptions.iter().map(|given| Term::Other(&given.name)).collect(),
    };
    Term::Items(items, Shape::List)
}

fn compare(model: &Model, operator: Comparison, left: &Term<'_>, right: &Term<'_>) -> Result<Truth, FaultKind> {
    match operator {
        Comparison::Equal => Ok(term::equal(model, left, right)),
        Comparison::NotEqual => Ok(!term::equal(model, left, right)),
        Comparison::Is => Ok(term::identical(model, left, right)),
        Comparison::IsNot => Ok(!term::identical(model, left, right)),
        Comparison::In => term::contains(model, right, left),
        Comparison::NotIn => term::contains(model, right, left).map(std::ops::Not::not),
        Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
            if matches!(left, Term::Unknown(_)) || matches!(right, Term::Unknown(_)) {
                return Ok(term::equal(model, left, right));
            }
            let order = term::order(left, right)?;
            Ok(order.is_some_and(|order| holds(operator, order)).into())
        }
    }
}

/// `in` or `not in` a written list of constants, without making the list.
fn among_constants(model: &Model, operator: Comparison, left: &Term<'_>, right: &Node) -> Option<Truth> {
    let NodeKind::Sequence { items, .. } = &right.kind else { return None };
    let mut found = Truth::No;
    for item in items {
        let item = match &item.kind {
            NodeKind::Constant(constant) => constant_term(constant),
            NodeKind::Member(member) => Term::Member(*member),
            _ => return None,
        };
        match term::equal(model, left, &item) {
            Truth::No => {}
            truth if found != Truth::Yes => found = truth,
            _ => {}
        }
    }
    match operator {
        Comparison::In => Some(found),
        Comparison::NotIn => Some(!found),
        _ => None,
    }
}

fn holds(operator: Comparison, order: Ordering) -> bool {
    match operator {
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn arithmetic<'a>(operator: ArithmeticOperator, left: &Term<'a>, right: &Term<'a>) -> Result<Term<'a>, FaultKind> {
    use ArithmeticOperator::{BitAnd, BitOr, BitXor};
    if let (BitAnd | BitOr | BitXor, Term::Flag(left), Term::Flag(right)) = (operator, left, right) {
        return Ok(Term::Flag(match operator {
            BitAnd => left & right,
            BitOr => left | right,
            _ => left ^ right,
        }));
    }
    let fault = || FaultKind::NotNumbers(operator.symbol(), left.kind_name(), right.kind_name());
    match (term::number(left).ok_or_else(fault)?, term::number(right).ok_or_else(fault)?) {
        (Number::Int(left), Number::Int(right)) => whole(operator, left, right),
        (left, right) => fraction(operator, left.as_float(), right.as_float()).ok_or_else(fault)?,
    }
}

fn whole<'a>(operator: ArithmeticOperator, left: i64, right: i64) -> Result<Term<'a>, FaultKind> {
    if right == 0
        && matches!(
            operator,
            ArithmeticOperator::Divide | ArithmeticOperator::FloorDivide | ArithmeticOperator::Remainder
        )
    {
        return Err(FaultKind::DivisionByZero);
    }
    let result = match operator {
        ArithmeticOperator::Add => left.checked_add(right),
        ArithmeticOperator::Subtract => left.checked_sub(right),
        ArithmeticOperator::Multiply => left.checked_mul(right),
        ArithmeticOperator::Divide => return Ok(Term::Float(left as f64 / right as f64)),
        ArithmeticOperator::FloorDivide => floor_divide(left, right),
        ArithmeticOperator::Remainder => {
            left.checked_rem(right).map(|rest| if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest })
        }
        ArithmeticOperator::BitAnd => Some(left & right),
        ArithmeticOperator::BitOr => Some(left | right),
        ArithmeticOperator::BitXor => Some(left ^ right),
    };
    result.map(Term::Int).ok_or(FaultKind::Overflow)
}

/// Division that rounds down, as Python's does.
fn floor_divide(left: i64, right: i64) -> Option<i64> {
    let quotient = left.checked_div(right)?;
    let rest = left.checked_rem(right)?;
    Some(if rest != 0 && (rest < 0) != (right < 0) { quotient - 1 } else { quotient })
}

/// `None` for what fractions do not have.
fn fraction<'a>(operator: ArithmeticOperator, left: f64, right: f64) -> Option<Result<Term<'a>, FaultKind>> {
    let result = match operator {
        ArithmeticOperator::Add => left + right,
        ArithmeticOperator::Subtract => left - right,
        ArithmeticOperator::Multiply => left * right,
        ArithmeticOperator::Divide | ArithmeticOperator::FloorDivide | ArithmeticOperator::Remainder
            if right == 0.0 =>
        {
            return Some(Err(FaultKind::DivisionByZero));
        }
        ArithmeticOperator::Divide => left / right,
        ArithmeticOperator::FloorDivide => (left / right).floor(),
        ArithmeticOperator::Remainder => left - right * (left / right).floor(),
        ArithmeticOperator::BitAnd | ArithmeticOperator::BitOr | ArithmeticOperator::BitXor => return None,
    };
    Some(Ok(Term::Float(result)))
}

fn shown(term: &Term<'_>) -> String {
    match term {
        Term::Int(number) => number.to_string(),
        other => other.kind_name().to_owned(),
    }
}
