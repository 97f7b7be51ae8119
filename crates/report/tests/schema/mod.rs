//! JSON Schema, as much of it as our schemas use. Any other keyword is a problem, so that none is passed over.

use serde_json::Value;

/// What is wrong with a value.
pub(crate) fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    check(schema, schema, value, "", &mut problems);
    problems
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
    let mut demand = |holds: bool, what: &Value| {
        if !holds {
            problems.push(format!("{at}: {value} is not {what}"));
        }
    };
    for (keyword, given) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "const" => demand(value == given, given),
            "enum" => demand(given.as_array().unwrap().contains(value), given),
            "minimum" => demand(value.as_i64().is_none_or(|number| number >= given.as_i64().unwrap()), given),
            "type" => demand(types(given).iter().any(|name| is_a(value, name)), given),
            "required" => {
                let keys = given.as_array().unwrap();
                demand(keys.iter().all(|key| value.get(key.as_str().unwrap()).is_some()), given);
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let object = value.as_object();
                demand(object.is_none_or(|object| object.keys().all(|key| known.get(key).is_some())), known);
            }
            "$ref" | "properties" | "items" => {}
            other => panic!("the keyword `{other}` is not known here"),
        }
    }
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        check(root, root.pointer(name.strip_prefix('#').unwrap()).unwrap(), value, at, problems);
    }
    for (key, part) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(value) = value.get(key) {
            check(root, part, value, &format!("{at}/{key}"), problems);
        }
    }
    if let Some(items) = schema.get("items") {
        for (number, item) in value.as_array().into_iter().flatten().enumerate() {
            check(root, items, item, &format!("{at}/{number}"), problems);
        }
    }
}

fn types(given: &Value) -> Vec<&str> {
    match given {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type `{other}` is not known here"),
    }
}
