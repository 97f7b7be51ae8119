//! pytm's template language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::{TemplateSource, limits, render_template};

fn fill(text: &str) -> Result<String, Box<Diagnostic>> {
    let (mut model, findings) = common::shop();
    let id = model.sources.add("report.md", text);
    let mut out = String::new();
    render_template(&model, &findings, TemplateSource { id, text }, &mut out).map(|()| out)
}

#[track_caller]
fn gives(template: &str, expected: &str) {
    match fill(template) {
        Ok(text) => assert_eq!(text, expected, "{template}"),
        Err(error) => panic!("{template}: {error} {:?}", error.labels),
    }
}

/// The error's message, and the text under its first label.
#[track_caller]
fn fails(template: &str, message: &str, under: &str) {
    let error = fill(template).expect_err(template);
    let (model, _) = common::shop();
    let mut sources: Sources = model.sources.clone();
    let id = sources.add("report.md", template);
    let label = error.labels.first().map_or("", |label| {
        assert_eq!(label.span.source, id);
        sources.text(label.span)
    });
    assert_eq!((error.message.as_str(), label), (message, under), "{template}");
}

#[test]
fn text_and_braces_are_themselves() {
    gives("", "");
    gives("a {{b}} c }}{{", "a {b} c }{");
    gives("λ 🦀 # * \\", "λ 🦀 # * \\");
}

#[test]
fn fields_follow_attributes_and_numbers() {
    gives("{tm.name}: {tm.description}", "shop: sells things");
    gives("{dataflows[1].source.name}", "Order".replace("Order", "User").as_str());
    gives("{assets[0].inBoundary.inBoundary.name}", "Cloud");
    gives(
        "{data[0].classification.name} {data[0].classification.value} {data[0].classification}",
        "SECRET 4 Classification.SECRET",
    );
    gives("{data[2].credentialsLife.value} {data[2].credentialsLife.label:call:}", "LONG_LIVED long lived");
    gives("{assets[0].controls.isHardened} {assets[0].team} {assets[0].cost}", "False blue 1.5");
    gives("{findings[0].element.name} {findings[0].element.inBoundary}", "Web Server Boundary(Inner)");
    gives(
        "{threats[1].id} {threats[1].target}",
        "INP02 (<class 'pytm.asset.Server'>, <class 'pytm.dataflow.Dataflow'>)",
    );
}

#[test]
fn values_print_as_in_python() {
    gives("{tm.isOrdered} {assets[1].inBoundary} {actors[0].inBoundary}", "False Boundary(Cloud) None");
    gives(
        "{assets[0]} {dataflows[0]} {data[0]} {findings[0].assumption}",
        "Server(Web Server) Dataflow(Store) Data(Card) None",
    );
    gives("{dataflows[1].data} {dataflows[2].data} {assets[0].levels}", "Address, Card [] [0]");
    gives("{assets[0].outputs}", "[&lt;pytm.dataflow.Dataflow(Store)&gt;]");
    gives("{dataflows[0].source.levels} {actors[0].inputs} {dataflows[0].source.sourceFiles}", "{0} [] []");
    gives(
        "{tm.assumptions} ",
        "[Assumption(name=&#x27;insiders are trusted&#x27;, exclude={&#x27;AC01&#x27;}, description=&#x27;&#x27;)] ",
    );
    gives("{tm.threatsFile}", "(built in)");
}

#[test]
fn conversions_print_otherwise() {
    gives("{tm.name!r} {tm.name!s} {assets[0]!r}", "&#x27;shop&#x27; shop &lt;pytm.asset.Server(Web Server)&gt;");
    gives("{tm.name!r:>8}", "  &#x27;shop&#x27;");
}

#[test]
fn specifications_pad_and_count() {
    gives(
        "{tm.name:>8}|{tm.name:*^8}|{tm.name:.2}|{assets[0].port:#x}|{assets[0].port:06,}",
        "    shop|**shop**|sh|0x1bb|00,443",
    );
    gives(
        "{assets[0].inScope:>3} {data[0].classification:>24} {assets[0].cost:.2f}",
        "  1    Classification.SECRET 1.50",
    );
    gives("{tm.name:{tm.assumptions[0].name:.0}>6}", "  shop");
    gives("{tm.name:>{assets[0].severity}}|{findings[0].mitigations:.6}", "shop|use &lt;b");
}

