//! A page of the browser: what one does with it and what it does.

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::devtools::{Browser, PATIENCE, answer};

/// A page with nothing in common with others.
pub(crate) struct Page {
    browser: &'static Browser,
    session: String,
    context: Value,
    messages: Receiver<Value>,
    /// What the page said, asked for, or complained about.
    events: Vec<Value>,
}

impl Page {
    /// Opens an address.
    pub(crate) fn open(browser: &'static Browser, address: &str, width: u32, height: u32) -> Self {
        let made = browser.call("Target.createBrowserContext", json!({"disposeOnDetach": true}));
        let context = made["browserContextId"].clone();
        let blank = json!({"url": "about:blank", "browserContextId": context, "newWindow": true});
        let target = browser.call("Target.createTarget", blank);
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach)["sessionId"].as_str().unwrap().to_owned();
        let messages = browser.follow(&session);
        let mut page = Self { browser, session, context, messages, events: Vec::new() };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        page.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        page.resize(width, height);
        page.go(address);
        page
    }

    /// Opens a file.
    pub(crate) fn open_file(browser: &'static Browser, file: &Path, width: u32, height: u32) -> Self {
        Self::open(browser, &format!("file://{}", file.display()), width, height)
    }

    /// Loads an address, or loads it again.
    pub(crate) fn go(&mut self, address: &str) {
        self.events.retain(|event| event["method"] != "Page.loadEventFired");
        self.call("Page.navigate", json!({"url": address}));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.next("the page to load");
            self.events.push(event);
        }
    }

    pub(crate) fn resize(&mut self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Asks for light or dark colours, as the system does.
    pub(crate) fn prefer(&mut self, colours: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": colours}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// The value of an expression in the page, once it is there.
    pub(crate) fn eval(&mut self, expression: &str) -> Value {
        self.eval_in(None, expression)
    }

    /// The same in another world of scripts, by its number.
    pub(crate) fn eval_in(&mut self, world: Option<u64>, expression: &str) -> Value {
        let mut asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        if let Some(world) = world {
            asked["contextId"] = json!(world);
        }
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true in the page. What cannot be asked yet is not true.
    pub(crate) fn until(&mut self, expression: &str) {
        self.until_is(expression, &json!(true));
    }

    /// Waits until an expression has a value in the page.
    pub(crate) fn until_is(&mut self, expression: &str, value: &Value) {
        let begin = Instant::now();
        let mut last = Value::Null;
        while begin.elapsed() < PATIENCE {
            let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
            last = self.call("Runtime.evaluate", asked);
            if last["result"]["value"] == *value {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("waited in vain for {expression} to be {value}: {last}");
    }

    /// Presses and releases a key.
    pub(crate) fn press(&mut self, key: &str) {
        self.press_with(key, 0);
    }

    /// The same with modifiers: 8 is the shift key.
    pub(crate) fn press_with(&mut self, key: &str, modifiers: u32) {
        // What a key does by itself, such as moving the focus, hangs on its number.
        let (code, number, text) = match key {
            "Enter" => ("Enter", 13, "\r"),
            " " => ("Space", 32, " "),
            "Tab" => ("Tab", 9, ""),
            "Escape" => ("Escape", 27, ""),
            key if key.len() == 1 => (key, 0, key),
            key => (key, 0, ""),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({"type": kind, "key": key, "code": code, "text": text, "modifiers": modifiers});
            event["windowsVirtualKeyCode"] = json!(number);
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Types text into what has the focus.
    pub(crate) fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Clicks on something, after scrolling to it.
    pub(crate) fn click(&mut self, selector: &str) {
        let at = self.eval(&format!(
            "(() => {{ const node = document.querySelector({selector:?}); \
             node.scrollIntoView({{block: 'center', behavior: 'instant'}}); const box = node.getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ));
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event = json!({"type": kind, "x": at[0], "y": at[1], "button": button, "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Nothing was complained about, and nobody was asked for anything, but for what begins like this.
    pub(crate) fn is_quiet(&self, own: &str) {
        for event in &self.events {
            let method = event["method"].as_str().unwrap_or("");
            let complains = matches!(method, "Runtime.exceptionThrown" | "Log.entryAdded" | "Runtime.consoleAPICalled");
            assert!(!complains, "the page complains: {event}");
            if method == "Network.requestWillBeSent" {
                let url = event["params"]["request"]["url"].as_str().unwrap();
                assert!(url.starts_with(own) || url.starts_with("data:"), "the page asks for {url}");
            }
        }
    }

    /// Forgets what was complained about, where that was meant.
    pub(crate) fn excuse(&mut self, about: &str) {
        self.events.retain(|event| !(event["method"] == "Log.entryAdded" && event.to_string().contains(about)));
    }

    /// Writes a picture of the page to the folder that `BARTIZAN_SCREENSHOTS` names.
    pub(crate) fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("BARTIZAN_SCREENSHOTS") else { return };
        let taken = self.call("Page.captureScreenshot", json!({"format": "png"}));
        write_decoded(&Path::new(&folder).join(format!("{name}.png")), &taken);
    }

    /// Asks the browser to do something with the page.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.browser.send(&self.session, method, parameters);
        loop {
            let message = self.next(method);
            if message["id"] == id {
                return answer(method, &message);
            }
            self.events.push(message);
        }
    }

    fn next(&self, what: &str) -> Value {
        self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("waited in vain for {what}"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Not `call`: whoever fails may not wait for an answer.
        self.browser.send("", "Target.disposeBrowserContext", json!({"browserContextId": self.context}));
    }
}

/// Writes what the browser sent in base64.
pub(crate) fn write_decoded(file: &Path, sent: &Value) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, decoded(sent)).unwrap();
}

/// What the browser sent in base64.
pub(crate) fn decoded(sent: &Value) -> Vec<u8> {
    base64::Engine::decode(&base64::engine::general_purpose::STANDARD, sent["data"].as_str().unwrap()).unwrap()
}
