//! The HTML report in a browser: what a reader sees, clicks and types.

use std::path::Path;

use serde_json::{Value, json};

use crate::accessibility::{accessible, accessible_in_both};
use crate::devtools::browser;
use crate::geometry::{in_place, in_place_on_all_screens};
use crate::made;
use crate::page::Page;

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

fn shown_rows(page: &mut Page) -> u64 {
    page.eval("document.querySelectorAll('#finding-rows tr:not(.heading)').length").as_u64().unwrap()
}

#[test]
fn a_reader_opens_filters_and_walks() {
    let Some(browser) = browser() else { return };
    let file = made::parcels();
    let mut page = Page::open_file(browser, file, 1280, 900);

    // The diagram: a click opens the panel, Escape closes it, keys walk.
    page.click(".bz-element .bz-name");
    assert_eq!(page.eval("document.getElementById('panel').hidden"), false);
    let first = page.eval("document.querySelector('#stage .bz-element.chosen .bz-name').textContent");
    let title = page.eval("document.getElementById('panel-title').textContent");
    assert!(title.as_str().unwrap().starts_with(first.as_str().unwrap()), "{title} is {first}");
    page.press("Escape");
    assert_eq!(page.eval("document.getElementById('panel').hidden"), true);
    page.eval("document.querySelector('#stage .bz-element').focus()");
    let before = page.eval("document.activeElement.dataset.id");
    for key in ["ArrowDown", "ArrowRight"] {
        page.press(key);
    }
    assert_ne!(page.eval("document.activeElement.dataset.id"), before, "arrow keys walk");
    page.press("Enter");
    assert_eq!(page.eval("document.getElementById('panel').hidden"), false);
    assert_eq!(page.eval("document.activeElement.id"), "panel-title");
    page.press("Escape");
    page.eval("document.querySelector('#stage .bz-element').focus()");
    let box_before = page.eval("document.querySelector('#stage svg').getAttribute('viewBox')");
    page.press("+");
    page.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    let box_after = page.eval("document.querySelector('#stage svg').getAttribute('viewBox')");
    assert_ne!(box_before, box_after, "the plus key makes it larger");

    // The table: what is confirmed shows first, filters narrow it, the count is said.
    let open = shown_rows(&mut page);
    assert_eq!(
        page.eval("document.querySelectorAll('#finding-rows :is([data-status=open], [data-status=decided])').length"),
        open
    );
    page.eval("document.querySelector('input[name=status][value=assumed]').click()");
    assert!(shown_rows(&mut page) > open);
    page.press("/");
    assert_eq!(page.eval("document.activeElement.name"), "text");
    page.write("session");
    let found = shown_rows(&mut page);
    assert!(found > 0 && found < open);
    let count = page.eval("document.getElementById('count').textContent");
    assert!(count.as_str().unwrap().starts_with(&format!("{found} of ")), "{count}");
    page.eval("const group = document.querySelector('select[name=group]'); group.value = 'element'; group.dispatchEvent(new Event('input', {bubbles: true}))");
    assert!(page.eval("document.querySelectorAll('#finding-rows .heading').length").as_u64().unwrap() > 0);

    // Made anew, the page is as it was left.
    page.go(&address(file));
    assert_eq!(page.eval("document.querySelector('input[name=text]').value"), "session");
    assert_eq!(shown_rows(&mut page), found);
    assert_eq!(page.eval("document.querySelector('#stage svg').getAttribute('viewBox')"), box_after);

    // A finding's address leads to its row, whatever is filtered.
    let hidden = page.eval("document.querySelector('form#filters').reset(); new Promise(done => setTimeout(done, 50))");
    assert_eq!(hidden, Value::Null);
    page.eval("location.hash = '#WEB11@api-gateway'; new Promise(done => setTimeout(done, 100))");
    assert_eq!(page.eval("document.querySelector('#finding-rows .aimed').id"), "WEB11@api-gateway");

    // The sequence, message by message; a path, in the diagram.
    page.eval("document.querySelector('#sequence-tools [data-do=next]').click()");
    assert!(page.eval("document.getElementById('message').textContent").as_str().unwrap().starts_with("1 of "));
    page.eval("document.querySelector('#paths .shower').click()");
    assert!(page.eval("document.querySelectorAll('#stage .lit').length").as_u64().unwrap() > 1);

    page.is_quiet("file:");
}

