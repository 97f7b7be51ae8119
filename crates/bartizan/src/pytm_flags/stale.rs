//! `--stale_days`: source files that changed long after the model, or long before.

use std::fmt::Write;

use bartizan_model::{Model, Value};

use crate::sandbox::Sandbox;
use crate::world::World;

const SECONDS_PER_DAY: i64 = 86_400;

/// A line for every source file whose age differs from the model's by at least so many days.
pub(crate) fn report(model: &Model, days: i64, sandbox: &Sandbox, world: &dyn World) -> String {
    let mut text = String::new();
    let place = model.system.place.and_then(|place| model.sources.get(place.source));
    let Some(script) = place.map(|source| source.path.clone()) else { return text };
    let Some(model_changed) = world.changed(std::path::Path::new(&*script)) else {
        return format!("{script}: cannot tell when it was changed\n");
    };
    for (_, element) in model.taking_part() {
        for file in element.list("sourceFiles").iter() {
            let Value::Text(file) = file else { continue };
            let age = match sandbox.changed(world, file) {
                Some(changed) => (changed - model_changed).div_euclid(SECONDS_PER_DAY),
                None => {
                    let _ = writeln!(text, "{file} ({}): cannot be read", element.name());
                    continue;
                }
            };
            if age >= days {
                let _ = writeln!(text, "{file} ({}): changed {age} days after the model", element.name());
            } else if age <= -days {
                let _ = writeln!(text, "{file} ({}): the model is {} days newer", element.name(), -age);
            }
        }
    }
    text
}
