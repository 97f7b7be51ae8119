//! `bench`: medians of whole processes, Bartizan's and, where it is there, the oracle's.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{binary, oracle, oracle_tests, target, write};
use crate::{Arguments, Outcome};

/// 10,000 elements and 50,000 flows.
const BIG: &str = r#"from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, Process, Server

tm = TM("Big")
tm.description = "10,000 elements and 50,000 flows"

zones = [Boundary(f"Zone {i}") for i in range(20)]
for i, zone in enumerate(zones[10:]):
    zone.inBoundary = zones[i]
orders = Data("Orders", classification=Classification.SENSITIVE, isPII=True, isStored=True)
tokens = Data("Tokens", classification=Classification.SECRET, isCredentials=True)
pages = Data("Pages", classification=Classification.PUBLIC)
carried = [orders, tokens, pages]
elements = []
for i in range(9980):
    zone = zones[i % len(zones)]
    if i % 4 == 0:
        element = Server(f"Server {i}", inBoundary=zone, port=443, protocol="HTTPS")
        element.controls.isHardened = i % 8 == 0
    elif i % 4 == 1:
        element = Datastore(f"Datastore {i}", inBoundary=zone, isSQL=i % 3 == 0)
    elif i % 4 == 2:
        element = Process(f"Process {i}", inBoundary=zone, codeType="Managed")
    else:
        element = Actor(f"Actor {i}")
    elements.append(element)
for i in range(50000):
    flow = Dataflow(elements[i % 9980], elements[(i * 7 + 1) % 9980], f"Flow {i}", data=carried[i % 3])
    if i % 2:
        flow.protocol = "HTTP"
"#;
const PROCESS: &str = "tm.process()\n";
const BUILD_ONLY: &str = "print(len(TM._elements), len(TM._flows))\n";
const LINES: &str = "{findings:repeat:{{item.threat_id}} {{item.target}} {{item.severity}}\n}\n";

pub(crate) fn bench(mut arguments: Arguments) -> Outcome {
    let (with_oracle, with_big) = (arguments.flag("--oracle"), arguments.flag("--oracle-big"));
    let runs: usize = arguments.option("--runs")?.unwrap_or(11);
    let bartizan = binary(&mut arguments)?;
    arguments.end()?;
    let folder = target().join("bench");
    let (big, objects, lines) = (folder.join("big.py"), folder.join("big_objects.py"), folder.join("lines.md"));
    write(&big, &format!("{BIG}{PROCESS}"))?;
    write(&objects, &format!("{BIG}{BUILD_ONLY}"))?;
    write(&lines, LINES)?;
    let python = match with_oracle || with_big {
        true => Some(oracle::python()?),
        false => oracle::python_if_there(),
    };
    let (seed, template) = (oracle_tests().join("models/seed.py"), oracle_tests().join("templates/findings.md"));
    let (export, template) = (folder.join("seed.json").display().to_string(), template.display().to_string());
    let lines = lines.display().to_string();
    let bartizan = Tool { binary: bartizan, is_oracle: false };
    let theirs = python.map(|binary| Tool { binary, is_oracle: true });

    println!("medians of {runs} runs, whole processes; peak memory; bytes on standard output\n");
    println!("{:<34} {:>34}   {:>34}", "", "Bartizan", "pytm");
    let compare = |name: &str, script: &Path, flags: &[&str]| {
        let ours = bartizan.measure(script, flags, runs);
        let theirs = theirs.as_ref().map(|oracle| oracle.measure(script, flags, runs.min(3)));
        show(name, Some(ours), theirs);
    };
    compare("seed --report findings.md", &seed, &["--report", &template]);
    compare("seed --dfd", &seed, &["--dfd"]);
    compare("seed --seq", &seed, &["--seq"]);
    compare("seed --json FILE", &seed, &["--json", &export]);
    show("seed, check", Some(bartizan.measure(&seed, &["check"], runs)), None);
    let of_oracle = |script: &Path, flags: &[&str]| {
        theirs.as_ref().filter(|_| with_big).map(|oracle| oracle.measure(script, flags, 1))
    };
    show("big, objects only", Some(bartizan.measure(&objects, &[], runs)), of_oracle(&objects, &[]));
    show("big --report, a line per finding", Some(bartizan.measure(&big, &["--report", &lines], runs)), None);
    show("big, check", Some(bartizan.measure(&big, &["check"], runs)), None);
    let size = std::fs::metadata(&bartizan.binary).map_or(0, |metadata| metadata.len());
    println!("\nbinary: {:.1} MB", size as f64 / 1e6);
    Ok(())
}

struct Tool {
    binary: PathBuf,
    is_oracle: bool,
}

struct Measure {
    time: Duration,
    memory: Option<u64>,
    bytes: usize,
    failed: bool,
}

impl Tool {
    /// `flags` as pytm takes them, after the script; one that is no flag is a command of Bartizan's.
    fn command(&self, program: &[&str], script: &Path, flags: &[&str]) -> Command {
        let binary = self.binary.as_os_str();
        let mut words = program.iter().map(std::ffi::OsStr::new).chain([binary]);
        let mut command = Command::new(words.next().unwrap_or(binary));
        command.args(words);
        let (before, after) = match flags {
            [name, rest @ ..] if !name.starts_with('-') => (Some(*name), rest),
            _ => (None, flags),
        };
        command.args(before).arg(script.file_name().unwrap_or_default()).args(after);
        command.current_dir(script.parent().unwrap_or(Path::new("."))).stdin(Stdio::null());
        command
    }

    fn measure(&self, script: &Path, flags: &[&str], runs: usize) -> Measure {
        let mut times = Vec::new();
        let mut failed = false;
        for _ in 0..runs.max(1) {
            let mut command = self.command(&[], script, flags);
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            times.push(start.elapsed());
            failed |= !matches!(status.ok().and_then(|status| status.code()), Some(0 | 1));
        }
        times.sort();
        let output = match self.is_oracle && runs == 1 {
            true => None,
            false => self.command(&["/usr/bin/time", "-f", "%M"], script, flags).output().ok(),
        };
        let memory = output
            .as_ref()
            .and_then(|output| String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse::<u64>().ok());
        let time = times.get(times.len() / 2).copied().unwrap_or_default();
        Measure { time, memory, bytes: output.map_or(0, |output| output.stdout.len()), failed }
    }
}

impl Measure {
    fn shown(&self) -> String {
        let milliseconds = self.time.as_secs_f64() * 1e3;
        let time = if milliseconds < 100.0 { format!("{milliseconds:.1} ms") } else { format!("{milliseconds:.0} ms") };
        let memory = self.memory.map_or("?".to_owned(), |kib| format!("{:.0} MiB", kib as f64 / 1024.0));
        let failed = if self.failed { " FAILED" } else { "" };
        format!("{time:>10} {memory:>9} {:>12}{failed}", self.bytes)
    }
}

fn show(name: &str, ours: Option<Measure>, theirs: Option<Measure>) {
    let ratio = ours.as_ref().zip(theirs.as_ref()).map(|(ours, theirs)| {
        format!("  {:.0} times as fast", theirs.time.as_secs_f64() / ours.time.as_secs_f64().max(1e-6))
    });
    let shown = |measure: &Option<Measure>| measure.as_ref().map_or("-".to_owned(), Measure::shown);
    println!("{name:<34} {:>34}   {:>34}{}", shown(&ours), shown(&theirs), ratio.unwrap_or_default());
}