#[test]
fn repeat_goes_through_lists() {
    gives("{actors:repeat:[{{item.name}}]}{assets:repeat:({{item.name}})}", "[User](Web Server)(DB)");
    gives(
        "{dataflows:repeat:{{item.name}}:{{item.data:repeat: {{{{item.name}}}}}};}",
        "Store:;Order: Address Card;Receipt:;",
    );
    gives("{tm.name:repeat:x}{tm.isOrdered:repeat:x}{findings:repeat}", "");
    gives(
        "{findings:repeat:{{item.id}} {{item.threat_id}}@{{item.target}} {{item.response}}{{item.cvss}};}",
        "1 INP01@Web Server ;2 INP02@Web Server mitigated by &lt;us&gt;7.1;3 INP02@Order mitigated by &lt;us&gt;7.1;",
    );
    gives(
        "{tm.excluded_findings:repeat:{{item.id}} {{item.threat_id}} {{item.assumption.name}} {{item.assumption}}}",
        "1 INP01 so it is so it is",
    );
    gives(
        "{assets[0].overrides:repeat:{{item.threat_id}} {{item.response}} {{item.severity}}}",
        "INP02 mitigated by &lt;us&gt; ",
    );
}

#[test]
fn call_reaches_methods_and_functions() {
    gives("{dataflows:repeat:{{item.display_name:call:}};}", "Store;(1) Order;(2) Receipt;");
    gives("{boundaries:repeat:{{item.name}}<{{item.parents:call:{{{{item.name}}}},}}>}", "Cloud<>Inner<Cloud,>");
    gives(
        "{boundaries:repeat:{{item:call:getParentName}}{{item:call:getNamesOfParents:/{{{{item}}}}}};}",
        ";Cloud/Cloud;",
    );
    gives("{assets:repeat:{{item:call:getElementType}} {{item:call:getFindingCount}};}", "Server 2;Datastore 0;");
    gives(
        "{assets[0]:call:getInScopeFindings:{{item:call:getThreatId}} {{item:call:getFindingSeverity}},}",
        "INP01 Very High,INP02 High,",
    );
    gives("{assets[0]:call:getParentName}", "ERROR: getParentName method is not valid for Server");
    gives("{assets[0]:call:getThreatId}{assets[1]:call:getInScopeFindings:x}", "");
    gives(
        "{findings[1]:call:getFindingDescription}|{findings[1]:call:getFindingTarget}|{findings[1]:call:getFindingExample}",
        "Overflow|Web Server|an example",
    );
}

#[test]
fn if_and_not_choose() {
    gives("{tm.name:if:yes}{tm.name:not:no}{tm.isOrdered:if:ordered}{tm.isOrdered:not:free}", "yesfree");
    gives(
        "{boundaries:repeat:{{item.parents:if:in {{item:call:getParentName}}}}{{item.parents:not:top}};}",
        "top;in Cloud;",
    );
    gives("{tm.assumptions:if:A:{tm.assumptions:repeat:{{item}},}}", "A:insiders are trusted,");
    gives("{dataflows[2].data:if:an empty list is text here}", "an empty list is text here");
    gives("{actors:repeat:{{item.inBoundary:if:in {{item.inBoundary.name}}}}}", "");
    gives("{tm.name:if:{{literal}}}", "{literal}");
}

#[test]
fn fields_in_a_specification_are_filled_once_and_never_parsed_again() {
    gives("{actors:repeat:{tm.name}/{{item.name}}/{{item.isAdmin:if:{tm.description}}}}", "shop/User/sells things");
    gives("{actors:repeat:{{item.name:>{assets[0].severity}}}}", "User");
    let (mut model, findings) = common::shop();
    let origin = bartizan_model::Origin::Derived;
    model.system.set("description", bartizan_model::Value::text("{tm.threatsFile} {{item.nope}} {"), origin);
    let text = "{actors:repeat:{tm.description}{{item.name}}}";
    let id = model.sources.add("report.md", text);
    let mut out = String::new();
    render_template(&model, &findings, TemplateSource { id, text }, &mut out).unwrap();
    assert_eq!(out, "{tm.threatsFile} {{item.nope}} {User");
}

