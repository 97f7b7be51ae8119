//! Runs a program on a text. What remains to be tried is on a stack of our own, and what was changed since is on a
//! trail, so that going back restores it; nothing recurses.

use super::casing;
use super::category::{At, is_word};
use super::program::{Index, Instruction, Program, Test};
use super::tree::{Fold, Greed, UNBOUNDED};
use crate::eval::{Interpreter, Outcome};
use crate::value::meter;

/// A text or bytes, by character.
#[derive(Clone, Copy)]
pub(crate) enum Text<'t> {
    /// ASCII, or bytes.
    Narrow(&'t [u8]),
    Wide(&'t [char]),
}

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    /// Where to begin, and where the text ends, in characters.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether a match must begin at the start.
    pub(crate) is_anchored: bool,
    /// Whether a match must reach the end.
    pub(crate) is_full: bool,
    /// Whether a match at the start must not be empty.
    pub(crate) must_advance: bool,
}

/// A program on a text.
pub(crate) struct Machine<'m> {
    program: &'m Program,
    text: Text<'m>,
    /// Where the text ends.
    end: usize,
    registers: Vec<Index>,
    frames: Vec<Frame>,
    /// Registers that changed, with what they held.
    trail: Vec<(Index, Index)>,
    /// Where the match may not end.
    forbidden_end: Option<usize>,
    is_full: bool,
    /// Steps that the interpreter was not told of yet.
    steps: usize,
    charged: usize,
}

/// What a register holds before it is set.
const UNSET: Index = Index::MAX;
/// The interpreter is told of steps in such portions.
const PORTION: usize = 512;

/// Where to go on when something fails.
struct Frame {
    retry: Retry,
    /// Where in the program.
    at: Index,
    position: Index,
    /// The trail is taken back to this length.
    trail: Index,
}

#[derive(Clone, Copy)]
enum Retry {
    /// Here.
    Here,
    /// With one character less, down to this position.
    Less { least: Index },
    /// With one character more; so many were taken.
    More { taken: Index },
}

impl Text<'_> {
    fn get(self, at: usize) -> Option<u32> {
        match self {
            Text::Narrow(bytes) => bytes.get(at).map(|byte| u32::from(*byte)),
            Text::Wide(characters) => characters.get(at).map(|character| u32::from(*character)),
        }
    }

    pub(crate) fn len(self) -> usize {
        match self {
            Text::Narrow(bytes) => bytes.len(),
            Text::Wide(characters) => characters.len(),
        }
    }
}

impl<'m> Machine<'m> {
    pub(crate) fn new(program: &'m Program, text: Text<'m>) -> Self {
        Self {
            program,
            text,
            end: text.len(),
            registers: vec![UNSET; program.registers],
            frames: Vec::new(),
            trail: Vec::new(),
            forbidden_end: None,
            is_full: false,
            steps: program.registers / 8,
            charged: 0,
        }
    }

    /// Looks for a match; [`Machine::spans`] and [`Machine::last_group`] tell about it.
    pub(crate) fn find(&mut self, interpreter: &mut Interpreter<'_>, search: &Search) -> Outcome<bool> {
        self.end = search.end.min(self.text.len());
        self.is_full = search.is_full;
        let mut start = search.start;
        let found = loop {
            if !search.is_anchored {
                match self.next_start(start) {
                    Some(next) => start = next,
                    None => break false,
                }
            }
            // CPython lets an anchored search start behind the end, where only nothing can match.
            if start > self.end && !search.is_anchored {
                break false;
            }
            self.forbidden_end = (search.must_advance && start == search.start).then_some(start);
            self.registers.fill(UNSET);
            self.steps += self.registers.len() / 16;
            if self.attempt(interpreter, start)? {
                break true;
            }
            if search.is_anchored {
                break false;
            }
            start += 1;
        };
        self.tell(interpreter)?;
        Ok(found)
    }

