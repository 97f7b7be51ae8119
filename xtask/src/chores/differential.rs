//! `differential`: compares the evaluator with CPython on code that nobody wrote.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use xtask::differential::{self, Answers, Case, Sort};

use super::shrink::smaller;
use super::{binary, root, target, write};
use crate::{Arguments, Outcome};

/// Cases of a script, which must stay smaller than the largest that Bartizan takes.
const BATCH: usize = 100;
/// So long may a script run.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many kinds of differences are shown.
const SHOWN: usize = 40;

pub(crate) fn differential(mut arguments: Arguments) -> Outcome {
    let count: usize = arguments.option("--count")?.unwrap_or(10_000);
    let seed: u64 = arguments.option("--seed")?.unwrap_or(1);
    let sorts = match arguments.option::<String>("--kind")?.as_deref() {
        None => vec![Sort::Expressions, Sort::Programs],
        Some("expressions") => vec![Sort::Expressions],
        Some("programs") => vec![Sort::Programs],
        Some(other) => return Err(format!("`--kind` takes expressions or programs, not `{other}`")),
    };
    let number: Option<u64> = arguments.option("--print")?;
    if let Some(number) = number {
        for sort in sorts {
            println!("{}", differential::case(sort, seed_of(seed, number)).0.join("\n"));
        }
        return arguments.end();
    }
    let python = arguments.option("--python")?.unwrap_or_else(|| PathBuf::from("python3"));
    let mut ignored: Vec<String> = Vec::new();
    while let Some(part) = arguments.option("--ignore")? {
        ignored.push(part);
    }
    let records = arguments.flag("--record");
    let shrinks = arguments.flag("--shrink");
    let binary = binary(&mut arguments)?;
    arguments.end()?;
    // Two runs at once must not take each other's files.
    let folder = target().join("differential").join(std::process::id().to_string());
    let both = Both { python, binary, folder, ignored, shrinks };
    if records {
        return both.record();
    }
    let mut differing = 0;
    for sort in sorts {
        differing += both.compare(sort, count, seed)?;
    }
    std::fs::remove_dir_all(&both.folder).map_err(|error| format!("{}: {error}", both.folder.display()))?;
    match differing {
        0 => Ok(()),
        differing => Err(format!("{differing} cases differ")),
    }
}

fn seed_of(seed: u64, number: u64) -> u64 {
    seed.wrapping_mul(1 << 32).wrapping_add(number)
}

/// CPython and Bartizan.
struct Both {
    python: PathBuf,
    binary: PathBuf,
    folder: PathBuf,
    /// Answers of ours with such a part do not count.
    ignored: Vec<String>,
    /// Whether to make what is shown smaller.
    shrinks: bool,
}

/// A case that the two do not agree on.
struct Difference {
    number: usize,
    case: Case,
    theirs: String,
    ours: String,
}

impl Both {
    /// Compares so many cases, shows the smallest of each kind of difference, and says how many differ.
    fn compare(&self, sort: Sort, count: usize, seed: u64) -> Result<usize, String> {
        let start = Instant::now();
        let mut kinds = BTreeMap::<String, Vec<Difference>>::new();
        let (mut differing, mut skipped, mut ignored) = (0, 0, 0);
        for first in (0..count).step_by(BATCH) {
            let cases: Vec<(usize, Case)> = (first..count.min(first + BATCH))
                .map(|number| (number, differential::case(sort, seed_of(seed, number as u64))))
                .collect();
            let theirs = self.cpython(&cases)?;
            let ours = self.bartizan(&cases)?;
            for (number, case) in cases {
                let (theirs, ours) = (joined(&theirs, number), joined(&ours, number));
                if theirs == ours {
                    continue;
                }
                // CPython has no limits of its own: a case that never ends takes the rest of its batch with it.
                let is_lost = theirs.is_empty();
                if is_lost || differential::is_over_a_limit(&ours) || differential::is_over_a_limit(&theirs) {
                    skipped += 1;
                    continue;
                }
                if self.ignored.iter().any(|part| ours.contains(part.as_str())) {
                    ignored += 1;
                    continue;
                }
                differing += 1;
                let difference = Difference { number, case, theirs, ours };
                kinds.entry(difference.kind()).or_default().push(difference);
            }
        }
        let mut kinds: Vec<Vec<Difference>> = kinds.into_values().collect();
        kinds.sort_by_key(|differences| std::cmp::Reverse(differences.len()));
        for mut differences in kinds.into_iter().take(SHOWN) {
            differences.sort_by_key(|difference| difference.case.0.iter().map(String::len).sum::<usize>());
            let of_kind = differences.len();
            if let Some(smallest) = differences.into_iter().next() {
                self.reduced(smallest)?.show(of_kind);
            }
        }
        let seconds = start.elapsed().as_secs();
        println!("{sort:?}: {count} cases, {differing} differ, {skipped} over a limit, {ignored} ignored, {seconds} s");
        Ok(differing)
    }