#[test]
fn a_report_is_sound_on_every_screen_and_in_both_colours() {
    let Some(browser) = browser() else { return };
    let file = made::folder("quickstart").join("report.html");
    made::written(&made::example("quickstart"), &file, &[]);
    let mut page = Page::open_file(browser, &file, 1280, 900);
    in_place_on_all_screens(&mut page, "report-small");
    page.click(".bz-element .bz-name");
    in_place_on_all_screens(&mut page, "report-small-panel");
    page.resize(1280, 900);
    accessible_in_both(&mut page, "the report");
    in_place(&mut page, "report-small-panel-dark");
    page.is_quiet("file:");

    let mut page = Page::open_file(browser, made::parcels(), 390, 844);
    in_place_on_all_screens(&mut page, "report");
    page.prefer("dark");
    page.picture("report-dark");
}

#[test]
fn names_stay_text() {
    let Some(browser) = browser() else { return };
    let file = made::report("hostile", made::HOSTILE);
    let mut page = Page::open_file(browser, &file, 1000, 800);
    let bad = page.eval("document.querySelector('h1').textContent");
    let bad = bad.as_str().unwrap();
    assert!(bad.starts_with("<img src=x onerror=window.hit=1>\"'</script>") && bad.ends_with("{{ 7 * 7 }}"), "{bad}");
    assert_eq!(page.eval("document.title.startsWith('<img src=x')"), true);
    assert_eq!(page.eval("document.querySelectorAll('img, iframe, object, embed, link, base').length"), 0);
    assert_eq!(page.eval("document.querySelectorAll('script').length"), 1);
    assert_eq!(page.eval("document.querySelectorAll('style').length"), 1);
    let handlers = "[...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames()).filter(name => name.startsWith('on')).length";
    assert_eq!(page.eval(handlers), 0);
    // What the script makes of names is text, too.
    page.eval("document.querySelectorAll('#stage .bz-element').forEach(node => node.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})))");
    page.eval("for (const group of ['element', 'threat', 'severity', 'stride', 'status']) { const field = document.querySelector('select[name=group]'); field.value = group; field.dispatchEvent(new Event('input', {bubbles: true})); }");
    let option = page.eval("document.querySelector('select[name=element]').options[1].textContent");
    assert!(option.as_str().unwrap().contains("<img src=x"), "{option}");
    assert_eq!(page.eval("document.getElementById('panel-title').textContent.includes('<img src=x')"), true);
    assert_eq!(page.eval("typeof window.hit"), "undefined");
    assert_eq!(page.eval("document.querySelectorAll('img').length"), 0);
    accessible(&mut page, "a report of hostile names");
    page.is_quiet("file:");
}

