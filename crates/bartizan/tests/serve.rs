//! `bartizan serve`: who gets in, what is followed, and what is written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test makes folders, runs the program and looks at the clock")]

mod live;

use std::fs;
use std::io::{Read, Write};

use live::{MODEL, folder, run, serve};
use serde_json::{Value, json};

fn is_trouble(event: &Value) -> bool {
    event["trouble"].is_string()
}

#[test]
fn the_page_is_for_who_knows_the_token_on_this_machine() {
    let served = serve(folder("door"), &[]);
    served.events();
    let (status, head, body) = served.get("");
    assert!(status == 200 && body.contains("<iframe id=\"report\""), "{head}");
    for header in [
        "Content-Security-Policy: default-src 'none'; script-src 'self'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
    ] {
        assert!(head.contains(header), "{head}");
    }
    let (_, head, report) = served.get("report");
    assert!(report.contains("<title>Shop</title>"), "{report}");
    assert!(head.contains("frame-ancestors 'self'") && !head.contains("script-src 'unsafe-inline'"), "{head}");
    for path in ["live.js", "live.css", "state"] {
        assert_eq!(served.get(path).0, 200, "{path}");
    }

    let port = served.port;
    let status = |path: &str, headers: &str| served.raw(&format!("GET {path} HTTP/1.1\r\n{headers}\r\n")).0;
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    let page = format!("/{}/report", served.token);
    assert_eq!(status(&page, &own), 200);
    for path in ["/", "/report", "/0123456789abcdef0123456789abcdef/report", "/state"] {
        assert_eq!(status(path, &own), 404, "{path}");
    }
    for file in ["tm.py", "../tm.py", "..%2ftm.py", "report/../../tm.py", "%2e%2e/%2e%2e/etc/passwd", "//etc/passwd"] {
        assert_eq!(status(&format!("/{}/{file}", served.token), &own), 404, "{file}");
    }
    for host in ["", "Host: evil.example\r\n", &format!("Host: evil.example:{port}\r\n")] {
        assert_eq!(status(&page, host), 403, "{host}");
    }
    assert_eq!(status(&page, &format!("{own}Origin: http://evil.example\r\n")), 403);
    assert_eq!(served.raw("nonsense\r\n\r\n").0, 400);
    assert_eq!(status(&page, &format!("{own}a: {}\r\n", "x".repeat(17 << 10))), 431);

    let post = |headers: &str, body: &str| {
        let line = format!("POST /{}/decide HTTP/1.1\r\n{own}", served.token);
        served.raw(&format!("{line}{headers}Content-Length: {}\r\n\r\n{body}", body.len())).0
    };
    let json = "Content-Type: application/json\r\n";
    assert_eq!(post(json, "{}"), 403);
    assert_eq!(post(&format!("{json}Origin: http://evil.example\r\n"), "{}"), 403);
    let from_here = format!("Origin: http://127.0.0.1:{port}\r\n");
    assert_eq!(post(&from_here, "{}"), 415);
    assert_eq!(post(&format!("{json}{from_here}"), "{}"), 400);
    assert_eq!(post(&format!("{json}{from_here}"), &" ".repeat((64 << 10) + 1)), 413);
}

#[test]
fn what_is_saved_is_shown() {
    let served = serve(folder("follows"), &[]);
    let mut events = served.events();
    assert!(!served.get("report").2.contains("Warehouse"));
    served.going.write("tm.py", &MODEL.replace("'Web'", "'Warehouse'"));
    let event = events.next();
    assert!(event["page"] == 2 && event["trouble"].is_null(), "{event}");
    assert!(served.get("report").2.contains("Warehouse"));
    assert_eq!(event["picture"], 2);
    let picture = served.get("picture").2;
    assert!(picture.starts_with("<svg") && picture.contains("Warehouse"), "{picture}");

    // A module that was not there.
    served.going.write("tm.py", &MODEL.replace("'Web'", "NAME").replace("tm =", "from names import NAME\ntm ="));
    assert!(is_trouble(&events.next()));
    served.going.write("names.py", "NAME = 'Depot'\n");
    assert!(events.next()["trouble"].is_null());
    served.going.write("names.py", "NAME = 'Another depot'\n");
    events.next();
    assert!(served.get("report").2.contains("Another depot"));

    // The configuration, and what is written beside the model.
    let has_threat = |id: &str| served.state()["findings"].to_string().contains(&format!("{id}@"));
    assert!(has_threat("DO01"));
    served.going.write("bartizan.toml", "exclude = [{ threat = \"DO01\", reason = \"none\" }]\n");
    events.next();
    assert!(!has_threat("DO01"));
    served.going.write("bartizan.toml", "exclud = 3\n");
    assert!(events.next()["trouble"].as_str().unwrap().contains("exclud"));
    fs::remove_file(served.going.folder.join("bartizan.toml")).unwrap();
    events.next();
    assert!(has_threat("DO01"));
    let asked = served.state()["questions"].clone();
    served.going.write("tm.answers.toml", "[elements.another-depot]\ncontrols.handlesResourceConsumption = true\n");
    assert!(events.next()["trouble"].is_null());
    assert_ne!(served.state()["questions"], asked);
}

