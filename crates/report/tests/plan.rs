//! Plans as JSON: as the schema says, also where names are hostile.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod schema;

use std::rc::Rc;

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};
use bartizan_report::{PLAN_VERSION, Planned, plan_json};
use bartizan_rules::plan::{Request, State, best_first, clearing, make};
use bartizan_rules::{Level, Library, analyse};
use serde_json::Value;

fn state(model: Model, library: &Library) -> State {
    let model = resolve(model).unwrap();
    let (findings, _) = analyse(&model, library);
    State { model: Rc::new(model), findings: Rc::new(findings) }
}

fn model() -> Model {
    let mut tm = ThreatModel::new("</script>\u{1b}[31m");
    let user = tm.actor("User\n::error::x").id();
    let web = tm.server("Web").with("servesWebPages", true).control("sanitizesInput", false).id();
    tm.flow(user, web, "Ask").with("protocol", "HTTP");
    tm.finish().unwrap()
}

#[test]
fn json_is_as_its_schema_says() {
    let library = Library::builtin();
    let again = |changes: &[bartizan_rules::what_if::Change]| {
        let mut model = model();
        make(changes, &mut model);
        Some(state(model, &library))
    };
    let request = Request {
        now: state(model(), &library),
        library: &library,
        is_open: &|_| true,
        cost: &|change| (change.attribute.name != "isHardened").then_some(2),
        again: &again,
    };
    let schema: Value = serde_json::from_str(include_str!("../../../docs/reference/plan.schema.json")).unwrap();
    assert_eq!(schema["properties"]["version"]["const"], PLAN_VERSION);
    let plans =
        [Planned::BestFirst(best_first(&request, 4)), Planned::Clearing(Level::High, clearing(&request, Level::High))];
    for planned in plans {
        let json: Value = serde_json::from_str(&plan_json(&request.now, &planned, true)).unwrap();
        assert_eq!(schema::problems(&schema, &json), Vec::<String>::new());
        assert!(json["risk_after"].as_u64() < json["risk_before"].as_u64());
        assert!(!json["steps"][0]["cleared"].as_array().unwrap().is_empty());
        let mut wrong = json.clone();
        wrong["steps"][0]["changes"][0]["cost"] = 0.into();
        wrong["remaining"][0]["reason"] = "tired".into();
        assert_eq!(schema::problems(&schema, &wrong).len(), 2, "the test itself notices what is wrong");
    }
}
