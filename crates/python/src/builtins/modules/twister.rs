//! `_twister`: the Mersenne Twister (MT19937, Matsumoto and Nishimura 1998) as CPython seeds and reads it. `random.py`
//! is what scripts see of it.
//!
//! A generator is an iterator over words of 32 bits. The functions of the module take one as their first argument and
//! send it what to do.

use std::rc::Rc;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::{Iterate, ModuleObject, NativeFunction, Value, meter, number};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_twister", &[&GENERATOR, &FRACTION, &BITS, &STATE], Vec::new())
}

/// Words of the state.
const WORDS: usize = 624;
/// How far the word is with which a word is mixed.
const DISTANCE: usize = 397;

struct Twister {
    words: Box<[u32]>,
    /// How many words have been read.
    used: usize,
}

impl Iterate for Twister {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        interpreter.step(1)?;
        Ok(Some(Value::Int(i64::from(self.word()))))
    }

    fn send(&mut self, interpreter: &mut Interpreter<'_>, value: Value) -> Outcome<Option<Value>> {
        match value {
            // So many bits.
            Value::Int(bits) => {
                let bits = usize::try_from(bits).unwrap_or(0);
                self.bits(interpreter, bits).map(Some)
            }
            // The state.
            Value::Ellipsis => {
                interpreter.step(WORDS)?;
                let mut state: Vec<Value> = self.words.iter().map(|word| Value::Int(i64::from(*word))).collect();
                state.push(Value::Int(self.used as i64));
                Ok(Some(Value::tuple(state)))
            }
            // A number between 0 and 1, of 53 bits.
            _ => {
                interpreter.step(1)?;
                let (high, low) = (self.word() >> 5, self.word() >> 6);
                let number = (f64::from(high) * f64::from(1 << 26) + f64::from(low)) / (1_u64 << 53) as f64;
                Ok(Some(Value::Float(number)))
            }
        }
    }

    fn class_name(&self) -> &'static str {
        "twister"
    }
}

impl Drop for Twister {
    fn drop(&mut self) {
        meter::release(WORDS * size_of::<u32>());
    }
}

impl Twister {
    fn with_words(words: Vec<u32>, used: usize) -> Self {
        meter::charge(WORDS * size_of::<u32>());
        Self { words: words.into_boxed_slice(), used }
    }

    /// A state from a key of any length.
    fn of_key(key: &[u32]) -> Self {
        let mut words = first_words(19_650_218);
        let mut at = 1;
        let mut previous = words.first().copied().unwrap_or(0);
        for round in 0..WORDS.max(key.len()) {
            let place = round % key.len().max(1);
            let added = key.get(place).copied().unwrap_or(0).wrapping_add(place as u32);
            mix(&mut words, &mut at, &mut previous, 1_664_525, |mixed| mixed.wrapping_add(added));
        }
        for _ in 1..WORDS {
            let index = at as u32;
            mix(&mut words, &mut at, &mut previous, 1_566_083_941, |mixed| mixed.wrapping_sub(index));
        }
        if let Some(first) = words.first_mut() {
            *first = 1 << 31;
        }
        Self::with_words(words, WORDS)
    }

