//! Reads one request, within bounds of size and time.

#![expect(clippy::disallowed_methods, reason = "a client that sends byte after byte is cut off by the clock")]

use std::io::Read;
use std::net::TcpStream;
use std::time::Instant;

use super::limits::{MAX_BODY, MAX_HEAD, MAX_HEADERS, REQUEST_TIME};

/// A request, as far as it matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) host: String,
    pub(super) origin: Option<String>,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// Why there is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The client went away.
    Gone,
    TooSlow,
    HeadTooLarge,
    BodyTooLarge,
    Malformed,
}

/// Reads a request from a client.
pub(super) fn receive(stream: &mut TcpStream) -> Result<Request, Refusal> {
    let deadline = Instant::now() + REQUEST_TIME;
    let mut more = |buffer: &mut Vec<u8>| {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        stream.set_read_timeout(Some(left.ok_or(Refusal::TooSlow)?)).map_err(|_| Refusal::Gone)?;
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk) {
            Ok(0) => Err(Refusal::Gone),
            Ok(count) => {
                buffer.extend_from_slice(chunk.get(..count).unwrap_or_default());
                Ok(())
            }
            Err(error) => match error.kind() {
                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut => Err(Refusal::TooSlow),
                std::io::ErrorKind::Interrupted => Ok(()),
                _ => Err(Refusal::Gone),
            },
        }
    };
    let mut buffer = Vec::new();
    let (mut request, head, length) = loop {
        more(&mut buffer)?;
        if let Some(parsed) = parse(&buffer)? {
            break parsed;
        }
    };
    while buffer.len() < head + length {
        more(&mut buffer)?;
    }
    request.body = buffer.get(head..head + length).unwrap_or_default().to_vec();
    Ok(request)
}

/// A request from what has arrived of it, with the lengths of its head and its body; `None` when the head has not ended.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let head = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(head)) if head <= MAX_HEAD => head,
        Ok(httparse::Status::Partial) if bytes.len() < MAX_HEAD => return Ok(None),
        Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(Refusal::HeadTooLarge),
        Err(_) => return Err(Refusal::Malformed),
    };
    // One that is there twice could be read in two ways.
    let only = |name: &str| {
        let mut found = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(header), None) => match std::str::from_utf8(header.value) {
                Ok(text) => Ok(Some(text.trim().to_owned())),
                Err(_) => Err(Refusal::Malformed),
            },
            _ => Err(Refusal::Malformed),
        }
    };
    if only("transfer-encoding")?.is_some() {
        return Err(Refusal::Malformed);
    }
    let length = match only("content-length")? {
        None => 0,
        Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse().unwrap_or(usize::MAX)
        }
        Some(_) => return Err(Refusal::Malformed),
    };
    if length > MAX_BODY {
        return Err(Refusal::BodyTooLarge);
    }
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: parsed.path.unwrap_or_default().to_owned(),
        host: only("host")?.unwrap_or_default().to_ascii_lowercase(),
        origin: only("origin")?,
        content_type: only("content-type")?.unwrap_or_default(),
        body: Vec::new(),
    };
    Ok(Some((request, head, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<Refusal> {
        parse(text.as_bytes()).err()
    }

    #[test]
    fn a_request_is_read_once_its_head_is_whole() {
        let text = "POST /t/answer HTTP/1.1\r\nHost: LocalHost:80\r\nContent-Length: 2\r\norigin: x\r\n\r\n{}";
        for length in 0..text.len() - 2 {
            assert_eq!(parse(text.get(..length).unwrap().as_bytes()), Ok(None), "{length}");
        }
        let (request, head, length) = parse(text.as_bytes()).unwrap().unwrap();
        assert_eq!((head, length), (text.len() - 2, 2));
        assert_eq!((&*request.method, &*request.path, &*request.host), ("POST", "/t/answer", "localhost:80"));
        assert_eq!(request.origin.as_deref(), Some("x"));
    }

    #[test]
    fn what_is_ambiguous_or_too_large_is_refused() {
        let get = |headers: &str| refusal(&format!("GET / HTTP/1.1\r\n{headers}\r\n"));
        assert_eq!(get("Host: a\r\n"), None);
        for headers in ["Host: a\r\nHost: b\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: +1\r\n"] {
            assert_eq!(get(headers), Some(Refusal::Malformed), "{headers}");
        }
        assert_eq!(refusal("nonsense\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(get(&format!("Content-Length: {MAX_BODY}\r\n")), None);
        assert_eq!(get(&format!("Content-Length: {}\r\n", MAX_BODY + 1)), Some(Refusal::BodyTooLarge));
        assert_eq!(get("Content-Length: 99999999999999999999999\r\n"), Some(Refusal::BodyTooLarge));
        assert_eq!(get(&"a: b\r\n".repeat(MAX_HEADERS)), None);
        assert_eq!(get(&"a: b\r\n".repeat(MAX_HEADERS + 1)), Some(Refusal::HeadTooLarge));
        // The first line, `a: ` and three line ends have 25 bytes.
        assert_eq!(get(&format!("a: {}\r\n", "b".repeat(MAX_HEAD - 23))), None);
        assert_eq!(get(&format!("a: {}\r\n", "b".repeat(MAX_HEAD - 22))), Some(Refusal::HeadTooLarge));
        assert_eq!(refusal(&"G".repeat(MAX_HEAD)), Some(Refusal::HeadTooLarge));
    }
}
