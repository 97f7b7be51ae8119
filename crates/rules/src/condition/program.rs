//! A condition made ready to run: names are resolved to attributes, members, classes, functions and variables.

use std::sync::Arc;

use bartizan_model::{Class, EnumKind, Member};

use super::slots::{SlotTable, Slots};
use super::tree::{ArithmeticOperator, Comparison, Constant, Expression, ExpressionKind, Range, Shape};
use super::vocabulary::{Function, Method};

/// A node of the program with its place in the condition's text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) range: Range,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Constant(Constant),
    Member(Member),
    Class(Class),
    Target,
    Variable(usize),
    Read {
        object: Box<Node>,
        slots: Arc<Slots>,
    },
    Item {
        object: Box<Node>,
        index: Box<Node>,
    },
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Box<[Node]>),
    Or(Box<[Node]>),
    Arithmetic {
        operator: ArithmeticOperator,
        sides: Box<[Node; 2]>,
    },
    Compare {
        first: Box<Node>,
        rest: Box<[(Comparison, Node)]>,
    },
    Choice(Box<[Node; 3]>),
    Sequence {
        shape: Shape,
        items: Box<[Node]>,
    },
    Comprehension {
        element: Box<Node>,
        clauses: Box<[Loop]>,
    },
    Call {
        function: Function,
        arguments: Box<[Node]>,
    },
    /// `getattr(object, name, default)`.
    Get {
        object: Box<Node>,
        slots: Arc<Slots>,
        default: Option<Box<Node>>,
    },
    /// `hasattr(object, name)`.
    Has {
        object: Box<Node>,
        slots: Arc<Slots>,
    },
    Method {
        method: Method,
        object: Box<Node>,
        arguments: Box<[Node]>,
    },
    /// What the type checker refuses: a fault, when it is evaluated all the same.
    Meaningless(Box<str>),
}

/// `for variable in items if conditions`.
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) variable: usize,
    pub(super) items: Node,
    pub(super) conditions: Box<[Node]>,
}

/// Makes a condition ready to run.
pub(super) fn compile(expression: &Expression, slots: &mut SlotTable) -> Node {
    Compiler { slots, variables: Vec::new() }.node(expression)
}

struct Compiler<'a> {
    slots: &'a mut SlotTable,
    /// Variables of the comprehensions around, outermost first.
    variables: Vec<Box<str>>,
}

impl Compiler<'_> {
    fn node(&mut self, expression: &Expression) -> Node {
        let kind = match &expression.kind {
            ExpressionKind::Constant(constant) => NodeKind::Constant(constant.clone()),
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Attribute { object, name, .. } => self.attribute(object, name),
            ExpressionKind::Subscript { object, index } => {
                NodeKind::Item { object: self.boxed(object), index: self.boxed(index) }
            }
            ExpressionKind::Call { function, arguments } => self.call(function, arguments),
            ExpressionKind::Not(inner) => NodeKind::Not(self.boxed(inner)),
            ExpressionKind::Negate(inner) => NodeKind::Negate(self.boxed(inner)),
            ExpressionKind::And(parts) => NodeKind::And(self.nodes(parts)),
            ExpressionKind::Or(parts) => NodeKind::Or(self.nodes(parts)),
            ExpressionKind::Arithmetic { operator, left, right } => {
                NodeKind::Arithmetic { operator: *operator, sides: Box::new([self.node(left), self.node(right)]) }
            }
            ExpressionKind::Compare { first, rest } => NodeKind::Compare {
                first: self.boxed(first),
                rest: rest.iter().map(|(operator, right)| (*operator, self.node(right))).collect(),
            },
            ExpressionKind::Choice { condition, yes, no } => {
                NodeKind::Choice(Box::new([self.node(condition), self.node(yes), self.node(no)]))
            }
            ExpressionKind::Sequence { shape, items } => NodeKind::Sequence { shape: *shape, items: self.nodes(items) },
            ExpressionKind::Comprehension { element, clauses } => {
                let outside = self.variables.len();
                let mut loops = Vec::with_capacity(clauses.len());
                for clause in clauses {
                    let items = self.node(&clause.items);
                    self.variables.push(clause.variable.clone());
                    let variable = self.variables.len() - 1;
                    loops.push(Loop { variable, items, conditions: self.nodes(&clause.conditions) });
                }
                let element = self.boxed(element);
                self.variables.truncate(outside);
                NodeKind::Comprehension { element, clauses: loops.into() }
            }
        };
        Node { kind, range: expression.range }
    }

    fn boxed(&mut self, expression: &Expression) -> Box<Node> {
        Box::new(self.node(expression))
    }

    fn nodes(&mut self, expressions: &[Expression]) -> Box<[Node]> {
        expressions.iter().map(|expression| self.node(expression)).collect()
    }

    fn name(&self, name: &str) -> NodeKind {
        if let Some(variable) = self.variables.iter().rposition(|known| **known == *name) {
            return NodeKind::Variable(variable);
        }
        match Class::by_name(name) {
            _ if name == "target" => NodeKind::Target,
            Some(class) => NodeKind::Class(class),
            None => NodeKind::Meaningless(name.into()),
        }
    }

    fn attribute(&mut self, object: &Expression, name: &str) -> NodeKind {
        if let ExpressionKind::Name(kind) = &object.kind
            && let Some(kind) = EnumKind::by_name(kind)
            && !self.variables.iter().any(|known| **known == *kind.name())
        {
            return match kind.member(name) {
                Some(member) => NodeKind::Member(member),
                None => NodeKind::Meaningless(format!("{}.{name}", kind.name()).into()),
            };
        }
        NodeKind::Read { object: self.boxed(object), slots: self.slots.get(name) }
    }

    fn call(&mut self, function: &Expression, arguments: &[Expression]) -> NodeKind {
        match &function.kind {
            ExpressionKind::Attribute { object, name, .. } => match Method::by_name(name) {
                Some(method) => {
                    NodeKind::Method { method, object: self.boxed(object), arguments: self.nodes(arguments) }
                }
                None => NodeKind::Meaningless(format!("{name}()").into()),
            },
            ExpressionKind::Name(name) => match (Function::by_name(name), arguments) {
                (
                    Some(Function::GetAttribute),
                    [object, Expression { kind: ExpressionKind::Constant(Constant::Text(name)), .. }, default @ ..],
                ) => NodeKind::Get {
                    object: self.boxed(object),
                    slots: self.slots.get(name),
                    default: default.first().map(|default| self.boxed(default)),
                },
                (
                    Some(Function::HasAttribute),
                    [object, Expression { kind: ExpressionKind::Constant(Constant::Text(name)), .. }],
                ) => NodeKind::Has { object: self.boxed(object), slots: self.slots.get(name) },
                (Some(Function::GetAttribute | Function::HasAttribute) | None, _) => {
                    NodeKind::Meaningless(format!("{name}()").into())
                }
                (Some(function), arguments) => NodeKind::Call { function, arguments: self.nodes(arguments) },
            },
            _ => NodeKind::Meaningless("()".into()),
        }
    }
}
