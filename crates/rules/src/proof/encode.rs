//! Conditions about one class as one formula for a SAT solver.
//!
//! A path such as `target.controls.isHardened` becomes a choice between the values that conditions can tell apart; a
//! part that looks at nothing but paths is spelt out over their values; what is left (`target.hasDataLeaks()`) is a
//! choice of its own. `any(...)` is true only where some item can make it true. A part that cannot be evaluated on the
//! class is neither true nor false, and with it, as in an evaluation, what depends on it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use bartizan_model::schema::{self, EnumKind};
use bartizan_model::{Class, Member};
use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, lbool};

use super::value::{Value, value};
use crate::condition::{Clause, Constant, Expression, ExpressionKind, Range, Type, infer, is_method, is_retired};
use crate::limits::{MAX_PROOF_CLAUSES, MAX_PROOF_STEPS};

/// A part is spelt out for at most so many combinations of values; beyond, it is a choice of its own.
const MAX_COMBINATIONS: usize = 4_096;

/// When an expression is true, and when it is false. Where it cannot be evaluated it is neither.
#[derive(Clone, Copy, Debug)]
pub(super) struct Truth {
    pub(super) yes: Lit,
    pub(super) no: Lit,
}

/// Counts the solver's steps, and stops it when there were too many.
struct Budget {
    left: Cell<u64>,
}

impl Callbacks for Budget {
    fn stop(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() == 0
    }
}

/// The formula so far.
pub(super) struct Encoder<'a> {
    target: Class,
    solver: Solver<Budget>,
    always: Lit,
    domains: BTreeMap<String, BTreeSet<Literal>>,
    paths: BTreeMap<String, Choice>,
    opaque: BTreeMap<String, Lit>,
    truths: BTreeMap<String, Truth>,
    /// The comprehensions that were met, by the list that they look at.
    quantified: BTreeMap<String, Vec<Quantified>>,
    variables: Vec<Variable<'a>>,
    /// Parts that cannot be evaluated on the class.
    pub(super) faults: Vec<Range>,
}

/// A literal that some condition compares a path with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Literal {
    Int(i64),
    Text(String),
}

/// The values of a path, and when it has which.
struct Choice {
    values: Vec<(Value, Lit)>,
}

/// A variable of a comprehension, and the path that stands for its items.
struct Variable<'a> {
    name: &'a str,
    path: String,
    item: Type,
}

/// An `any(...)`: when it is true, and when an item that stands for all makes it so.
struct Quantified {
    any: Lit,
    item: Lit,
}

/// What a path is called, and what it holds.
struct Path {
    key: String,
    holds: Type,
}

