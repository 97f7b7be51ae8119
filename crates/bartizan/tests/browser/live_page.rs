//! The live page in a browser: it follows the files, says what is wrong, and writes what one answers and decides.

use serde_json::json;

use crate::accessibility::{accessible_in_both, frame_accessible};
use crate::devtools::browser;
use crate::geometry::{in_place, in_place_on_all_screens};
use crate::live::{Served, folder, serve, wait_until};
use crate::made;
use crate::page::Page;

const SHOP: &str = "\
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server
tm = TM('Shop')
internet = Boundary('Internet')
user = Actor('User', inBoundary=internet)
web = Server('Web')
web.controls.validatesInput = False
orders = Datastore('Orders')
Dataflow(user, web, 'Order')
Dataflow(web, orders, 'Keeps the order')
tm.process()
";

/// What the questions and findings of the panel are, and the document that is framed.
const WORDS: &str = "globalThis.items = () => [...document.querySelectorAll('#list > .item')]; \
     globalThis.inside = () => document.getElementById('report').contentDocument; \
     globalThis.isReady = () => inside().documentElement.classList.contains('ready'); \
     globalThis.press = (from, text) => [...from.querySelectorAll('button')].find(one => one.textContent === text).click();";

/// A page that is served, and the browser that shows it.
struct Live {
    served: Served,
    page: Page,
}

impl Live {
    fn open(name: &str, model: &str) -> Option<Self> {
        let browser = browser()?;
        let folder = folder(&format!("page-{name}"));
        std::fs::write(folder.join("tm.py"), model).unwrap();
        let served = serve(folder, &[]);
        let mut page = Page::open(browser, &served.address(), 1280, 900);
        page.eval(WORDS);
        page.until("document.body.dataset.standing === 'live' && isReady() && items() !== null");
        page.until("/\\d/.test(document.getElementById('show-findings').textContent)");
        Some(Self { served, page })
    }

    fn write(&self, name: &str, text: &str) {
        self.served.going.write(name, text);
    }

    fn read(&self, name: &str) -> String {
        self.served.going.read(name)
    }

    /// Opens or closes a panel with a click.
    fn toggle(&mut self, panel: &str) {
        self.page.click(&format!("#show-{panel}"));
    }

    fn is_quiet(&self) {
        self.page.is_quiet(&self.served.address());
    }
}

#[test]
fn an_edit_changes_the_picture_and_nothing_else() {
    let Some(mut live) = Live::open("edit", SHOP) else { return };
    let page = &mut live.page;
    assert_eq!(page.eval("document.title"), "Shop, live");
    page.eval("window.isSame = true");
    page.eval("globalThis.view = () => inside().querySelector('#stage svg').getAttribute('viewBox'); globalThis.whole = view()");
    page.eval("inside().querySelector('[data-do=in]').click()");
    page.until("view() !== whole");
    page.eval("inside().querySelector('input[value=assumed]').click()");
    page.eval("const text = inside().querySelector('input[name=text]'); text.value = 'order'; text.dispatchEvent(new Event('input', {bubbles: true}))");
    page.eval("[...inside().querySelectorAll('#stage .bz-element')].find(one => one.textContent.includes('Orders')).dispatchEvent(new MouseEvent('click', {bubbles: true}))");
    page.until("inside().getElementById('panel-title').textContent === 'Orders'");
    page.eval("inside().defaultView.scrollTo({top: 300, behavior: 'instant'})");
    let seen = "JSON.stringify([view(), \
                inside().querySelector('input[name=text]').value, inside().querySelector('input[value=assumed]').checked, \
                inside().getElementById('panel-title').textContent, inside().getElementById('panel').hidden, \
                inside().querySelectorAll('#stage .chosen').length, inside().defaultView.scrollY])";
    page.until("inside().defaultView.scrollY === 300");
    let before = page.eval(seen);

    // Several in a row: some pages are left before they have come.
    for name in ["Wax", "Wit", "Won", "Wry", "Wow"] {
        live.write("tm.py", &SHOP.replace("'Web'", &format!("'{name}'")));
        wait_until("the page", || live.served.get("report").2.contains(name));
    }
    let page = &mut live.page;
    page.until("isReady() && inside().readyState === 'complete' && inside().querySelector('#stage').textContent.includes('Wow')");
    page.until_is(seen, &before);
    assert_eq!(page.eval("window.isSame"), true);
    live.is_quiet();
}

