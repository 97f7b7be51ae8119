//! Pictures in terminals that can show them.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ExportError, Pixels, sixel};

/// How a terminal takes pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalProtocol {
    /// Kitty's graphics protocol: kitty, Ghostty, Konsole.
    Kitty,
    /// iTerm2's inline images: iTerm2, WezTerm, VS Code.
    Iterm2,
    /// Sixels: foot, mlterm, xterm where it is switched on.
    Sixel,
}

/// Bytes of base64 that kitty takes at a time.
const CHUNK: usize = 4096;

/// The text that makes a terminal show a picture, and go on below it.
pub fn for_terminal(pixels: &Pixels, protocol: TerminalProtocol) -> Result<String, ExportError> {
    let mut text = match protocol {
        TerminalProtocol::Kitty => kitty(&pixels.png()?),
        TerminalProtocol::Iterm2 => iterm2(&pixels.png()?),
        TerminalProtocol::Sixel => sixel::sixel(pixels),
    };
    text.push('\n');
    Ok(text)
}

/// A PNG (`f=100`), sent and shown (`a=T`), without an answer (`q=2`), in chunks of which all but the last say that more
/// comes.
fn kitty(png: &[u8]) -> String {
    let encoded = STANDARD.encode(png);
    let mut out = String::new();
    let mut rest = encoded.as_str();
    let mut control = "a=T,f=100,q=2,";
    while let Some((chunk, after)) = rest.split_at_checked(CHUNK.min(rest.len())).filter(|(chunk, _)| !chunk.is_empty())
    {
        let more = u8::from(!after.is_empty());
        let _ = write!(out, "\u{1b}_G{control}m={more};{chunk}\u{1b}\\");
        control = "";
        rest = after;
    }
    out
}

fn iterm2(png: &[u8]) -> String {
    let size = png.len();
    let encoded = STANDARD.encode(png);
    format!("\u{1b}]1337;File=inline=1;size={size};preserveAspectRatio=1:{encoded}\u{7}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::picture;
    use super::super::{Fonts, pixels};
    use super::*;

    fn shown(width: u32, protocol: TerminalProtocol) -> String {
        for_terminal(&pixels(&picture(width, 400), 1.0, &Fonts::embedded()).unwrap(), protocol).unwrap()
    }

    #[test]
    fn kitty_is_told_in_chunks_which_is_the_last() {
        let text = shown(4_000, TerminalProtocol::Kitty);
        let chunks: Vec<&str> = text.trim_end().split_terminator("\u{1b}\\").collect();
        assert!(chunks.len() > 1);
        assert!(chunks[0].starts_with("\u{1b}_Ga=T,f=100,q=2,m=1;iVBOR"));
        let last = chunks.last().unwrap();
        assert!(last.starts_with("\u{1b}_Gm=0;"));
        assert!(chunks.iter().all(|chunk| chunk.len() <= CHUNK + 40));
    }

    #[test]
    fn iterm2_is_told_the_size() {
        let text = shown(100, TerminalProtocol::Iterm2);
        assert!(text.starts_with("\u{1b}]1337;File=inline=1;size="));
        assert!(text.ends_with("\u{7}\n"));
    }
}
