//! The script as we evaluate it: our own tree, with every name resolved to the place where its value lives.
//!
//! It is made once per file by [`crate::lower`], the only place that knows the parser's tree.

mod bindings;
mod operands;
mod program;

use std::collections::HashSet;
use std::rc::Rc;

pub(crate) use operands::{in_arguments, in_keywords, of_arguments, of_keywords};
pub(crate) use program::{Caught, Instruction, Label, Operation, Program, ProgramKind, Slot};

use crate::value::Symbol;

/// A stretch of the file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Where the value of a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A slot of the running function's frame.
    Local(u32),
    /// A cell of the running function's frame: a variable that an inner function shares. The function's own cells
    /// come first ([`Scope::own_cells`]), then those it received when it was made ([`Scope::free`]).
    Cell(u32),
    /// A slot of the module; a built-in when the slot is empty.
    Global(u32),
    /// A name in a class body: looked up in the class's namespace first, then in this slot of the module.
    Class(Symbol, u32),
}

/// The variables of a function, lambda, comprehension or class body.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Names of the local slots; parameters first, in the order of [`Parameters::slots`].
    pub(crate) locals: Vec<Symbol>,
    /// Names of cells that this scope owns. A parameter that is shared is copied from its slot to its cell on entry:
    /// `(cell, Some(slot))`.
    pub(crate) own_cells: Vec<(Symbol, Option<u32>)>,
    /// Cells received from the enclosing scope when the function is made: the index of each among the cells of the
    /// enclosing frame, with its name.
    pub(crate) free: Vec<(Symbol, u32)>,
}

/// A file.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) documentation: Option<Rc<str>>,
    pub(crate) body: Vec<Stmt>,
    /// Names of the module's slots.
    pub(crate) globals: Vec<Symbol>,
    /// Those of them that some statement of the file gives a value, also in a function.
    pub(crate) assigned: HashSet<Symbol>,
}

#[derive(Debug)]
pub(crate) struct Stmt {
    pub(crate) range: Range,
    pub(crate) kind: StmtKind,
}

/// `case pattern if guard: body`
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) pattern: Pattern,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Vec<Stmt>,
}

/// What a value is compared with in a `case`.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) range: Range,
    pub(crate) kind: PatternKind,
}

#[derive(Debug)]
pub(crate) enum PatternKind {
    /// Equal to a value.
    Value(Expr),
    /// `None`, `True` or `False` itself.
    Singleton(Expr),
    /// Items; at most one of the patterns is a star.
    Sequence(Vec<Pattern>),
    /// `*name` in a sequence.
    Star(Option<Target>),
    /// Keys with patterns for their values, and `**rest`.
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Target>,
    },
    /// An object of a class with attributes.
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Symbol, Pattern)>,
    },
    /// `pattern as name`; without a pattern, anything; without a name, `_`.
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Target>,
    },
    Or(Vec<Pattern>),
}

#[derive(Debug)]
pub(crate) enum StmtKind {
    Expr(Expr),
    /// `a = b = value`
    Assign {
        targets: Vec<Target>,
        value: Expr,
    },
    /// `a += value`
    Augment {
        target: Target,
        operator: Binary,
        value: Expr,
    },
    /// `a: annotation = value`; the annotation is kept for class bodies (dataclasses), as text.
    Annotate {
        target: Target,
        annotation: Rc<str>,
        value: Option<Expr>,
    },
    Delete(Vec<Target>),
    If {
        branches: Vec<(Expr, Vec<Stmt>)>,
        otherwise: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        otherwise: Vec<Stmt>,
    },
    For {
        target: Target,
        iterable: Expr,
        body: Vec<Stmt>,
        otherwise: Vec<Stmt>,
        is_async: bool,
    },
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    With {
        items: Vec<(Expr, Option<Target>)>,
        body: Vec<Stmt>,
        is_async: bool,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        otherwise: Vec<Stmt>,
        finally: Vec<Stmt>,
        /// Whether the handlers are `except*`.
        is_star: bool,
    },
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    Return(Option<Expr>),
    Function {
        target: Target,
        function: Rc<Function>,
        decorators: Vec<Expr>,
        defaults: Defaults,
    },
    Class {
        target: Target,
        class: Rc<ClassBody>,
        decorators: Vec<Expr>,
        bases: Vec<Argument>,
        keywords: Vec<Keyword>,
    },
    /// `import a.b as c`
    Import {
        module: Rc<str>,
        target: Target,
        is_renamed: bool,
    },
    /// `from ..a import b as c`
    ImportFrom {
        module: Rc<str>,
        level: u32,
        names: Vec<(Rc<str>, Target, Range)>,
    },
    /// `from a import *`, at the top of a module only. Names that it brings and that the file mentions have slots.
    ImportStar {
        module: Rc<str>,
        level: u32,
    },
    /// `type name = value`; the value is kept as text, and evaluated when a script asks for it.
    TypeAlias {
        target: Target,
        name: Rc<str>,
        value: Rc<str>,
    },
    Break,
    Continue,
    Pass,
}

#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) range: Range,
    pub(crate) exceptions: Option<Expr>,
    pub(crate) name: Option<Target>,
    pub(crate) body: Vec<Stmt>,
}

/// What can be assigned to.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) range: Range,
    pub(crate) kind: TargetKind,
}

