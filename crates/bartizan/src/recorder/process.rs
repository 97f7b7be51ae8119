//! Starts Python with the recorder, and answers it.

#![expect(clippy::disallowed_methods, reason = "the user agreed that the script runs in a process of its own")]

use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

use bartizan_model::{Diagnostic, Sources, ThreatDefinition};
use bartizan_python::recording::{Answer, Message, Replay};
use bartizan_python::{FindingRecord, Run};
use serde_json::{Map, Value, json};

use super::schema;
use crate::command_line::{EXIT_FAILED, Session};
use crate::pytm_flags::Permission;
use crate::sandbox::Sandbox;
use crate::script::{Purpose, ScriptHost};

const RECORDER: &str = include_str!("recorder.py");
/// The variable that tells the recorder the number of the channel.
const CHANNEL: &str = "BARTIZAN_CHANNEL";
/// What Python is called, where nobody names it.
const PYTHONS: [&str; 2] = ["python3", "python"];
/// One message of the recorder may be so large, in bytes.
const MAX_MESSAGE: u64 = 256 << 20;

/// Runs a script. Returns the exit code.
pub(super) fn run(session: &mut Session<'_>, python: Option<&Path>, script: &Path, flags: &[String]) -> Result<u8, u8> {
    if session.world.real_path(script).is_none() {
        let problem = Diagnostic::error(format!("there is no file `{}`", script.display()));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let (channel, mut child) = match start(python, script, flags) {
        Ok(started) => started,
        Err(problem) => return Err(session.fail(&problem, &Sources::default())),
    };
    let shown = script.display().to_string();
    let libraries = Permission::typed(&shown, flags).threats();
    let sandbox = Sandbox::around(script, session.world);
    let mut host = ScriptHost::new(session, sandbox, libraries, Purpose::Flags(flags.to_vec()));
    let mut replay = Replay::new(&mut host);
    let talked = talk(&channel, &mut replay);
    let run = replay.finish();
    drop(channel);
    let status = child.wait();
    let code = host.exit_code(&run);
    host.show_all_held(&run.sources);
    match talked.and_then(|()| status.map_err(|error| Diagnostic::error(format!("cannot wait for Python: {error}")))) {
        Ok(status) => Ok(code.max(exit_code(status, &run))),
        Err(problem) => Err(session.fail(&problem, &Sources::default())),
    }
}

fn start(python: Option<&Path>, script: &Path, flags: &[String]) -> Result<(UnixStream, Child), Diagnostic> {
    let problem = |error: std::io::Error| Diagnostic::error(format!("cannot start Python: {error}"));
    let (ours, theirs) = UnixStream::pair().map_err(problem)?;
    // This end alone outlives the start of another program.
    rustix::io::fcntl_setfd(&theirs, rustix::io::FdFlags::empty()).map_err(|error| problem(error.into()))?;
    let named = python.map(Path::to_owned);
    let candidates = named.map_or_else(|| PYTHONS.map(PathBuf::from).to_vec(), |python| vec![python]);
    for candidate in &candidates {
        let mut command = Command::new(candidate);
        command.args(["-c", RECORDER]).arg(script).args(flags);
        match command.env(CHANNEL, theirs.as_raw_fd().to_string()).spawn() {
            Ok(child) => return Ok((ours, child)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(problem(error)),
        }
    }
    let names: Vec<String> = candidates.iter().map(|name| format!("`{}`", name.display())).collect();
    Err(Diagnostic::error(format!("there is no Python: {} cannot be found", names.join(" and ")))
        .help("name it: `--python=/path/to/python3`"))
}

/// Answers the recorder until it has nothing more to say.
fn talk(channel: &UnixStream, replay: &mut Replay<'_>) -> Result<(), Diagnostic> {
    let broken = |what: String| Diagnostic::error(format!("cannot talk to the recorder in Python: {what}"));
    let mut incoming = BufReader::new(channel);
    let mut outgoing = channel;
    if send(&mut outgoing, &schema::table()).is_err() {
        return Ok(());
    }
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut incoming).take(MAX_MESSAGE).read_until(b'\n', &mut line);
        // A script that ends without its model closes the channel.
        if read.map_err(|error| broken(error.to_string()))? == 0 {
            return Ok(());
        }
        let message: Message = serde_json::from_slice(&line).map_err(|error| broken(error.to_string()))?;
        let answer = replay.answer(message);
        if send(&mut outgoing, &told(answer)).is_err() {
            return Ok(());
        }
    }
}

fn send(channel: &mut &UnixStream, message: &Value) -> std::io::Result<()> {
    channel.write_all(format!("{message}\n").as_bytes())
}

fn told(answer: Answer) -> Value {
    match answer {
        Answer::Done => json!({}),
        Answer::Exit(code) => json!({ "exit": code }),
        Answer::Text(text) => json!({ "text": text }),
        Answer::Findings(found, aside) => json!({ "found": findings(&found), "aside": findings(&aside) }),
        Answer::Threats(threats) => json!({ "threats": threats.iter().map(threat).collect::<Vec<_>>() }),
    }
}

fn findings(records: &[(u64, FindingRecord)]) -> Vec<Value> {
    let fields = |record: &FindingRecord| -> Map<String, Value> {
        record.fields.iter().map(|(name, text)| ((*name).to_owned(), Value::from(&**text))).collect()
    };
    records.iter().map(|(element, record)| json!([element, fields(record)])).collect()
}

/// A threat, as the keywords of `Threat(...)`.
fn threat(threat: &ThreatDefinition) -> Value {
    let mut keywords: Map<String, Value> =
        threat.fields.iter().map(|(name, text)| (name.to_string(), Value::from(&**text))).collect();
    keywords.insert("SID".to_owned(), Value::from(&*threat.id));
    keywords.insert("condition".to_owned(), Value::from(&*threat.condition));
    keywords.insert("target".to_owned(), threat.targets.iter().map(|class| Value::from(&**class)).collect());
    Value::Object(keywords)
}

/// The exit code of the script itself. A code that Bartizan gave it comes back and is known already.
fn exit_code(status: ExitStatus, run: &Run) -> u8 {
    match status.code() {
        _ if run.host_error.is_some() => 0,
        Some(code) => u8::try_from(code).unwrap_or(EXIT_FAILED),
        None => EXIT_FAILED,
    }
}
