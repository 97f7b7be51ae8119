//! Enumerations of scripts: how a class body becomes members, and how members are found.
//!
//! Members are instances. A class keeps them in attributes of its own, most of which are CPython's.

use std::cell::RefCell;
use std::rc::Rc;

use super::metaclasses::Parts;
use super::{Frame, Interpreter, Outcome, Wanted};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, Descriptor, DictObject, Enumeration, Instance, NativeClass, Symbol, Value,
};

/// Members that iteration gives: those that are no alias and, among flags, have one bit.
const MEMBERS: &str = "<members>";
/// Members by name, with aliases.
const BY_NAME: &str = "__members__";
/// Members by value, with sets of bits that came up.
const BY_VALUE: &str = "_value2member_map_";

/// The members of a class, in order.
pub(crate) fn members(class: &Rc<Class>) -> Vec<Value> {
    match class.attributes.borrow().get(Symbol::new(MEMBERS)) {
        Some(Value::Tuple(members)) => members.items.clone(),
        _ => Vec::new(),
    }
}

/// Whether a class has a member, or an alias of one, of this name.
pub(super) fn has_member(class: &Rc<Class>, name: &str) -> bool {
    let Some(table) = table(class, BY_NAME).filter(|_| class.enumeration().is_some()) else { return false };
    let dict = table.dict.borrow();
    dict.iter().any(|(known, _)| matches!(known, Value::Str(known) if known.as_str() == name))
}

fn table(class: &Rc<Class>, name: &str) -> Option<Rc<DictObject>> {
    match class.attributes.borrow().get(Symbol::new(name)) {
        Some(Value::Dict(dict)) => Some(dict.clone()),
        _ => None,
    }
}

/// The kind of a class with these ancestors, when there is an enumeration among them.
pub(super) fn kind_of(ancestors: &[Rc<Class>]) -> Option<NativeClass> {
    let kind = ancestors.iter().find_map(|class| class.enumeration())?;
    let is_a =
        |name: &str| ancestors.iter().any(|class| matches!(class.native, NativeClass::Builtin(it) if it == name));
    Some(NativeClass::Enumeration(match kind {
        Enumeration::Plain if is_a("int") => Enumeration::Int,
        Enumeration::Plain if is_a("str") => Enumeration::Str,
        Enumeration::Flag if is_a("int") => Enumeration::IntFlag,
        kind => kind,
    }))
}

/// `repr()` of a class.
pub(super) fn class_repr(class: &Rc<Class>) -> String {
    let kind = match class.enumeration() {
        Some(Enumeration::Flag | Enumeration::IntFlag) => "flag",
        _ => "enum",
    };
    format!("<{kind} '{}'>", class.name)
}

/// Whether a number is one bit.
fn is_single_bit(number: i64) -> bool {
    number.count_ones() == 1 && number > 0
}

/// Whether a name in a class body can be a member's: it is not `__special__`, `_reserved_` or private.
fn is_member_name(name: &str, class: &str) -> bool {
    let is_reserved = name.len() > 2 && name.starts_with('_') && name.ends_with('_');
    let is_private = name.strip_prefix('_').and_then(|rest| rest.strip_prefix(class.trim_start_matches('_')));
    !is_reserved && !is_private.is_some_and(|rest| rest.starts_with("__"))
}

/// Functions, properties and classes in a class body are what they are in any class.
fn is_member_value(value: &Value) -> bool {
    !matches!(value, Value::Function(_) | Value::Descriptor(_) | Value::Class(_))
}

/// What a member was written as.
struct Stated {
    name: Symbol,
    value: Value,
    mark: Mark,
}

