//! Chores of the project: `cargo xtask NAME`.
#![expect(clippy::disallowed_methods, reason = "chores start processes, read and write files, and look at the clock")]

mod arguments;
mod chores;

use std::process::ExitCode;

use arguments::Arguments;

/// What a chore ends with: nothing to say, or why it failed.
type Outcome = Result<(), String>;

const HELP: &str = "\
Chores of the project: cargo xtask NAME [OPTIONS]

  test             run all tests
  ci               run what the continuous integration runs (.ci/run)
  new-threat ID    start a file for a new threat in catalogue/
  mutate-catalogue [ID...]
                   try small mistakes in every condition and count those that no test notices
  gen              run the commands of examples/regenerate.txt, which write what the examples produce, and write
                   the pages of docs/reference/threats and their entries in docs/SUMMARY.md
                     --check  only say what would change, and fail if anything does
  book             build the book of docs/ into target/book, and fail if a link in it leads nowhere
                     --mdbook FILE this mdBook in place of the one on the path
  bench            measure Bartizan, as medians of whole processes
                     --oracle      also the oracle, side by side
                     --oracle-big  also the oracle on the big script (minutes, gigabytes)
                     --runs N      how often (11)
                     --binary FILE this binary in place of the release build
  bench-layout FILE
                   lay out the graphs of a file, one a line of JSON, measure how good that is, and fail if anything is
                   wrong with a diagram
                     --flowing WAY down, right or auto (down)
                     --peers FILE  also show what others make of the same graphs (a table with the same columns)
                     --totals      leave out the single graphs
                     --stability   also say how far things move when an element or a flow is added
  oracle           set up the oracle: a virtual environment with a released pytm, in oracle/
                     --all    also older releases
  record-oracle [NAME...]
                   record what the oracle says of the models in crates/bartizan/tests/oracle
                     --shared-templates DIR  also of the report templates there
  random-models [SCRIPT...]
                   compare Bartizan with the oracle on random models, or on these (kept ones, say)
                     --count N     how many (500)      --seed N    which ones (1)
                     --only N      only the Nth one    --jobs N    at once (one per processor)
                     --keep DIR    where models that differ are kept (target/random-models)
                     --shrink      make them smaller first
                     --ignore TEXT leave out differences that begin so (may be repeated)
                     --print N     only print the Nth model
                     --binary FILE this binary in place of the release build
  differential     compare the evaluator with CPython 3.11 on random expressions and programs
                     --count N     how many (10000)    --seed N    which ones (1)
                     --kind KIND   only expressions, or only programs
                     --print N     only print the Nth  --shrink      leave out lines first
                     --ignore TEXT leave out answers of ours with it (may be repeated)
                     --record      write down what CPython says of the sample that tests replay
                     --python FILE this CPython        --binary FILE this binary in place of the release build

BARTIZAN_ORACLE=FILE takes this Python, with pytm installed, in place of the one in oracle/.
";

fn main() -> ExitCode {
    let mut arguments = Arguments::new(std::env::args().skip(1));
    let name = arguments.next().unwrap_or_default();
    let outcome = match name.as_str() {
        "test" => chores::test::test(arguments),
        "ci" => chores::test::ci(arguments),
        "new-threat" => chores::catalogue::new_threat(arguments),
        "mutate-catalogue" => chores::catalogue::mutate_catalogue(arguments),
        "gen" => chores::generated::generated(arguments),
        "book" => chores::book::book(arguments),
        "bench" => chores::bench::bench(arguments),
        "bench-layout" => chores::bench_layout::bench_layout(arguments),
        "oracle" => chores::oracle::set_up(arguments),
        "record-oracle" => chores::oracle::record(arguments),
        "differential" => chores::differential::differential(arguments),
        "random-models" => chores::random_models::random_models(arguments),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no chore is called `{name}`; `cargo xtask help` lists them")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
