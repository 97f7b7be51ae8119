//! Limits of the live server.

use std::time::Duration;

/// Connections at a time. One more is turned away.
pub(crate) const MAX_CONNECTIONS: usize = 64;
/// Of those, so many wait for events: one for each tab that shows the page.
pub(crate) const MAX_LISTENERS: usize = 16;
/// The first line and the headers of a request, in bytes.
pub(crate) const MAX_HEAD: usize = 16 << 10;
/// Headers of a request.
pub(crate) const MAX_HEADERS: usize = 64;
/// What a request brings along, in bytes.
pub(crate) const MAX_BODY: usize = 64 << 10;
/// A request has arrived within this time, or its connection is closed.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(10);
/// A client that takes nothing for this long is gone.
pub(crate) const WRITE_TIME: Duration = Duration::from_secs(10);
/// How often listeners hear something, so that those who left are noticed.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(5);
/// Orders that wait. One more is turned away.
pub(crate) const MAX_ORDERS: usize = 16;
/// An order that is not carried out within this time is reported as late.
pub(crate) const ORDER_TIME: Duration = Duration::from_secs(30);