#[test]
fn what_is_wrong_stands_over_the_last_picture() {
    let Some(mut live) = Live::open("wrong", SHOP) else { return };
    live.write("tm.py", &SHOP.replace("Server('Web')", "Server('Web'"));
    let page = &mut live.page;
    page.until("!document.getElementById('trouble').hidden && document.body.dataset.standing === 'trouble'");
    let why = page.eval("document.getElementById('why').textContent");
    assert!(why.as_str().unwrap().contains("tm.py:5"), "{why}");
    assert_eq!(page.eval("inside().title"), "Shop");
    accessible_in_both(page, "the live page with what is wrong");
    in_place_on_all_screens(page, "live-trouble");
    page.click("#look-below");
    assert_eq!(page.eval("document.getElementById('trouble').hidden"), true);

    // A module that is not there, that comes, and that changes.
    live.write("tm.py", &SHOP.replace("'Web'", "NAME").replace("tm = ", "from names import NAME\ntm = "));
    live.page.until(
        "document.getElementById('why').textContent.includes('names') && !document.getElementById('trouble').hidden",
    );
    live.write("names.py", "NAME = 'Depot'\n");
    live.page.until("document.getElementById('trouble').hidden && isReady() && inside().querySelector('#stage').textContent.includes('Depot')");
    live.write("names.py", "NAME = 'Harbour'\n");
    live.page.until("isReady() && inside().querySelector('#stage').textContent.includes('Harbour')");
    live.is_quiet();
}

#[test]
fn an_answer_is_written_and_what_it_settles_is_gone() {
    let Some(mut live) = Live::open("answers", SHOP) else { return };
    // A question of the report leads to where it is answered.
    let page = &mut live.page;
    page.eval("inside().querySelectorAll('[data-question] > button')[4].click()");
    page.until("items().length > 1");
    let asked = page.eval("inside().querySelectorAll('[data-question]')[4].dataset.question");
    let here = "items().find(one => one.contains(document.activeElement)).key.split('@')[0]";
    assert_eq!(page.eval(here), asked);
    page.eval("inside().getElementById('questions').scrollIntoView()");
    in_place(page, "live-question");
    let assumed = "Number(inside().querySelector('input[value=assumed] + b').textContent)";
    let before = page.eval(assumed).as_u64().unwrap();
    // That there is a control which keeps threats away.
    page.eval("globalThis.asked = items().find(one => one.textContent.includes('decides') && one.key.startsWith('controls.'))");
    let key = page.eval("asked.key");
    page.eval("press(asked, 'Yes')");
    page.until("!asked.isConnected && document.getElementById('said').textContent === 'written'");
    page.until(&format!("isReady() && {assumed} < {before}"));
    assert_eq!(page.eval(&format!("items().some(one => one.key === {key})")), false);
    let attribute = key.as_str().unwrap().split('@').next().unwrap().trim_start_matches("controls.").to_owned();
    let written = live.read("tm.answers.toml");
    assert!(written.contains(&attribute) && written.contains("= true"), "{attribute} in {written}");

    // What somebody else answers goes from the page, too, and what one has begun to type stays.
    let page = &mut live.page;
    page.eval("globalThis.typed = items().find(one => one.querySelector('input'))");
    page.eval("typed.querySelector('input').focus()");
    page.write("half of it");
    page.eval("globalThis.asked = items().find(one => one !== typed && one.key.startsWith('controls.') && /@[^,]*$/.test(one.key))");
    let key = page.eval("asked.key");
    let (attribute, element) = key.as_str().unwrap().split_once('@').unwrap();
    let header =
        format!("[{}.{element}]\n", if ["web", "orders", "user"].contains(&element) { "elements" } else { "flows" });
    let line = format!("{attribute} = true\n");
    let theirs = match written.contains(&header) {
        true => written.replace(&header, &format!("{header}{line}")),
        false => format!("{written}\n{header}{line}"),
    };
    live.write("tm.answers.toml", &theirs);
    let page = &mut live.page;
    page.until("!asked.isConnected");
    assert_eq!(page.eval("typed.querySelector('input').value"), "half of it");
    assert_eq!(page.eval("document.activeElement === typed.querySelector('input')"), true);
    live.is_quiet();
}

