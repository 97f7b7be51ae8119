//! Accessibility, as axe-core sees it, where there is a copy of it.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::page::Page;

/// Runs it on a document alone, and says which rules are broken where.
fn run(options: &str) -> String {
    format!(
        "axe.run(document, {{iframes: false, resultTypes: ['violations']{options}}}).then(said => said.violations.map(one => \
         `${{one.id}} (${{one.impact}}): ` + one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join(' | ')))"
    )
}

fn axe() -> Option<&'static str> {
    static AXE: OnceLock<Option<String>> = OnceLock::new();
    let read = || std::env::var_os("BARTIZAN_AXE").map(|path| std::fs::read_to_string(path).unwrap());
    AXE.get_or_init(read).as_deref()
}

/// No rule is broken on the page; what it frames is not looked at.
pub(crate) fn accessible(page: &mut Page, what: &str) {
    let Some(axe) = axe() else { return };
    page.call("Runtime.evaluate", json!({"expression": axe}));
    assert_eq!(page.eval(&run("")), json!([]), "accessibility of {what}");
}

/// No rule is broken in the first frame of the page.
pub(crate) fn frame_accessible(page: &mut Page, what: &str) {
    let Some(axe) = axe() else { return };
    let tree = page.call("Page.getFrameTree", json!({}));
    let frame: &Value = &tree["frameTree"]["childFrames"][0]["frame"]["id"];
    let world = page.call("Page.createIsolatedWorld", json!({"frameId": frame}))["executionContextId"].as_u64();
    page.call("Runtime.evaluate", json!({"expression": axe, "contextId": world}));
    assert_eq!(page.eval_in(world, &run("")), json!([]), "accessibility of {what}, in its frame");
}

/// In light and dark colours: everything in light, and in dark what hangs on colours.
pub(crate) fn accessible_in_both(page: &mut Page, what: &str) {
    page.prefer("light");
    accessible(page, what);
    page.prefer("dark");
    if axe().is_some() {
        let contrast = page.eval(&run(", runOnly: ['color-contrast']"));
        assert_eq!(contrast, json!([]), "accessibility of {what}, in dark colours");
    }
}
