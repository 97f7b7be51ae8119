//! The condition as it was written: a small tree of our own, with places relative to the condition's text.

use bartizan_model::Span;

/// A stretch of the condition's text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) kind: ExpressionKind,
    pub(crate) range: Range,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionKind {
    Constant(Constant),
    Name(Box<str>),
    Attribute { object: Box<Expression>, name: Box<str>, name_range: Range },
    Subscript { object: Box<Expression>, index: Box<Expression> },
    Call { function: Box<Expression>, arguments: Vec<Expression> },
    Not(Box<Expression>),
    Negate(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Arithmetic { operator: ArithmeticOperator, left: Box<Expression>, right: Box<Expression> },
    Compare { first: Box<Expression>, rest: Vec<(Comparison, Expression)> },
    Choice { condition: Box<Expression>, yes: Box<Expression>, no: Box<Expression> },
    Sequence { shape: Shape, items: Vec<Expression> },
    Comprehension { element: Box<Expression>, clauses: Vec<Clause> },
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    None,
    Flag(bool),
    Int(i64),
    Float(f64),
    Text(Box<str>),
}

/// `for variable in items if condition if condition`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clause {
    pub(crate) variable: Box<str>,
    pub(crate) items: Expression,
    pub(crate) conditions: Vec<Expression>,
}

/// How several values stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Tuple,
    List,
    Set,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Is,
    IsNot,
    In,
    NotIn,
}

/// Arithmetic on numbers, and on flags bit by bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArithmeticOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
}

impl Expression {
    /// `False`.
    pub(crate) fn never() -> Self {
        Self { kind: ExpressionKind::Constant(Constant::Flag(false)), range: Range::default() }
    }

    /// Whether an attribute of this name is read, of whatever class.
    pub(crate) fn reads(&self, attribute: &str) -> bool {
        let is_this = match &self.kind {
            ExpressionKind::Attribute { name, .. } => **name == *attribute,
            // The name in `getattr` and `hasattr` is text.
            ExpressionKind::Call { arguments, .. } => {
                let named = |argument: &Expression| matches!(&argument.kind, ExpressionKind::Constant(Constant::Text(text)) if **text == *attribute);
                arguments.get(1).is_some_and(named)
            }
            _ => false,
        };
        is_this || self.parts().into_iter().any(|part| part.reads(attribute))
    }

    /// The expressions that it is made of directly.
    pub(crate) fn parts(&self) -> Vec<&Expression> {
        match &self.kind {
            ExpressionKind::Constant(_) | ExpressionKind::Name(_) => Vec::new(),
            ExpressionKind::Attribute { object, .. } => vec![object],
            ExpressionKind::Subscript { object, index } => vec![object, index],
            ExpressionKind::Call { function, arguments } => std::iter::once(&**function).chain(arguments).collect(),
            ExpressionKind::Not(inner) | ExpressionKind::Negate(inner) => vec![inner],
            ExpressionKind::And(parts) | ExpressionKind::Or(parts) => parts.iter().collect(),
            ExpressionKind::Arithmetic { left, right, .. } => vec![left, right],
            ExpressionKind::Compare { first, rest } => {
                std::iter::once(&**first).chain(rest.iter().map(|(_, side)| side)).collect()
            }
            ExpressionKind::Choice { condition, yes, no } => vec![condition, yes, no],
            ExpressionKind::Sequence { items, .. } => items.iter().collect(),
            ExpressionKind::Comprehension { element, clauses } => {
                let mut parts = vec![&**element];
                for clause in clauses {
                    parts.push(&clause.items);
                    parts.extend(&clause.conditions);
                }
                parts
            }
        }
    }
}

impl Range {
    pub(crate) fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The place of this part of a condition whose whole text stands at a place.
    pub fn within(self, whole: Span) -> Span {
        Span { source: whole.source, start: whole.start + self.start, end: whole.start + self.end }
    }

    /// The text under the range; empty when the text is another one.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl Comparison {
    /// As it is written.
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::In => "in",
            Comparison::NotIn => "not in",
        }
    }
}

impl ArithmeticOperator {
    /// As it is written.
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            ArithmeticOperator::Add => "+",
            ArithmeticOperator::Subtract => "-",
            ArithmeticOperator::Multiply => "*",
            ArithmeticOperator::Divide => "/",
            ArithmeticOperator::FloorDivide => "//",
            ArithmeticOperator::Remainder => "%",
            ArithmeticOperator::BitAnd => "&",
            ArithmeticOperator::BitOr => "|",
            ArithmeticOperator::BitXor => "^",
        }
    }
}
