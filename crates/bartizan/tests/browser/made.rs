//! What is looked at: models and what the program makes of them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Names that would be markup, scripts or styles on a page that does not escape.
pub(crate) const HOSTILE: &str = r#"
from pytm import TM, Actor, Boundary, Data, Dataflow, Server

bad = "<img src=x onerror=window.hit=1>\"'</script><script>window.hit=1</script>${x}&amp;</style>\u2028{{ 7 * 7 }}"
tm = TM(bad)
tm.description = bad
zone = Boundary(bad)
user = Actor(bad)
web = Server(bad)
web.inBoundary = zone
web.description = bad
web.controls.isHardened = False
web.controls.validatesInput = False
card = Data(bad, description=bad)
flow = Dataflow(user, web, bad)
flow.data = [card]
flow.note = bad
tm.process()
"#;

/// A folder for a test's files, in the target folder.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The report of a model.
pub(crate) fn report(name: &str, model: &str) -> PathBuf {
    let folder = folder(name);
    std::fs::write(folder.join("tm.py"), model).unwrap();
    written(&folder.join("tm.py"), &folder.join("report.html"), &[])
}

/// The report of the large example.
pub(crate) fn parcels() -> &'static Path {
    static REPORT: OnceLock<PathBuf> = OnceLock::new();
    REPORT.get_or_init(|| written(&example("parcels"), &folder("parcels").join("report.html"), &[]))
}

/// The model of an example.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name).join("tm.py")
}

/// Has a report written.
pub(crate) fn written(model: &Path, file: &Path, options: &[&str]) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let run = command.arg("report").arg(model).arg("-o").arg(file).args(options).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    file.to_owned()
}
