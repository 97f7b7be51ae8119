//! What a pattern compiles to.

use super::category::At;
use super::flags::Flags;
use super::sets::Set;
use super::tree::{Fold, Greed};
use crate::value::meter;

/// A compiled pattern. Charged for as long as it lives.
pub(crate) struct Program {
    pub(super) code: Vec<Instruction>,
    pub(super) sets: Vec<Set>,
    /// Number of registers: two for each group, one for the group that closed last, and those of loops.
    pub(super) registers: usize,
    /// The character that each match starts with, where there is only one.
    pub(super) lead: Option<u32>,
    /// Whether it is for texts, not for bytes.
    pub(crate) is_text: bool,
    pub(crate) flags: Flags,
    /// Number of groups, the whole match among them.
    pub(crate) groups: usize,
    /// Names of groups with their numbers, in order.
    pub(crate) names: Vec<(String, u32)>,
    charged: usize,
}

/// What is known of a pattern besides what it matches.
pub(super) struct Head {
    pub(super) is_text: bool,
    pub(super) flags: Flags,
    /// Number of groups, the whole match among them.
    pub(super) groups: u32,
    pub(super) names: Vec<(String, u32)>,
}

/// A test of one character.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test {
    Code(u32),
    /// A character in lower case, and those that are the same but for case.
    AsciiFold(u32),
    Fold(u32),
    Any,
    NotNewline,
    Set(u32),
}

/// A place in the program, or a register.
pub(super) type Index = u32;

/// A step of the program. It goes on with the next one unless it says otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) enum Instruction {
    Test(Test),
    /// One character, so many times.
    Many {
        test: Test,
        least: u32,
        most: u32,
        greed: Greed,
    },
    At(At),
    /// A group begins, or ends.
    Open(Index),
    Close(Index),
    Jump(Index),
    /// Goes on, and tries the other place when that fails.
    Split(Index),
    /// Begins a loop, whose registers are the number of turns and where the last turn began.
    LoopStart(Index),
    /// Another turn if possible, else the exit.
    LoopGreedy {
        register: Index,
        least: u32,
        most: u32,
        exit: Index,
    },
    /// The exit once there were enough turns; [`Instruction::LoopMore`] comes next and makes another turn when that fails.
    LoopLazy {
        register: Index,
        least: u32,
        exit: Index,
    },
    LoopMore {
        register: Index,
        most: u32,
    },
    /// What comes until `Leave` is matched once and for all.
    Enter(Index),
    Leave(Index),
    /// Looks ahead, or back by so many characters, until `Looked`.
    Look {
        register: Index,
        back: u32,
        negated: bool,
        after: Index,
    },
    Looked {
        register: Index,
        negated: bool,
    },
    Reference {
        group: Index,
        fold: Fold,
    },
    /// Goes on when the group took part in the match, else elsewhere.
    IfGroup {
        group: Index,
        otherwise: Index,
    },
    Match,
}

impl Program {
    pub(super) fn new(code: Vec<Instruction>, sets: Vec<Set>, registers: usize, head: Head) -> Self {
        let Head { is_text, flags, groups, names } = head;
        let of_sets: usize = sets.iter().map(Set::size).sum();
        let of_names: usize = names.iter().map(|(name, _)| name.len() + meter::OBJECT).sum();
        let charged = code.len() * size_of::<Instruction>() + of_sets + of_names + meter::OBJECT;
        meter::charge(charged);
        let lead = lead(&code);
        Self { code, sets, registers, lead, is_text, flags, groups: groups as usize, names, charged }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        meter::release(self.charged);
    }
}

/// The character that the program tests first, whatever happens.
fn lead(code: &[Instruction]) -> Option<u32> {
    for instruction in code {
        match instruction {
            Instruction::Open(_) | Instruction::Enter(_) => {}
            Instruction::Test(Test::Code(code)) => return Some(*code),
            Instruction::Many { test: Test::Code(code), least: 1.., .. } => return Some(*code),
            _ => return None,
        }
    }
    None
}
