//! Attributes of model objects: the schema decides what they hold.

use std::rc::Rc;

use bartizan_model::schema::{self, MemberValue};
use bartizan_model::{Class as ModelClass, Default, Diagnostic, EnumKind, Kind, Span};

use super::{Pytm, registry};
use crate::eval::{Interpreter, Outcome};
use crate::host::{PYTM_FOLDER, PYTM_THREATS};
use crate::value::class::Mark;
use crate::value::{Dict, Instance, SetKind, Symbol, Value, meter};

/// Messages list at most so many places.
const MAX_PLACES: usize = 4;
/// Steps that looking for the nearest known name takes.
const UNKNOWN_ATTRIBUTE: usize = 500;

impl Interpreter<'_> {
    /// An attribute that the script has not set on the object: the schema's default, or a control in the spelling of
    /// 2020. `None` when there is no such attribute.
    pub(crate) fn model_attribute(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<Option<Value>> {
        let Some(class) = instance.model_class() else { return Ok(None) };
        let text = name.name();
        let Some(attribute) = schema::attribute(class, &text) else {
            if class.has_controls() && schema::is_control(&text) {
                let controls = self.get_attribute(&Value::Instance(instance.clone()), Symbol::new("controls"))?;
                return self.find_attribute(&controls, name);
            }
            return match class {
                ModelClass::Tm => self.registry_attribute(&instance.class(), name),
                _ => Ok(None),
            };
        };
        // What pytm does not have is there once the script has set it: scripts ask with `hasattr`.
        if !attribute.is_of_pytm() {
            return Ok(None);
        }
        if attribute.name != &*text {
            return self.find_attribute(&Value::Instance(instance.clone()), Symbol::new(attribute.name));
        }
        if matches!(attribute.name, "findings" | "excluded_findings")
            && let Some(found) = self.materialise_findings(instance, name)?
        {
            return Ok(Some(found));
        }
        match attribute.name {
            "severity" if class.is_a(ModelClass::Element) => {
                if let Some(severity) = self.worst_severity(instance) {
                    return Ok(Some(Value::Int(severity)));
                }
            }
            "threatsFile" => return Ok(Some(Value::str(format!("{PYTM_FOLDER}/{PYTM_THREATS}")))),
            _ => {}
        }
        let container = match attribute.kind {
            Kind::Levels => {
                let levels = self.set_of(vec![Value::Int(0)], SetKind::Set)?;
                Some(levels)
            }
            Kind::Data => Some(Value::set(Dict::default(), SetKind::Data)),
            Kind::Texts if class == ModelClass::Assumption => Some(Value::set(Dict::default(), SetKind::Set)),
            Kind::Texts | Kind::Elements | Kind::Flows | Kind::Findings | Kind::Assumptions => {
                Some(Value::list(Vec::new()))
            }
            Kind::Controls => Some(Value::Instance(self.bare_element(ModelClass::Controls))),
            Kind::Uuid => Some(Value::str(format!("00000000-0000-0000-0000-{:012x}", instance.serial))),
            _ => None,
        };
        if let Some(container) = container {
            instance.set(name, container.clone(), Mark::Touched);
            return Ok(Some(container));
        }
        Ok(match attribute.default {
            Default::Required => None,
            Default::Flag(flag) => Some(Value::Bool(flag)),
            Default::Int(number) => Some(Value::Int(number)),
            Default::Text(text) => Some(Value::str(text)),
            Default::Member(kind, index) => Some(Value::Member(schema::Member { kind, index })),
            _ => Some(Value::None),
        })
    }

    /// Sets an attribute, as the schema says.
    pub(crate) fn set_model_attribute(&mut self, instance: &Rc<Instance>, name: Symbol, value: Value) -> Outcome<()> {
        let Some(class) = instance.model_class() else { return Ok(()) };
        let text = name.name();
        let alias = alias(class, &text);
        let name = alias.map_or(name, Symbol::new);
        let text = name.name();
        let Some(attribute) = schema::attribute(class, &text) else {
            return self.set_unknown(instance, class, name, value);
        };
        let name = Symbol::new(attribute.name);
        if attribute.name == "name" && class.is_a(ModelClass::Element) {
            self.refuse_renaming(instance, name)?;
        }
        let value = match attribute.is_of_pytm() {
            true => self.coerce(class, attribute, value)?,
            false => self.own_meaning(instance, attribute, value),
        };
        let mark = self.stated_here();
        if class == ModelClass::Tm && attribute.name == "threatsFile" {
            self.forget_threats();
        }
        let is_response = class.is_a(ModelClass::Dataflow) && matches!(attribute.name, "response" | "responseTo");
        instance.set(name, value.clone(), mark);
        if is_response {
            self.link_response(instance, attribute.name, &value, mark);
        }
        Ok(())
    }

    /// The value of an attribute that pytm does not have. A script may use its name for something of its own.
    fn own_meaning(&mut self, instance: &Rc<Instance>, attribute: &schema::Attribute, value: Value) -> Value {
        let takes = match attribute.kind {
            Kind::Flag if !matches!(value, Value::Bool(_)) => "`True` or `False`",
            Kind::Text if !matches!(value, Value::Str(_)) => "text",
            _ => return value,
        };
        let message = format!("`{}` of a `{}` takes {takes}", attribute.name, instance.class().name);
        self.model_warning(message, "kept, but no threat looks at it", None);
        value
    }

    fn refuse_renaming(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<()> {
        let Some(Value::Str(old)) = instance.get(name) else { return Ok(()) };
        let class = instance.class().name.clone();
        let message = format!("cannot overwrite {class}.name value: it is {:?} already", old.as_str());
        Err(self.model_error(message, Some("name the element once, when it is made".to_owned())))
    }

    /// Joins a request and its response from both sides, as pytm does at once.
    fn link_response(&mut self, flow: &Rc<Instance>, attribute: &str, other: &Value, mark: Mark) {
        let Value::Instance(other) = other else { return };
        let (request, response) = if attribute == "response" { (flow, other) } else { (other, flow) };
        for (instance, name, value) in [
            (response, "isResponse", Value::Bool(true)),
            (request, "response", Value::Instance(response.clone())),
            (response, "responseTo", Value::Instance(request.clone())),
        ] {
            let name = Symbol::new(name);
            let known = instance.get(name);
            if matches!(known, None | Some(Value::None | Value::Bool(false))) {
                instance.set(name, value, mark);
            }
        }
    }

    /// The threats are loaded anew when somebody looks at them.
    pub(super) fn forget_threats(&mut self) {
        if let Some(tm) = self.pytm.class(ModelClass::Tm) {
            tm.attributes.borrow_mut().remove(Symbol::new("_threats"));
        }
    }

    /// A name that the schema does not know: a control in the spelling of 2020, one of pytm's lists, or an attribute of
    /// the script's own, which is kept, readable, and warned about.
    fn set_unknown(&mut self, instance: &Rc<Instance>, class: ModelClass, name: Symbol, value: Value) -> Outcome<()> {
        let text = name.name();
        if class.has_controls() && schema::is_control(&text) {
            let this = Value::Instance(instance.clone());
            let controls = self.get_attribute(&this, Symbol::new("controls"))?;
            self.pytm.note_legacy_control(self.span(), &text);
            return self.set_attribute(&controls, name, value);
        }
        if class == ModelClass::Tm
            && registry::is_list(&text)
            && let Some(tm) = self.pytm.class(ModelClass::Tm)
        {
            tm.attributes.borrow_mut().set(name, value, Mark::Derived);
            return Ok(());
        }
        let is_private = text.starts_with('_');
        let is_of_subclass = instance.class().module.as_ref() != class.module();
        let is_internal = class == ModelClass::Finding && &*text == "threat";
        let class_name = instance.class().name.clone();
        let is_news = !self.pytm.unknown_attributes.contains(&(class_name.clone(), name));
        let is_method = matches!(instance.class().lookup(name), Some(Value::Native(_) | Value::Descriptor(_)));
        if is_method && !matches!(value, Value::Function(_) | Value::Native(_) | Value::Bound(_) | Value::Class(_)) {
            let message = format!("`{class_name}.{text}` is a method, which this replaces");
            self.model_warning(message, "it cannot be called any more", Some(format!("to call it, write `{text}()`")));
        } else if !is_private && !is_of_subclass && !is_internal && is_news {
            self.step(UNKNOWN_ATTRIBUTE)?;
            meter::charge(meter::OBJECT);
            self.pytm.unknown_attributes.insert((class_name.clone(), name));
            let near = schema::suggest(class, &text);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`bartizan describe {}` lists what there is", class.name()),
            };
            let mut warning = Diagnostic::warning(format!("`{class_name}` has no attribute `{text}`"));
            warning.own_attribute = Some((*text).into());
            self.warn(warning.at(Some(self.span()), "kept, but no threat looks at it").help(help));
        }
        let mark = self.stated_here();
        instance.set(name, value, mark);
        Ok(())
    }

    /// One warning for all controls that stand on the element itself.
    pub(crate) fn warn_of_legacy_controls(&mut self) {
        let found = std::mem::take(&mut self.pytm.legacy_controls);
        let count = std::mem::take(&mut self.pytm.legacy_count);
        let Some((_, first)) = found.first() else { return };
        let mut warning = Diagnostic::warning(match count {
            1 => "a control is set on the element itself, as it was until pytm 1.1".to_owned(),
            count => format!("{count} controls are set on the element itself, as it was until pytm 1.1"),
        });
        for (span, spelling) in &found {
            warning = warning.at(Some(*span), format!("today: `{spelling}`"));
        }
        let help = format!("taken as meant; newer releases of pytm ignore it silently, so write `{first} = ...`");
        self.warn(warning.help(help));
    }

    /// A type of datastore that is given as any text is taken as unknown.
    pub(super) fn lenient_member(&mut self, kind: EnumKind, value: &Value) -> Option<Value> {
        let Value::Str(text) = value else { return None };
        let by_name = kind.members().find(|member| {
            member.name().eq_ignore_ascii_case(text.as_str())
                || matches!(member.value(), MemberValue::Text(word) if word.eq_ignore_ascii_case(text.as_str()))
        });
        if let Some(member) = by_name {
            return Some(Value::Member(member));
        }
        if kind != EnumKind::DatastoreType {
            return None;
        }
        let unknown = kind.member("UNKNOWN")?;
        let message = format!("{:?} is no type of datastore that threats know", text.as_str());
        let names: Vec<String> = kind.members().map(|member| format!("`{member}`")).collect();
        self.model_warning(
            message,
            "taken as `DatastoreType.UNKNOWN`",
            Some(format!("there are {}", names.join(", "))),
        );
        Some(Value::Member(unknown))
    }
}

impl Pytm {
    fn note_legacy_control(&mut self, place: Span, name: &str) {
        self.legacy_count += 1;
        if self.legacy_controls.len() < MAX_PLACES {
            self.legacy_controls.push((place, format!("controls.{name}")));
        }
    }
}

/// Names of pytm's library file that differ from the attribute's.
fn alias(class: ModelClass, name: &str) -> Option<&'static str> {
    match (class, name) {
        (ModelClass::Threat, "SID") => Some("id"),
        (ModelClass::Threat, "Likelihood Of Attack") => Some("likelihood"),
        _ => None,
    }
}
