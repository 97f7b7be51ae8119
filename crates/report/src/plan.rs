//! Plans as JSON. `docs/reference/plan.schema.json` describes it, and a test holds both together.

use bartizan_model::{Class, Owner, Value as Fact};
use bartizan_rules::Level;
use bartizan_rules::plan::{Clearing, Plan, Priced, Remaining, State, Step, Stuck, Weighed};
use serde_json::{Value, json};

/// Version of the layout; it grows when a reader would have to change.
pub const PLAN_VERSION: u32 = 1;

/// What was planned.
#[derive(Clone, Debug)]
pub enum Planned {
    /// The steps that remove the most risk.
    BestFirst(Plan),
    /// The cheapest changes that clear what is at least so severe.
    Clearing(Level, Clearing),
}

/// A plan as JSON, with line breaks. Changes that clear all that is severe are one step.
pub fn plan_json(now: &State, planned: &Planned, counts_assumed: bool) -> String {
    let writer = Writer { now };
    let (kind, severity, before, after) = match planned {
        Planned::BestFirst(plan) => ("steps", None, plan.before, plan.after()),
        Planned::Clearing(severity, clearing) => ("clearing", Some(severity.key()), clearing.before, clearing.after),
    };
    let (steps, at_least, is_cut, remaining) = match planned {
        Planned::BestFirst(plan) => (plan.steps.clone(), None, plan.is_cut, &plan.remaining),
        Planned::Clearing(_, clearing) => {
            let steps = match clearing.changes.is_empty() {
                true => Vec::new(),
                false => vec![Step {
                    changes: clearing.changes.clone(),
                    cleared: clearing.cleared.clone(),
                    appeared: clearing.appeared.clone(),
                    before: clearing.before,
                    after: clearing.after,
                }],
            };
            (steps, Some(clearing.at_least), false, &clearing.remaining)
        }
    };
    let value = json!({
        "schema": "bartizan-plan",
        "version": PLAN_VERSION,
        "system": &*now.model.system.name(),
        "kind": kind,
        "severity": severity,
        "counts_assumed": counts_assumed,
        "risk_before": before,
        "risk_after": after,
        "cost": steps.iter().map(Step::cost).sum::<u64>(),
        "cost_at_least": at_least,
        "is_cut": is_cut,
        "steps": (1..).zip(&steps).map(|(number, step)| writer.step(number, step)).collect::<Vec<_>>(),
        "remaining": remaining.iter().map(|remaining| writer.remaining(remaining)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

struct Writer<'a> {
    now: &'a State,
}

impl Writer<'_> {
    fn step(&self, number: usize, step: &Step) -> Value {
        json!({
            "number": number,
            "cost": step.cost(),
            "changes": step.changes.iter().map(|priced| self.change(priced)).collect::<Vec<_>>(),
            "cleared": step.cleared.iter().map(|weighed| self.finding(weighed)).collect::<Vec<_>>(),
            "appeared": step.appeared.iter().map(|weighed| self.finding(weighed)).collect::<Vec<_>>(),
            "risk_after": step.after,
        })
    }

    fn change(&self, priced: &Priced) -> Value {
        let change = &priced.change;
        let element = match change.owner {
            Owner::Element(element) => Some(element),
            Owner::Data(_) => None,
        };
        let name = change.attribute.name;
        let is_control = change.attribute.class == Class::Controls;
        json!({
            "element": element.and_then(|element| self.now.findings.slugs.get(element.index())),
            "name": element.map(|element| self.now.model.element(element).name().to_string()),
            "attribute": if is_control { format!("controls.{name}") } else { name.to_owned() },
            "value": match &change.value {
                Fact::Flag(flag) => json!(flag),
                Fact::Text(text) => json!(&**text),
                Fact::Member(member) => json!(member.name()),
                _ => Value::Null,
            },
            "cost": priced.cost,
        })
    }

    fn finding(&self, weighed: &Weighed) -> Value {
        json!({
            "id": self.now.findings.stable_id(&weighed.finding),
            "severity": weighed.severity.map(Level::key),
            "risk": weighed.risk,
        })
    }

    fn remaining(&self, remaining: &Remaining) -> Value {
        let reason = remaining.stuck.map(|stuck| match stuck {
            Stuck::NoControl => "no-control",
            Stuck::Fixed => "fixed",
            Stuck::Override => "override",
            Stuck::TooLarge => "too-large",
            Stuck::Conflict => "conflict",
        });
        let mut value = self.finding(&remaining.weighed);
        if let Some(entries) = value.as_object_mut() {
            entries.insert("reason".to_owned(), json!(reason));
        }
        value
    }
}
