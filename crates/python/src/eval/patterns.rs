//! `match`: which case a value fits, and what its names are bound to.

use super::statements::Flow;
use super::{Frame, Interpreter, Outcome};
use crate::tree::{Case, Expr, Pattern, PatternKind, Target};
use crate::value::{Dict, NativeClass, Symbol, Value};

/// Names of a pattern with the values that they are bound to once all of it fits.
type Bindings<'t> = Vec<(&'t Target, Value)>;

impl Interpreter<'_> {
    pub(super) fn execute_match(&mut self, frame: &mut Frame, subject: &Expr, cases: &[Case]) -> Outcome<Flow> {
        let value = self.evaluate(frame, subject)?;
        for case in cases {
            if self.matches(frame, case, &value)? {
                return self.execute(frame, &case.body);
            }
        }
        Ok(Flow::Next)
    }

    /// Whether a value fits a case; its names are bound then.
    pub(super) fn matches(&mut self, frame: &mut Frame, case: &Case, value: &Value) -> Outcome<bool> {
        let mut bindings = Bindings::new();
        if !self.fits(frame, &case.pattern, value, &mut bindings)? {
            return Ok(false);
        }
        for (target, value) in bindings {
            self.assign(frame, target, value)?;
        }
        match &case.guard {
            Some(guard) => {
                let guard = self.evaluate(frame, guard)?;
                self.truth(&guard)
            }
            None => Ok(true),
        }
    }

    fn fits<'t>(
        &mut self,
        frame: &mut Frame,
        pattern: &'t Pattern,
        value: &Value,
        bindings: &mut Bindings<'t>,
    ) -> Outcome<bool> {
        self.step(1)?;
        self.here = (frame.source, pattern.range);
        match &pattern.kind {
            PatternKind::Value(expected) => {
                let expected = self.evaluate(frame, expected)?;
                self.equals(value, &expected)
            }
            PatternKind::Singleton(expected) => {
                let expected = self.evaluate(frame, expected)?;
                Ok(match (value, &expected) {
                    (Value::None, Value::None) => true,
                    (Value::Bool(one), Value::Bool(other)) => one == other,
                    _ => false,
                })
            }
            PatternKind::Star(name) => {
                bindings.extend(name.iter().map(|name| (name, value.clone())));
                Ok(true)
            }
            PatternKind::As { pattern, name } => {
                if let Some(pattern) = pattern
                    && !self.fits(frame, pattern, value, bindings)?
                {
                    return Ok(false);
                }
                bindings.extend(name.iter().map(|name| (name, value.clone())));
                Ok(true)
            }
            PatternKind::Or(patterns) => {
                let bound = bindings.len();
                for pattern in patterns {
                    if self.fits(frame, pattern, value, bindings)? {
                        return Ok(true);
                    }
                    bindings.truncate(bound);
                }
                Ok(false)
            }
            PatternKind::Sequence(patterns) => self.fits_sequence(frame, patterns, value, bindings),
            PatternKind::Mapping { keys, patterns, rest } => {
                let Value::Dict(dict) = value else { return Ok(false) };
                self.fits_mapping(frame, (keys, patterns, rest.as_ref()), &dict.dict, bindings)
            }
            PatternKind::Class { class, positional, keywords } => {
                let class = self.evaluate(frame, class)?;
                self.fits_class(frame, &class, (positional, keywords), value, bindings)
            }
        }
    }

    /// A list or a tuple whose items fit; a star takes what the others leave.
    fn fits_sequence<'t>(
        &mut self,
        frame: &mut Frame,
        patterns: &'t [Pattern],
        value: &Value,
        bindings: &mut Bindings<'t>,
    ) -> Outcome<bool> {
        if !matches!(value, Value::List(_) | Value::Tuple(_) | Value::Range(_)) {
            return Ok(false);
        }
        let items = self.collect(value)?;
        let star = patterns.iter().position(|pattern| matches!(pattern.kind, PatternKind::Star(_)));
        let fixed = patterns.len() - usize::from(star.is_some());
        if items.len() < fixed || (star.is_none() && items.len() > fixed) {
            return Ok(false);
        }
        let taken = items.len() - fixed;
        let mut at = 0;
        for (number, pattern) in patterns.iter().enumerate() {
            let item = match star == Some(number) {
                true => Value::list(items.get(at..at + taken).unwrap_or_default().to_vec()),
                false => items.get(at).cloned().unwrap_or(Value::None),
            };
            at += if star == Some(number) { taken } else { 1 };
            if !self.fits(frame, pattern, &item, bindings)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn fits_mapping<'t>(
        &mut self,
        frame: &mut Frame,
        (keys, patterns, rest): (&'t [Expr], &'t [Pattern], Option<&'t Target>),
        dict: &std::cell::RefCell<Dict>,
        bindings: &mut Bindings<'t>,
    ) -> Outcome<bool> {
        let mut known = Vec::with_capacity(keys.len());
        for (key, pattern) in keys.iter().zip(patterns) {
            let key = self.evaluate(frame, key)?;
            let Some(value) = self.dict_get(dict, &key)? else { return Ok(false) };
            if !self.fits(frame, pattern, &value, bindings)? {
                return Ok(false);
            }
            known.push(key);
        }
        if let Some(rest) = rest {
            let others = std::cell::RefCell::new(dict.borrow().clone());
            self.step(others.borrow().len())?;
            for key in &known {
                self.dict_remove(&others, key)?;
            }
            bindings.push((rest, Value::dict(others.into_inner())));
        }
        Ok(true)
    }

    /// An object of the class whose attributes fit. Built-in types take one pattern, for the value itself.
    fn fits_class<'t>(
        &mut self,
        frame: &mut Frame,
        class: &Value,
        (positional, keywords): (&'t [Pattern], &'t [(Symbol, Pattern)]),
        value: &Value,
        bindings: &mut Bindings<'t>,
    ) -> Outcome<bool> {
        let Value::Class(of) = class else {
            return Err(self.error("TypeError", "called match pattern must be a class"));
        };
        if !self.is_instance(value, class)? {
            return Ok(false);
        }
        let is_itself = matches!(
            of.native,
            NativeClass::Builtin(
                "bool" | "bytes" | "dict" | "float" | "frozenset" | "int" | "list" | "set" | "str" | "tuple"
            )
        );
        let names = match (is_itself, positional) {
            (true, [only]) => {
                if !self.fits(frame, only, value, bindings)? {
                    return Ok(false);
                }
                Vec::new()
            }
            (_, []) => Vec::new(),
            _ => self.match_arguments(class, is_itself, positional.len())?,
        };
        let by_position = names.into_iter().zip(positional);
        for (name, pattern) in by_position.chain(keywords.iter().map(|(name, pattern)| (*name, pattern))) {
            let Some(attribute) = self.find_attribute(value, name)? else { return Ok(false) };
            if !self.fits(frame, pattern, &attribute, bindings)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The names of attributes that a class's positional patterns are about.
    fn match_arguments(&mut self, class: &Value, is_itself: bool, given: usize) -> Outcome<Vec<Symbol>> {
        let listed = match is_itself {
            true => None,
            false => self.find_attribute(class, Symbol::new("__match_args__"))?,
        };
        let names = match listed {
            Some(Value::Tuple(names)) => names.items.to_vec(),
            _ => Vec::new(),
        };
        let accepted = if is_itself { 1 } else { names.len() };
        if given > accepted {
            let name = match class {
                Value::Class(class) => class.name.clone(),
                _ => "".into(),
            };
            let plural = if accepted == 1 { "" } else { "s" };
            let message = format!("{name}() accepts {accepted} positional sub-pattern{plural} ({given} given)");
            return Err(self.error("TypeError", message));
        }
        let mut symbols = Vec::with_capacity(given);
        for name in names.iter().take(given) {
            let Value::Str(name) = name else {
                return Err(self.error("TypeError", "__match_args__ elements must be strings"));
            };
            symbols.push(Symbol::new(name.as_str()));
        }
        Ok(symbols)
    }
}
