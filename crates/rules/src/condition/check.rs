//! The type checker: what a condition asks for has to exist, and what it compares has to be comparable.
//!
//! An error is what can never be evaluated; a warning is what can be, but never says anything on some target.

use bartizan_model::names::nearest;
use bartizan_model::schema::{self, Attribute};
use bartizan_model::{Class, EnumKind, Severity};

use super::Problem;
use super::tree::{ArithmeticOperator, Clause, Comparison, Constant, Expression, ExpressionKind, Range, Shape};
use super::types::{Type, can_equal};
use super::vocabulary::{Function, Method};

/// Attributes of earlier releases of pytm, which libraries of those years still read.
const RETIRED: [&str; 1] = ["usesLatestTLSversion"];

/// Checks a condition for each class of target. What is wrong for several of them is said once.
pub(super) fn check(condition: &Expression, targets: &[Class]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for target in targets {
        let mut checker = Checker { target: *target, variables: Vec::new(), problems: Vec::new() };
        checker.infer(condition);
        for problem in checker.problems {
            match problems.iter_mut().find(|known| known.range == problem.range) {
                Some(known) if problem.severity > known.severity => *known = problem,
                Some(_) => {}
                None => problems.push(problem),
            }
        }
    }
    problems.sort_by_key(|problem| problem.range);
    problems
}

/// Whether elements may have an attribute that the schema does not know: one of earlier releases.
pub(crate) fn is_retired(name: &str) -> bool {
    RETIRED.contains(&name)
}

/// Whether a name is that of a method of elements, which is true when it is not called.
pub(crate) fn is_method(name: &str) -> bool {
    Method::by_name(name).is_some()
}

/// The type of an expression about a target, with the types of the variables of the comprehensions around it.
pub(crate) fn infer<'a>(target: Class, variables: Vec<(&'a str, Type)>, expression: &'a Expression) -> Type {
    Checker { target, variables, problems: Vec::new() }.infer(expression)
}

