//! From condition text to our own tree. The only file that knows the Python parser.
//!
//! A condition may come from a stranger, so that its length and nesting are looked at before it is parsed.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_python_parser::lexer::lex;
use ruff_python_parser::{Mode, parse_expression};
use ruff_text_size::{Ranged, TextRange};
use thiserror::Error;

use super::tree::{ArithmeticOperator, Clause, Comparison, Constant, Expression, ExpressionKind, Range, Shape};
use crate::limits::{MAX_CONDITION_DEPTH, MAX_CONDITION_LENGTH};

/// Why a text is no condition.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Over [`MAX_CONDITION_LENGTH`].
    #[error("the condition is {0} bytes long, more than the limit of {MAX_CONDITION_LENGTH}")]
    TooLong(usize),
    /// Over [`MAX_CONDITION_DEPTH`].
    #[error("the condition is nested more than {MAX_CONDITION_DEPTH} deep")]
    TooDeep,
    /// Nothing but white space.
    #[error("the condition is empty")]
    Empty,
    /// Not an expression of Python.
    #[error("the condition is not a valid expression: {message}")]
    Syntax {
        /// What the parser says.
        message: String,
        /// Where.
        range: Range,
    },
    /// Python, but not part of the language of conditions.
    #[error("{what} cannot be used in a condition")]
    Unsupported {
        /// What it is, for example "a `lambda`".
        what: &'static str,
        /// Where.
        range: Range,
    },
}

impl ParseError {
    /// Where in the condition's text; `None` where it is about the whole.
    pub fn range(&self) -> Option<Range> {
        match self {
            ParseError::TooLong(_) | ParseError::TooDeep | ParseError::Empty => None,
            ParseError::Syntax { range, .. } | ParseError::Unsupported { range, .. } => Some(*range),
        }
    }

    /// Whether a limit was hit.
    pub fn is_refusal(&self) -> bool {
        matches!(self, ParseError::TooLong(_) | ParseError::TooDeep)
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            ParseError::TooLong(_) | ParseError::TooDeep => "split the threat into several",
            ParseError::Empty => "write `True` for a threat that always applies",
            ParseError::Syntax { .. } => "a condition is one Python expression about `target`",
            ParseError::Unsupported { .. } => {
                "conditions have attributes, comparisons, `and`, `or`, `not`, `in`, `is`, numbers, comprehensions and a few functions"
            }
        }
    }
}

/// Reads a condition.
pub(super) fn parse(text: &str) -> Result<Expression, ParseError> {
    if text.len() > MAX_CONDITION_LENGTH {
        return Err(ParseError::TooLong(text.len()));
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(ParseError::Empty);
    }
    let lowering = Lowering { offset: (text.len() - text.trim_start().len()) as u32 };
    if could_be_too_deep(trimmed) && is_too_deep(trimmed) {
        return Err(ParseError::TooDeep);
    }
    let parsed = parse_expression(trimmed).map_err(|error| ParseError::Syntax {
        range: lowering.shift(error.range()),
        message: first_in_lower_case(&error.error.to_string()),
    })?;
    lowering.expression(&parsed.syntax().body)
}

/// Whether there are tokens enough to nest too deep: no token adds more than two levels. Most conditions are short, and
/// need not be looked at twice.
fn could_be_too_deep(text: &str) -> bool {
    let mut tokens = 0;
    let mut is_word = false;
    for byte in text.bytes() {
        let was_word =
            std::mem::replace(&mut is_word, byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii());
        let begins = if is_word { !was_word } else { !byte.is_ascii_whitespace() };
        tokens += usize::from(begins);
    }
    2 * tokens > MAX_CONDITION_DEPTH
}

