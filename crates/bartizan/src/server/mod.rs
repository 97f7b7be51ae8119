//! A small web server for one browser on this machine: the page, what is to be known about it, and events when it changes.
//!
//! It listens on the loopback address alone, every path begins with a random token, and it has no way to any file: pages
//! come from the [`Board`], and what the page asks to be written becomes an [`Order`] for whoever reads the model. Other
//! pages in the browser are hostile, and so are other programs on the machine that do not know the token.

mod board;
mod connection;
mod limits;
mod live;
mod request;
mod response;
mod route;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

pub(crate) use board::{Board, Shown};
use connection::Doorway;

/// What the page wants to have written.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) what: Wish,
    /// JSON.
    pub(crate) body: Vec<u8>,
    reply: SyncSender<Reply>,
}

/// The kinds of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// An answer to a question.
    Answer,
    /// A decision about a finding.
    Decide,
}

/// What became of an order.
#[derive(Debug)]
pub(crate) enum Reply {
    /// It is written.
    Done,
    /// It makes no sense; why.
    Wrong(String),
    /// What it was made from has changed; what to do.
    Stale(String),
    /// It could not be written; why.
    Failed(String),
}

impl Order {
    /// Says what became of it. Whoever ordered may be gone.
    pub(crate) fn answer(&self, reply: Reply) {
        let _ = self.reply.try_send(reply);
    }
}

/// A server that runs until the program ends.
#[derive(Debug)]
pub(crate) struct Server {
    /// Where the page is.
    pub(crate) address: String,
    pub(crate) board: Arc<Board>,
    /// What the page wants.
    pub(crate) orders: Receiver<Order>,
}

/// Begins to serve on a port of this machine; on any free one for 0.
pub(crate) fn start(port: u16) -> io::Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = listener.local_addr()?.port();
    let token = token()?;
    let board = Arc::new(Board::default());
    let (sender, orders) = sync_channel(limits::MAX_ORDERS);
    let address = format!("http://127.0.0.1:{port}/{token}/");
    let doorway = Arc::new(Doorway::new(port, token, board.clone(), sender));
    std::thread::Builder::new().name("server".to_owned()).spawn(move || doorway.accept(&listener))?;
    Ok(Server { address, board, orders })
}

/// 128 random bits that nobody else on the machine knows.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("the operating system gives no random numbers"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