#[test]
fn a_broken_or_missing_model_is_said_over_the_last_page() {
    let served = serve(folder("broken"), &[]);
    let mut events = served.events();
    served.going.write("tm.py", &MODEL.replace("Server('Web')", "Server('Web'"));
    let trouble = events.until(is_trouble);
    assert!(trouble["page"] == 1 && trouble["trouble"].as_str().unwrap().contains("tm.py:4"), "{trouble}");
    assert!(served.get("report").2.contains("<title>Shop</title>"));
    let refused = served.post("decide", &json!({ "version": "", "wish": { "id": "INP02@web" } }));
    assert_eq!(refused.0, 409);

    fs::remove_file(served.going.folder.join("tm.py")).unwrap();
    let trouble = events.next();
    assert!(trouble["trouble"].as_str().unwrap().contains("there is no file `tm.py`"), "{trouble}");
    served.going.write("tm.py", MODEL);
    assert!(events.until(|event| !is_trouble(event))["page"].as_u64() >= Some(2));
    served.going.write("tm.py", &format!("import sys\nsys.exit(3)\n{MODEL}"));
    assert!(events.next()["trouble"].as_str().unwrap().contains("exit code 3"));
}

#[test]
fn a_storm_of_saves_is_a_few_readings() {
    let served = serve(folder("storm"), &[]);
    let mut events = served.events();
    for number in 0..1000 {
        served.going.write("tm.py", &MODEL.replace("'Web'", &format!("'Web {number}'")));
    }
    served.going.write("tm.py", &MODEL.replace("'Web'", "'The last one'"));
    let event = events.until(|_| served.get("report").2.contains("The last one"));
    assert!(event["version"].as_u64().unwrap() < 200, "{event}");
}

#[test]
fn answers_are_written_unless_the_file_has_changed() {
    let served = serve(folder("answers"), &[]);
    let mut events = served.events();
    let state = served.state();
    let asked = &state["questions"].as_array().unwrap().iter().find(|asked| asked["kind"] == "flag").unwrap().clone();
    let order = |answer: &str, version: &Value| {
        json!({ "version": version, "attribute": asked["attribute"], "about": asked["about"],
                "on": [asked["on"][0]["id"]], "answer": answer })
    };
    let version = &state["answers"]["version"];
    assert_eq!(served.post("answer", &order("perhaps", version)).0, 400);
    assert_eq!(served.post("answer", &order("yes", &json!("other"))).0, 409);
    assert!(!served.going.folder.join("tm.answers.toml").exists());
    assert_eq!(served.post("answer", &order("yes", version)), (200, "{\"version\":3}".to_owned()));
    events.next();
    let written = served.going.read("tm.answers.toml");
    let name = asked["attribute"].as_str().unwrap().trim_start_matches("controls.");
    assert!(written.contains(&format!("{name} = true")) || written.contains(&format!("{name}\" = true")), "{written}");
    assert_ne!(served.state()["questions"][0], state["questions"][0]);
    // The page was made from the file as it was before.
    assert_eq!(served.post("answer", &order("no", version)).0, 409);
    // Somebody else edits the file, and nobody has noticed yet.
    let version = served.state()["answers"]["version"].clone();
    served.going.write("tm.answers.toml", &format!("{written}\n# mine\n"));
    let (status, why) = served.post("answer", &order("no", &version));
    assert!(status == 409 && why.contains("changed meanwhile"), "{why}");
    assert!(served.going.read("tm.answers.toml").ends_with("# mine\n"));
}