#[test]
fn a_decision_is_written_and_a_conflict_is_refused() {
    let Some(mut live) = Live::open("decisions", SHOP) else { return };
    live.toggle("findings");
    let page = &mut live.page;
    page.until("items().length > 2");
    let decide = |page: &mut Page, number: usize, because: &str| {
        page.eval(&format!("globalThis.item = items()[{number}]; press(item, item.textContent.includes('Decide anew') ? 'Decide anew' : 'Decide')"));
        page.eval("item.querySelector('[name=status]').value = 'accepted'");
        page.eval("item.querySelector('[name=because]').focus()");
        page.write(because);
    };
    decide(page, 0, "small");
    let id = page.eval("item.key").as_str().unwrap().to_owned();
    page.press("Enter");
    page.until("document.getElementById('said').textContent === 'written'");
    page.until("items().some(one => one.textContent.includes('accepted: small'))");
    page.until(
        "isReady() && (inside().getElementById('decisions') || {textContent: ''}).textContent.includes('small')",
    );
    let written = live.read("tm.decisions.toml");
    assert!(written.contains(&format!("finding = \"{id}\"")) && written.contains("because = \"small\""), "{written}");

    // Somebody else decides about it while one writes a reason.
    let page = &mut live.page;
    decide(page, 0, "mine");
    let id = page.eval("item.key").as_str().unwrap().to_owned();
    let theirs =
        format!("{written}\n[[decision]]\nfinding = \"{id}\"\nstatus = \"false-positive\"\nbecause = \"theirs\"\n");
    live.write("tm.decisions.toml", &theirs);
    let page = &mut live.page;
    page.until("item.textContent.includes('theirs')");
    page.eval("press(item, 'Write it down')");
    page.until("document.getElementById('said').className === 'wrong'");
    let said = page.eval("document.getElementById('said').textContent");
    assert!(said.as_str().unwrap().contains("changed meanwhile"), "{said}");
    in_place(page, "live-conflict");
    assert_eq!(live.read("tm.decisions.toml"), theirs);
    // Now one knows, and may insist.
    let page = &mut live.page;
    assert_eq!(page.eval("item.querySelector('[name=because]').value"), "mine");
    page.eval("press(item, 'Write it down')");
    page.until("document.getElementById('said').textContent === 'written'");
    wait_until("the decision", || live.read("tm.decisions.toml").contains("because = \"mine\""));
    live.page.excuse("409");
    live.is_quiet();
}

/// Walks with Tab until something has the focus.
fn tab_to(page: &mut Page, selector: &str) {
    for _ in 0..60 {
        page.press("Tab");
        if page.eval(&format!("document.activeElement.matches({selector:?})")) == true {
            return;
        }
    }
    panic!("the Tab key does not lead to {selector}");
}