    fn cpython(&self, cases: &[(usize, Case)]) -> Result<Answers, String> {
        let script = self.folder.join("cpython.py");
        write(&script, &differential::script(cases.iter().map(|(number, case)| (*number, case))))?;
        let (printed, errors) = output(Command::new(&self.python).arg("-Wignore").arg(&script))?;
        match errors.lines().last() {
            Some(error) => Err(format!("{}: CPython says: {error}", script.display())),
            None => Ok(differential::answers(&printed)),
        }
    }

    fn bartizan(&self, cases: &[(usize, Case)]) -> Result<Answers, String> {
        let path = self.folder.join("bartizan.py");
        differential::run(cases, |script| {
            write(&path, script)?;
            output(Command::new(&self.binary).arg(&path))
        })
    }

    /// Writes down what CPython says of the sample, and which of its cases Bartizan does not agree on yet.
    fn record(&self) -> Outcome {
        let (mut theirs, mut ours) = (Answers::new(), Answers::new());
        let sample = differential::sample();
        for cases in sample.chunks(BATCH) {
            theirs.append(&mut self.cpython(cases)?);
            ours.append(&mut self.bartizan(cases)?);
        }
        let folder = root().join(differential::SAMPLE);
        let differs = |number: &&usize| theirs.get(number) != ours.get(number);
        let not_yet: Vec<String> = theirs.keys().filter(differs).map(usize::to_string).collect();
        println!("{} cases, {} of which differ", sample.len(), not_yet.len());
        write(&folder.join("answers.txt"), &differential::to_text(&sample, &theirs))?;
        write(&folder.join("not_yet.txt"), &not_yet.iter().map(|number| format!("{number}\n")).collect::<String>())
    }

    /// Leaves out lines as long as the difference stays of its kind.
    fn reduced(&self, difference: Difference) -> Result<Difference, String> {
        if !self.shrinks || difference.case.0.len() < 2 {
            return Ok(difference);
        }
        let (kind, number) = (difference.kind(), difference.number);
        let run = |lines: &[String]| -> Result<Difference, String> {
            let cases = [(number, Case(lines.to_vec()))];
            // Without some of its lines it may be no Python any more.
            let theirs = self.cpython(&cases).unwrap_or_default();
            let (theirs, ours) = (joined(&theirs, number), joined(&self.bartizan(&cases)?, number));
            let [(_, case)] = cases;
            Ok(Difference { number, case, theirs, ours })
        };
        let lines = smaller(difference.case.0.clone(), |lines| {
            let smaller = run(lines)?;
            Ok(!smaller.theirs.is_empty() && smaller.theirs != smaller.ours && smaller.kind() == kind)
        })?;
        run(&lines)
    }
}

impl Difference {
    /// What the first lines that differ have in common with others: words without numbers and texts.
    fn kind(&self) -> String {
        let mut lines = self.theirs.lines().zip(self.ours.lines());
        let (theirs, ours) = lines.find(|(theirs, ours)| theirs != ours).unwrap_or_default();
        format!("{}|{}", outline(theirs), outline(ours))
    }

    fn show(&self, of_kind: usize) {
        println!("-- case {}, {of_kind} of its kind", self.number);
        println!("{}", self.case.0.join("\n"));
        let mut lines = self.theirs.lines().zip(self.ours.lines());
        let (theirs, ours) = lines.find(|(theirs, ours)| theirs != ours).unwrap_or((&self.theirs, &self.ours));
        println!("  CPython:  {theirs}\n  Bartizan: {ours}");
    }
}

fn outline(line: &str) -> String {
    if line.starts_with("raised") || line.starts_with("REFUSED") {
        return line.split('\'').step_by(2).collect::<String>().replace(|letter: char| letter.is_ascii_digit(), "");
    }
    line.chars().filter(|letter| !letter.is_alphanumeric()).take(3).collect()
}

fn joined(answers: &Answers, number: usize) -> String {
    answers.get(&number).map_or_else(String::new, |lines| lines.join("\n"))
}

/// What a process prints; one that takes too long is ended.
fn output(command: &mut Command) -> Result<(String, String), String> {
    let shown = format!("{command:?}");
    let failed = |error: std::io::Error| format!("cannot run {shown}: {error}");
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let readers = (reader(process.stdout.take()), reader(process.stderr.take()));
    let start = Instant::now();
    while process.try_wait().map_err(failed)?.is_none() {
        if start.elapsed() > PATIENCE {
            process.kill().map_err(failed)?;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok((readers.0.join().unwrap_or_default(), readers.1.join().unwrap_or_default()))
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read until the end, however it came, is what was printed.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