#[test]
fn without_its_script_the_page_is_a_whole_document() {
    let Some(browser) = browser() else { return };
    let file = made::parcels();
    let mut page = Page::open_file(browser, file, 1000, 800);
    let total = page.eval("document.getElementById('count').textContent");
    page.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    page.go(&address(file));
    page.call("Emulation.setScriptExecutionDisabled", json!({"value": false}));
    let total: u64 = total.as_str().unwrap().split(" of ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert_eq!(shown_rows(&mut page), total);
    assert_eq!(
        page.eval("document.getElementById('filters').hidden && document.getElementById('diagram-tools').hidden"),
        true
    );
    page.is_quiet("file:");
}

/// Sixty servers, with more findings than become rows at once.
const MANY: &str = r#"
from pytm import TM, Server

tm = TM("Many")
for i in range(60):
    Server(f'Server {i} & "<i>more</i>"')
tm.process()
"#;

#[test]
fn rows_that_come_later_are_like_the_first() {
    let Some(browser) = browser() else { return };
    let file = made::report("many", MANY);
    let mut page = Page::open_file(browser, &file, 1000, 800);
    let count = "document.getElementById('count').textContent";
    let total = page.eval("document.getElementById('later-findings').textContent.split('<tr id=').length - 1");
    let total = total.as_u64().unwrap() + 400;
    let said = page.eval(count);
    assert!(said.as_str().unwrap().starts_with(&format!("{total} of {total} findings, the first 200")), "{said}");

    let set = |page: &mut Page, field: &str, value: &str| {
        page.eval(&format!(
            "(() => {{ const field = document.getElementById('filters').elements[{field:?}]; field.value = {value:?}; \
             field.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
        ))
    };
    // The last one: found by the text of its name, by its element, and by its address.
    set(&mut page, "text", "server 59 & \"<i>more");
    let found = shown_rows(&mut page);
    assert!(found > 5, "{found}");
    set(&mut page, "text", "");
    let element = page.eval("document.querySelector('[name=element]').options[60].value");
    set(&mut page, "element", element.as_str().unwrap());
    assert_eq!(shown_rows(&mut page), found);
    let name = page.eval("document.querySelector('#finding-rows tr:last-child td:nth-child(3)').textContent");
    assert!(name.as_str().unwrap().ends_with("& \"<i>more</i>\""), "{name}");
    set(&mut page, "element", "");
    set(&mut page, "group", "element");
    let last =
        page.eval("document.getElementById('later-findings').textContent.match(/<tr id=\"([^\"]*)/g).at(-1).slice(8)");
    page.eval(&format!("location.hash = {last}"));
    page.until(&format!("document.querySelector('.aimed') && document.querySelector('.aimed').id === {last}"));
    assert_eq!(page.eval("document.querySelectorAll('#findings i').length"), 0);
    page.is_quiet("file:");

    page.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    page.go(&address(&file));
    page.call("Emulation.setScriptExecutionDisabled", json!({"value": false}));
    assert_eq!(page.eval("document.querySelectorAll('#findings tbody tr').length"), total);
}

/// A thousand elements, fifteen hundred flows.
const LARGE: &str = r#"
from pytm import TM, Boundary, Dataflow, Datastore, ExternalEntity, Lambda, Process, Server

tm = TM("A large system")
zones = [Boundary(f"Zone {i}") for i in range(25)]
kinds = [Server, Server, Process, Datastore, Lambda, ExternalEntity]
elements = []
for i in range(1000):
    element = kinds[i % 6](f"Element {i}")
    element.inBoundary = zones[i // 40]
    if i % 3 == 0:
        element.controls.isHardened = False
        element.controls.validatesInput = False
    elements.append(element)
for i in range(1500):
    near = i % 1000 // 40 * 40
    to = elements[(i * 7 + 13) % 1000 if i % 9 == 0 else near + (i * 11 + 5) % 40]
    if to is not elements[i % 1000]:
        Dataflow(elements[i % 1000], to, f"Flow {i}")
tm.process()
"#;

#[test]
#[ignore = "takes a while in a development build"]
fn a_thousand_elements_stay_usable() {
    let Some(browser) = browser() else { return };
    let file = made::report("large", LARGE);
    let mut page = Page::open_file(browser, &file, 1280, 900);
    let opened = page.eval("performance.getEntriesByType('navigation')[0].loadEventEnd").as_f64().unwrap();
    let timed = |page: &mut Page, act: &str| {
        let run = format!(
            "(() => {{ const form = document.getElementById('filters'); const from = performance.now(); {act}; \
             form.dispatchEvent(new Event('input', {{bubbles: true}})); document.body.offsetHeight; return performance.now() - from; }})()"
        );
        page.eval(&run).as_f64().unwrap()
    };
    page.eval("new Promise(done => setTimeout(done, 3000))");
    let filters = [
        "form.querySelector('[value=assumed]').checked = true",
        "form.elements.text.value = 'element 12'",
        "form.elements.group.value = 'threat'",
        "form.elements.text.value = ''",
    ];
    let times = filters.map(|act| timed(&mut page, act));
    let size = std::fs::metadata(&file).unwrap().len();
    eprintln!("{size} bytes, opened in {opened:.0} ms, filtered in {times:.0?} ms");
    assert!(opened < 4000.0 && times.iter().all(|time| *time < 400.0), "with room for slow machines");
    page.is_quiet("file:");
}