#[test]
fn keys_alone_are_enough() {
    let Some(mut live) = Live::open("keys", SHOP) else { return };
    let page = &mut live.page;
    tab_to(page, "#show-questions");
    page.press("Enter");
    assert_eq!(page.eval("document.activeElement.id"), "panel-title");
    page.until("items().length > 1");
    tab_to(page, "#list .buttons button");
    let key = page.eval("items()[0].key");
    page.press("Enter");
    page.until("document.getElementById('said').textContent === 'written'");
    page.until(&format!("items()[0].key !== {key}"));
    assert_eq!(page.eval("document.activeElement === items()[0]"), true, "what took its place has the focus");
    page.press("Escape");
    assert_eq!(
        page.eval("[document.getElementById('panel').hidden, document.activeElement.id]"),
        json!([true, "show-questions"])
    );

    tab_to(page, "#show-findings");
    page.press(" ");
    page.until("items().length > 1");
    tab_to(page, "#list .item button");
    page.press("Enter");
    assert_eq!(page.eval("document.activeElement.name"), "status");
    page.press("Escape");
    assert_eq!(
        page.eval("document.querySelector('#list form') === null && items()[0].contains(document.activeElement)"),
        true
    );
    tab_to(page, "#list .item button");
    page.press("Enter");
    tab_to(page, "[name=because]");
    page.write("by hand");
    tab_to(page, "form button");
    page.press("Enter");
    page.until("document.getElementById('said').textContent === 'written' && !document.querySelector('#list form')");
    page.press_with("Tab", 8);
    page.press("Escape");
    assert_eq!(page.eval("document.getElementById('panel').hidden"), true);

    // Into the report, and out of what is wrong.
    tab_to(page, "iframe");
    page.press("Tab");
    assert_eq!(page.eval("inside().activeElement !== inside().body"), true);
    live.write("tm.py", "this is no model\n");
    let page = &mut live.page;
    page.until("!document.getElementById('trouble').hidden");
    page.eval("document.getElementById('show-questions').focus()");
    tab_to(page, "#why");
    tab_to(page, "#look-below");
    page.press("Enter");
    assert_eq!(
        page.eval("[document.getElementById('trouble').hidden, document.activeElement.id]"),
        json!([true, "report"])
    );
    assert!(live.read("tm.decisions.toml").contains("by hand"));
    live.is_quiet();
}

#[test]
fn panels_are_sound_on_every_screen_and_in_both_colours() {
    let Some(mut live) = Live::open("looks", SHOP) else { return };
    let page = &mut live.page;
    accessible_in_both(page, "the live page");
    frame_accessible(page, "the live page");
    let paper = "JSON.stringify([document, inside()].map(one => getComputedStyle(one.body).backgroundColor.match(/[0-9.]+/g).map(Number)[0] < 64))";
    page.prefer("dark");
    assert_eq!(page.eval(paper), "[true,true]");
    page.prefer("light");
    assert_eq!(page.eval(paper), "[false,false]");
    in_place_on_all_screens(page, "live");
    for panel in ["questions", "findings"] {
        live.toggle(panel);
        let page = &mut live.page;
        page.until("items().length > 1");
        if panel == "findings" {
            page.eval("press(items()[0], 'Decide')");
        }
        in_place_on_all_screens(page, &format!("live-{panel}"));
        page.resize(390, 844);
        let widths = "['panel', 'report'].map(id => document.getElementById(id).getBoundingClientRect().width)";
        assert_eq!(page.eval(widths), json!([390, 390]), "the panel lies over the report");
        page.resize(1280, 900);
        accessible_in_both(page, &format!("the live page with {panel}"));
        in_place(page, &format!("live-{panel}-dark"));
    }
    live.is_quiet();
}

#[test]
fn hostile_names_stay_text_in_the_panels() {
    let Some(mut live) = Live::open("hostile", made::HOSTILE) else { return };
    for panel in ["questions", "findings"] {
        live.toggle(panel);
        live.page.until("items().length > 1");
        let bad = live.page.eval("items().some(one => one.textContent.includes('<img src=x onerror=window.hit=1>'))");
        assert_eq!(bad, true, "{panel}");
        if panel == "findings" {
            live.page.eval("press(items()[0], 'Decide')");
        }
        in_place(&mut live.page, &format!("live-hostile-{panel}"));
        live.page.resize(390, 844);
        in_place(&mut live.page, &format!("live-hostile-{panel}-390"));
        live.page.resize(1280, 900);
    }
    live.write("tm.py", &made::HOSTILE.replace("tm.process()", "raise ValueError(bad)"));
    live.page.until("document.getElementById('why').textContent.includes('<img src=x')");
    let page = &mut live.page;
    assert_eq!(page.eval("document.querySelectorAll('img, #list a, #trouble a').length"), 0);
    assert_eq!(page.eval("typeof window.hit + typeof inside().defaultView.hit"), "undefinedundefined");
    live.is_quiet();
}