#[derive(Debug)]
pub(crate) enum TargetKind {
    Name(Place, Symbol),
    /// The range is that of the name after the dot.
    Attribute(Box<Expr>, Symbol, Range),
    Subscript(Box<Expr>, Box<Expr>),
    /// `a, *b, c`: at most one is starred, at this position.
    Unpack(Vec<Target>, Option<usize>),
}

/// A function or lambda, without the values of its defaults.
#[derive(Debug)]
pub(crate) struct Function {
    /// Where it stands, with its decorators.
    pub(crate) range: Range,
    pub(crate) name: Symbol,
    pub(crate) qualified_name: Rc<str>,
    pub(crate) documentation: Option<Rc<str>>,
    pub(crate) parameters: Parameters,
    /// Annotations of parameters, and of the result as `return`, as they are written.
    pub(crate) annotations: Vec<(Symbol, Rc<str>)>,
    pub(crate) scope: Scope,
    /// Empty for a function with a program.
    pub(crate) body: Vec<Stmt>,
    /// The code of a function that can stop in the middle: one that yields, or waits.
    pub(crate) program: Option<Program>,
}

/// Parameters take the first slots of the scope, in this order: positional, `*args`, keyword-only, `**kwargs`.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    /// Names of positional parameters; the first `positional_only` cannot be given by name.
    pub(crate) positional: Vec<Symbol>,
    pub(crate) positional_only: usize,
    pub(crate) rest: Option<Symbol>,
    pub(crate) keyword_only: Vec<Symbol>,
    pub(crate) keywords: Option<Symbol>,
}

/// Expressions of defaults, evaluated when the function is made.
#[derive(Debug, Default)]
pub(crate) struct Defaults {
    /// For the last positional parameters.
    pub(crate) positional: Vec<Expr>,
    /// One for each keyword-only parameter.
    pub(crate) keyword_only: Vec<Option<Expr>>,
}

#[derive(Debug)]
pub(crate) struct ClassBody {
    pub(crate) name: Symbol,
    pub(crate) qualified_name: Rc<str>,
    /// `class A[T]`
    pub(crate) is_generic: bool,
    pub(crate) documentation: Option<Rc<str>>,
    /// A class body has no locals: its names live in its namespace. It may own one cell, `__class__`, which functions
    /// inside that use `super()` or `__class__` receive.
    pub(crate) scope: Scope,
    pub(crate) body: Vec<Stmt>,
}

#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) range: Range,
    pub(crate) kind: ExprKind,
}

#[derive(Debug)]
pub(crate) enum ExprKind {
    None,
    Bool(bool),
    Int(i64),
    /// Digits of a whole number too large for 64 bits, in decimal.
    BigInt(Rc<str>),
    Float(f64),
    /// `2j`
    Imaginary(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Ellipsis,
    Name(Place, Symbol),
    Tuple(Vec<Argument>),
    List(Vec<Argument>),
    Set(Vec<Argument>),
    /// `None` as key: `**value`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Attribute(Box<Expr>, Symbol, Range),
    Subscript(Box<Expr>, Box<Expr>),
    Slice(Option<Box<Expr>>, Option<Box<Expr>>, Option<Box<Expr>>),
    Call(Box<Call>),
    Unary(Unary, Box<Expr>),
    /// A left-leaning chain `a + b - c`, so that long sums do not nest.
    Binary(Box<Expr>, Vec<(Binary, Expr)>),
    Compare(Box<Expr>, Vec<(Compare, Expr)>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Conditional {
        test: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    /// `name := value`
    Named(Box<Target>, Box<Expr>),
    Lambda(Rc<Function>, Box<Defaults>),
    Comprehension(Rc<Comprehension>, Box<Expr>),
    FString(Vec<FStringPart>),
    /// `yield value`. This and the next two are only met while a [`Program`] is made, which has operations for them.
    Yield(Option<Box<Expr>>),
    /// `yield from iterable`
    YieldFrom(Box<Expr>),
    /// `await value`
    Await(Box<Expr>),
}

#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) function: Expr,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) keywords: Vec<Keyword>,
}

/// An item of a call, list, tuple or set; `is_starred` for `*value`.
#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) is_starred: bool,
    pub(crate) value: Expr,
}

/// `name=value`, or `**value` without a name.
#[derive(Debug)]
pub(crate) struct Keyword {
    pub(crate) range: Range,
    pub(crate) name: Option<Symbol>,
    pub(crate) value: Expr,
}

/// A comprehension or generator expression. It is a scope of its own, whose first iterable is evaluated outside (the
/// second field of [`ExprKind::Comprehension`]).
#[derive(Debug)]
pub(crate) struct Comprehension {
    pub(crate) kind: ComprehensionKind,
    pub(crate) scope: Scope,
    pub(crate) clauses: Vec<Clause>,
}

#[derive(Debug)]
pub(crate) enum ComprehensionKind {
    List(Expr),
    Set(Expr),
    Dict(Expr, Expr),
    Generator(Expr),
}

/// `for target in iterable if condition ...`; the first clause has no iterable of its own.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) target: Target,
    pub(crate) iterable: Option<Expr>,
    pub(crate) conditions: Vec<Expr>,
}

#[derive(Debug)]
pub(crate) enum FStringPart {
    Text(Rc<str>),
    /// `{value=!r:specification}`; the text before `=` is a [`FStringPart::Text`] of its own.
    Value {
        value: Expr,
        conversion: Option<char>,
        specification: Vec<FStringPart>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unary {
    Not,
    Minus,
    Plus,
    Invert,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
    MatrixMultiply,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
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
