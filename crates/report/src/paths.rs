//! Attack paths as JSON. Elements, data and findings are named by their ids, as in the report.

use bartizan_model::{DataId, ElementId, Model};
use bartizan_rules::paths::{AttackPath, AttackPaths, Hold, OnStep, Origin, OriginReason, Step, Target};
use bartizan_rules::{Findings, Level};
use serde_json::{Value, json};

/// Version of the layout; it grows when a reader would have to change.
pub const PATHS_SCHEMA_VERSION: u32 = 1;

/// The attack paths of a model as JSON, with line breaks. Paths are numbered from 1, the best one first.
pub fn paths_json(model: &Model, findings: &Findings, paths: &AttackPaths) -> String {
    let data_ids = model.data_slugs();
    let writer = Writer { model, findings, data_ids };
    let chokepoints = paths.chokepoints.as_ref().map(|chokepoints| {
        let all = chokepoints.iter().map(|point| json!({"element": writer.id(point.element), "paths": point.paths}));
        all.collect::<Vec<Value>>()
    });
    let value = json!({
        "schema": "bartizan-paths",
        "version": PATHS_SCHEMA_VERSION,
        "system": &*model.system.name(),
        "is_complete": !paths.is_bounded(),
        "left_out": paths.left_out,
        "origins": paths.origins.iter().map(|origin| writer.origin(origin)).collect::<Vec<_>>(),
        "assets": paths.assets.iter().map(|target| writer.target(target)).collect::<Vec<_>>(),
        "chokepoints": chokepoints,
        "paths": (1..).zip(&paths.paths).map(|(number, path)| writer.path(number, path, paths)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

struct Writer<'a> {
    model: &'a Model,
    findings: &'a Findings,
    data_ids: Vec<String>,
}

impl Writer<'_> {
    fn id(&self, element: ElementId) -> &str {
        self.findings.slugs.get(element.index()).map_or("", String::as_str)
    }

    fn ids(&self, elements: &[ElementId]) -> Vec<&str> {
        elements.iter().map(|element| self.id(*element)).collect()
    }

    fn data_id(&self, datum: DataId) -> &str {
        self.data_ids.get(datum.index()).map_or("", String::as_str)
    }

    fn name(&self, element: ElementId) -> String {
        self.model.element(element).name().to_string()
    }

    fn origin(&self, origin: &Origin) -> Value {
        let mut value = json!({"element": self.id(origin.element), "name": self.name(origin.element)});
        let (reason, boundary) = match origin.reason {
            OriginReason::Actor => ("actor", None),
            OriginReason::ExternalEntity => ("external-entity", None),
            OriginReason::OutOfScope => ("out-of-scope", None),
            OriginReason::BoundaryOutOfScope(boundary) => ("boundary-out-of-scope", Some(boundary)),
            OriginReason::ThirdParty => ("third-party", None),
            OriginReason::Asked => ("asked", None),
        };
        if let Some(entries) = value.as_object_mut() {
            entries.insert("reason".to_owned(), reason.into());
            entries.extend(boundary.map(|boundary| ("boundary".to_owned(), self.id(boundary).into())));
        }
        value
    }

    fn target(&self, target: &Target) -> Value {
        let asset = &target.asset;
        json!({
            "element": self.id(asset.element),
            "name": self.name(asset.element),
            "worth": asset.worth,
            "hold": match asset.hold { Hold::Keeps => "keeps", Hold::Handles => "handles" },
            "data": asset.data.iter().map(|datum| self.data_id(*datum)).collect::<Vec<_>>(),
            "paths": target.found,
            "is_complete": target.is_complete,
        })
    }

    fn path(&self, number: usize, path: &AttackPath, all: &AttackPaths) -> Value {
        json!({
            "number": number,
            "score": path.score,
            "effort": path.effort,
            "origin": path.origin().map(|origin| self.id(origin)),
            "asset": all.assets.get(path.target).map(|target| self.id(target.asset.element)),
            "steps": path.steps.iter().map(|step| self.step(step)).collect::<Vec<_>>(),
        })
    }

    fn step(&self, step: &Step) -> Value {
        json!({
            "from": self.id(step.from),
            "to": self.id(step.to),
            "flow": self.id(step.flow),
            "other_flows": step.other_flows,
            "crosses": step.crosses,
            "leaves": self.ids(&step.leaves),
            "enters": self.ids(&step.enters),
            "effort": step.effort,
            "confirmed": self.found(&step.confirmed),
            "assumed": self.found(&step.assumed),
        })
    }

    fn found(&self, found: &OnStep) -> Value {
        json!({
            "count": found.count,
            "worst": found.worst.map(Level::key),
            "findings": found.findings.iter().map(|finding| self.findings.stable_id(finding)).collect::<Vec<_>>(),
        })
    }
}