impl Interpreter<'_> {
    /// What a name in the body of an enumeration is set to: `auto()` becomes the next value.
    pub(super) fn value_in_enumeration(&mut self, frame: &Frame, name: Symbol, value: Value) -> Outcome<Value> {
        let (Some(bases), Some(names)) = (&frame.enumeration, &frame.class_namespace) else { return Ok(value) };
        if !is_member_name(&name.name(), "\0") {
            return Ok(value);
        }
        let known = names.borrow().get(name).filter(|known| is_member_value(known)).cloned();
        if let Some(known) = known {
            let shown = self.repr(&known)?;
            return Err(self.error("TypeError", format!("'{name}' already defined as {shown}")));
        }
        let has_auto = is_auto(&value) || matches!(&value, Value::Tuple(tuple) if tuple.items.iter().any(is_auto));
        if !has_auto {
            return Ok(value);
        }
        let body = names.borrow().clone();
        match &value {
            Value::Tuple(tuple) => {
                let mut items = Vec::new();
                for item in &tuple.items {
                    items.push(if is_auto(item) { self.next_value(bases, &body, name)? } else { item.clone() });
                }
                Ok(Value::tuple(items))
            }
            _ => self.next_value(bases, &body, name),
        }
    }

    /// What `auto()` stands for, as `_generate_next_value_` says.
    fn next_value(&mut self, bases: &[Rc<Class>], body: &Attributes, name: Symbol) -> Outcome<Value> {
        let before =
            body.iter().filter(|(name, value, _)| is_member_name(&name.name(), "\0") && is_member_value(value));
        let before: Vec<Value> = before.map(|(_, value, _)| value.clone()).collect();
        self.step(before.len())?;
        let generator = Symbol::new("_generate_next_value_");
        let found = body.get(generator).cloned().or_else(|| bases.iter().find_map(|base| base.lookup(generator)));
        let function = match found {
            Some(Value::Descriptor(descriptor)) => match &*descriptor {
                Descriptor::Static(function) => function.clone(),
                _ => Value::None,
            },
            Some(function) => function,
            None => Value::None,
        };
        let count = Value::Int(before.len() as i64);
        let arguments = vec![Value::str(name.name()), Value::Int(1), count, Value::list(before)];
        self.call(&function, Arguments::positional(arguments))
    }

    /// An enumeration from the names of its body.
    pub(super) fn new_enumeration(&mut self, parts: Parts) -> Outcome<Rc<Class>> {
        let Parts { name, bases, attributes: body, .. } = &parts;
        let name = &**name;
        self.check_enumeration(name, bases)?;
        let ignored = match body.get(Symbol::new("_ignore_")).cloned() {
            Some(Value::Str(names)) => names.as_str().replace(',', " ").split_whitespace().map(str::to_owned).collect(),
            Some(names) => {
                let names = self.collect(&names)?;
                names.iter().map(|name| self.text(name)).collect::<Outcome<Vec<String>>>()?
            }
            None => Vec::new(),
        };
        let mut stated = Vec::new();
        let mut others = Attributes::default();
        for (key, value, mark) in body.iter() {
            if ignored.iter().any(|ignored| **ignored == *key.name()) {
                continue;
            }
            if let Some(wrapped) = unwrapped(value, "nonmember") {
                others.set(key, wrapped, mark);
                continue;
            }
            let value = &unwrapped(value, "member").unwrap_or_else(|| value.clone());
            let is_stated = body.get(key).is_some_and(|stated| unwrapped(stated, "member").is_some());
            match is_stated || (is_member_name(&key.name(), name) && is_member_value(value)) {
                true => stated.push(Stated { name: key, value: value.clone(), mark }),
                false => others.set(key, value.clone(), mark),
            }
        }
        let class = self.new_class(Parts { attributes: others, ..parts })?;
        self.make_members(&class, stated)?;
        Ok(class)
    }

    fn check_enumeration(&mut self, name: &str, bases: &[Rc<Class>]) -> Outcome<()> {
        for base in bases {
            if !members(base).is_empty() {
                let message = format!("<enum '{name}'> cannot extend {}", class_repr(base));
                return Err(self.error("TypeError", message));
            }
            for class in base.lineage() {
                let is_fine = match class.native {
                    NativeClass::Builtin(name) => matches!(name, "object" | "int" | "str"),
                    NativeClass::Plain => class.attributes.borrow().get(Symbol::new("__dataclass_fields__")).is_none(),
                    NativeClass::Enumeration(_) => true,
                    _ => false,
                };
                if !is_fine {
                    return Err(self.unsupported(format!("an enumeration that derives from `{}`", class.name)));
                }
            }
        }
        Ok(())
    }

    fn make_members(&mut self, class: &Rc<Class>, stated: Vec<Stated>) -> Outcome<()> {
        let (by_name, by_value) = (Rc::<DictObject>::default(), Rc::<DictObject>::default());
        {
            let mut attributes = class.attributes.borrow_mut();
            for (key, table) in [(BY_NAME, &by_name), ("_member_map_", &by_name), (BY_VALUE, &by_value)] {
                attributes.set(Symbol::new(key), Value::Dict(table.clone()), Mark::Derived);
            }
        }
        let is_flag = matches!(class.enumeration(), Some(Enumeration::Flag | Enumeration::IntFlag));
        let mut canonical: Vec<Value> = Vec::new();
        for Stated { name, value, mark } in stated {
            self.step(5 + canonical.len() / 4)?;
            let made = self.make_member(class, name, value)?;
            let value = self.get_attribute(&made, Symbol::new("_value_"))?;
            let member = match self.find_member(class, &value)? {
                Some(known) => known,
                None => {
                    if !is_flag || matches!(value, Value::Int(bits) if is_single_bit(bits)) {
                        canonical.push(made.clone());
                        let members = Value::tuple(canonical.clone());
                        class.attributes.borrow_mut().set(Symbol::new(MEMBERS), members, Mark::Derived);
                    }
                    if is_hashable(&value) {
                        self.dict_set(&by_value.dict, value, made.clone())?;
                    }
                    made
                }
            };
            self.dict_set(&by_name.dict, Value::str(name.name()), member.clone())?;
            class.attributes.borrow_mut().set(name, member, mark);
        }
        let mut names = Vec::new();
        for member in &canonical {
            names.push(self.get_attribute(member, Symbol::new("_name_"))?);
        }
        class.attributes.borrow_mut().set(Symbol::new("_member_names_"), Value::list(names), Mark::Derived);
        Ok(())
    }

    /// A member, after its `__init__`.
    fn make_member(&mut self, class: &Rc<Class>, name: Symbol, stated: Value) -> Outcome<Value> {
        let parts = match &stated {
            Value::Tuple(tuple) => tuple.items.clone(),
            _ => vec![stated.clone()],
        };
        if let Some(new) = class.lookup(Symbol::new("__new__"))
            && !super::objects::is_default(&new)
        {
            return self.make_member_by_new(class, name, stated, &new, parts);
        }
        let value = match (class.enumeration(), &stated) {
            (Some(Enumeration::Int | Enumeration::Flag | Enumeration::IntFlag), Value::Int(_) | Value::Big(_)) => {
                stated
            }
            (Some(Enumeration::Str), Value::Str(_)) => stated,
            (Some(Enumeration::Int | Enumeration::IntFlag), _) => {
                crate::builtins::construct(self, "int", Arguments::positional(parts.clone()))?
            }
            (Some(Enumeration::Str), _) if class.lineage().any(|class| is_of_module(class, "StrEnum")) => {
                let shown = self.repr(&stated)?;
                return Err(self.error("TypeError", format!("{shown} is not a string")));
            }
            (Some(Enumeration::Str), _) => {
                crate::builtins::construct(self, "str", Arguments::positional(parts.clone()))?
            }
            (Some(Enumeration::Flag), _) => return Err(self.unsupported("a flag that is no whole number")),
            _ => stated,
        };
        let member = self.new_member(class, Value::str(name.name()), value);
        if let Some(init @ Value::Function(_)) = class.lookup(Symbol::new("__init__")) {
            self.call(&init, Arguments::positional(parts).with_first(member.clone()))?;
        }
        Ok(member)
    }

    /// A member that the class's own `__new__` makes.
    fn make_member_by_new(
        &mut self,
        class: &Rc<Class>,
        name: Symbol,
        stated: Value,
        new: &Value,
        parts: Vec<Value>,
    ) -> Outcome<Value> {
        let new = self.bind(new, &Value::Class(class.clone()))?;
        let arguments = Arguments::positional(parts.clone()).with_first(Value::Class(class.clone()));
        let member = self.call(&new, arguments)?;
        let Value::Instance(instance) = &member else { return Ok(member) };
        if instance.get(Symbol::new("_value_")).is_none() {
            let value = match class.enumeration() {
                Some(Enumeration::Int | Enumeration::IntFlag) => {
                    crate::builtins::construct(self, "int", Arguments::positional(parts.clone()))?
                }
                Some(Enumeration::Str) => {
                    crate::builtins::construct(self, "str", Arguments::positional(parts.clone()))?
                }
                _ => stated,
            };
            instance.set(Symbol::new("_value_"), value, Mark::Derived);
        }
        instance.set(Symbol::new("_name_"), Value::str(name.name()), Mark::Derived);
        if let Some(init @ Value::Function(_)) = class.lookup(Symbol::new("__init__")) {
            self.call(&init, Arguments::positional(parts).with_first(member.clone()))?;
        }
        Ok(member)
    }

    fn new_member(&mut self, class: &Rc<Class>, name: Value, value: Value) -> Value {
        let mut attributes = Attributes::default();
        attributes.set(Symbol::new("_value_"), value, Mark::Derived);
        attributes.set(Symbol::new("_name_"), name, Mark::Derived);
        Value::Instance(Rc::new(Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(attributes),
            place: Some(self.span()),
            serial: self.serial(),
            base: None,
        }))
    }

    /// The member with a value.
    fn find_member(&mut self, class: &Rc<Class>, value: &Value) -> Outcome<Option<Value>> {
        if is_hashable(value) {
            return match table(class, BY_VALUE) {
                Some(table) => self.dict_get(&table.dict, value),
                None => Ok(None),
            };
        }
        for member in members(class) {
            let known = self.get_attribute(&member, Symbol::new("_value_"))?;
            if self.equals(&known, value)? {
                return Ok(Some(member));
            }
        }
        Ok(None)
    }

    /// `Color(value)`, or `Enum("Color", "RED GREEN")`.
    pub(super) fn call_enumeration(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        let Arguments { positional, keywords } = arguments;
        let mut positional = positional.into_iter();
        let named =
            |name: &str| keywords.iter().find(|(known, _)| &*known.name() == name).map(|(_, value)| value.clone());
        let Some(first) = positional.next().or_else(|| named("value")) else {
            let message = "EnumType.__call__() missing 1 required positional argument: 'value'";
            return Err(self.error("TypeError", message));
        };
        if let Some(names) = positional.next().or_else(|| named("names")) {
            let module = named("module").unwrap_or_else(|| Value::str("__main__"));
            let start = named("start");
            return self.enumeration_from(class, &first, &names, &module, named("type"), start);
        }
        if matches!(&first, Value::Instance(member) if Rc::ptr_eq(&member.class(), class)) {
            return Ok(first);
        }
        if table(class, BY_NAME).is_none_or(|names| names.dict.borrow().is_empty()) {
            return Err(self.error("TypeError", format!("{} has no members defined", class_repr(class))));
        }
        if let Some(member) = self.find_member(class, &first)? {
            return Ok(member);
        }
        if let (Value::Int(bits), Some(Enumeration::Flag | Enumeration::IntFlag)) = (&first, class.enumeration()) {
            return compose(self, class, *bits);
        }
        let hook = self.find_attribute(&Value::Class(class.clone()), Symbol::new("_missing_"))?;
        if let Some(hook) = hook
            && let found @ Value::Instance(_) = self.call(&hook, Arguments::of(first.clone()))?
            && self.class_of(&found).is_subclass_of(class)
        {
            return Ok(found);
        }
        let shown = self.repr(&first)?;
        Err(self.error("ValueError", format!("{shown} is not a valid {}", class.name)))
    }

    /// The functional form: names in a text or list, or names with values.
    fn enumeration_from(
        &mut self,
        base: &Rc<Class>,
        name: &Value,
        names: &Value,
        module: &Value,
        data: Option<Value>,
        start: Option<Value>,
    ) -> Outcome<Value> {
        let mut bases = vec![base.clone()];
        if let Some(Value::Class(data)) = data {
            bases.insert(0, data);
        }
        let entries = match names {
            Value::Str(names) => {
                names.as_str().replace(',', " ").split_whitespace().map(|name| (Value::str(name), None)).collect()
            }
            Value::Dict(_) => {
                self.mapping_entries(names)?.into_iter().map(|(name, value)| (name, Some(value))).collect()
            }
            _ => {
                let mut entries = Vec::new();
                for item in self.collect(names)? {
                    entries.push(match &item {
                        Value::Str(_) => (item, None),
                        _ => match <[Value; 2]>::try_from(self.collect(&item)?) {
                            Ok([name, value]) => (name, Some(value)),
                            Err(_) => return Err(self.error("TypeError", "names must be texts, or pairs with values")),
                        },
                    });
                }
                entries
            }
        };
        let mut body = Attributes::default();
        for (name, value) in entries {
            let name = Symbol::new(&self.text(&name)?);
            let value = match value {
                Some(value) if !is_auto(&value) => value,
                None if body.iter().next().is_none() && start.is_some() => start.clone().unwrap_or(Value::None),
                _ => self.next_value(&bases, &body, name)?,
            };
            body.set(name, value, Mark::Stated(self.span()));
        }
        let (name, module) = (self.text(name)?, self.text(module)?);
        let parts = Parts {
            name: name.into(),
            qualified_name: None,
            module: module.into(),
            bases,
            attributes: body,
            documentation: None,
            metaclass: None,
        };
        self.new_enumeration(parts).map(Value::Class)
    }

    /// `Color["RED"]`.
    pub(crate) fn enumeration_item(&mut self, class: &Rc<Class>, name: &Value) -> Outcome<Value> {
        let found = match &name.clone().into_plain() {
            name @ Value::Str(_) => match table(class, BY_NAME) {
                Some(table) => self.dict_get(&table.dict, name)?,
                None => None,
            },
            _ => None,
        };
        match found {
            Some(member) => Ok(member),
            None => {
                let stop = self.key_error(name);
                Err(match (name, table(class, BY_NAME)) {
                    (Value::Str(_), Some(table)) => stop.wanting(Wanted::Key(table, name.clone()), false),
                    _ => stop,
                })
            }
        }
    }

    /// `item in Color`: whether it is a member or, as in newer Pythons, the value of one.
    pub(crate) fn enumeration_contains(&mut self, class: &Rc<Class>, item: &Value) -> Outcome<bool> {
        if let Value::Instance(member) = item
            && member.class().enumeration().is_some()
        {
            return Ok(member.class().is_subclass_of(class));
        }
        Ok(self.find_member(class, item)?.is_some())
    }
}