#[test]
fn decisions_are_written_and_taken_back() {
    let served = serve(folder("decisions"), &["--decisions", "ours.toml"]);
    served.events();
    let id = served.state()["findings"][0]["id"].as_str().unwrap().to_owned();
    let decide = |mut wish: Value| {
        wish["id"] = json!(id);
        served.post("decide", &json!({ "version": served.state()["decisions"]["version"], "wish": wish }))
    };
    let (status, why) = decide(json!({ "status": "accepted", "because": " " }));
    assert!(status == 400 && why.contains("a decision needs a reason"), "{why}");
    assert_eq!(decide(json!({ "status": "perhaps", "because": "x" })).0, 400);
    assert_eq!(decide(json!({ "status": "accepted", "because": "x", "until": "2001-01-01" })).0, 400);
    assert_eq!(decide(json!({ "status": "accepted", "because": "x".repeat(17 << 10) })).0, 400);
    let wish = json!({ "status": "accepted", "because": "small", "owner": "ann", "until": "2999-01-31" });
    assert_eq!(decide(wish).0, 200);
    let written = served.going.read("ours.toml");
    assert!(written.contains(&format!("finding = \"{id}\"")) && written.contains("because = \"small\""), "{written}");
    let state = served.state();
    let found = state["findings"].as_array().unwrap().iter().find(|found| found["id"] == *id).unwrap();
    assert!(found["decision"]["isOwn"] == true && found["decision"]["until"] == "2999-01-31", "{found}");
    assert_eq!(decide(json!({ "remove": true })).0, 200);
    assert!(!served.going.read("ours.toml").contains(&id));
    let stale = served.post("decide", &json!({ "version": "0", "wish": { "id": id, "remove": true } }));
    assert_eq!(stale.0, 409);
}

#[test]
fn who_hangs_holds_up_nobody() {
    let served = serve(folder("hangs"), &[]);
    served.events();
    let mut hanging = Vec::new();
    for _ in 0..40 {
        let mut stream = served.connect();
        stream.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
        hanging.push(stream);
    }
    assert_eq!(served.get("report").0, 200);
    // With so many that no more are let in, others are turned away, and the first make room in time.
    for _ in 0..30 {
        hanging.push(served.connect());
    }
    let mut turned_away = hanging.pop().unwrap();
    let mut text = String::new();
    let _ = turned_away.read_to_string(&mut text);
    assert!(text.starts_with("HTTP/1.1 503"), "{text}");
    let mut first = hanging.swap_remove(0);
    first.read_to_string(&mut text).unwrap();
    assert!(text.contains("HTTP/1.1 408"), "{text}");
    live::wait_until("a place", || {
        let mut stream = served.connect();
        let request = format!("GET /{}/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.token, served.port);
        let mut answer = String::new();
        stream.write_all(request.as_bytes()).is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer.starts_with("HTTP/1.1 200")
    });
}

#[test]
fn what_a_script_prints_is_no_address() {
    let root = folder("prints");
    fs::write(root.join("tm.py"), format!("print('http://127.0.0.1:1/x/')\n{MODEL}")).unwrap();
    let mut served = serve(root, &[]);
    served.events();
    let mut rest = Vec::new();
    let _ = served.going.child.kill();
    served.going.child.stdout.take().unwrap().read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty());
}

#[test]
fn a_start_that_cannot_go_well_fails() {
    let root = folder("fails");
    let (messages, code) = run(&root, &["serve", "missing.py"]);
    assert_eq!((messages.as_str(), code), ("error: there is no file `missing.py`\n", 2));
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (messages, code) = run(&root, &["serve", "tm.py", "--port", &port]);
    assert!(messages.starts_with(&format!("error: port {port} is in use\n")) && code == 2, "{messages}");
    let (messages, code) = run(&root, &["serve", "tm.py", "--isolated"]);
    assert!(messages.contains("in its own process") && code == 2, "{messages}");
    fs::remove_dir_all(root).unwrap();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let mut served = serve(folder("ends"), &[]);
    let _listening = served.events();
    assert_eq!(served.going.interrupt(), 0);
}
