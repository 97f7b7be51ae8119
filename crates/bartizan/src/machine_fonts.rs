//! Fonts of this machine, for letters that the embedded ones lack: ideographs, Hebrew, Arabic, emoji. They are looked for
//! only when a picture has such letters and its format cannot leave the choice to the viewer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bartizan_diagram::export::{Fonts, letters_of_font};

use crate::world::World;

/// Where systems keep fonts.
pub(crate) const FOLDERS: [&str; 5] =
    ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:\\Windows\\Fonts"];
/// Where users keep theirs, below their home.
const OWN_FOLDERS: [&str; 3] = [".local/share/fonts", ".fonts", "Library/Fonts"];
/// Endings of files that hold fonts.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Font files that are considered.
const MAX_FONT_FILES: usize = 5_000;
/// Folders that are looked into.
const MAX_FONT_FOLDERS: usize = 1_000;
/// How large a font file may be.
const MAX_FONT_FILE: u64 = 64 << 20;
/// What may be read of all of them.
const MAX_FONT_BYTES: u64 = 512 << 20;

/// Adds fonts of this machine for the letters of a text that those at hand lack. Returns the letters that none has.
pub(crate) fn add(fonts: &mut Fonts, text: &str, world: &dyn World) -> BTreeSet<char> {
    let mut missing = fonts.missing(text);
    if missing.is_empty() {
        return missing;
    }
    let mut left = MAX_FONT_BYTES;
    for file in files(world) {
        let size = world.size(&file).unwrap_or(u64::MAX);
        if size > MAX_FONT_FILE.min(left) {
            continue;
        }
        left -= size;
        let Ok(bytes) = world.read(&file, MAX_FONT_FILE) else { continue };
        let found = letters_of_font(&bytes, &missing);
        if !found.is_empty() && fonts.add(bytes) > 0 {
            missing.retain(|letter| !found.contains(letter));
        }
        if missing.is_empty() {
            break;
        }
    }
    missing
}

/// The font files of this machine: those first that look like the embedded typeface, then by path.
fn files(world: &dyn World) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).collect();
    let home = world.variable("HOME").filter(|home| !home.is_empty());
    folders.extend(home.iter().flat_map(|home| OWN_FOLDERS.map(|folder| Path::new(home).join(folder))));
    let mut files = Vec::new();
    let mut at = 0;
    while let Some(folder) = folders.get(at).filter(|_| at < MAX_FONT_FOLDERS).cloned() {
        at += 1;
        for name in world.list(&folder).unwrap_or_default() {
            let path = folder.join(name);
            if is_font(&path) {
                files.push(path);
            } else if path.extension().is_none() && world.is_directory(&path) && !world.is_link(&path) {
                folders.push(path);
            }
        }
    }
    files.truncate(MAX_FONT_FILES);
    files.sort_by_cached_key(|path| (unlikeness(path), path.clone()));
    files
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// How far a font is, by its name, from an upright sans serif of usual weight and width.
fn unlikeness(path: &Path) -> usize {
    let name = path.file_stem().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_unlike = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let slanted = usize::from(is_unlike(&["italic", "oblique"])) * 8;
    let heavy = usize::from(is_unlike(&["bold", "black", "heavy", "light", "thin", "medium", "condensed"])) * 4;
    let other = usize::from(is_unlike(&["serif", "mono", "display", "fallback", "lastresort"])) * 2;
    let unknown = usize::from(!is_unlike(&["noto", "sans"]));
    slanted + heavy + other + unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upright_fonts_of_usual_weight_come_first() {
        let mut fonts = ["NotoSans-BoldItalic.ttf", "Zapfino.ttf", "NotoSerif-Regular.ttf", "NotoSans-Regular.ttf"];
        fonts.sort_by_key(|font| unlikeness(Path::new(font)));
        assert_eq!(fonts, ["NotoSans-Regular.ttf", "Zapfino.ttf", "NotoSerif-Regular.ttf", "NotoSans-BoldItalic.ttf"]);
    }

    #[test]
    fn only_font_files_are_read() {
        assert!(is_font(Path::new("/fonts/A.TTF")) && is_font(Path::new("b.otc")));
        assert!(!is_font(Path::new("/fonts/fonts.dir")) && !is_font(Path::new("ttf")));
    }
}
