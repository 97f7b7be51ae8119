//! `bartizan serve`: the report in the browser, made anew whenever something that it comes from is saved.

mod orders;
mod site;
mod state;

use std::ffi::OsString;
use std::io;
use std::sync::mpsc::RecvTimeoutError;

use bartizan_model::{Diagnostic, Sources};
use clap::Args;

use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::server;
use crate::signals::Stop;
use site::Site;

/// Options of `serve`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The port to listen on; any free one unless given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Show the page in the browser
    #[arg(long)]
    open: bool,
}

const EXAMPLES: &str = "\
Examples:
  bartizan serve tm.py --open               the report in the browser, which follows the model
  bartizan serve tm.py --port 8000          at a port of your choice
  bartizan serve tm.py --threats threats    with the threats of a folder

The page is for this machine alone, at an address that nobody can guess. Ctrl-C ends it.";

/// Serves until it is told to stop.
pub(crate) fn run(session: &mut Session<'_>, options: &Options, typed: &[OsString]) -> Result<u8, u8> {
    // A model that was never there is a slip of the hand; one that goes away later may come back.
    if session.world.size(&options.model.model).is_none() {
        let problem = Diagnostic::error(format!("there is no file `{}`", options.model.model.display()));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let stop =
        Stop::listen().map_err(|error| session.fail(&cannot("listen for Ctrl-C", &error), &Sources::default()))?;
    let server = server::start(options.port)
        .map_err(|error| session.fail(&cannot_listen(options.port, &error), &Sources::default()))?;
    session.print(&format!("{}\n", server.address))?;
    session.flush()?;
    if options.open && !session.world.browse(&server.address) {
        session.warn(&Diagnostic::warning("no browser could be started"), &Sources::default());
    }
    let mut site = Site::new(session, typed, &options.model.model, server.board);
    site.read();
    while !stop.is_asked() {
        match server.orders.recv_timeout(site.pause()) {
            Ok(order) => site.carry_out(&order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if site.is_due() {
            site.read();
        }
    }
    Ok(EXIT_DONE)
}

fn cannot_listen(port: u16, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::AddrInUse => Diagnostic::error(format!("port {port} is in use"))
            .help("name another one with `--port`, or leave it out for any that is free"),
        io::ErrorKind::PermissionDenied => Diagnostic::error(format!("port {port} is not for everybody"))
            .help("name one from 1024 on, or leave `--port` out for any that is free"),
        _ => cannot("serve on this machine", error),
    }
}

fn cannot(what: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot {what}: {error}"))
}