struct Checker<'a> {
    target: Class,
    /// Variables of the comprehensions around, outermost first.
    variables: Vec<(&'a str, Type)>,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn infer(&mut self, expression: &'a Expression) -> Type {
        match &expression.kind {
            ExpressionKind::Constant(constant) => constant_type(constant),
            ExpressionKind::Name(name) => self.name(name, expression.range),
            ExpressionKind::Attribute { object, name, name_range } => self.attribute(object, name, *name_range),
            ExpressionKind::Subscript { object, index } => self.subscript(object, index),
            ExpressionKind::Call { function, arguments } => self.call(function, arguments, expression.range),
            ExpressionKind::Not(inner) => {
                self.infer(inner);
                Type::Flag
            }
            ExpressionKind::Negate(inner) => {
                self.expect_number("-", inner);
                Type::Number
            }
            ExpressionKind::And(parts) | ExpressionKind::Or(parts) => {
                let types: Vec<Type> = parts.iter().map(|part| self.infer(part)).collect();
                Type::common(types)
            }
            ExpressionKind::Arithmetic { operator, left, right } => self.arithmetic(*operator, left, right),
            ExpressionKind::Compare { first, rest } => {
                let mut left: &Expression = first;
                let mut left_type = self.infer(left);
                for (operator, right) in rest {
                    let right_type = self.infer(right);
                    self.compare(*operator, (left, &left_type), (right, &right_type));
                    (left, left_type) = (right, right_type);
                }
                Type::Flag
            }
            ExpressionKind::Choice { condition, yes, no } => {
                self.infer(condition);
                let (yes, no) = (self.infer(yes), self.infer(no));
                Type::common([yes, no])
            }
            ExpressionKind::Sequence { items, .. } => {
                let types: Vec<Type> = items.iter().map(|item| self.infer(item)).collect();
                Type::list(Type::common(types))
            }
            ExpressionKind::Comprehension { element, clauses } => self.comprehension(element, clauses),
        }
    }

    fn name(&mut self, name: &str, range: Range) -> Type {
        if let Some((_, known)) = self.variables.iter().rev().find(|(variable, _)| *variable == name) {
            return known.clone();
        }
        if name == "target" {
            return Type::Element(self.target);
        }
        if Class::by_name(name).is_some() {
            return Type::Class;
        }
        if let Some(kind) = EnumKind::by_name(name) {
            let example = kind.members().last().map(|member| member.to_string()).unwrap_or_default();
            self.error(
                range,
                format!("`{name}` alone is no value"),
                format!("write a member of it, such as `{example}`"),
            );
        } else if Function::by_name(name).is_some() {
            self.error(range, format!("`{name}` is a function"), format!("call it: `{name}(...)`"));
        } else {
            let help = self.similar_name(name);
            self.error(range, format!("the name `{name}` is unknown"), help);
        }
        Type::Any
    }

    fn similar_name(&self, name: &str) -> String {
        let mut known: Vec<&str> = vec!["target"];
        known.extend(self.variables.iter().map(|(variable, _)| *variable));
        known.extend(Class::ALL.iter().map(|class| class.name()));
        known.extend(EnumKind::ALL.iter().map(|kind| kind.name()));
        match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a condition knows `target`, the classes of elements and the enumerations".to_owned(),
        }
    }

    fn attribute(&mut self, object: &'a Expression, name: &str, range: Range) -> Type {
        if let ExpressionKind::Name(kind) = &object.kind
            && !self.variables.iter().any(|(variable, _)| *variable == &**kind)
            && let Some(kind) = EnumKind::by_name(kind)
        {
            return self.member(kind, name, range);
        }
        let object_type = self.infer(object);
        if let (Type::Element(_), Some(method)) = (&object_type, Method::by_name(name)) {
            let message = format!("`{name}` is a method that is not called: this is always true");
            self.warning(range, message, format!("write `{}(...)`", method.name()));
            return Type::Any;
        }
        match &object_type {
            Type::Any => Type::Any,
            Type::Element(class) => self.attribute_of(*class, name, range),
            Type::Data => self.attribute_of(Class::Data, name, range),
            Type::Controls => self.control(name, range),
            Type::Member(_) if name == "name" => Type::Text,
            Type::Member(kind) if name == "value" => {
                if kind.is_ordered() {
                    Type::Number
                } else {
                    Type::Text
                }
            }
            Type::List(item) if **item == Type::Data => {
                let help = format!("look at each of them: `any(d.{name} for d in target.data)`");
                self.error(range, format!("several pieces of data have no attribute `{name}`"), help);
                Type::Any
            }
            other => {
                self.error(range, format!("{other} has no attribute `{name}`"), String::new());
                Type::Any
            }
        }
    }

    fn member(&mut self, kind: EnumKind, name: &str, range: Range) -> Type {
        if kind.member(name).is_none() {
            let members: Vec<&str> = kind.members().map(|member| member.name()).collect();
            let help = match nearest(name, members.iter().copied()) {
                Some(near) => format!("did you mean `{}.{near}`?", kind.name()),
                None => format!("its members are: {}", members.join(", ")),
            };
            self.error(range, format!("`{}` has no member `{name}`", kind.name()), help);
        }
        Type::Member(kind)
    }

    /// An attribute of a class, of a class that derives from it, or a control in the spelling of pytm before 1.2.
    fn attribute_of(&mut self, class: Class, name: &str, range: Range) -> Type {
        let found: Vec<Type> = match attribute(class, name) {
            Some(row) => vec![Type::of(row.kind)],
            None => Class::ALL
                .into_iter()
                .filter(|derived| derived.is_a(class))
                .filter_map(|derived| attribute(derived, name))
                .map(|row| Type::of(row.kind))
                .collect(),
        };
        if !found.is_empty() {
            return Type::common(found);
        }
        self.missing(class, name, range);
        Type::Any
    }

    fn missing(&mut self, class: Class, name: &str, range: Range) {
        let message = format!("`{}` has no attribute `{name}`", class.name());
        let has_it = |class: Class| attribute(class, name).is_some();
        let elsewhere: Vec<String> = Class::ALL
            .into_iter()
            .filter(|other| other.is_a(Class::Element) && has_it(*other) && !other.parent().is_some_and(has_it))
            .map(|other| format!("`{}`", other.name()))
            .collect();
        if is_retired(name) {
            let help = "earlier releases of pytm had it; now only elements have it on which the model sets it";
            self.warning(range, message, help.to_owned());
        } else if !elsewhere.is_empty() {
            let owners = elsewhere.join(", ");
            let help = format!("it belongs to {owners}: on a `{}` the condition cannot be evaluated", class.name());
            self.warning(range, message, help);
        } else {
            let help = match schema::suggest(class, name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("for an attribute of your own write `getattr(target, '{name}', False)`"),
            };
            self.error(range, message, help);
        }
    }

    fn control(&mut self, name: &str, range: Range) -> Type {
        if let Some(row) = schema::attribute(Class::Controls, name) {
            return Type::of(row.kind);
        }
        let controls = schema::attributes(Class::Controls);
        let is_of_elements = Class::ALL.into_iter().any(|class| schema::attribute(class, name).is_some());
        let help = match nearest(name, controls.iter().map(|row| row.name)) {
            _ if is_of_elements => format!("it is an attribute of the element itself: leave out `controls`, `.{name}`"),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("for a control of your own write `getattr(target.controls, '{name}', False)`"),
        };
        self.error(range, format!("`Controls` has no attribute `{name}`"), help);
        Type::Any
    }

    fn subscript(&mut self, object: &'a Expression, index: &'a Expression) -> Type {
        let (object_type, index_type) = (self.infer(object), self.infer(index));
        if !matches!(index_type, Type::Number | Type::Any) {
            self.error(
                index.range,
                format!("{index_type} is no position"),
                "count from 0, or from the end with -1".into(),
            );
        }
        match object_type {
            Type::List(item) => *item,
            Type::Text => Type::Text,
            Type::Any => Type::Any,
            other => {
                self.error(object.range, format!("{other} has no items"), String::new());
                Type::Any
            }
        }
    }

    fn arithmetic(&mut self, operator: ArithmeticOperator, left: &'a Expression, right: &'a Expression) -> Type {
        use ArithmeticOperator::{BitAnd, BitOr, BitXor};
        let types = [self.expect_number(operator.symbol(), left), self.expect_number(operator.symbol(), right)];
        match (operator, types) {
            (BitAnd | BitOr | BitXor, [Type::Flag, Type::Flag]) => Type::Flag,
            (BitAnd | BitOr | BitXor, [Type::Any, _] | [_, Type::Any]) => Type::Any,
            _ => Type::Number,
        }
    }

    fn expect_number(&mut self, operator: &str, expression: &'a Expression) -> Type {
        let found = self.infer(expression);
        if !matches!(found, Type::Number | Type::Flag | Type::Any) {
            self.error(expression.range, format!("`{operator}` takes numbers, not {found}"), String::new());
        }
        found
    }

    fn comprehension(&mut self, element: &'a Expression, clauses: &'a [Clause]) -> Type {
        let outside = self.variables.len();
        for clause in clauses {
            let items = self.expect_list(&clause.items);
            self.variables.push((&clause.variable, items));
            for condition in &clause.conditions {
                self.infer(condition);
            }
        }
        let element = self.infer(element);
        self.variables.truncate(outside);
        Type::list(element)
    }

    /// The type of the items of something that has to be a list.
    fn expect_list(&mut self, expression: &'a Expression) -> Type {
        match self.infer(expression) {
            Type::List(item) => *item,
            Type::Any => Type::Any,
            other => {
                self.error(expression.range, format!("{other} is not a list"), String::new());
                Type::Any
            }
        }
    }

    fn call(&mut self, function: &'a Expression, arguments: &'a [Expression], range: Range) -> Type {
        match &function.kind {
            ExpressionKind::Attribute { object, name, name_range } => self.method(object, name, *name_range, arguments),
            ExpressionKind::Name(name) => match Function::by_name(name) {
                Some(known) => {
                    self.arity(name, known.arity(), arguments.len(), range);
                    self.function(known, arguments)
                }
                None => {
                    let help = match nearest(name, Function::ALL.into_iter().map(Function::name)) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None if **name == *"isinstance" => "write `target.oneOf(Server, Process)`".to_owned(),
                        None => format!("conditions have: {}", names(Function::ALL.map(Function::name))),
                    };
                    self.error(function.range, format!("the function `{name}` is unknown"), help);
                    self.infer_all(arguments);
                    Type::Any
                }
            },
            _ => {
                self.error(range, "this cannot be called".to_owned(), String::new());
                Type::Any
            }
        }
    }

    fn function(&mut self, function: Function, arguments: &'a [Expression]) -> Type {
        match (function, arguments) {
            (Function::Any | Function::All, [items, ..]) => {
                self.expect_list(items);
                Type::Flag
            }
            (Function::Len, [items, ..]) => {
                let found = self.infer(items);
                if !matches!(found, Type::List(_) | Type::Text | Type::Any) {
                    self.error(items.range, format!("{found} has no length"), String::new());
                }
                Type::Number
            }
            (Function::Min | Function::Max, [items]) => self.expect_list(items),
            (Function::Min | Function::Max, several) => {
                let types: Vec<Type> = several.iter().map(|argument| self.infer(argument)).collect();
                Type::common(types)
            }
            (Function::Sum, [items, start @ ..]) => {
                let item = self.expect_list(items);
                if !matches!(item, Type::Number | Type::Flag | Type::Any) {
                    self.error(items.range, format!("`sum` takes numbers, not {item}"), String::new());
                }
                for start in start {
                    self.expect_number("sum", start);
                }
                Type::Number
            }
            (Function::GetAttribute | Function::HasAttribute, [object, name, rest @ ..]) => {
                self.infer(object);
                self.infer_all(rest);
                if !matches!(name.kind, ExpressionKind::Constant(Constant::Text(_))) {
                    let message = format!("`{}` takes the name as text", function.name());
                    self.error(name.range, message, "for example `getattr(target, 'usesProxy', False)`".to_owned());
                }
                if function == Function::HasAttribute { Type::Flag } else { Type::Any }
            }
            _ => Type::Any,
        }
    }

    fn method(&mut self, object: &'a Expression, name: &str, range: Range, arguments: &'a [Expression]) -> Type {
        let object_type = self.infer(object);
        let Some(method) = Method::by_name(name) else {
            let help = match nearest(name, Method::ALL.into_iter().map(Method::name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("elements have: {}", names(Method::ALL.map(Method::name))),
            };
            self.error(range, format!("the method `{name}` is unknown"), help);
            self.infer_all(arguments);
            return Type::Any;
        };
        match object_type {
            Type::Any => {}
            Type::Element(class) if class.is_a(method.class()) || method.class().is_a(class) => {}
            Type::Element(class) => {
                let help = format!("only `{}` has it", method.class().name());
                self.error(range, format!("`{}` has no method `{name}`", class.name()), help);
            }
            other => self.error(range, format!("{other} has no method `{name}`"), String::new()),
        }
        self.arity(name, method.arity(), arguments.len(), range);
        for argument in arguments {
            let found = self.infer(argument);
            let (is_right, expected) = match method {
                Method::CheckTlsVersion => {
                    let is_flows = matches!(&found, Type::List(item) if matches!(**item, Type::Element(_) | Type::Any));
                    (is_flows, "flows, such as `target.inputs`")
                }
                _ => (matches!(found, Type::Class | Type::Element(_) | Type::None), "classes and elements"),
            };
            if !is_right && found != Type::Any {
                self.error(argument.range, format!("`{name}` takes {expected}, not {found}"), String::new());
            }
        }
        Type::Flag
    }

    fn arity(&mut self, name: &str, (fewest, most): (usize, usize), given: usize, range: Range) {
        if (fewest..=most).contains(&given) {
            return;
        }
        let expected = match (fewest, most) {
            (fewest, most) if fewest == most => format!("{fewest}"),
            (fewest, usize::MAX) => format!("at least {fewest}"),
            (fewest, most) => format!("{fewest} to {most}"),
        };
        let message = format!("`{name}` takes {expected} argument(s), not {given}");
        self.error(range, message, String::new());
    }

    fn infer_all(&mut self, expressions: &'a [Expression]) {
        for expression in expressions {
            self.infer(expression);
        }
    }

    fn compare(&mut self, operator: Comparison, left: (&Expression, &Type), right: (&Expression, &Type)) {
        let range = Range::new(left.0.range.start, right.0.range.end);
        match operator {
            Comparison::Equal | Comparison::NotEqual | Comparison::Is | Comparison::IsNot => {
                if !can_equal(left.1, right.1, matches!(operator, Comparison::Is | Comparison::IsNot)) {
                    self.never_equal(operator, left, right, range);
                }
            }
            Comparison::In | Comparison::NotIn => self.search(operator, left, right, range),
            _ if left.1.is_ordered_with(right.1) => {}
            _ => {
                let message = format!("`{}` cannot compare {} with {}", operator.symbol(), left.1, right.1);
                self.error(range, message, member_help(left, right));
            }
        }
    }

    fn never_equal(
        &mut self,
        operator: Comparison,
        left: (&Expression, &Type),
        right: (&Expression, &Type),
        range: Range,
    ) {
        let always = match operator {
            Comparison::NotEqual | Comparison::IsNot | Comparison::NotIn => "always true",
            _ => "never true",
        };
        self.warning(range, format!("this is {always}: {} is not {}", left.1, right.1), member_help(left, right));
    }

    fn search(&mut self, operator: Comparison, left: (&Expression, &Type), right: (&Expression, &Type), range: Range) {
        match (right.1, &right.0.kind) {
            (Type::Any, _) => {}
            (Type::List(_), ExpressionKind::Sequence { shape: Shape::Tuple | Shape::List | Shape::Set, items }) => {
                for item in items {
                    // Of these expressions everything was said already.
                    let mut quiet = Checker { problems: Vec::new(), variables: Vec::new(), target: self.target };
                    let item_type = quiet.infer(item);
                    if quiet.problems.is_empty() && !can_equal(left.1, &item_type, false) {
                        self.never_equal(operator, left, (item, &item_type), item.range);
                    }
                }
            }
            (Type::List(item), _) if **item == Type::Data && matches!(left.1, Type::Text) => {}
            (Type::List(item), _) if can_equal(left.1, item, false) => {}
            (Type::List(item), _) => {
                let item = (right.0, &**item);
                self.never_equal(operator, left, item, range);
            }
            (Type::Text, _) if matches!(left.1, Type::Text | Type::Any) => {}
            (Type::Text, _) => {
                let message = format!("`{}` looks for text in text, not for {}", operator.symbol(), left.1);
                self.error(range, message, String::new());
            }
            (other, _) => {
                let message = format!("`{}` looks into lists and texts, not into {other}", operator.symbol());
                self.error(right.0.range, message, String::new());
            }
        }
    }

    fn error(&mut self, range: Range, message: String, help: String) {
        self.problems.push(Problem { severity: Severity::Error, range, message, help });
    }

    fn warning(&mut self, range: Range, message: String, help: String) {
        self.problems.push(Problem { severity: Severity::Warning, range, message, help });
    }
}

