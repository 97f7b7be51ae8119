//! A headless Chromium, spoken to over a pipe in its DevTools protocol. All tests share one, which ends with them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};

/// Names under which systems have it.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/// Pages that do not show are to be as quick as those that do.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--remote-debugging-pipe",
];
/// The browser reads from 3 and writes to 4, and ends when nobody is there any more. Then its profile goes away.
const START: &str = r#"profile=$(mktemp -d); trap '' INT TERM
"$@" --user-data-dir="$profile" about:blank 3<&0 4>&1 </dev/null >/dev/null 2>&1
rm -rf "$profile""#;
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Where the messages of each session go; what has no session goes to the empty name.
type Sessions = Arc<Mutex<HashMap<String, Sender<Value>>>>;

pub(crate) struct Browser {
    input: Mutex<ChildStdin>,
    sessions: Sessions,
    own: Mutex<Receiver<Value>>,
    last_id: AtomicU64,
}

/// The browser of this machine; tests without one are skipped.
pub(crate) fn browser() -> Option<&'static Browser> {
    static BROWSER: OnceLock<Option<Browser>> = OnceLock::new();
    let found = BROWSER.get_or_init(|| installed().map(Browser::start)).as_ref();
    if found.is_none() {
        assert!(std::env::var("BARTIZAN_BROWSER").as_deref() != Ok("required"), "there is no Chromium on this machine");
        eprintln!("skipped: there is no Chromium on this machine");
    }
    found
}

fn installed() -> Option<&'static str> {
    let answers = |name: &&str| {
        let run = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.is_ok_and(|status| status.success())
    };
    NAMES.into_iter().find(answers)
}

impl Browser {
    fn start(name: &str) -> Self {
        let mut shell = Command::new("sh");
        let shell = shell.args(["-c", START, "browser", name]).args(FLAGS);
        let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let sessions = Sessions::default();
        let (sender, own) = channel();
        sessions.lock().unwrap().insert(String::new(), sender);
        let input = Mutex::new(child.stdin.take().unwrap());
        let heard = sessions.clone();
        std::thread::spawn(move || listen(child, &heard));
        Self { input, sessions, own: Mutex::new(own), last_id: AtomicU64::new(0) }
    }

    /// Asks the browser itself, and not a page.
    pub(crate) fn call(&self, method: &str, parameters: Value) -> Value {
        let own = self.own.lock().unwrap();
        let id = self.send("", method, parameters);
        loop {
            let message = own.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if message["id"] == id {
                return answer(method, &message);
            }
        }
    }

    /// Sends a request, and returns its number.
    pub(crate) fn send(&self, session: &str, method: &str, parameters: Value) -> u64 {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let mut request = json!({"id": id, "method": method, "params": parameters});
        if !session.is_empty() {
            request["sessionId"] = json!(session);
        }
        let mut input = self.input.lock().unwrap();
        input.write_all(format!("{request}\0").as_bytes()).unwrap();
        id
    }

    /// What is said in a session from now on.
    pub(crate) fn follow(&self, session: &str) -> Receiver<Value> {
        let (sender, messages) = channel();
        self.sessions.lock().unwrap().insert(session.to_owned(), sender);
        messages
    }
}

/// What an answer holds.
pub(crate) fn answer(method: &str, message: &Value) -> Value {
    assert!(message.get("error").is_none(), "{method}: {}", message["error"]);
    message["result"].clone()
}

fn listen(mut child: Child, sessions: &Sessions) {
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut bytes = Vec::new();
    while output.read_until(0, &mut bytes).is_ok_and(|read| read > 0) {
        bytes.pop();
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        bytes.clear();
        let sessions = sessions.lock().unwrap();
        if let Some(sender) = sessions.get(message["sessionId"].as_str().unwrap_or("")) {
            // A page that was left has nobody who listens.
            let _ = sender.send(message);
        }
    }
    let _ = child.wait();
}