/// Whether a value is an `auto()` of the module `enum`.
fn is_auto(value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if is_of_module(&instance.class(), "auto"))
}

/// The value in a `member(...)` or `nonmember(...)` of the module `enum`.
fn unwrapped(value: &Value, kind: &str) -> Option<Value> {
    match value {
        Value::Instance(instance) if is_of_module(&instance.class(), kind) => instance.get(Symbol::new("value")),
        _ => None,
    }
}

fn is_of_module(class: &Rc<Class>, name: &str) -> bool {
    &*class.name == name && &*class.module == "enum"
}

/// Whether a value is surely hashable.
fn is_hashable(value: &Value) -> bool {
    matches!(
        value,
        Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Class(_)
    ) || value.plain().is_some()
}

/// The set of bits of a flag: the member of that value, or one that is made for it.
pub(crate) fn compose(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, bits: i64) -> Outcome<Value> {
    let single: Vec<(String, i64)> = named_bits(interpreter, class)?;
    let known = single.iter().fold(0, |all, (_, bit)| all | bit);
    let highest = |bits: i64| (i64::MAX as u64 >> bits.unsigned_abs().leading_zeros().saturating_sub(1)) as i64;
    let bits = match bits < 0 {
        true => bits & highest(known).max(highest(!bits)),
        false => bits,
    };
    if let Some(member) = interpreter.find_member(class, &Value::Int(bits))? {
        return Ok(member);
    }
    let mut bits = bits;
    let mut unknown = bits & !known;
    let boundary = match interpreter.find_attribute(&Value::Class(class.clone()), Symbol::new("_boundary_"))? {
        Some(boundary) => interpreter.text(&boundary)?,
        None if class.enumeration() == Some(Enumeration::Flag) => "strict".to_owned(),
        None => "keep".to_owned(),
    };
    if unknown != 0 && boundary == "eject" {
        return Ok(Value::Int(bits));
    }
    if unknown != 0 && boundary == "conform" {
        bits &= known;
        unknown = 0;
        if let Some(member) = interpreter.find_member(class, &Value::Int(bits))? {
            return Ok(member);
        }
    }
    if unknown != 0 && boundary == "strict" {
        let width = (64 - (bits | known).leading_zeros()) as usize;
        let message = format!(
            "{} invalid value {bits}\n    given 0b0 {bits:0width$b}\n  allowed 0b0 {known:0width$b}",
            class_repr(class)
        );
        return Err(interpreter.error("ValueError", message));
    }
    let mut names: Vec<String> = single.into_iter().filter(|(_, bit)| bits & bit != 0).map(|(name, _)| name).collect();
    if unknown != 0 && !names.is_empty() {
        names.push(unknown.to_string());
    }
    let name = if names.is_empty() { Value::None } else { Value::str(names.join("|")) };
    let member = interpreter.new_member(class, name, Value::Int(bits));
    if let Some(table) = table(class, BY_VALUE) {
        interpreter.dict_set(&table.dict, Value::Int(bits), member.clone())?;
    }
    Ok(member)
}

/// Names of the members that are one bit, with the bit.
fn named_bits(interpreter: &mut Interpreter<'_>, class: &Rc<Class>) -> Outcome<Vec<(String, i64)>> {
    let members = members(class);
    interpreter.step(members.len())?;
    let mut bits = Vec::new();
    for member in members {
        let name = interpreter.get_attribute(&member, Symbol::new("_name_"))?;
        if let Value::Int(bit) = interpreter.get_attribute(&member, Symbol::new("_value_"))? {
            bits.push((interpreter.text(&name)?, bit));
        }
    }
    Ok(bits)
}
