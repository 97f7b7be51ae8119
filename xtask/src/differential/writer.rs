//! Writes expressions of a type: literals, variables, and templates filled with further expressions.

use std::iter::Peekable;
use std::rc::Rc;
use std::str::Chars;

use super::kinds::Kind;
use super::templates;
use crate::random::Random;

/// Code in the making.
pub(super) struct Writer {
    pub(super) random: Random,
    /// Variables that can be read here, innermost last.
    pub(super) variables: Vec<(String, Kind)>,
    /// Whether a value of another type may stand somewhere.
    pub(super) may_be_wrong: bool,
    serial: usize,
}

/// What the letters in a template stand for.
struct Bindings {
    bound: Vec<(char, Kind)>,
    /// Every place keeps its type.
    is_strict: bool,
}

impl Writer {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let may_be_wrong = random.chance(35);
        Self { random, variables: Vec::new(), may_be_wrong, serial: 0 }
    }

    /// A name that nothing else has.
    pub(super) fn fresh(&mut self, start: &str) -> String {
        self.serial += 1;
        format!("{start}{}", self.serial)
    }

    /// An expression of a type, with others inside it up to a depth.
    pub(super) fn expression(&mut self, kind: &Kind, depth: usize) -> String {
        let known: Vec<&String> =
            self.variables.iter().filter(|(_, other)| other == kind).map(|(name, _)| name).collect();
        if !known.is_empty() && self.random.chance(if depth == 0 { 70 } else { 30 }) {
            return self.random.pick(&known).map_or_else(String::new, |name| (*name).clone());
        }
        if depth == 0 || self.random.chance(12) {
            return self.literal(kind);
        }
        let (table, bound) = match self.random.chance(20) {
            true => (templates::ANY, vec![('T', kind.clone())]),
            false => (templates::of(kind), parts(kind)),
        };
        let template = self.random.word(table);
        match template {
            "%comprehension" => self.comprehension(kind, depth),
            "%lambda-map" => self.mapped(kind, depth),
            "%percent" => self.percent(),
            "%fstring" => self.fstring(),
            template => self.filled(template, bound, depth - 1),
        }
    }

    /// Sometimes another type than the one that fits.
    pub(super) fn perhaps_wrong(&mut self, kind: Kind) -> Kind {
        if !(self.may_be_wrong && self.random.chance(6)) {
            return kind;
        }
        // No whole numbers: a large one where a count is meant would ask for more memory than there is.
        match Kind::any(&mut self.random, 1) {
            Kind::Int | Kind::Small => Kind::None,
            other => other,
        }
    }

    /// A template with its places filled.
    fn filled(&mut self, template: &str, bound: Vec<(char, Kind)>, depth: usize) -> String {
        let (is_strict, template) = match template.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, template),
        };
        let mut bindings = Bindings { bound, is_strict };
        let mut text = String::new();
        let mut letters = template.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '$' => {
                    let part = self.place(&mut letters, &mut bindings, depth);
                    let is_argument = text.ends_with(['(', '[']) || text.ends_with(", ");
                    let stands_alone = is_argument && letters.peek().is_some_and(|next| [')', ',', ']'].contains(next));
                    text.push_str(&if stands_alone { part } else { enclosed(part) });
                }
                letter => text.push(letter),
            }
        }
        text
    }

    /// What stands at a place of a template.
    fn place(&mut self, letters: &mut Peekable<Chars<'_>>, bindings: &mut Bindings, depth: usize) -> String {
        let name = word(letters);
        match name.as_str() {
            "base" => self.base(),
            "numeral" => self.numeral(),
            "spec" => self.quoted_specification(),
            "format" => self.quoted_format(),
            "slice" => self.slice(depth),
            name => {
                let kind = self.named_kind(name, letters, bindings);
                let kind = if bindings.is_strict { kind } else { self.perhaps_wrong(kind) };
                self.expression(&kind, depth)
            }
        }
    }

    fn named_kind(&mut self, name: &str, letters: &mut Peekable<Chars<'_>>, bindings: &mut Bindings) -> Kind {
        let mut inner = |writer: &mut Self| {
            // The parenthesis, or the comma before a second one.
            letters.next();
            let name = word(letters);
            let kind = writer.named_kind(&name, letters, bindings);
            Rc::new(kind)
        };
        let kind = match name {
            "int" => Kind::Int,
            "small" => Kind::Small,
            "float" => Kind::Float,
            "bool" => Kind::Bool,
            "str" => Kind::Str,
            "bytes" => Kind::Bytes,
            "list" => Kind::List(inner(self)),
            "tuple" => Kind::Tuple(inner(self)),
            "set" => Kind::Set(inner(self)),
            "dict" => {
                let key = inner(self);
                Kind::Dict(key, inner(self))
            }
            letter => return self.bound_kind(letter.chars().next().unwrap_or('U'), bindings),
        };
        if matches!(kind, Kind::List(_) | Kind::Tuple(_) | Kind::Set(_) | Kind::Dict(..)) {
            letters.next();
        }
        kind
    }

    fn bound_kind(&mut self, letter: char, bindings: &mut Bindings) -> Kind {
        if let Some((_, kind)) = bindings.bound.iter().find(|(other, _)| *other == letter) {
            return kind.clone();
        }
        let kind = match letter {
            'K' => Kind::key(&mut self.random),
            'O' => Kind::ordered(&mut self.random),
            _ => Kind::any(&mut self.random, 1),
        };
        bindings.bound.push((letter, kind.clone()));
        kind
    }

    fn slice(&mut self, depth: usize) -> String {
        let bound = |writer: &mut Self| match writer.random.below(5) {
            0 | 1 => String::new(),
            2 => writer.expression(&Kind::Small, depth.min(1)),
            3 if writer.random.chance(10) => writer.literal(&Kind::Int),
            _ => writer.literal(&Kind::Small),
        };
        let (start, end) = (enclosed(bound(self)), enclosed(bound(self)));
        match self.random.below(3) {
            0 => format!("{start}:{end}:{}", enclosed(bound(self))),
            _ => format!("{start}:{end}"),
        }
    }

    fn comprehension(&mut self, kind: &Kind, depth: usize) -> String {
        let Kind::List(item) = kind else { return self.literal(kind) };
        let source_kind = Kind::any(&mut self.random, 1);
        let source = self.expression(&Kind::list(source_kind.clone()), depth - 1);
        let variable = self.fresh("v");
        self.variables.push((variable.clone(), source_kind));
        let result = self.expression(item, depth - 1);
        let condition = match self.random.below(3) {
            0 => format!(" if {}", self.expression(&Kind::Bool, depth - 1)),
            _ => String::new(),
        };
        self.variables.pop();
        format!("[{result} for {variable} in {}{}]", enclosed(source), enclosed_condition(&condition))
    }

    fn mapped(&mut self, kind: &Kind, depth: usize) -> String {
        let Kind::List(item) = kind else { return self.literal(kind) };
        let source_kind = Kind::any(&mut self.random, 1);
        let source = self.expression(&Kind::list(source_kind.clone()), depth - 1);
        let variable = self.fresh("v");
        self.variables.push((variable.clone(), source_kind));
        let result = self.expression(item, depth - 1);
        self.variables.pop();
        format!("list(map(lambda {variable}: {result}, {source}))")
    }
}

/// What the letters of a type's own templates stand for.
fn parts(kind: &Kind) -> Vec<(char, Kind)> {
    match kind {
        Kind::Dict(key, value) => vec![('K', (**key).clone()), ('T', (**value).clone())],
        Kind::List(item) | Kind::Tuple(item) | Kind::Set(item) => vec![('T', (**item).clone())],
        _ => Vec::new(),
    }
}

/// The word that comes next.
fn word(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(letter) = letters.next_if(char::is_ascii_alphabetic) {
        word.push(letter);
    }
    word
}

/// A condition of a comprehension may not hold a bare conditional expression.
fn enclosed_condition(condition: &str) -> String {
    match condition.strip_prefix(" if ") {
        Some(condition) => format!(" if {}", enclosed(condition.to_owned())),
        None => String::new(),
    }
}

/// The expression in parentheses, unless it is a name or a whole number.
pub(super) fn enclosed(text: String) -> String {
    let is_name = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let is_number = text.starts_with(|letter: char| letter.is_ascii_digit());
    match is_name && !is_number {
        true => text,
        false => format!("({text})"),
    }
}