    fn word(&mut self) -> u32 {
        if self.used >= WORDS {
            self.refill();
        }
        let mut word = self.words.get(self.used).copied().unwrap_or(0);
        self.used += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn refill(&mut self) {
        let at = |words: &[u32], index: usize| words.get(index % WORDS).copied().unwrap_or(0);
        for index in 0..WORDS {
            let joined = (at(&self.words, index) & (1 << 31)) | (at(&self.words, index + 1) & !(1 << 31));
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            let next = at(&self.words, index + DISTANCE) ^ (joined >> 1) ^ odd;
            if let Some(word) = self.words.get_mut(index) {
                *word = next;
            }
        }
        self.used = 0;
    }

    /// A whole number of so many bits, the lowest words first.
    fn bits(&mut self, interpreter: &mut Interpreter<'_>, bits: usize) -> Outcome<Value> {
        interpreter.reserve(bits / 8)?;
        interpreter.step(1 + bits / 32)?;
        if bits == 0 {
            return Ok(Value::Int(0));
        }
        let mut words = Vec::with_capacity(bits / 32 + 1);
        let mut left = bits;
        while left > 0 {
            let taken = left.min(32);
            words.push(self.word() >> (32 - taken));
            left -= taken;
        }
        number::bounded(interpreter, BigInt::from_biguint(Sign::Plus, BigUint::new(words)))
    }
}

fn first_words(seed: u32) -> Vec<u32> {
    let mut words = Vec::with_capacity(WORDS);
    let mut word = seed;
    for index in 0..WORDS as u32 {
        if index > 0 {
            word = (word ^ (word >> 30)).wrapping_mul(1_812_433_253).wrapping_add(index);
        }
        words.push(word);
    }
    words
}

/// Mixes the word at a position with the one before it, and goes on to the next.
fn mix(words: &mut [u32], at: &mut usize, previous: &mut u32, factor: u32, end: impl FnOnce(u32) -> u32) {
    let Some(word) = words.get_mut(*at) else { return };
    *word = end(*word ^ (*previous ^ (*previous >> 30)).wrapping_mul(factor));
    *previous = *word;
    *at += 1;
    if *at >= WORDS {
        if let Some(first) = words.first_mut() {
            *first = *previous;
        }
        *at = 1;
    }
}

/// `generator(seed)`: the seed is a whole number that is not negative, or a state.
static GENERATOR: NativeFunction = NativeFunction {
    name: "generator",
    call: |interpreter, arguments| {
        let [seed] = arguments::exactly::<1>(interpreter, "generator", arguments)?;
        interpreter.step(WORDS / 4)?;
        if let Value::Tuple(state) = &seed {
            return of_state(interpreter, &state.items);
        }
        let key = number::as_big(&seed).unwrap_or_default().magnitude().to_u32_digits();
        interpreter.step(key.len() / 4)?;
        let key = if key.is_empty() { vec![0] } else { key };
        Ok(Value::iterator(Twister::of_key(&key)))
    },
};

fn of_state(interpreter: &mut Interpreter<'_>, state: &[Value]) -> Outcome<Value> {
    if state.len() != WORDS + 1 {
        return Err(interpreter.error("ValueError", "state vector is the wrong size"));
    }
    let mut numbers = Vec::with_capacity(state.len());
    for value in state {
        let number = number::as_big(value);
        match number.as_ref().and_then(ToPrimitive::to_u32) {
            Some(word) => numbers.push(word),
            None if number.is_some() => return Err(interpreter.error("ValueError", "invalid state")),
            None => return Err(interpreter.error("TypeError", "an integer is required")),
        }
    }
    let used = numbers.pop().unwrap_or(0) as usize;
    match used <= WORDS {
        true => Ok(Value::iterator(Twister::with_words(numbers, used))),
        false => Err(interpreter.error("ValueError", "invalid state")),
    }
}

macro_rules! sending {
    ($($(#[$doc:meta])* $static:ident $name:literal $count:literal = $message:expr;)*) => {
        $($(#[$doc])* static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [generator, detail] = arguments::positional::<2>(interpreter, $name, arguments, $count)?;
                let message: fn(Option<Value>) -> Value = $message;
                match generator {
                    Some(Value::Iterator(shared)) => match shared.try_borrow_mut() {
                        Ok(mut iterate) if iterate.class_name() == "twister" => {
                            Ok(iterate.send(interpreter, message(detail))?.unwrap_or(Value::None))
                        }
                        _ => Err(interpreter.error("TypeError", "a generator of random numbers is needed")),
                    },
                    _ => Err(interpreter.error("TypeError", "a generator of random numbers is needed")),
                }
            },
        };)*
    };
}

sending! {
    /// `fraction(generator)`: a number from 0 up to 1.
    FRACTION "fraction" 1 = |_| Value::None;
    /// `bits(generator, count)`: a whole number of so many random bits.
    BITS "bits" 2 = |count| count.filter(|count| matches!(count, Value::Int(_))).unwrap_or(Value::Int(0));
    /// `state(generator)`: its words, and how many of them were read.
    STATE "state" 1 = |_| Value::Ellipsis;
}
