//! `random-models`: compares Bartizan with the oracle on models that nobody wrote.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use serde_json::Value;
use xtask::compare;
use xtask::gather::Bartizan;
use xtask::generate::{self, RandomModel};

use super::{binary, oracle, oracle_tests, read, root, shrink, target, write};
use crate::{Arguments, Outcome};

/// So many differences of a model are shown.
const SHOWN: usize = 5;

pub(crate) fn random_models(mut arguments: Arguments) -> Outcome {
    let count = arguments.option("--count")?.unwrap_or(500);
    let seed = arguments.option("--seed")?.unwrap_or(1);
    if let Some(number) = arguments.option("--print")? {
        let model = generate::model(seed_of(seed, number), &name_of(seed, number));
        print!("{}", model.script);
        model.library.into_iter().for_each(|library| print!("# library:\n{library}"));
        return Ok(());
    }
    let only: Option<usize> = arguments.option("--only")?;
    let jobs =
        arguments.option("--jobs")?.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let keep = arguments.option("--keep")?.unwrap_or_else(|| target().join("random-models"));
    let shrinks = arguments.flag("--shrink");
    let mut ignored: Vec<String> = Vec::new();
    while let Some(start) = arguments.option("--ignore")? {
        ignored.push(start);
    }
    let binary = binary(&mut arguments)?;
    let files = arguments.rest()?;
    let subjects: Vec<Subject> = match (only, files.is_empty()) {
        (_, false) => files.into_iter().map(|file| Subject::File(file.into())).collect(),
        (Some(number), _) => vec![Subject::Random { seed, number }],
        (None, _) => (0..count).map(|number| Subject::Random { seed, number }).collect(),
    };
    let python = oracle::python()?;
    let start = Instant::now();
    let (next, (sender, results)) = (AtomicUsize::new(0), mpsc::channel());
    std::thread::scope(|scope| {
        for job in 0..jobs.clamp(1, subjects.len().max(1)) {
            let (sender, next, subjects, python, binary) = (sender.clone(), &next, &subjects, &python, &binary);
            let ignored = ignored.clone();
            scope.spawn(move || {
                let folder = target().join("random-models/work").join(job.to_string());
                let mut comparer = match Comparer::start(python, binary, &folder, ignored) {
                    Ok(comparer) => comparer,
                    Err(error) => return drop(sender.send(Err(error))),
                };
                while let Some(subject) = subjects.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send(comparer.judge(subject, shrinks)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut tally = Tally::default();
        for result in results {
            let judged = result?;
            tally.add(&judged);
            judged.keep_and_show(&keep)?;
            if tally.models.is_multiple_of(50) {
                eprintln!("{} models, {} differ, {} s", tally.models, tally.differing, start.elapsed().as_secs());
            }
        }
        println!("{}", tally.summary(start.elapsed().as_secs()));
        match tally.differing {
            0 => Ok(()),
            differing => Err(format!("{differing} of {} models differ; kept in {}", tally.models, keep.display())),
        }
    })
}

fn seed_of(seed: u64, number: usize) -> u64 {
    seed.wrapping_mul(0x0100_0000).wrapping_add(number as u64)
}

fn name_of(seed: u64, number: usize) -> String {
    format!("random_{seed}_{number:04}")
}

/// What is compared.
enum Subject {
    /// A random model.
    Random { seed: u64, number: usize },
    /// A script, perhaps one that was kept, with its library beside it.
    File(PathBuf),
}

impl Subject {
    fn model(&self) -> Result<(String, RandomModel), String> {
        match self {
            Subject::Random { seed, number } => {
                let name = name_of(*seed, *number);
                let model = generate::model(seed_of(*seed, *number), &name);
                Ok((name, model))
            }
            Subject::File(path) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let library = path.with_extension("json");
                let library = if library.exists() { Some(read(&library)?) } else { None };
                Ok((name, RandomModel { script: read(path)?, library }))
            }
        }
    }
}

#[derive(Default)]
struct Tally {
    models: usize,
    differing: usize,
    refused: usize,
    without_answer: usize,
    findings: usize,
}

impl Tally {
    fn add(&mut self, judged: &Judged) {
        self.models += 1;
        self.differing += usize::from(!judged.differences.is_empty());
        self.refused += usize::from(judged.record.get("error").is_some_and(|error| !error.is_null()));
        self.without_answer += usize::from(judged.record.get("timeout").is_some());
        self.findings += judged.record.get("findings").and_then(Value::as_array).map_or(0, Vec::len);
    }

    fn summary(&self, seconds: u64) -> String {
        let Tally { models, differing, refused, without_answer, findings } = self;
        format!(
            "{models} models with {findings} findings in {seconds} s: {differing} differ; the oracle refused {refused}, \
             and did not answer in time for {without_answer}"
        )
    }
}

/// A model and what came of it.
struct Judged {
    name: String,
    model: RandomModel,
    record: Value,
    differences: Vec<String>,
}

impl Judged {
    fn keep_and_show(&self, folder: &Path) -> Outcome {
        if self.differences.is_empty() {
            return Ok(());
        }
        let path = place(folder, &self.name, &self.model)?;
        let record = serde_json::to_string_pretty(&self.record).unwrap_or_default();
        write(&path.with_extension("record.json"), &record)?;
        println!("{}", path.display());
        for difference in self.differences.iter().take(SHOWN) {
            println!("  {}", difference.replace('\n', "\n  "));
        }
        if self.differences.len() > SHOWN {
            println!("  ... and {} more", self.differences.len() - SHOWN);
        }
        Ok(())
    }
}

/// Writes a model into a folder.
fn place(folder: &Path, name: &str, model: &RandomModel) -> Result<PathBuf, String> {
    let path = folder.join(format!("{name}.py"));
    write(&path, &model.script)?;
    if let Some(library) = &model.library {
        write(&path.with_extension("json"), library)?;
    }
    Ok(path)
}

/// Bartizan and the oracle.
struct Comparer {
    folder: PathBuf,
    /// Differences that begin so do not count.
    ignored: Vec<String>,
    bartizan: Bartizan,
    python: PathBuf,
    oracle: Oracle,
}

impl Comparer {
    fn start(python: &Path, binary: &Path, folder: &Path, ignored: Vec<String>) -> Result<Self, String> {
        let (templates, library) = (oracle_tests().join("templates"), oracle_tests().join("threats.json"));
        let bartizan = Bartizan { binary: binary.to_path_buf(), library, templates: vec![templates] };
        let oracle = Oracle::start(python, &bartizan)?;
        Ok(Self { folder: folder.to_path_buf(), ignored, bartizan, python: python.to_path_buf(), oracle })
    }

    fn judge(&mut self, subject: &Subject, shrinks: bool) -> Result<Judged, String> {
        let (name, mut model) = subject.model()?;
        let (mut record, mut differences) = self.compare(&name, &model)?;
        if shrinks && let Some(first) = differences.first().cloned() {
            model = shrink::shrink(model, &first, |smaller| Ok(self.compare(&name, smaller)?.1))?;
            (record, differences) = self.compare(&name, &model)?;
        }
        Ok(Judged { name, model, record, differences })
    }

    fn compare(&mut self, name: &str, model: &RandomModel) -> Result<(Value, Vec<String>), String> {
        let script = place(&self.folder, name, model)?;
        let record = match self.oracle.ask(&script) {
            Ok(record) => record,
            Err(_) => {
                // It may have been ended from outside; if not, it ends again.
                self.oracle = Oracle::start(&self.python, &self.bartizan)?;
                self.oracle.ask(&script)?
            }
        };
        if record.get("timeout").is_some() {
            return Ok((record, Vec::new()));
        }
        let mut differences = match self.bartizan.ask(&script, &record, &self.folder) {
            Ok(ours) => compare::record(&record, &ours),
            Err(error) => vec![format!("Bartizan has no answer: {error}")],
        };
        differences.retain(|difference| !self.ignored.iter().any(|start| difference.starts_with(start.as_str())));
        Ok((record, differences))
    }
}

/// The oracle: a process that waits for paths of scripts.
struct Oracle {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Oracle {
    fn start(python: &Path, bartizan: &Bartizan) -> Result<Self, String> {
        let mut command = Command::new(python);
        command.arg("-B").arg(root().join("xtask/oracle/serve.py")).args(&bartizan.templates).arg(&bartizan.library);
        command.env("PYTHONHASHSEED", "0").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("cannot run {}: {error}", python.display()))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(questions), Some(answers)) => Ok(Self { process, questions, answers: BufReader::new(answers) }),
            _ => Err("the oracle has no standard input or output".to_owned()),
        }
    }

    fn ask(&mut self, script: &Path) -> Result<Value, String> {
        let failed = |error: std::io::Error| format!("the oracle does not listen: {error}");
        writeln!(self.questions, "{}", script.display()).map_err(failed)?;
        self.questions.flush().map_err(failed)?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).map_err(failed)?;
        serde_json::from_str(&answer)
            .map_err(|error| format!("no answer of the oracle to {}: {error}", script.display()))
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        // A process that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
