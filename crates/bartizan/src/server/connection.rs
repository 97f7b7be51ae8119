//! Connections: one thread and one request each, so many and no more. Who hangs holds up nobody else.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use serde_json::json;

use super::limits::{HEARTBEAT, MAX_CONNECTIONS, MAX_LISTENERS, ORDER_TIME, WRITE_TIME};
use super::response::{self, Response};
use super::route::{Route, admit};
use super::{Board, Order, Reply, Shown, Wish, live, request};

/// Stack of a thread for a connection, in bytes.
const STACK: usize = 256 << 10;
/// A client may still be sending when it is answered; so long it is listened to, lest it never sees the answer.
const LINGER: Duration = Duration::from_millis(200);

/// Where connections come in.
#[derive(Debug)]
pub(super) struct Doorway {
    port: u16,
    token: String,
    board: Arc<Board>,
    orders: SyncSender<Order>,
    connections: Arc<AtomicUsize>,
    listeners: Arc<AtomicUsize>,
}

/// A place among so many; it is free again when this is dropped.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(count: &Arc<AtomicUsize>, limit: usize) -> Option<Self> {
        let seat = Self(count.clone());
        (count.fetch_add(1, Ordering::Relaxed) < limit).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Doorway {
    pub(super) fn new(port: u16, token: String, board: Arc<Board>, orders: SyncSender<Order>) -> Self {
        Self { port, token, board, orders, connections: Arc::default(), listeners: Arc::default() }
    }

    /// Lets connections in, for ever.
    pub(super) fn accept(self: Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            // Such as too many open files: it passes, but not at once.
            let Ok(mut stream) = stream else {
                std::thread::sleep(LINGER);
                continue;
            };
            let Some(seat) = Seat::take(&self.connections, MAX_CONNECTIONS) else {
                let _ = stream.set_nonblocking(true);
                let _ = Response::text(503, "there are too many connections").write(&mut stream);
                continue;
            };
            let doorway = self.clone();
            // Without a thread, the connection is closed.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn(move || {
                let _seat = seat;
                doorway.serve(&mut stream);
            });
        }
    }

    fn serve(&self, stream: &mut TcpStream) {
        let _ = (stream.set_write_timeout(Some(WRITE_TIME)), stream.set_nodelay(true));
        let response = match request::receive(stream) {
            Err(refusal) => Response::refusal(refusal),
            Ok(request) => match admit(&request, self.port, &self.token) {
                Err(response) => Some(response),
                Ok(Route::Events) => self.tell(stream),
                Ok(Route::Write(what)) => Some(self.order(what, request.body)),
                Ok(route) => Some(self.show(route)),
            },
        };
        if let Some(response) = response {
            let _ = response.write(stream);
        }
        let _ = (stream.shutdown(Shutdown::Write), stream.set_read_timeout(Some(LINGER)));
        let _ = stream.read(&mut [0; 4096]);
    }

    fn show(&self, route: Route) -> Response {
        let shown = self.board.shown();
        match route {
            Route::Report if shown.page_version > 0 => Response::report(&shown.page),
            Route::Report => Response::report(live::NO_PAGE),
            Route::Picture => Response::ok("image/svg+xml", shown.picture.as_bytes()),
            Route::Script => Response::ok("text/javascript; charset=utf-8", live::SCRIPT),
            Route::Style => Response::ok("text/css; charset=utf-8", live::STYLE),
            Route::State if shown.page_version == 0 => Response::text(503, "the model has not been read yet"),
            Route::State => Response::ok("application/json", shown.state.as_bytes()),
            Route::Shell | Route::Events | Route::Write(_) => Response::ok("text/html; charset=utf-8", live::SHELL),
        }
    }

    /// Tells what is shown, and again whenever that changes, until the client goes away.
    fn tell(&self, stream: &mut TcpStream) -> Option<Response> {
        let Some(_seat) = Seat::take(&self.listeners, MAX_LISTENERS) else {
            return Some(Response::text(503, "there are too many listeners"));
        };
        let mut text = response::events();
        let mut version = 0;
        loop {
            let shown = self.board.wait(version, HEARTBEAT);
            match shown.version == version {
                true => text.push_str(": still here\n\n"),
                false => text.push_str(&event(&shown)),
            }
            version = shown.version;
            if stream.write_all(text.as_bytes()).is_err() {
                return None;
            }
            text.clear();
        }
    }

    /// Has something written.
    fn order(&self, what: Wish, body: Vec<u8>) -> Response {
        let (reply, replied) = sync_channel(1);
        if self.orders.try_send(Order { what, body, reply }).is_err() {
            return Response::text(503, "too much is to be written at once; try again");
        }
        match replied.recv_timeout(ORDER_TIME) {
            Ok(Reply::Done) => {
                Response::ok("application/json", json!({ "version": self.board.shown().version }).to_string())
            }
            Ok(Reply::Wrong(why)) => Response::text(400, &why),
            Ok(Reply::Stale(why)) => Response::text(409, &why),
            Ok(Reply::Failed(why)) => Response::text(500, &why),
            Err(_) => Response::text(503, "the model is being read for very long; it may be written yet"),
        }
    }
}

fn event(shown: &Shown) -> String {
    let data = json!({
        "version": shown.version,
        "page": shown.page_version,
        "picture": shown.picture_version,
        "trouble": shown.trouble.as_deref(),
    });
    // JSON has no line ends but escaped ones.
    format!("data: {data}\n\n")
}