impl<'a> Encoder<'a> {
    pub(super) fn new(target: Class) -> Self {
        let budget = Budget { left: Cell::new(MAX_PROOF_STEPS) };
        let mut solver = Solver::new(SolverOpts::default(), budget);
        let always = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![always]);
        Self {
            target,
            solver,
            always,
            domains: BTreeMap::new(),
            paths: BTreeMap::new(),
            opaque: BTreeMap::new(),
            truths: BTreeMap::new(),
            quantified: BTreeMap::new(),
            variables: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Takes note of the literals that a condition compares paths with. To be done for all conditions before the first
    /// is encoded.
    pub(super) fn survey(&mut self, expression: &'a Expression) {
        match &expression.kind {
            ExpressionKind::And(parts) | ExpressionKind::Or(parts) => {
                parts.iter().for_each(|part| self.survey(part));
            }
            ExpressionKind::Not(inner) => self.survey(inner),
            ExpressionKind::Choice { condition, yes, no } => {
                self.survey(condition);
                self.survey(yes);
                self.survey(no);
            }
            ExpressionKind::Call { arguments, .. } => {
                if let [Expression { kind: ExpressionKind::Comprehension { element, clauses }, .. }] = &arguments[..] {
                    let outside = self.enter(clauses, "");
                    clauses.iter().flat_map(|clause| &clause.conditions).for_each(|part| self.survey(part));
                    self.survey(element);
                    self.variables.truncate(outside);
                }
            }
            _ => {
                let (mut paths, mut literals) = (Vec::new(), BTreeSet::new());
                self.leaves(expression, &mut paths, &mut literals);
                for path in paths {
                    self.domains.entry(path.key).or_default().extend(literals.iter().cloned());
                }
            }
        }
    }

    /// When a condition is true and when it is false.
    pub(super) fn encode(&mut self, expression: &'a Expression) -> Truth {
        match &expression.kind {
            ExpressionKind::Constant(constant) => {
                let is_true = value(expression, &|_| None).is_some_and(|value| value.is_true())
                    || matches!(constant, Constant::Float(number) if *number != 0.0);
                self.constant(is_true)
            }
            ExpressionKind::Not(inner) => {
                let truth = self.encode(inner);
                Truth { yes: truth.no, no: truth.yes }
            }
            ExpressionKind::And(parts) => self.connect(parts, false),
            ExpressionKind::Or(parts) => self.connect(parts, true),
            ExpressionKind::Choice { condition, yes, no } => {
                let [condition, yes, no] = [condition, yes, no].map(|part| self.encode(part));
                let branch = |encoder: &mut Self, yes, no| {
                    let (first, second) = (encoder.and(&[condition.yes, yes]), encoder.and(&[condition.no, no]));
                    encoder.or(&[first, second])
                };
                Truth { yes: branch(self, yes.yes, no.yes), no: branch(self, yes.no, no.no) }
            }
            ExpressionKind::Call { function, arguments } => self.call(expression, function, arguments),
            ExpressionKind::Attribute { name, .. } if is_method(name) => self.constant(true),
            _ => self.atom(expression),
        }
    }

    /// Whether all of these can hold together. `None` when that takes too long to find out.
    pub(super) fn can_hold(&mut self, literals: &[Lit]) -> Option<bool> {
        match self.solver.solve_limited(literals) {
            outcome if outcome == lbool::TRUE => Some(true),
            outcome if outcome == lbool::FALSE => Some(false),
            _ => None,
        }
    }

    /// A state of affairs in which a literal holds, as the values of others in it. `None` when there is none.
    pub(super) fn model(&mut self, literal: Lit, others: impl Iterator<Item = Lit>) -> Option<Vec<bool>> {
        match self.can_hold(&[literal]) {
            Some(false) => None,
            _ => Some(others.map(|other| self.solver.value_lit(other) != lbool::FALSE).collect()),
        }
    }

    /// Whether the formula has outgrown what is decided, or deciding it takes too many steps.
    pub(super) fn is_over_limit(&self) -> bool {
        self.solver.num_clauses() > MAX_PROOF_CLAUSES || self.solver.cb().left.get() == 0
    }

    /// States of every two `any(...)` over one list that one implies the other, where its items do.
    pub(super) fn relate(&mut self) {
        for list in std::mem::take(&mut self.quantified).into_values() {
            for one in &list {
                for other in &list {
                    if one.any != other.any && self.can_hold(&[one.item, !other.item]) == Some(false) {
                        self.solver.add_clause_reuse(&mut vec![!one.any, other.any]);
                    }
                }
            }
        }
    }

    fn constant(&self, is_true: bool) -> Truth {
        let yes = if is_true { self.always } else { !self.always };
        Truth { yes, no: !yes }
    }

    /// `and`, or `or` as an `and` of opposites, from left to right: what follows a deciding part is not evaluated.
    fn connect(&mut self, parts: &'a [Expression], is_or: bool) -> Truth {
        let turned = |truth: Truth| if is_or { Truth { yes: truth.no, no: truth.yes } } else { truth };
        let mut so_far = self.constant(true);
        for part in parts {
            let truth = turned(self.encode(part));
            let yes = self.and(&[so_far.yes, truth.yes]);
            let fails_here = self.and(&[so_far.yes, truth.no]);
            so_far = Truth { yes, no: self.or(&[so_far.no, fails_here]) };
        }
        turned(so_far)
    }

    fn call(&mut self, whole: &'a Expression, function: &'a Expression, arguments: &'a [Expression]) -> Truth {
        match (&function.kind, arguments) {
            (ExpressionKind::Name(name), [only]) if matches!(&**name, "any" | "all") => {
                let is_all = **name == *"all";
                match &only.kind {
                    ExpressionKind::Comprehension { element, clauses } => {
                        self.quantifier(is_all, element, clauses, whole)
                    }
                    ExpressionKind::Sequence { items, .. } => self.connect(items, !is_all),
                    _ => self.opaque(whole),
                }
            }
            (ExpressionKind::Attribute { object, name, .. }, classes) if **name == *"oneOf" => {
                self.one_of(whole, object, classes)
            }
            _ => self.atom(whole),
        }
    }

    /// Whether an element is of one of the classes.
    fn one_of(&mut self, whole: &'a Expression, object: &'a Expression, classes: &'a [Expression]) -> Truth {
        let named: Option<Vec<Class>> = classes
            .iter()
            .map(|class| match &class.kind {
                ExpressionKind::Name(name) => Class::by_name(name),
                _ => None,
            })
            .collect();
        let (Some(named), Some(path)) = (named, self.path(object)) else { return self.opaque(whole) };
        let Type::Element(base) = path.holds else { return self.opaque(whole) };
        let key = format!("class of {}", path.key);
        let concrete = Class::ALL.into_iter().filter(|class| class.is_a(base)).map(Value::Class).collect();
        let choice = self.choice(&key, concrete);
        let is_one = |value: &Value| matches!(value, Value::Class(class) if named.iter().any(|one| class.is_a(*one)));
        let literals: Vec<Lit> =
            choice.iter().filter(|(value, _)| is_one(value)).map(|(_, literal)| *literal).collect();
        let yes = self.or(&literals);
        Truth { yes, no: !yes }
    }

    /// `any(...)` and `all(...)`, which is the opposite of `any(not ...)`.
    fn quantifier(
        &mut self,
        is_all: bool,
        element: &'a Expression,
        clauses: &'a [Clause],
        whole: &'a Expression,
    ) -> Truth {
        let outside = self.variables.len();
        let mark = format!("#{}", self.truths.len() + self.opaque.len());
        let Some(first) = clauses.first() else { return self.opaque(whole) };
        let Some(list) = self.path(&first.items) else { return self.opaque(whole) };
        if self.is_missing(&first.items) {
            self.faults.push(first.items.range);
            let never = !self.always;
            return Truth { yes: never, no: never };
        }
        // An item of its own for each, and the one that stands for all, by which they are compared.
        let own = self.item(is_all, element, clauses, &mark);
        let common = self.item(is_all, element, clauses, "");
        self.variables.truncate(outside);
        let key = format!("{is_all} {} {}", list.key, self.canonical(whole));
        let any = match self.opaque.get(&key) {
            Some(known) => *known,
            None => {
                let any = self.fresh();
                self.opaque.insert(key, any);
                self.solver.add_clause_reuse(&mut vec![!any, own]);
                let has_items = self.size_above_zero(&list.key);
                self.solver.add_clause_reuse(&mut vec![!any, has_items]);
                self.quantified.entry(list.key).or_default().push(Quantified { any, item: common });
                any
            }
        };
        if is_all { Truth { yes: !any, no: any } } else { Truth { yes: any, no: !any } }
    }

    /// When an item makes an `any(...)` true, or an `all(...)` false.
    fn item(&mut self, is_all: bool, element: &'a Expression, clauses: &'a [Clause], mark: &str) -> Lit {
        let outside = self.enter(clauses, mark);
        let mut wanted = Vec::new();
        for condition in clauses.iter().flat_map(|clause| &clause.conditions) {
            wanted.push(self.encode(condition).yes);
        }
        let element = self.encode(element);
        wanted.push(if is_all { element.no } else { element.yes });
        self.variables.truncate(outside);
        self.and(&wanted)
    }

    /// Makes the variables of a comprehension known. Returns how many there were before.
    fn enter(&mut self, clauses: &'a [Clause], mark: &str) -> usize {
        let outside = self.variables.len();
        for clause in clauses {
            let key = self.path(&clause.items).map_or_else(|| self.canonical(&clause.items), |path| path.key);
            let item = match self.type_of(&clause.items) {
                Type::List(item) => *item,
                _ => Type::Any,
            };
            self.variables.push(Variable { name: &clause.variable, path: format!("{key}[{mark}]"), item });
        }
        outside
    }

    /// A part that looks at values: spelt out where these are few.
    fn atom(&mut self, expression: &'a Expression) -> Truth {
        if self.is_missing(expression) {
            self.faults.push(expression.range);
            let never = !self.always;
            return Truth { yes: never, no: never };
        }
        let key = self.canonical(expression);
        if let Some(known) = self.truths.get(&key) {
            return *known;
        }
        let truth = self.spelt_out(expression).unwrap_or_else(|| self.opaque(expression));
        self.truths.insert(key, truth);
        truth
    }

    fn spelt_out(&mut self, expression: &'a Expression) -> Option<Truth> {
        let (mut paths, mut literals) = (Vec::new(), BTreeSet::new());
        self.leaves(expression, &mut paths, &mut literals);
        let mut choices: Vec<(String, Vec<(Value, Lit)>)> = Vec::new();
        for path in paths {
            if !choices.iter().any(|(key, _)| *key == path.key) {
                let values = self.values_of(&path)?;
                let choice = self.choice(&path.key, values);
                choices.push((path.key, choice));
            }
        }
        let combinations = choices.iter().try_fold(1usize, |count, (_, values)| count.checked_mul(values.len()))?;
        if combinations > MAX_COMBINATIONS {
            return None;
        }
        let mut cubes = Vec::new();
        for number in 0..combinations {
            let mut rest = number;
            let mut chosen: Vec<(&str, &Value)> = Vec::with_capacity(choices.len());
            let mut cube = Vec::with_capacity(choices.len());
            for (key, values) in &choices {
                let (value, literal) = values.get(rest % values.len())?;
                rest /= values.len();
                chosen.push((key, value));
                cube.push(*literal);
            }
            let of = |part: &Expression| {
                let path = self.path(part)?;
                chosen.iter().find(|(key, _)| *key == path.key).map(|(_, value)| (*value).clone())
            };
            if value(expression, &of)?.is_true() {
                cubes.push(cube);
            }
        }
        let cubes: Vec<Lit> = cubes.iter().map(|cube| self.and(cube)).collect();
        let yes = self.or(&cubes);
        Some(Truth { yes, no: !yes })
    }

    /// The paths that a part reads, and the literals in it.
    fn leaves(&self, expression: &Expression, paths: &mut Vec<Path>, literals: &mut BTreeSet<Literal>) {
        if let Some(path) = self.path(expression) {
            paths.push(path);
            return;
        }
        let mut visit = |part: &Expression| self.leaves(part, paths, literals);
        match &expression.kind {
            ExpressionKind::Constant(Constant::Int(number)) => {
                literals.insert(Literal::Int(*number));
            }
            ExpressionKind::Constant(Constant::Text(text)) => {
                literals.insert(Literal::Text(text.to_string()));
            }
            ExpressionKind::Not(inner) => visit(inner),
            ExpressionKind::Negate(inner) => {
                if let Some(Value::Int(number)) = value(expression, &|_| None) {
                    literals.insert(Literal::Int(number));
                }
                self.leaves(inner, paths, literals);
            }
            ExpressionKind::Sequence { items, .. } => items.iter().for_each(visit),
            ExpressionKind::Compare { first, rest } => {
                visit(first);
                rest.iter().for_each(|(_, right)| visit(right));
            }
            _ => {}
        }
    }

    /// The path that an expression reads: attributes of the target, of an item, of what these refer to; or the length
    /// of a list.
    fn path(&self, expression: &Expression) -> Option<Path> {
        match &expression.kind {
            ExpressionKind::Name(name) => match self.variables.iter().rev().find(|variable| variable.name == &**name) {
                Some(variable) => Some(Path { key: variable.path.clone(), holds: variable.item.clone() }),
                None if **name == *"target" => Some(Path { key: "target".into(), holds: Type::Element(self.target) }),
                None => None,
            },
            ExpressionKind::Attribute { object, name, .. } => {
                let owner = self.path(object)?;
                let control = match owner.holds {
                    Type::Element(class) if schema::attribute(class, name).is_none() && schema::is_control(name) => {
                        ".controls"
                    }
                    _ => "",
                };
                let key = format!("{}{control}.{name}", owner.key);
                Some(Path { key, holds: self.type_of(expression) })
            }
            ExpressionKind::Call { function, arguments } => match (&function.kind, &arguments[..]) {
                (ExpressionKind::Name(name), [list]) if **name == *"len" => {
                    let list = self.path(list).filter(|list| matches!(list.holds, Type::List(_)))?;
                    Some(Path { key: format!("len {}", list.key), holds: Type::Number })
                }
                (
                    ExpressionKind::Name(name),
                    [object, Expression { kind: ExpressionKind::Constant(Constant::Text(attribute)), .. }, ..],
                ) if **name == *"getattr" => {
                    let owner = self.path(object)?;
                    Some(Path { key: format!("{}.{attribute}", owner.key), holds: Type::Any })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The values of a path that conditions can tell apart; `None` where they cannot be listed.
    fn values_of(&self, path: &Path) -> Option<Vec<Value>> {
        let literals = || self.domains.get(&unmarked(&path.key)).into_iter().flatten();
        let flags = [Value::Flag(false), Value::Flag(true)];
        match &path.holds {
            Type::Flag => Some(flags.into()),
            Type::Member(kind) => Some(members(*kind)),
            Type::Text => Some(texts(literals())),
            Type::Number => Some(numbers(literals(), path.key.starts_with("len "))),
            Type::Any => {
                let mut values = texts(literals());
                values.extend(flags);
                values.extend(numbers(literals(), false));
                Some(values)
            }
            Type::Element(_) => Some(vec![Value::None, Value::Object]),
            _ => None,
        }
    }

    /// The choice between values of a path: one of them holds.
    fn choice(&mut self, key: &str, values: Vec<Value>) -> Vec<(Value, Lit)> {
        if let Some(known) = self.paths.get(key) {
            return known.values.clone();
        }
        let values: Vec<(Value, Lit)> = match &values[..] {
            [only] => vec![(only.clone(), self.always)],
            [first, second] => {
                let is_first = self.fresh();
                vec![(first.clone(), is_first), (second.clone(), !is_first)]
            }
            _ => values.into_iter().map(|value| (value, self.fresh())).collect(),
        };
        if values.len() > 2 {
            let mut one: Vec<Lit> = values.iter().map(|(_, literal)| *literal).collect();
            for (at, first) in one.iter().enumerate() {
                for second in one.iter().skip(at + 1) {
                    self.solver.add_clause_reuse(&mut vec![!*first, !*second]);
                }
            }
            self.solver.add_clause_reuse(&mut one);
        }
        self.paths.insert(key.to_owned(), Choice { values: values.clone() });
        values
    }

    fn size_above_zero(&mut self, list: &str) -> Lit {
        let path = Path { key: format!("len {list}"), holds: Type::Number };
        let Some(values) = self.values_of(&path) else { return self.always };
        let choice = self.choice(&path.key, values);
        let above: Vec<Lit> = choice.iter().filter(|(value, _)| value.is_true()).map(|(_, literal)| *literal).collect();
        self.or(&above)
    }

    /// A choice of its own, the same for the same text.
    fn opaque(&mut self, expression: &Expression) -> Truth {
        let key = self.canonical(expression);
        let yes = match self.opaque.get(&key) {
            Some(known) => *known,
            None => {
                let fresh = self.fresh();
                self.opaque.insert(key, fresh);
                fresh
            }
        };
        Truth { yes, no: !yes }
    }

    /// Whether a part reads what the class does not have, so that it cannot be evaluated.
    fn is_missing(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Attribute { object, name, .. } => {
                let is_missing = match self.path(object).map(|path| path.holds) {
                    // An object of the class itself: one of a derived class is another target.
                    Some(Type::Element(class)) if matches!(&object.kind, ExpressionKind::Name(name) if **name == *"target") => {
                        schema::attribute(class, name).is_none()
                            && !schema::is_control(name)
                            && !is_retired(name)
                            && !is_method(name)
                    }
                    _ => false,
                };
                is_missing || self.is_missing(object)
            }
            ExpressionKind::Compare { first, rest } => {
                self.is_missing(first) || rest.iter().any(|(_, right)| self.is_missing(right))
            }
            ExpressionKind::Not(inner) | ExpressionKind::Negate(inner) => self.is_missing(inner),
            ExpressionKind::Sequence { items, .. } => items.iter().any(|item| self.is_missing(item)),
            ExpressionKind::Call { function, arguments } => {
                let is_lookup =
                    matches!(&function.kind, ExpressionKind::Name(name) if matches!(&**name, "getattr" | "hasattr"));
                !is_lookup && arguments.iter().any(|argument| self.is_missing(argument))
            }
            _ => false,
        }
    }

    fn type_of(&self, expression: &Expression) -> Type {
        let variables = self.variables.iter().map(|variable| (variable.name, variable.item.clone())).collect();
        infer(self.target, variables, expression)
    }

    /// The expression as text in which variables have the names of their paths.
    fn canonical(&self, expression: &Expression) -> String {
        let variables: Vec<(&str, &str)> =
            self.variables.iter().map(|variable| (variable.name, variable.path.as_str())).collect();
        format!("{:?} {variables:?}", Unplaced(expression))
    }

    fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    fn and(&mut self, parts: &[Lit]) -> Lit {
        if let [only] = parts {
            return *only;
        }
        let all = self.fresh();
        let mut back = vec![all];
        for part in parts {
            self.solver.add_clause_reuse(&mut vec![!all, *part]);
            back.push(!*part);
        }
        self.solver.add_clause_reuse(&mut back);
        all
    }

    fn or(&mut self, parts: &[Lit]) -> Lit {
        let turned: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        !self.and(&turned)
    }
}

/// The path without the numbers that tell the items of comprehensions apart.
fn unmarked(key: &str) -> String {
    let mut plain = String::with_capacity(key.len());
    let mut is_mark = false;
    for letter in key.chars() {
        is_mark = letter == '#' || (is_mark && letter.is_ascii_digit());
        if !is_mark {
            plain.push(letter);
        }
    }
    plain
}

fn members(kind: EnumKind) -> Vec<Value> {
    let count = kind.members().count() as u8;
    (0..count).map(|index| Value::Member(Member { kind, index })).collect()
}

/// The texts that are named, the empty one, one with all that are named in it, and another one.
fn texts<'l>(literals: impl Iterator<Item = &'l Literal>) -> Vec<Value> {
    let named: BTreeSet<&str> = literals
        .filter_map(|literal| match literal {
            Literal::Text(text) => Some(text.as_str()),
            Literal::Int(_) => None,
        })
        .collect();
    let mut values = vec![Value::Text(String::new()), Value::OtherText];
    values.extend(named.iter().filter(|text| !text.is_empty()).map(|text| Value::Text((*text).to_owned())));
    if named.len() > 1 {
        values.push(Value::Text(named.iter().copied().collect::<Vec<_>>().join("\u{1}")));
    }
    values
}

/// The numbers that are named and their neighbours, 0, and -1 unless it is a length.
fn numbers<'l>(literals: impl Iterator<Item = &'l Literal>, is_length: bool) -> Vec<Value> {
    let mut numbers: BTreeSet<i64> = BTreeSet::from([-1, 0, 1]);
    for literal in literals {
        if let Literal::Int(number) = literal {
            numbers.extend([number.saturating_sub(1), *number, number.saturating_add(1)]);
        }
    }
    numbers.into_iter().filter(|number| !is_length || *number >= 0).map(Value::Int).collect()
}

/// Shows an expression without its places.
struct Unplaced<'e>(&'e Expression);

impl std::fmt::Debug for Unplaced<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let debug = format!("{:?}", self.0);
        let mut rest = debug.as_str();
        while let Some((before, after)) = rest.split_once("Range { start: ") {
            f.write_str(before)?;
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        f.write_str(rest)
    }
}
