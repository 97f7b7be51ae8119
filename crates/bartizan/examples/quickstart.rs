//! A threat model written in Rust: the sample that pytm began with, with pytm's flags.
//!
//! ```console
//! $ cargo run --example quickstart -- --dfd
//! $ cargo run --example quickstart -- --seq
//! $ cargo run --example quickstart -- --json findings.json
//! ```

use std::process::ExitCode;

use bartizan::Model;
use bartizan::build::{BuildError, ThreatModel};

#[expect(clippy::disallowed_methods, reason = "a program has arguments")]
fn main() -> ExitCode {
    match model() {
        Ok(model) => bartizan::process(model, std::env::args()),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// A user writes comments on a web site, a server keeps them in a database, and a function cleans the database.
fn model() -> Result<Model, BuildError> {
    let mut tm = ThreatModel::new("my test tm");
    tm.describe("another test tm");

    let user_web = tm.boundary("User/Web").id();
    let web_db = tm.boundary("Web/DB").id();

    let user = tm.actor("User").inside(user_web).id();
    let web = tm.server("Web Server").with("OS", "CloudOS").control("isHardened", true).id();
    let db = tm
        .datastore("SQL Database (*)")
        .inside(web_db)
        .with("OS", "CentOS")
        .with("isSQL", true)
        .with("inScope", false)
        .control("isHardened", false)
        .id();
    let clean = tm.lambda("cleanDBevery6hours").inside(web_db).control("hasAccessControl", true).id();

    let comments = tm.data("Comments").with("description", "Comments in HTML or Markdown").id();
    let ack = tm.data("Ack").with("description", "Ack of saving or error message, in JSON").id();
    let insert = tm.data("Insert").with("description", "MySQL insert statement, all literals").id();
    let results = tm.data("Results").with("description", "Results of insert op").id();

    tm.flow(clean, db, "(λ)Periodically cleans DB").with("protocol", "SQL").with("dstPort", 3306);
    tm.flow(user, web, "User enters comments (*)")
        .with("protocol", "HTTP")
        .with("dstPort", 80)
        .with("order", 1)
        .data(&[comments]);
    tm.flow(web, user, "Comments saved (*)").with("protocol", "HTTP").with("order", 2).data(&[ack]);
    tm.flow(web, db, "Insert query with comments")
        .with("protocol", "MySQL")
        .with("dstPort", 3306)
        .with("order", 3)
        .data(&[insert]);
    tm.flow(db, web, "Comments contents").with("protocol", "MySQL").with("order", 4).data(&[results]);

    tm.finish()
}
