//! Programs that go on while files are edited, and a small client for what they serve.

#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// On a busy machine everything takes its time; nothing takes as long as this.
pub(crate) const LONG: Duration = Duration::from_secs(60);

pub(crate) const MODEL: &str = "\
from pytm import TM, Actor, Dataflow, Server
tm = TM('Shop')
user = Actor('User')
web = Server('Web')
Dataflow(user, web, 'Order')
tm.process()
";

/// An empty folder of a test, with a model.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bartizan-live-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tm.py"), MODEL).unwrap();
    folder
}

/// A program that goes on until it is dropped.
pub(crate) struct Going {
    pub(crate) child: Child,
    pub(crate) folder: PathBuf,
}

impl Going {
    pub(crate) fn start(folder: PathBuf, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        command.args(arguments).current_dir(&folder).env_remove("CI");
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Self { child, folder }
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }

    /// Ctrl-C. Returns the exit code.
    #[cfg(unix)]
    pub(crate) fn interrupt(&mut self) -> i32 {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
        self.child.wait().unwrap().code().unwrap()
    }

    /// What it said so far; it ends by it.
    pub(crate) fn messages(&mut self) -> String {
        let _ = self.child.kill();
        let mut text = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let _ = (self.child.kill(), self.child.wait());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Waits until something is so.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < LONG, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// `bartizan serve tm.py`, and where it is.
pub(crate) struct Served {
    pub(crate) going: Going,
    pub(crate) port: u16,
    pub(crate) token: String,
}

pub(crate) fn serve(folder: PathBuf, arguments: &[&str]) -> Served {
    let mut going = Going::start(folder, &[&["serve", "tm.py"], arguments].concat());
    let mut line = String::new();
    BufReader::new(going.child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let rest = line.strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("no address: {line}"));
    let (port, path) = rest.split_once('/').unwrap();
    let token = path.trim().strip_suffix('/').unwrap().to_owned();
    assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    Served { going, port: port.parse().unwrap(), token }
}

impl Served {
    /// Where the page is.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream
    }

    /// Sends a request as it is. Returns status, head and body.
    pub(crate) fn raw(&self, request: &str) -> (u16, String, String) {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no response: {text:?}"));
        (head.get(9..12).unwrap().parse().unwrap(), head.to_owned(), body.to_owned())
    }

    pub(crate) fn get(&self, path: &str) -> (u16, String, String) {
        self.raw(&format!("GET /{}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.token, self.port))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, String) {
        let (port, token, body) = (self.port, &self.token, body.to_string());
        let (status, _, body) = self.raw(&format!(
            "POST /{token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
        (status, body)
    }

    pub(crate) fn state(&self) -> Value {
        let (status, _, body) = self.get("state");
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Listens to events; the first one has come when the model was read.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!("GET /{}/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.token, self.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut events = Events { lines: BufReader::new(stream), last: (Value::from(0), Value::Null) };
        events.next();
        events
    }
}

pub(crate) struct Events {
    lines: BufReader<TcpStream>,
    /// The page and what is wrong, as told last.
    last: (Value, Value),
}

impl Events {
    /// The next event of a page or of what is wrong; a diagram that comes ahead of its page is passed over.
    pub(crate) fn next(&mut self) -> Value {
        let begin = Instant::now();
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).unwrap();
            assert!(!line.is_empty() && begin.elapsed() < LONG, "no event came");
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let event: Value = serde_json::from_str(data).unwrap();
            let told = (event["page"].clone(), event["trouble"].clone());
            if told != self.last {
                self.last = told;
                return event;
            }
        }
    }

    /// The next event after which something is so.
    pub(crate) fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        let begin = Instant::now();
        loop {
            let event = self.next();
            if is_so(&event) {
                return event;
            }
            assert!(begin.elapsed() < LONG, "waited in vain, last for {event}");
        }
    }
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code().unwrap())
}
