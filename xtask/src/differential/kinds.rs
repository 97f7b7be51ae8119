//! Types that generated expressions have.

use std::rc::Rc;

use crate::random::Random;

/// The type of an expression. Containers hold values of one type, so that what is taken out of them has a type too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    /// A whole number that is small enough to repeat a text or to pad one.
    Small,
    Float,
    Bool,
    Str,
    Bytes,
    None,
    List(Rc<Kind>),
    Tuple(Rc<Kind>),
    Dict(Rc<Kind>, Rc<Kind>),
    Set(Rc<Kind>),
}

impl Kind {
    pub(super) fn list(item: Kind) -> Kind {
        Kind::List(Rc::new(item))
    }

    /// Any type, with containers inside each other up to a depth; but no sets, whose order shows in their text.
    pub(super) fn any(random: &mut Random, depth: usize) -> Kind {
        match random.below(if depth == 0 { 9 } else { 13 }) {
            0 | 1 => Kind::Int,
            2 => Kind::Small,
            3 => Kind::Float,
            4 => Kind::Bool,
            5 | 6 => Kind::Str,
            7 => Kind::Bytes,
            8 => Kind::None,
            9 | 10 => Kind::List(Rc::new(Self::any(random, depth - 1))),
            11 => Kind::Tuple(Rc::new(Self::any(random, depth - 1))),
            _ => Kind::Dict(Rc::new(Self::key(random)), Rc::new(Self::any(random, depth - 1))),
        }
    }

    /// Any type, sets among them: for what is shown as a value.
    pub(super) fn any_or_set(random: &mut Random) -> Kind {
        match random.chance(6) {
            true => Kind::Set(Rc::new(Self::key(random))),
            false => Self::any(random, 1),
        }
    }

    /// A type whose values can be keys. Of equal keys of different types (`1`, `True`, `1.0`) CPython keeps one that
    /// depends on the order of its tables, so that keys are numbers or texts.
    pub(super) fn key(random: &mut Random) -> Kind {
        match random.below(8) {
            0..3 => Kind::Int,
            3..6 => Kind::Str,
            6 => Kind::Small,
            _ => Kind::Tuple(Rc::new(if random.chance(50) { Kind::Str } else { Kind::Small })),
        }
    }

    /// A type whose values have an order; no floats, because where "not a number" is sorted to depends on the method.
    pub(super) fn ordered(random: &mut Random) -> Kind {
        match random.below(10) {
            0..4 => Kind::Int,
            4..7 => Kind::Str,
            7 => Kind::Bytes,
            8 => Kind::Tuple(Rc::new(if random.chance(50) { Kind::Str } else { Kind::Int })),
            _ => Kind::List(Rc::new(Kind::Int)),
        }
    }
}