#[test]
fn text_of_the_model_is_escaped_and_text_of_the_template_is_not() {
    gives("<b>|`{data[0].description}`|</b>", "<b>|`number &amp; date`|</b>");
    gives("{findings[0].details} {findings[0].mitigations}", "costs \\$5 &amp; more use &lt;b&gt;care&lt;/b&gt;");
    let (mut model, findings) = common::shop();
    let hostile = "<script>\"'&|[x](y)`~~~ $ \\$";
    model.system.set("name", bartizan_model::Value::text(hostile), bartizan_model::Origin::Derived);
    let text = "{tm.name}";
    let id = model.sources.add("report.md", text);
    let mut out = String::new();
    render_template(&model, &findings, TemplateSource { id, text }, &mut out).unwrap();
    assert_eq!(out, "&lt;script&gt;&quot;&#x27;&amp;&#124;&#91;x&#93;(y)&#96;&#126;&#126;&#126; $ \\$");
}

#[test]
fn unbalanced_braces_are_shown() {
    fails("a } b", "a single `}` ends nothing", "}");
    fails("a { b", "this field is not closed", "{");
    fails("{tm.name:repeat:x", "this field is not closed", "{");
    fails("{tm.name", "this field is not closed", "{");
    fails("{", "this field is not closed", "{");
    fails("{tm{x}}", "a field's name cannot hold another field", "{");
    fails("{actors:repeat:{{item.name}", "this field is not closed", "{");
    fails("{actors:repeat:{{item.name}} }} }", "a single `}` ends nothing", "}");
    fails("{actors:repeat:{{item.name} }}", "a single `}` ends nothing", "}");
}

#[test]
fn unknown_fields_are_shown_with_what_was_meant() {
    fails("{dataflow:repeat:x}", "unknown field `dataflow`", "dataflow");
    fails("x {} y", "a field has no name", "{}");
    fails("{item.name}", "unknown field `item`", "item");
    fails("{actors:repeat:{{tm.name}}}", "unknown field `tm`", "tm");
    fails("{tm.nam}", "`TM` has no attribute `nam`", "nam");
    fails("ü {assets[0].isHardend}", "`Server` has no attribute `isHardend`", "isHardend");
    fails("{actors[7].name}", "there is no item 7: the list has 1", "[7]");
    fails("{actors[x].name}", "`list` has no item `x`", "[x]");
    fails("{actors[0].inBoundary.name}", "there is nothing here that could have a `name`", "name");
    fails("{actors:repeat:{{item.nmae}}}", "`Actor` has no attribute `nmae`", "nmae");
    fails("{actors:repeat:{{item.display_name}}}", "`item.display_name` is a method", "item.display_name");
    let error = fill("{findings:repeat:{{item.seveirty}}}").unwrap_err();
    assert_eq!(error.labels[0].text, "did you mean `severity`?");
    assert_eq!(fill("{dataflow}").unwrap_err().labels[0].text, "did you mean `dataflows`?");
}

#[test]
fn nothing_but_the_model_is_reached() {
    for path in
        ["tm.__class__", "tm.__init__.__globals__", "tm._sf", "tm.model_fields", "assets[0].__dict__", "tm.name.upper"]
    {
        assert!(fill(&format!("{{{path}}}")).is_err(), "{path}");
    }
}

#[test]
fn unknown_functions_and_wrong_formats_are_shown() {
    fails("{tm:call:getParentNames}", "unknown function `getParentNames`", "getParentNames");
    assert_eq!(fill("{tm:call:getParentNames}").unwrap_err().labels[0].text, "did you mean `getParentName`?");
    fails("{tm:call:}", "the value is not a method, and no function is named", "{tm:call:}");
    fails(
        "{boundaries[1]:call:getNamesOfParents}",
        "`getNamesOfParents` gives a list here",
        "{boundaries[1]:call:getNamesOfParents}",
    );
    fails("{tm.name:d}", "the format `d` does not fit text", "{tm.name:d}");
    fails("{tm.name:>99999}", "a width or precision over 10000 is not allowed", "{tm.name:>99999}");
    fails(
        "{tm.name:!}",
        "`!` is not a format specification"
            .replace("`!` is not a format specification", "the format `!` does not fit text")
            .as_str(),
        "{tm.name:!}",
    );
    fails("{assets[0]:>20}", "`assets[0]` is a `Server`, which takes no format", "{assets[0]:>20}");
    fails("{tm.name!x}", "unknown conversion", "x");
    fails("{tm.name!rx}", "expected `:` or `}` after the conversion", "x");
    fails("{tm.name:if:{tm.name:if:{tm.name}}}", "fields are nested too deep", "{");
}

#[test]
fn a_template_is_bounded() {
    let large = "x".repeat(limits::MAX_TEMPLATE_BYTES + 1);
    assert!(fill(&large).unwrap_err().is_refusal);
}
