//! What a worker of `--isolated` cannot do. The test gives up its own rights, so that it stands in a program of its own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test tries what is forbidden")]

use std::ffi::OsString;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::process::Command;

use bartizan::System;
use bartizan::isolation::{self, Entered};

#[test]
fn a_worker_reads_its_model_and_does_nothing_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("walls");
    std::fs::create_dir_all(folder.join("model")).unwrap();
    std::fs::write(folder.join("model/tm.py"), "x = 1\n").unwrap();
    std::fs::write(folder.join("outside.txt"), "secret").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();

    let model = folder.join("model/tm.py");
    let arguments: Vec<OsString> = ["bartizan", "--isolated-worker", "check"].map(OsString::from).to_vec();
    let mut system = System::default();
    let Entered::Run(arguments, seal) = isolation::enter([arguments, vec![model.clone().into()]].concat(), &mut system)
    else {
        panic!("a worker starts another one")
    };
    assert_eq!(arguments.len(), 3, "the marker is gone");
    assert_eq!(std::fs::read_to_string(&model).unwrap(), "x = 1\n");
    if std::fs::read(folder.join("outside.txt")).is_ok() {
        eprintln!("Landlock is not here: files outside can be read until the filter of system calls is there");
    }
    seal.close(&mut system);

    assert_eq!(std::fs::read_to_string(&model).unwrap(), "x = 1\n");
    assert!(std::fs::read_dir(folder.join("model")).is_ok());
    assert!(std::fs::write(folder.join("model/new.txt"), "x").is_err());
    assert!(std::fs::remove_file(&model).is_err());
    assert!(std::fs::rename(&model, folder.join("model/b.py")).is_err());
    assert!(std::fs::create_dir(folder.join("model/new")).is_err());
    assert!(std::os::unix::fs::symlink("/", folder.join("model/link")).is_err());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    assert!(UdpSocket::bind("127.0.0.1:0").is_err());
    assert!(std::os::unix::net::UnixStream::pair().is_err());
    assert!(Command::new("true").spawn().is_err());
    assert!(std::thread::Builder::new().spawn(|| ()).is_err());
}
