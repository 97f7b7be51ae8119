//! Lays out graphs: one a line of JSON on standard input, one a line of JSON on standard output.
#![expect(clippy::disallowed_methods, reason = "an example reads its argument and looks at the clock")]

use std::io::{Read, Write};
use std::time::Instant;

use bartizan_diagram::layout::{Engine, Flowing, Layered, interchange};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let flowing = match std::env::args().nth(1).as_deref() {
        Some("right") => Flowing::Right,
        Some("auto") => Flowing::Auto,
        _ => Flowing::Down,
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut output = std::io::stdout().lock();
    for mut diagram in interchange::read(&text)? {
        let input = diagram.input();
        let start = Instant::now();
        let layout = Layered.lay_out(&input, flowing);
        diagram.fill_in(&layout, "bartizan", start.elapsed().as_secs_f64() * 1e3);
        writeln!(output, "{}", serde_json::to_string(&diagram)?)?;
    }
    Ok(())
}