/// Whether the parser and everything after it could recurse too deep: an upper bound, from the tokens alone.
fn is_too_deep(text: &str) -> bool {
    let mut lexer = lex(text, Mode::Expression);
    let mut levels: Vec<Level> = vec![Level::default()];
    let mut depth = 0;
    loop {
        let kind = lexer.next_token();
        let Some(level) = levels.last_mut() else { return false };
        match kind {
            TokenKind::EndOfFile => return false,
            TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart => {
                level.chain += 1;
                depth += 2;
                levels.push(Level::default());
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd | TokenKind::TStringEnd => {
                depth -= std::mem::take(level).sum();
                if levels.len() > 1 {
                    levels.pop();
                    depth -= 1;
                }
            }
            TokenKind::And
            | TokenKind::Or
            | TokenKind::Is
            | TokenKind::In
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual => {
                depth -= std::mem::take(&mut level.chain);
            }
            TokenKind::Comma => depth -= std::mem::take(level).sum(),
            TokenKind::Else | TokenKind::If | TokenKind::Lambda | TokenKind::Colon | TokenKind::ColonEqual => {
                level.right += 1;
                depth += 1;
            }
            TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::String
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Comment
            | TokenKind::Newline
            | TokenKind::NonLogicalNewline => {}
            _ => {
                level.chain += 1;
                depth += 1;
            }
        }
        if depth > MAX_CONDITION_DEPTH {
            return true;
        }
    }
}

/// What is open at one level of brackets.
#[derive(Default)]
struct Level {
    /// Operators that may stand inside each other; a new operand of `and`, `or` or a comparison starts afresh.
    chain: usize,
    /// Operators that reach to the end of the bracket.
    right: usize,
}

impl Level {
    fn sum(self) -> usize {
        self.chain + self.right
    }
}

struct Lowering {
    /// Bytes of white space before what was parsed.
    offset: u32,
}

impl Lowering {
    fn shift(&self, range: TextRange) -> Range {
        Range::new(u32::from(range.start()) + self.offset, u32::from(range.end()) + self.offset)
    }

    fn expression(&self, expression: &Expr) -> Result<Expression, ParseError> {
        let range = self.shift(expression.range());
        let unsupported = |what| Err(ParseError::Unsupported { what, range });
        let kind = match expression {
            Expr::BoolOp(node) => match node.op {
                BoolOp::And => ExpressionKind::And(self.expressions(&node.values)?),
                BoolOp::Or => ExpressionKind::Or(self.expressions(&node.values)?),
            },
            Expr::BinOp(node) => self.arithmetic(node, range)?,
            Expr::UnaryOp(node) => match node.op {
                UnaryOp::Not => ExpressionKind::Not(self.boxed(&node.operand)?),
                UnaryOp::USub => ExpressionKind::Negate(self.boxed(&node.operand)?),
                UnaryOp::UAdd => return self.expression(&node.operand),
                UnaryOp::Invert => return unsupported("`~`"),
            },
            Expr::Compare(node) => self.compare(node)?,
            Expr::Call(node) => self.call(node)?,
            Expr::Attribute(node) => ExpressionKind::Attribute {
                object: self.boxed(&node.value)?,
                name: node.attr.as_str().into(),
                name_range: self.shift(node.attr.range()),
            },
            Expr::Subscript(node) => {
                ExpressionKind::Subscript { object: self.boxed(&node.value)?, index: self.boxed(&node.slice)? }
            }
            Expr::If(node) => ExpressionKind::Choice {
                condition: self.boxed(&node.test)?,
                yes: self.boxed(&node.body)?,
                no: self.boxed(&node.orelse)?,
            },
            Expr::Name(node) => ExpressionKind::Name(node.id.as_str().into()),
            Expr::Tuple(node) => self.sequence(Shape::Tuple, &node.elts)?,
            Expr::List(node) => self.sequence(Shape::List, &node.elts)?,
            Expr::Set(node) => self.sequence(Shape::Set, &node.elts)?,
            Expr::Generator(node) => self.comprehension(&node.elt, &node.generators)?,
            Expr::ListComp(node) => self.comprehension(&node.elt, &node.generators)?,
            Expr::SetComp(_) => return unsupported("a set comprehension"),
            Expr::StringLiteral(node) => ExpressionKind::Constant(Constant::Text(node.value.to_str().into())),
            Expr::NumberLiteral(node) => ExpressionKind::Constant(self.number(&node.value, range)?),
            Expr::BooleanLiteral(node) => ExpressionKind::Constant(Constant::Flag(node.value)),
            Expr::NoneLiteral(_) => ExpressionKind::Constant(Constant::None),
            Expr::Named(_) => return unsupported("`:=`"),
            Expr::Lambda(_) => return unsupported("a `lambda`"),
            Expr::Dict(_) | Expr::DictComp(_) => return unsupported("a dictionary"),
            Expr::Await(_) => return unsupported("`await`"),
            Expr::Yield(_) | Expr::YieldFrom(_) => return unsupported("`yield`"),
            Expr::FString(_) | Expr::TString(_) => return unsupported("a formatted string"),
            Expr::BytesLiteral(_) => return unsupported("a bytes literal"),
            Expr::EllipsisLiteral(_) => return unsupported("`...`"),
            Expr::Starred(_) => return unsupported("`*`"),
            Expr::Slice(_) => return unsupported("a slice"),
            Expr::IpyEscapeCommand(_) => return unsupported("a shell command"),
        };
        Ok(Expression { kind, range })
    }

    fn boxed(&self, expression: &Expr) -> Result<Box<Expression>, ParseError> {
        self.expression(expression).map(Box::new)
    }

    fn expressions(&self, expressions: &[Expr]) -> Result<Vec<Expression>, ParseError> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

    fn sequence(&self, shape: Shape, items: &[Expr]) -> Result<ExpressionKind, ParseError> {
        Ok(ExpressionKind::Sequence { shape, items: self.expressions(items)? })
    }

    fn number(&self, number: &Number, range: Range) -> Result<Constant, ParseError> {
        match number {
            Number::Int(number) => match number.as_i64() {
                Some(number) => Ok(Constant::Int(number)),
                None => Err(ParseError::Unsupported { what: "a number of more than 64 bits", range }),
            },
            Number::Float(number) => Ok(Constant::Float(*number)),
            Number::Complex { .. } => Err(ParseError::Unsupported { what: "a complex number", range }),
        }
    }

    fn arithmetic(&self, node: &ast::ExprBinOp, range: Range) -> Result<ExpressionKind, ParseError> {
        let operator = match node.op {
            Operator::Add => ArithmeticOperator::Add,
            Operator::Sub => ArithmeticOperator::Subtract,
            Operator::Mult => ArithmeticOperator::Multiply,
            Operator::Div => ArithmeticOperator::Divide,
            Operator::FloorDiv => ArithmeticOperator::FloorDivide,
            Operator::Mod => ArithmeticOperator::Remainder,
            Operator::BitAnd => ArithmeticOperator::BitAnd,
            Operator::BitOr => ArithmeticOperator::BitOr,
            Operator::BitXor => ArithmeticOperator::BitXor,
            Operator::Pow => return Err(ParseError::Unsupported { what: "`**`", range }),
            Operator::MatMult => return Err(ParseError::Unsupported { what: "`@`", range }),
            Operator::LShift | Operator::RShift => {
                return Err(ParseError::Unsupported { what: "a bit shift", range });
            }
        };
        Ok(ExpressionKind::Arithmetic { operator, left: self.boxed(&node.left)?, right: self.boxed(&node.right)? })
    }

    fn compare(&self, node: &ast::ExprCompare) -> Result<ExpressionKind, ParseError> {
        let mut rest = Vec::with_capacity(node.ops.len());
        for (operator, right) in node.ops.iter().zip(node.comparators.iter()) {
            rest.push((comparison(*operator), self.expression(right)?));
        }
        Ok(ExpressionKind::Compare { first: self.boxed(&node.left)?, rest })
    }

    fn call(&self, node: &ast::ExprCall) -> Result<ExpressionKind, ParseError> {
        if let Some(keyword) = node.arguments.keywords.first() {
            let range = self.shift(keyword.range());
            return Err(ParseError::Unsupported { what: "a keyword argument", range });
        }
        Ok(ExpressionKind::Call {
            function: self.boxed(&node.func)?,
            arguments: self.expressions(&node.arguments.args)?,
        })
    }

    fn comprehension(&self, element: &Expr, clauses: &[ast::Comprehension]) -> Result<ExpressionKind, ParseError> {
        let clauses = clauses.iter().map(|clause| self.clause(clause)).collect::<Result<_, _>>()?;
        Ok(ExpressionKind::Comprehension { element: self.boxed(element)?, clauses })
    }

    fn clause(&self, clause: &ast::Comprehension) -> Result<Clause, ParseError> {
        let range = self.shift(clause.target.range());
        let Expr::Name(variable) = &clause.target else {
            return Err(ParseError::Unsupported { what: "unpacking", range });
        };
        if clause.is_async {
            return Err(ParseError::Unsupported { what: "`async`", range });
        }
        Ok(Clause {
            variable: variable.id.as_str().into(),
            items: self.expression(&clause.iter)?,
            conditions: self.expressions(&clause.ifs)?,
        })
    }
}

fn comparison(operator: CmpOp) -> Comparison {
    match operator {
        CmpOp::Eq => Comparison::Equal,
        CmpOp::NotEq => Comparison::NotEqual,
        CmpOp::Lt => Comparison::Less,
        CmpOp::LtE => Comparison::LessOrEqual,
        CmpOp::Gt => Comparison::Greater,
        CmpOp::GtE => Comparison::GreaterOrEqual,
        CmpOp::Is => Comparison::Is,
        CmpOp::IsNot => Comparison::IsNot,
        CmpOp::In => Comparison::In,
        CmpOp::NotIn => Comparison::NotIn,
    }
}

fn first_in_lower_case(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
