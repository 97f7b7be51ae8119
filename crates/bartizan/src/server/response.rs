//! Responses, with what browsers are to make of them.

use std::io::{self, Write};

use super::request::Refusal;

/// Nothing but this server's own script and style, and nobody may frame it.
const OWN: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; \
                   base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A response that is written at once.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    kind: &'static str,
    policy: String,
    body: Vec<u8>,
}

impl Response {
    pub(super) fn ok(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, policy: OWN.to_owned(), body: body.into() }
    }

    /// The report. It keeps to the policy that it states itself; what that does not allow, this does not either.
    pub(super) fn report(page: &str) -> Self {
        let policy = format!("{}; frame-ancestors 'self'", own_policy(page));
        let page = page.replacen("<html ", "<html data-live ", 1);
        Self { policy, ..Self::ok("text/html; charset=utf-8", page) }
    }

    /// One line of text for a status.
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { status, ..Self::ok("text/plain; charset=utf-8", format!("{text}\n")) }
    }

    /// Why there was no request; nothing for who is gone.
    pub(super) fn refusal(refusal: Refusal) -> Option<Self> {
        match refusal {
            Refusal::Gone => None,
            Refusal::TooSlow => Some(Self::text(408, "the request took too long")),
            Refusal::HeadTooLarge => Some(Self::text(431, "the head of the request is too large")),
            Refusal::BodyTooLarge => Some(Self::text(413, "the body of the request is too large")),
            Refusal::Malformed => Some(Self::text(400, "this is no request")),
        }
    }

    pub(super) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut whole = head(self.status, self.kind, &self.policy, Some(self.body.len())).into_bytes();
        whole.extend_from_slice(&self.body);
        to.write_all(&whole)
    }
}

/// The head of a stream of events.
pub(super) fn events() -> String {
    head(200, "text/event-stream", OWN, None)
}

fn head(status: u16, kind: &str, policy: &str, length: Option<usize>) -> String {
    let length = length.map_or(String::new(), |length| format!("Content-Length: {length}\r\n"));
    format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\n{length}Content-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Connection: close\r\n\r\n",
        reason(status)
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        _ => "Service Unavailable",
    }
}

/// The policy that a report states in its head, which our template writes; one without scripts when it states none.
fn own_policy(page: &str) -> String {
    const BEFORE: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    const STRICT: &str = "default-src 'none'; style-src 'unsafe-inline'";
    let head = page.split_once("</head>").map_or("", |(head, _)| head);
    // A title comes from the model, and has no quotes that are not escaped.
    let stated = head.split_once(BEFORE).and_then(|(_, behind)| behind.split_once('"')).map(|(policy, _)| policy);
    let stated = stated.map(|policy| policy.replace("&#x2f;", "/").replace("&#x27;", "'"));
    let is_plain = |policy: &String| policy.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'&');
    stated.filter(is_plain).unwrap_or_else(|| STRICT.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_keeps_its_own_policy() {
        let page = "<html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
                    </head><body>";
        let response = Response::report(page);
        assert_eq!(response.policy, "default-src 'none'; frame-ancestors 'self'");
        assert!(String::from_utf8(response.body).unwrap().starts_with("<html data-live lang"));
        let hashes =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src &#x27;sha256-a&#x2f;b&#x27;\"></head>";
        assert_eq!(own_policy(hashes), "script-src 'sha256-a/b'");
        for page in ["<html></html>", "</head>http-equiv=\"Content-Security-Policy\" content=\"x\"", "content=\"a\nb\""]
        {
            assert_eq!(own_policy(page), "default-src 'none'; style-src 'unsafe-inline'");
        }
    }
}
