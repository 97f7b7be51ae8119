//! How long loading the library and analysing a large model take: `cargo run --release -p bartizan-rules --example timing`.

use bartizan_model::build::ThreatModel;
use bartizan_rules::{Library, analyse};

#[expect(clippy::disallowed_methods, reason = "measuring needs the clock")]
fn main() {
    let start = std::time::Instant::now();
    let library = Library::builtin();
    println!("load {} threats: {:?}", library.threats().len(), start.elapsed());
    let mut tm = ThreatModel::new("large");
    let elements: Vec<_> = (0..10_000)
        .map(|n| match n % 4 {
            0 => tm.server(&format!("s{n}")).control("isHardened", true).id(),
            1 => tm.process(&format!("p{n}")).id(),
            2 => tm.datastore(&format!("d{n}")).id(),
            _ => tm.lambda(&format!("l{n}")).id(),
        })
        .collect();
    for n in 0..50_000 {
        let (Some(source), Some(sink)) = (elements.get(n % 10_000), elements.get((n * 7 + 1) % 10_000)) else {
            continue;
        };
        tm.flow(*source, *sink, &format!("f{n}")).with("protocol", "HTTPS");
    }
    let Ok(model) = tm.finish() else { return };
    let start = std::time::Instant::now();
    let Ok(model) = bartizan_model::resolve(model) else { return };
    println!("resolve: {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let (findings, diagnostics) = analyse(&model, &library);
    println!("analyse: {:?}, {} findings, {} messages", start.elapsed(), findings.all.len(), diagnostics.len());
}
