//! What a script's own methods and functions say in place of pytm's: names, colours and shapes in diagrams, checks of
//! elements, and the functions that report templates call.
//!
//! They are asked before the model is handed over, since diagrams and reports are made outside of the script.

use std::collections::BTreeMap;
use std::rc::Rc;

use bartizan_model::{Answer, Class as ModelClass, FindingKey, Model, OwnFunction, Reported, Subject, Text};

use super::coerce::instance_of;
use super::snapshot::Ids;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Descriptor, Instance, Symbol, Value};

/// The module of the functions that templates call, and the class that holds them.
pub(super) const REPORT_MODULE: &str = "pytm.report_util";
const REPORT_CLASS: &str = "ReportUtils";

/// Methods that decide how diagrams show an element.
const LOOKS: [&str; 3] = ["display_name", "_color", "_shape"];

/// Methods of elements that pytm's diagrams call, and ours do not.
const NOT_CALLED: [&str; 4] = ["dfd", "_dfd_template", "_label", "_uniq_name"];

/// Methods of `TM` that pytm's `process()` calls, and ours does not.
const NOT_CALLED_BY_PROCESS: [&str; 4] = ["resolve", "dfd", "seq", "report"];

impl Interpreter<'_> {
    /// The model, with what the script's own code says of it.
    pub(crate) fn snapshot_to_show(&mut self, tm: &Rc<Instance>) -> Outcome<Model> {
        let elements = self.objects_by_id().0;
        let looks = self.elements_with(&elements, &LOOKS);
        let functions = self.report_functions()?;
        self.warn_of_uncalled(tm, &elements);
        if looks.is_empty() && functions.is_empty() {
            return self.snapshot(tm);
        }
        // What the methods say may hang on facts that are derived, or on findings.
        let model = self.snapshot(tm)?;
        let processed = if functions.is_empty() { self.host.check(model) } else { self.host.resolve(model) };
        let processed = processed.map_err(|error| self.host_error(error))?;
        self.keep_processed(tm.clone(), processed);
        let mut model = self.snapshot(tm)?;
        for (at, element) in looks {
            let [name, color, shape] = LOOKS;
            let appearance = bartizan_model::Appearance {
                name: self.own_text(&element, name)?,
                color: self.own_text(&element, color)?,
                shape: self.own_text(&element, shape)?,
            };
            if let Some(object) = model.elements.get_mut(at) {
                object.appearance = appearance;
            }
        }
        model.own_functions = self.ask_functions(tm, functions)?;
        Ok(model)
    }

    /// Calls the checks that the script's own classes have, as `process()` does first of all.
    pub(super) fn call_own_checks(&mut self, tm: &Rc<Instance>) -> Outcome<()> {
        if own_method(&tm.class(), "check").is_some() {
            self.call_own(tm, "check")?;
        } else if !self.elements_with(&self.objects_by_id().0, &["check"]).is_empty() {
            self.check_model(tm)?;
        }
        Ok(())
    }

    /// `tm.check()`: derives facts, and calls the checks of elements. Whether all of them are content.
    pub(super) fn check_model(&mut self, tm: &Rc<Instance>) -> Outcome<bool> {
        let model = self.snapshot(tm)?;
        let processed = self.host.check(model).map_err(|error| self.host_error(error))?;
        self.keep_processed(tm.clone(), processed);
        let mut is_content = true;
        for (_, element) in self.elements_with(&self.objects_by_id().0, &["check"]) {
            let said = self.call_own(&element, "check")?;
            is_content &= self.truth(&said)?;
        }
        Ok(is_content)
    }

    /// Elements of which the script's own code has one of the methods, with their positions.
    fn elements_with(&self, elements: &[Rc<Instance>], methods: &[&str]) -> Vec<(usize, Rc<Instance>)> {
        let has_own = |element: &Instance| methods.iter().any(|method| own_method(&element.class(), method).is_some());
        elements.iter().enumerate().filter(|(_, element)| has_own(element)).map(|(at, it)| (at, it.clone())).collect()
    }

    fn call_own(&mut self, element: &Rc<Instance>, method: &str) -> Outcome<Value> {
        let this = Value::Instance(element.clone());
        let function = self.get_attribute(&this, Symbol::new(method))?;
        self.call(&function, Arguments::default())
    }

    fn own_text(&mut self, element: &Rc<Instance>, method: &str) -> Outcome<Option<Text>> {
        if own_method(&element.class(), method).is_none() {
            return Ok(None);
        }
        let said = self.call_own(element, method)?;
        self.text(&said).map(|text| Some(text.into()))
    }

    /// Says which methods of the script have no effect, once for each.
    fn warn_of_uncalled(&mut self, tm: &Rc<Instance>, elements: &[Rc<Instance>]) {
        let mut classes: Vec<(Rc<Class>, &[&'static str])> = vec![(tm.class(), &NOT_CALLED_BY_PROCESS)];
        for element in elements {
            if !classes.iter().any(|(known, _)| Rc::ptr_eq(known, &element.class())) {
                classes.push((element.class(), &NOT_CALLED));
            }
        }
        for (class, methods) in classes {
            for method in methods {
                let Some(span) = own_method(&class, method) else { continue };
                let message = format!("`{method}` of the script's own class is not called for diagrams and reports");
                let warning = bartizan_model::Diagnostic::warning(message).at(Some(span), "has no effect on them");
                if !self.pytm.uncalled.contains(&span) {
                    self.pytm.uncalled.push(span);
                    self.warn(warning.help("`display_name`, `_color`, `_shape` and `check` are"));
                }
            }
        }
    }

    /// Keeps what the functions that templates call are before a script replaces any.
    pub(super) fn keep_report_functions(&mut self, module: &crate::value::ModuleObject) {
        if let Some(Value::Class(class)) = module.get(Symbol::new(REPORT_CLASS)) {
            self.pytm.report_functions = Some(class.attributes.borrow().clone());
        }
    }

    /// The functions that the script put in place of pytm's, or added to them.
    fn report_functions(&mut self) -> Outcome<Vec<(Symbol, Value)>> {
        let Some(original) = self.pytm.report_functions.clone() else { return Ok(Vec::new()) };
        let Some(module) = self.modules.get(REPORT_MODULE).cloned() else { return Ok(Vec::new()) };
        let Some(Value::Class(class)) = module.get(Symbol::new(REPORT_CLASS)) else { return Ok(Vec::new()) };
        let mut functions: Vec<(Symbol, Value)> = Vec::new();
        for parent in class.lineage() {
            let attributes: Attributes = parent.attributes.borrow().clone();
            for (name, value, _) in attributes.iter() {
                let is_original = original.get(name).is_some_and(|known| known.is_same(value));
                let is_known = functions.iter().any(|(known, _)| *known == name);
                if !is_original && !is_known && !name.name().starts_with("__") && is_function(value) {
                    let this = Value::Class(class.clone());
                    functions.push((name, self.get_attribute(&this, name)?));
                }
            }
        }
        Ok(functions)
    }

    fn ask_functions(&mut self, tm: &Rc<Instance>, functions: Vec<(Symbol, Value)>) -> Outcome<Vec<OwnFunction>> {
        if functions.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.ids();
        let subjects = self.subjects(tm, &ids)?;
        let mut own = Vec::new();
        for (name, function) in functions {
            let mut answers = BTreeMap::new();
            for (subject, value) in &subjects {
                self.step(10)?;
                let answer = match self.call(&function, Arguments::of(value.clone())) {
                    Ok(said) => self.answer(&said, &ids)?,
                    Err(Stop::Raised(raised)) => Answer::Failed(self.text(&raised.exception)?.into()),
                    Err(stop) => return Err(stop),
                };
                answers.insert(subject.clone(), answer);
            }
            own.push(OwnFunction { name: name.name().as_ref().into(), answers });
        }
        Ok(own)
    }

    /// Everything that a template could ask a function about.
    fn subjects(&mut self, tm: &Rc<Instance>, ids: &Ids) -> Outcome<Vec<(Subject, Value)>> {
        let (elements, data) = self.objects_by_id();
        let this = Value::Instance(tm.clone());
        let mut subjects = vec![(Subject::System, this.clone())];
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (at, element) in elements.into_iter().enumerate() {
            subjects.push((Subject::Element(bartizan_model::ElementId(number(at))), Value::Instance(element)));
        }
        for (at, datum) in data.into_iter().enumerate() {
            subjects.push((Subject::Data(bartizan_model::DataId(number(at))), Value::Instance(datum)));
        }
        let findings = self.get_attribute(&this, Symbol::new("findings"))?;
        for finding in self.collect(&findings)? {
            if let Some(key) = self.finding_key(&finding, ids)? {
                subjects.push((Subject::Finding(key), finding));
            }
        }
        Ok(subjects)
    }

    /// The findings as the script left them, for `tm.report()`; `None` when it has not looked at any.
    pub(super) fn reported(&mut self, tm: &Rc<Instance>) -> Outcome<Option<Reported>> {
        let name = Symbol::new("findings");
        let ids = self.ids();
        let mut reported = Reported::default();
        let Some(of_model) = tm.get(name) else {
            if self.pytm.findings.is_some() {
                return Ok(None);
            }
            self.model_warning(
                "the report has no findings, because nothing was looked for yet".to_owned(),
                "",
                Some("call `tm.resolve()` before `tm.report(...)`".to_owned()),
            );
            reported.of_elements =
                self.objects_by_id().0.iter().filter_map(|it| ids.element(it)).map(|id| (id, Vec::new())).collect();
            return Ok(Some(reported));
        };
        reported.all = self.listed(&of_model, &ids, &mut reported.texts)?;
        for element in self.objects_by_id().0 {
            if let (Some(list), Some(id)) = (element.get(name), ids.element(&element)) {
                let keys = self.listed(&list, &ids, &mut reported.texts)?;
                reported.of_elements.insert(id, keys);
            }
        }
        Ok(Some(reported))
    }

    /// The findings in a list, and what the script changed of their texts.
    fn listed(
        &mut self,
        list: &Value,
        ids: &Ids,
        texts: &mut BTreeMap<FindingKey, Vec<(Text, Text)>>,
    ) -> Outcome<Vec<FindingKey>> {
        let mut keys = Vec::new();
        for finding in self.collect(list)? {
            self.step(1)?;
            let Some(key) = self.finding_key(&finding, ids)? else { continue };
            if let Some(instance) = instance_of(&finding, ModelClass::Finding) {
                let changed = instance.attributes.borrow().iter().filter_map(stated_text).collect::<Vec<_>>();
                if !changed.is_empty() {
                    texts.insert(key.clone(), changed);
                }
            }
            keys.push(key);
        }
        Ok(keys)
    }

    fn finding_key(&mut self, finding: &Value, ids: &Ids) -> Outcome<Option<FindingKey>> {
        let Some(instance) = instance_of(finding, ModelClass::Finding).cloned() else { return Ok(None) };
        let Some(Value::Instance(element)) = instance.get(Symbol::new("element")) else { return Ok(None) };
        let Some(element) = ids.element(&element) else { return Ok(None) };
        let id = self.get_attribute(finding, Symbol::new("threat_id"))?;
        Ok(Some(FindingKey { element, threat_id: self.text(&id)?.into() }))
    }

    /// What a function said, as a report can show it.
    fn answer(&mut self, said: &Value, ids: &Ids) -> Outcome<Answer> {
        let items = match said {
            Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Iterator(_) => Some(self.collect(said)?),
            _ => None,
        };
        if let Some(items) = &items
            && items.iter().any(|item| instance_of(item, ModelClass::Finding).is_some())
        {
            let mut keys = Vec::new();
            for item in items {
                keys.extend(self.finding_key(item, ids)?);
            }
            return Ok(Answer::Findings(keys));
        }
        let plain = match items {
            Some(items) => Value::list(items),
            None => said.clone(),
        };
        Ok(Answer::Value(ids.value(&plain)))
    }
}

/// Where the script wrote a method that stands in place of pytm's; `None` when pytm's is in force.
fn own_method(class: &Rc<Class>, name: &str) -> Option<bartizan_model::Span> {
    let name = Symbol::new(name);
    let holder = class.lineage().find(|class| class.attributes.borrow().get(name).is_some())?;
    let attributes = holder.attributes.borrow();
    match (attributes.get(name), attributes.mark(name)) {
        (Some(value), Some(Mark::Stated(span))) if is_function(value) => Some(span),
        _ => None,
    }
}

/// A text that the script set.
fn stated_text((name, value, mark): (Symbol, &Value, Mark)) -> Option<(Text, Text)> {
    match (value, mark) {
        (Value::Str(text), Mark::Stated(_)) => Some((name.name().as_ref().into(), text.as_str().into())),
        _ => None,
    }
}

fn is_function(value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Bound(_) | Value::Native(_) => true,
        Value::Descriptor(descriptor) => !matches!(&**descriptor, Descriptor::Property { .. }),
        _ => false,
    }
}