/// An attribute of a class, or the control of this name.
fn attribute(class: Class, name: &str) -> Option<&'static Attribute> {
    let control = || class.has_controls().then(|| schema::attribute(Class::Controls, name)).flatten();
    schema::attribute(class, name).or_else(control)
}

fn constant_type(constant: &Constant) -> Type {
    match constant {
        Constant::None => Type::None,
        Constant::Flag(_) => Type::Flag,
        Constant::Int(_) | Constant::Float(_) => Type::Number,
        Constant::Text(_) => Type::Text,
    }
}

/// The member that was meant by a text.
fn member_help(left: (&Expression, &Type), right: (&Expression, &Type)) -> String {
    let (kind, text) = match ((left.1, &left.0.kind), (right.1, &right.0.kind)) {
        ((Type::Member(kind), _), (_, ExpressionKind::Constant(Constant::Text(text)))) => (kind, text),
        ((_, ExpressionKind::Constant(Constant::Text(text))), (Type::Member(kind), _)) => (kind, text),
        _ => return String::new(),
    };
    match nearest(text, kind.members().map(|member| member.name())) {
        Some(near) => format!("write `{}.{near}`", kind.name()),
        None => format!("write a member of `{}`", kind.name()),
    }
}

fn names<const N: usize>(names: [&str; N]) -> String {
    names.map(|name| format!("`{name}`")).join(", ")
}
