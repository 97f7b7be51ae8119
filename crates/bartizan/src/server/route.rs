//! What a request is for, once it may be here at all.

use super::Wish;
use super::request::Request;
use super::response::Response;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The page around the report.
    Shell,
    Report,
    /// The diagram alone.
    Picture,
    Script,
    Style,
    Events,
    State,
    Write(Wish),
}

const ROUTES: [(&str, Route); 9] = [
    ("", Route::Shell),
    ("report", Route::Report),
    ("picture", Route::Picture),
    ("live.js", Route::Script),
    ("live.css", Route::Style),
    ("events", Route::Events),
    ("state", Route::State),
    ("answer", Route::Write(Wish::Answer)),
    ("decide", Route::Write(Wish::Decide)),
];

/// Lets a request through, or says why not.
///
/// The host keeps out names of others that were made to lead here, the origin keeps out pages of others, and the token
/// keeps out everybody who was not told.
pub(super) fn admit(request: &Request, port: u16, token: &str) -> Result<Route, Response> {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if !hosts.contains(&request.host) {
        return Err(Response::text(403, "this server answers to its own address only"));
    }
    let is_own = request.origin.as_ref().map(|origin| *origin == format!("http://{}", request.host));
    if is_own == Some(false) {
        return Err(Response::text(403, "other pages have no business here"));
    }
    let inside = request.path.strip_prefix('/').and_then(|path| path.split_once('/'));
    let inside = inside.filter(|(typed, _)| is_same(typed, token)).map(|(_, inside)| inside);
    let found = inside.and_then(|inside| ROUTES.iter().find(|(path, _)| *path == inside));
    let Some((_, route)) = found else { return Err(Response::text(404, "there is nothing here")) };
    match (route, request.method.as_str()) {
        (Route::Write(_), "POST") if is_own.is_none() => {
            Err(Response::text(403, "a request to write names its origin"))
        }
        (Route::Write(_), "POST") if request.content_type != "application/json" => {
            Err(Response::text(415, "a request to write brings application/json"))
        }
        (Route::Write(_), "POST") => Ok(*route),
        (Route::Write(_), _) => Err(Response::text(405, "this takes POST")),
        (_, "GET") => Ok(*route),
        _ => Err(Response::text(405, "this takes GET")),
    }
}

/// Compares in a time that does not tell how much is right.
fn is_same(typed: &str, token: &str) -> bool {
    let difference = typed.bytes().zip(token.bytes()).fold(0, |difference, (one, other)| difference | (one ^ other));
    typed.len() == token.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, path: &str) -> Request {
        let (method, path, host) = (method.to_owned(), path.to_owned(), "127.0.0.1:80".to_owned());
        Request { method, path, host, ..Request::default() }
    }

    fn status(request: &Request) -> u16 {
        admit(request, 80, "secret").err().map_or(200, |response| response.status)
    }

    #[test]
    fn only_who_knows_the_token_gets_in() {
        assert_eq!(admit(&request("GET", "/secret/report"), 80, "secret").unwrap(), Route::Report);
        for path in ["/", "/secret", "/secre/", "/secret2/", "/Secret/", "//", "/secret/../report", "/secret/report?x"]
        {
            assert_eq!(status(&request("GET", path)), 404, "{path}");
        }
        assert_eq!(status(&request("GET", "/secret/%2e%2e/etc/passwd")), 404);
        assert_eq!(status(&request("HEAD", "/secret/")), 405);
    }

    #[test]
    fn foreign_hosts_and_origins_stay_out() {
        let on = |host: &str| status(&Request { host: host.to_owned(), ..request("GET", "/secret/") });
        assert_eq!([on("127.0.0.1:80"), on("localhost:80")], [200, 200]);
        for host in ["", "127.0.0.1", "127.0.0.1:81", "evil.example:80", "localhost.evil.example:80"] {
            assert_eq!(on(host), 403, "{host}");
        }
        let json = "application/json".to_owned();
        let from = |origin: Option<&str>| {
            let origin = origin.map(str::to_owned);
            status(&Request { origin, content_type: json.clone(), ..request("POST", "/secret/answer") })
        };
        assert_eq!(from(Some("http://127.0.0.1:80")), 200);
        for origin in [None, Some("null"), Some("http://evil.example"), Some("https://127.0.0.1:80")] {
            assert_eq!(from(origin), 403, "{origin:?}");
        }
        let origin = Some("http://127.0.0.1:80".to_owned());
        assert_eq!(status(&Request { origin: origin.clone(), ..request("POST", "/secret/answer") }), 415);
        assert_eq!(status(&Request { origin, ..request("GET", "/secret/answer") }), 405);
    }
}
