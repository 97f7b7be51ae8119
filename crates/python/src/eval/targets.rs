//! Assignment: to names, attributes, items, and several of them at once.

use super::{Frame, Interpreter, Outcome};
use crate::tree::{Target, TargetKind};
use crate::value::Value;

impl Interpreter<'_> {
    pub(super) fn assign(&mut self, frame: &mut Frame, target: &Target, value: Value) -> Outcome<()> {
        match &target.kind {
            TargetKind::Name(place, name) => {
                let value = match frame.enumeration {
                    Some(_) => self.value_in_enumeration(frame, *name, value)?,
                    None => value,
                };
                self.store(frame, *place, Some(value));
                Ok(())
            }
            TargetKind::Attribute(object, name, range) => {
                let object = self.evaluate(frame, object)?;
                self.here = (frame.source, *range);
                self.set_attribute(&object, *name, value)
            }
            TargetKind::Subscript(object, index) => {
                let object = self.evaluate(frame, object)?;
                let index = self.evaluate(frame, index)?;
                self.here = (frame.source, target.range);
                self.set_item(&object, &index, value)
            }
            TargetKind::Unpack(targets, starred) => {
                self.here = (frame.source, target.range);
                let values = self.unpack(&value, targets.len(), *starred)?;
                for (target, value) in targets.iter().zip(values) {
                    self.assign(frame, target, value)?;
                }
                Ok(())
            }
        }
    }

    /// As many values as there are targets; the starred one gets a list of what the others leave.
    fn unpack(&mut self, value: &Value, count: usize, starred: Option<usize>) -> Outcome<Vec<Value>> {
        let mut values = self.collect_or(value, |name| format!("cannot unpack non-iterable {name} object"))?;
        let found = values.len();
        match starred {
            None if found == count => Ok(values),
            None if found < count => {
                let message = format!("not enough values to unpack (expected {count}, got {found})");
                Err(self.error("ValueError", message))
            }
            None => Err(self.error("ValueError", format!("too many values to unpack (expected {count})"))),
            Some(_) if found + 1 < count => {
                let message = format!("not enough values to unpack (expected at least {}, got {found})", count - 1);
                Err(self.error("ValueError", message))
            }
            Some(at) => {
                let after = count - at - 1;
                let tail = values.split_off(found - after);
                let middle = values.split_off(at);
                values.push(Value::list(middle));
                values.extend(tail);
                Ok(values)
            }
        }
    }

    pub(super) fn delete(&mut self, frame: &mut Frame, target: &Target) -> Outcome<()> {
        match &target.kind {
            TargetKind::Name(place, name) => {
                self.load(frame, *place, *name)?;
                self.store(frame, *place, None);
                Ok(())
            }
            TargetKind::Attribute(object, name, range) => {
                let object = self.evaluate(frame, object)?;
                self.here = (frame.source, *range);
                self.delete_attribute(&object, *name)
            }
            TargetKind::Subscript(object, index) => {
                let object = self.evaluate(frame, object)?;
                let index = self.evaluate(frame, index)?;
                self.here = (frame.source, target.range);
                self.delete_item(&object, &index)
            }
            TargetKind::Unpack(targets, _) => {
                for target in targets {
                    self.delete(frame, target)?;
                }
                Ok(())
            }
        }
    }
}
