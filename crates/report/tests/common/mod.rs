//! A small model with findings made by hand.
#![allow(dead_code, reason = "not every test needs everything")]

use std::sync::Arc;

use bartizan_model::build::{ThreatModel, member};
use bartizan_model::{Assumption, EnumKind, Model, Override, Value, resolve};
use bartizan_rules::prose::Prose;
use bartizan_rules::{Finding, Findings, SetAside, Threat, Verdict};

/// The shop: an actor, a server, a datastore out of scope, nested boundaries, classified data.
pub(crate) fn shop() -> (Model, Findings) {
    let mut tm = ThreatModel::new("shop");
    tm.describe("sells things").assume("insiders are trusted", &["AC01"]);
    let cloud = tm.boundary("Cloud").id();
    let inner = tm.boundary("Inner").inside(cloud).id();
    let card = tm.data("Card").classified("SECRET").with("description", "number & date").id();
    let name = tm.data("Address").classified("RESTRICTED").id();
    let life = member(EnumKind::Lifetime, "LONG");
    tm.data("Password").with("isCredentials", true).with("credentialsLife", life);
    let user = tm.actor("User").with("isAdmin", true).id();
    let web = tm.server("Web Server").inside(inner).with("port", 443).with("protocol", "HTTPS").id();
    let db = tm.datastore("DB").inside(cloud).with("inScope", false).id();
    let order = tm.flow(user, web, "Order").with("order", 1).data(&[card, name]).id();
    tm.flow(web, user, "Receipt").with("order", 2).with("responseTo", order);
    tm.flow(web, db, "Store");
    let mut model = tm.finish().unwrap();
    let origin = bartizan_model::Origin::Derived;
    model.elements[web.index()].set("team", Value::text("blue"), origin);
    model.elements[web.index()].set("cost", Value::Float(1.5), origin);
    model.elements[web.index()].overrides.push(Override {
        threat_id: "INP02".into(),
        fields: vec![("response".into(), "mitigated by <us>".into()), ("cvss".into(), "7.1".into())],
        place: None,
    });
    let model = resolve(model).unwrap();
    let findings = findings(&model, &[(0, web.0), (1, web.0), (1, order.0)], &[(0, user.0)]);
    (model, findings)
}

/// Findings by (position of the threat, position of the element).
pub(crate) fn findings(model: &Model, open: &[(u32, u32)], aside: &[(u32, u32)]) -> Findings {
    let threat = |id: &str, title: &str, severity: &str| {
        Arc::new(Threat {
            id: id.into(),
            title: title.into(),
            severity: severity.into(),
            likelihood: "Medium".into(),
            details: Prose::fixed("costs $5 & more"),
            example: Prose::fixed("an example"),
            mitigations: Prose::fixed("use <b>care</b>"),
            references: Prose::fixed("https://example.org"),
            condition: "target.x < 1".into(),
            targets: vec![bartizan_model::Class::Server, bartizan_model::Class::Dataflow],
            cwe: vec![79],
            ..Threat::default()
        })
    };
    let finding = |&(threat, element): &(u32, u32)| Finding {
        threat,
        element: bartizan_model::ElementId(element),
        verdict: Verdict::Assumed,
    };
    let all: Vec<Finding> = open.iter().map(finding).collect();
    let mut starts = std::collections::HashMap::new();
    for (at, finding) in all.iter().enumerate() {
        starts.entry(finding.element).or_insert(at);
    }
    let assumption = Assumption {
        name: "so it is".into(),
        exclude: vec!["INP01".into()],
        description: "really".into(),
        place: None,
    };
    Findings {
        threats: vec![threat("INP01", "Injection", "Very High"), threat("INP02", "Overflow", "High")],
        set_aside: aside.iter().map(|at| SetAside { finding: finding(at), assumption: assumption.clone() }).collect(),
        slugs: model.slugs(),
        severities: model.elements.iter().map(|_| 4).collect(),
        all,
        starts,
    }
}