    /// Start and end of each group of the match.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Option<(usize, usize)>> {
        (0..self.program.groups as Index).map(|group| self.span(group))
    }

    /// The group that closed last.
    pub(crate) fn last_group(&self) -> Option<usize> {
        Some(self.register(self.last_register())).filter(|group| *group != UNSET).map(|group| group as usize)
    }

    fn span(&self, group: Index) -> Option<(usize, usize)> {
        let (start, end) = (self.register(group * 2), self.register(group * 2 + 1));
        (start != UNSET && end != UNSET && start <= end).then_some((start as usize, end as usize))
    }

    fn last_register(&self) -> Index {
        self.program.groups as Index * 2
    }

    fn register(&self, register: Index) -> Index {
        self.registers.get(register as usize).copied().unwrap_or(UNSET)
    }

    fn set(&mut self, register: Index, value: Index) {
        let Some(place) = self.registers.get_mut(register as usize) else { return };
        if *place != value {
            let before = std::mem::replace(place, value);
            // What was set before there is anything to go back to is cleared with all registers.
            if !self.frames.is_empty() {
                self.trail.push((register, before));
            }
        }
    }

    /// Skips positions where no match can start.
    fn next_start(&mut self, from: usize) -> Option<usize> {
        let Some(lead) = self.program.lead else { return Some(from) };
        let stretch = from..self.end;
        let found = match self.text {
            Text::Narrow(bytes) => {
                let lead = u8::try_from(lead).ok()?;
                bytes.get(stretch)?.iter().position(|byte| *byte == lead)
            }
            Text::Wide(characters) => {
                let lead = char::from_u32(lead)?;
                characters.get(stretch)?.iter().position(|character| *character == lead)
            }
        };
        self.steps += found.unwrap_or(self.end.saturating_sub(from)) / 32;
        found.map(|distance| from + distance)
    }

    /// Counts steps and memory.
    fn tell(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<()> {
        let held = self.frames.capacity() * size_of::<Frame>() + self.trail.capacity() * size_of::<(Index, Index)>();
        let held = held + self.registers.len() * size_of::<Index>();
        if held > self.charged {
            meter::charge(held - self.charged);
            self.charged = held;
        }
        interpreter.step(std::mem::take(&mut self.steps))
    }

    /// Whether a match starts at a position.
    fn attempt(&mut self, interpreter: &mut Interpreter<'_>, start: usize) -> Outcome<bool> {
        self.frames.clear();
        self.trail.clear();
        let program = self.program;
        let (mut at, mut position) = (0, start);
        loop {
            self.steps += 1;
            if self.steps > PORTION {
                self.tell(interpreter)?;
            }
            let Some(instruction) = program.code.get(at) else { return Ok(false) };
            if matches!(instruction, Instruction::Match) && self.may_end(position) {
                self.set(0, start as Index);
                self.set(1, position as Index);
                return Ok(true);
            }
            match self.execute(*instruction, at, &mut position) {
                Some(next) => at = next,
                None => match self.go_back(&mut position) {
                    Some(next) => at = next,
                    None => return Ok(false),
                },
            }
        }
    }

    fn may_end(&self, position: usize) -> bool {
        (!self.is_full || position == self.end) && self.forbidden_end != Some(position)
    }

    /// Executes an instruction and says where to go on, unless it fails.
    fn execute(&mut self, instruction: Instruction, at: usize, position: &mut usize) -> Option<usize> {
        let next = at + 1;
        match instruction {
            Instruction::Test(test) => {
                self.steps += self.cost(test) / 8;
                self.code_at(*position).filter(|code| self.passes(test, *code))?;
                *position += 1;
            }
            Instruction::Many { test, least, most, greed } => self.many(test, least, most, greed, at, position)?,
            Instruction::At(kind) => self.is_at(kind, *position).then_some(())?,
            Instruction::Open(group) => self.set(group * 2, *position as Index),
            Instruction::Close(group) => {
                self.set(group * 2 + 1, *position as Index);
                self.set(self.last_register(), group);
            }
            Instruction::Jump(target) => return Some(target as usize),
            Instruction::Split(other) => self.retry_at(other, *position),
            Instruction::LoopStart(register) => {
                self.set(register, 0);
                self.set(register + 1, UNSET);
            }
            Instruction::LoopGreedy { register, least, most, exit } => {
                let turns = self.register(register);
                if turns < least {
                    self.set(register, turns + 1);
                } else if self.may_turn(register, most, *position) {
                    self.retry_at(exit, *position);
                    self.turn(register, *position);
                } else {
                    return Some(exit as usize);
                }
            }
            Instruction::LoopLazy { register, least, exit } => {
                let turns = self.register(register);
                if turns >= least {
                    self.retry_at(next as Index, *position);
                    return Some(exit as usize);
                }
                self.set(register, turns + 1);
                return Some(next + 1);
            }
            Instruction::LoopMore { register, most } => {
                self.may_turn(register, most, *position).then_some(())?;
                self.turn(register, *position);
            }
            Instruction::Enter(register) => self.set(register, self.frames.len() as Index),
            Instruction::Leave(register) => self.frames.truncate(self.register(register) as usize),
            Instruction::Look { register, back, negated, after } => {
                return self.look(register, back, negated, after, next, position);
            }
            Instruction::Looked { register, negated } => {
                self.frames.truncate(self.register(register) as usize + usize::from(negated));
                if negated {
                    // The frame that is left would go on as if nothing had been found.
                    let frame = self.frames.pop()?;
                    self.restore(frame.trail);
                    return None;
                }
                *position = self.register(register + 1) as usize;
            }
            Instruction::Reference { group, fold } => self.reference(group, fold, position)?,
            Instruction::IfGroup { group, otherwise } if self.span(group).is_none() => {
                return Some(otherwise as usize);
            }
            Instruction::IfGroup { .. } => {}
            Instruction::Match => return None,
        }
        Some(next)
    }

    fn code_at(&self, position: usize) -> Option<u32> {
        if position < self.end { self.text.get(position) } else { None }
    }

    fn passes(&self, test: Test, code: u32) -> bool {
        match test {
            Test::Code(wanted) => code == wanted,
            Test::AsciiFold(wanted) => casing::ascii_lower(code) == wanted,
            Test::Fold(wanted) => casing::is_same(code, wanted),
            Test::Any => true,
            Test::NotNewline => code != u32::from('\n'),
            Test::Set(set) => self.program.sets.get(set as usize).is_some_and(|set| set.has(code)),
        }
    }

    /// What a test costs, in eighths of a step.
    fn cost(&self, test: Test) -> usize {
        match (self.text, test) {
            (Text::Wide(_), Test::Set(set)) => self.program.sets.get(set as usize).map_or(1, |set| set.cost() * 4),
            (Text::Wide(_), Test::Fold(_)) => 8,
            _ => 1,
        }
    }

    /// One character, so many times.
    fn many(&mut self, test: Test, least: u32, most: u32, greed: Greed, at: usize, position: &mut usize) -> Option<()> {
        let wanted = if greed == Greed::Lazy { least } else { most };
        let room = self.end.checked_sub(*position)?;
        let limit = if wanted == UNBOUNDED { room } else { room.min(wanted as usize) };
        let passed = match test {
            Test::Any => limit,
            _ => {
                let fits =
                    |offset: &usize| self.code_at(*position + offset).is_some_and(|code| self.passes(test, code));
                (0..limit).take_while(fits).count()
            }
        };
        self.steps += (passed + 1) * self.cost(test) / 8;
        if passed < least as usize {
            return None;
        }
        let start = *position;
        *position += passed;
        match greed {
            Greed::Greedy if passed > least as usize => {
                let retry = Retry::Less { least: (start + least as usize) as Index };
                self.push(retry, at as Index + 1, *position - 1);
            }
            Greed::Lazy if most > least => self.push(Retry::More { taken: least }, at as Index, *position),
            _ => {}
        }
        Some(())
    }

    fn may_turn(&self, register: Index, most: u32, position: usize) -> bool {
        let has_turns = most == UNBOUNDED || self.register(register) < most;
        has_turns && self.register(register + 1) != position as Index
    }

    fn turn(&mut self, register: Index, position: usize) {
        let turns = self.register(register);
        self.set(register, turns.saturating_add(1));
        self.set(register + 1, position as Index);
    }

    fn look(
        &mut self,
        register: Index,
        back: u32,
        negated: bool,
        after: Index,
        next: usize,
        position: &mut usize,
    ) -> Option<usize> {
        let Some(start) = position.checked_sub(back as usize) else {
            return negated.then_some(after as usize);
        };
        self.set(register, self.frames.len() as Index);
        self.set(register + 1, *position as Index);
        if negated {
            self.retry_at(after, *position);
        }
        *position = start;
        Some(next)
    }

    fn reference(&mut self, group: Index, fold: Fold, position: &mut usize) -> Option<()> {
        let (start, end) = self.span(group)?;
        let length = end - start;
        self.steps += length / 8;
        for offset in 0..length {
            let (wanted, code) = (self.text.get(start + offset)?, self.code_at(*position + offset)?);
            let is_same = match fold {
                Fold::Exact => code == wanted,
                Fold::Ascii => casing::ascii_lower(code) == casing::ascii_lower(wanted),
                Fold::Unicode => casing::lower(code) == casing::lower(wanted),
            };
            is_same.then_some(())?;
        }
        *position += length;
        Some(())
    }

    fn is_at(&self, at: At, position: usize) -> bool {
        let is_line_end = |position: usize| self.code_at(position) == Some(u32::from('\n'));
        match at {
            At::Start => position == 0,
            At::LineStart => position.checked_sub(1).is_none_or(|before| self.text.get(before) == Some(10)),
            At::End => position == self.end,
            At::EndOrLastLine => position == self.end || position + 1 == self.end && is_line_end(position),
            At::LineEnd => position == self.end || is_line_end(position),
            At::Boundary { negated, ascii } => {
                let word = |code: Option<u32>| code.is_some_and(|code| is_word(code, ascii));
                let before = word(position.checked_sub(1).and_then(|before| self.text.get(before)));
                let after = word(self.code_at(position));
                self.end > 0 && (before != after) != negated
            }
        }
    }

    fn retry_at(&mut self, at: Index, position: usize) {
        self.push(Retry::Here, at, position);
    }

    fn push(&mut self, retry: Retry, at: Index, position: usize) {
        self.frames.push(Frame { retry, at, position: position as Index, trail: self.trail.len() as Index });
    }

    fn restore(&mut self, length: Index) {
        while self.trail.len() > length as usize
            && let Some((register, value)) = self.trail.pop()
        {
            if let Some(place) = self.registers.get_mut(register as usize) {
                *place = value;
            }
        }
    }

    /// Goes back to the last thing that remains to be tried.
    fn go_back(&mut self, position: &mut usize) -> Option<usize> {
        loop {
            let frame = self.frames.pop()?;
            self.restore(frame.trail);
            *position = frame.position as usize;
            match frame.retry {
                Retry::Here => return Some(frame.at as usize),
                Retry::Less { least } => {
                    if frame.position > least {
                        self.push(frame.retry, frame.at, *position - 1);
                    }
                    return Some(frame.at as usize);
                }
                Retry::More { taken } => {
                    if let Some(next) = self.one_more(frame.at, taken, position) {
                        return Some(next);
                    }
                }
            }
        }
    }

    /// A lazy repetition takes another character.
    fn one_more(&mut self, at: Index, taken: Index, position: &mut usize) -> Option<usize> {
        let program = self.program;
        let Some(Instruction::Many { test, most, .. }) = program.code.get(at as usize) else { return None };
        self.code_at(*position).filter(|code| self.passes(*test, *code))?;
        *position += 1;
        if *most == UNBOUNDED || taken + 1 < *most {
            self.push(Retry::More { taken: taken.saturating_add(1) }, at, *position);
        }
        Some(at as usize + 1)
    }
}

impl Drop for Machine<'_> {
    fn drop(&mut self) {
        meter::release(self.charged);
    }
}
