//! From the tree of a pattern to a program.

use super::Problem;
use super::casing;
use super::parse::Parsed;
use super::program::{Index, Instruction, Program, Test};
use super::sets::Set;
use super::tree::{Fold, Greed, Node};

/// Compiles a pattern that was read.
pub(super) fn compile(parsed: Parsed) -> Result<Program, Problem> {
    let Parsed { root, head } = parsed;
    // Behind the two registers of each group is the one of the group that closed last.
    let mut compiler = Compiler { code: Vec::new(), sets: Vec::new(), registers: head.groups * 2 + 1 };
    compiler.node(root)?;
    compiler.push(Instruction::Match);
    let Compiler { code, sets, registers } = compiler;
    Ok(Program::new(code, sets, registers as usize, head))
}

struct Compiler {
    code: Vec<Instruction>,
    sets: Vec<Set>,
    registers: Index,
}

impl Compiler {
    fn push(&mut self, instruction: Instruction) -> usize {
        self.code.push(instruction);
        self.code.len() - 1
    }

    /// Where the next instruction will be.
    fn here(&self) -> Index {
        self.code.len() as Index
    }

    fn take_registers(&mut self, count: Index) -> Index {
        let first = self.registers;
        self.registers += count;
        first
    }

    /// Replaces an instruction that did not know where to go.
    fn patch(&mut self, at: usize, instruction: Instruction) {
        if let Some(place) = self.code.get_mut(at) {
            *place = instruction;
        }
    }

    fn node(&mut self, node: Node) -> Result<(), Problem> {
        let node = match self.test(node) {
            Ok(test) => {
                self.push(Instruction::Test(test));
                return Ok(());
            }
            Err(node) => node,
        };
        match node {
            Node::At(at) => drop(self.push(Instruction::At(at))),
            Node::Group { index: None, body } => self.node(*body)?,
            Node::Group { index: Some(index), body } => {
                self.push(Instruction::Open(index));
                self.node(*body)?;
                self.push(Instruction::Close(index));
            }
            Node::Sequence(parts) => parts.into_iter().try_for_each(|part| self.node(part))?,
            Node::Branch(parts) => self.branch(parts)?,
            Node::Repeat { greed, least, most, body } => self.repeat(greed, least, most, *body)?,
            Node::Look { behind, negated, body } => self.look(behind, negated, *body)?,
            Node::Atomic(body) => {
                let register = self.take_registers(1);
                self.push(Instruction::Enter(register));
                self.node(*body)?;
                self.push(Instruction::Leave(register));
            }
            Node::Reference { group, fold, .. } => drop(self.push(Instruction::Reference { group, fold })),
            Node::Conditional { group, yes, no } => self.conditional(group, *yes, no.map(|no| *no))?,
            Node::Code(..) | Node::Any { .. } | Node::Set(_) => {}
        }
        Ok(())
    }

    /// The test that a part is when it always takes one character.
    fn test(&mut self, node: Node) -> Result<Test, Node> {
        Ok(match node {
            Node::Code(code, Fold::Exact) => Test::Code(code),
            Node::Code(code, Fold::Ascii) => Test::AsciiFold(casing::ascii_lower(code)),
            Node::Code(code, Fold::Unicode) => Test::Fold(casing::lower(code)),
            Node::Any { newline: true } => Test::Any,
            Node::Any { newline: false } => Test::NotNewline,
            Node::Set(set) => {
                self.sets.push(set);
                Test::Set(self.sets.len() as Index - 1)
            }
            Node::Group { index: None, body } => match self.test(*body) {
                Ok(test) => test,
                Err(body) => return Err(Node::Group { index: None, body: Box::new(body) }),
            },
            node => return Err(node),
        })
    }

    fn branch(&mut self, parts: Vec<Node>) -> Result<(), Problem> {
        let mut ends = Vec::new();
        let last = parts.len().saturating_sub(1);
        for (at, part) in parts.into_iter().enumerate() {
            if at == last {
                self.node(part)?;
                break;
            }
            let split = self.push(Instruction::Split(0));
            self.node(part)?;
            ends.push(self.push(Instruction::Jump(0)));
            let other = self.here();
            self.patch(split, Instruction::Split(other));
        }
        let end = self.here();
        for jump in ends {
            self.patch(jump, Instruction::Jump(end));
        }
        Ok(())
    }

    fn repeat(&mut self, greed: Greed, least: u32, most: u32, body: Node) -> Result<(), Problem> {
        let body = match self.test(body) {
            Ok(test) => {
                self.push(Instruction::Many { test, least, most, greed });
                return Ok(());
            }
            Err(body) => body,
        };
        match greed {
            Greed::Greedy => self.greedy(least, most, body),
            Greed::Lazy => self.lazy(least, most, body),
            Greed::Possessive => {
                // Neither the loop nor any of its turns is taken back.
                let register = self.take_registers(1);
                self.push(Instruction::Enter(register));
                self.greedy(least, most, Node::Atomic(Box::new(body)))?;
                self.push(Instruction::Leave(register));
                Ok(())
            }
        }
    }

    fn greedy(&mut self, least: u32, most: u32, body: Node) -> Result<(), Problem> {
        let register = self.take_registers(2);
        self.push(Instruction::LoopStart(register));
        let turn = self.push(Instruction::Match);
        self.node(body)?;
        self.push(Instruction::Jump(turn as Index));
        let exit = self.here();
        self.patch(turn, Instruction::LoopGreedy { register, least, most, exit });
        Ok(())
    }

    fn lazy(&mut self, least: u32, most: u32, body: Node) -> Result<(), Problem> {
        let register = self.take_registers(2);
        self.push(Instruction::LoopStart(register));
        let turn = self.push(Instruction::Match);
        self.push(Instruction::LoopMore { register, most });
        self.node(body)?;
        self.push(Instruction::Jump(turn as Index));
        let exit = self.here();
        self.patch(turn, Instruction::LoopLazy { register, least, exit });
        Ok(())
    }

    fn look(&mut self, behind: bool, negated: bool, body: Node) -> Result<(), Problem> {
        let back = match (behind, body.width()) {
            (false, _) => 0,
            (true, width) if width.least == width.most => match Index::try_from(width.least) {
                Ok(width) => width,
                Err(_) => return Err(without_position("looks too much behind")),
            },
            (true, _) => return Err(without_position("look-behind requires fixed-width pattern")),
        };
        let register = self.take_registers(2);
        let look = self.push(Instruction::Match);
        self.node(body)?;
        self.push(Instruction::Looked { register, negated });
        let after = self.here();
        self.patch(look, Instruction::Look { register, back, negated, after });
        Ok(())
    }

    fn conditional(&mut self, group: Index, yes: Node, no: Option<Node>) -> Result<(), Problem> {
        let test = self.push(Instruction::Match);
        self.node(yes)?;
        let otherwise = match no {
            None => self.here(),
            Some(no) => {
                let jump = self.push(Instruction::Jump(0));
                let otherwise = self.here();
                self.node(no)?;
                let end = self.here();
                self.patch(jump, Instruction::Jump(end));
                otherwise
            }
        };
        self.patch(test, Instruction::IfGroup { group, otherwise });
        Ok(())
    }
}

fn without_position(message: &str) -> Problem {
    Problem::Error { message: message.to_owned(), position: None }
}
