//! Pixels as sixels, the image format of terminals since the VT240: columns of six pixels, colour by colour.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Pixels;

/// Colours of a palette: every terminal that shows sixels has as many.
const MAX_COLOURS: usize = 255;
/// Colours of the palette that are those of the picture, not means.
const KEPT_COLOURS: usize = 96;
/// Pixels of a column.
const ROWS: usize = 6;

/// The text that makes a terminal show the picture.
pub(super) fn sixel(pixels: &Pixels) -> String {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let colours: Vec<[u8; 3]> = pixels.colours().collect();
    let palette = Palette::of(&colours);
    let indices: Vec<u8> = colours.iter().map(|colour| palette.index(*colour)).collect();
    // Device control string; pixels are square, and what is not set keeps the background.
    let mut out = format!("\u{1b}P0;1;0q\"1;1;{width};{height}");
    for (number, colour) in palette.colours.iter().enumerate() {
        // Parts of a colour are percentages.
        let [red, green, blue] = colour.map(|part| (u32::from(part) * 100 + 127) / 255);
        let _ = write!(out, "#{number};2;{red};{green};{blue}");
    }
    for band in indices.chunks(width.max(1) * ROWS) {
        write_band(&mut out, band, width);
        out.push('-');
    }
    out.push_str("\u{1b}\\");
    out
}

/// Six rows of pixels: one line of columns for each colour that occurs.
fn write_band(out: &mut String, band: &[u8], width: usize) {
    let mut columns_of: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
    for (row, pixels) in band.chunks(width.max(1)).enumerate() {
        for (column, colour) in pixels.iter().enumerate() {
            let columns = columns_of.entry(*colour).or_insert_with(|| vec![0; width]);
            if let Some(bits) = columns.get_mut(column) {
                *bits |= 1 << row;
            }
        }
    }
    for (number, (colour, columns)) in columns_of.iter().enumerate() {
        if number > 0 {
            out.push('$');
        }
        let _ = write!(out, "#{colour}");
        for run in columns.chunk_by(|one, next| one == next) {
            write_run(out, run.first().copied().unwrap_or(0), run.len());
        }
    }
}

fn write_run(out: &mut String, bits: u8, length: usize) {
    let letter = char::from(b'?' + bits);
    if length > 3 {
        let _ = write!(out, "!{length}{letter}");
    } else {
        out.extend(std::iter::repeat_n(letter, length));
    }
}

/// The colours of a picture, or the nearest that a terminal has room for.
struct Palette {
    colours: Vec<[u8; 3]>,
    /// Position of each colour of the picture, by its [`reduced`] value.
    index_of: BTreeMap<[u8; 3], u8>,
}

impl Palette {
    /// The most frequent colours, which are those of whole areas, stay what they are. For the others there is the median
    /// cut: the box of colours with the widest side is halved until there are enough boxes, each painted in its mean.
    fn of(colours: &[[u8; 3]]) -> Self {
        let mut counts: BTreeMap<[u8; 3], u64> = BTreeMap::new();
        for run in colours.chunk_by(|one, next| one == next) {
            if let Some(colour) = run.first() {
                *counts.entry(reduced(*colour)).or_default() += run.len() as u64;
            }
        }
        let mut by_count: Vec<([u8; 3], u64)> = counts.into_iter().collect();
        by_count.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let others = by_count.split_off(by_count.len().min(KEPT_COLOURS));
        let mut boxes: Vec<Vec<([u8; 3], u64)>> = by_count.into_iter().map(|colour| vec![colour]).collect();
        boxes.extend((!others.is_empty()).then_some(others));
        while boxes.len() < MAX_COLOURS {
            let widest = (0..boxes.len()).max_by_key(|at| boxes.get(*at).map_or(0, |inside| widest_side(inside).1));
            let Some(inside) = widest.and_then(|at| boxes.get_mut(at)).filter(|inside| widest_side(inside).1 > 0)
            else {
                break;
            };
            let upper = halve(inside);
            boxes.push(upper);
        }
        let colours = boxes.iter().map(|inside| mean(inside)).collect();
        let numbered = boxes.iter().zip(0..=u8::MAX);
        let index_of = numbered.flat_map(|(inside, number)| inside.iter().map(move |(colour, _)| (*colour, number)));
        Self { colours, index_of: index_of.collect() }
    }

    fn index(&self, colour: [u8; 3]) -> u8 {
        self.index_of.get(&reduced(colour)).copied().unwrap_or(0)
    }
}

/// Six bits of each part: differences that nobody sees need no colour of their own. White and black stay themselves.
fn reduced(colour: [u8; 3]) -> [u8; 3] {
    colour.map(|part| part & 0xfc | part >> 6)
}

/// Which part of a colour differs most, and by how much.
fn widest_side(inside: &[([u8; 3], u64)]) -> (usize, u8) {
    let side = |part: usize| {
        let parts = || inside.iter().filter_map(|(colour, _)| colour.get(part));
        parts().max().unwrap_or(&0) - parts().min().unwrap_or(&0)
    };
    (0..3).map(|part| (part, side(part))).max_by_key(|(_, width)| *width).unwrap_or((0, 0))
}

/// Leaves the lower half of the colours and returns the upper; neither is empty.
fn halve(inside: &mut Vec<([u8; 3], u64)>) -> Vec<([u8; 3], u64)> {
    let (part, _) = widest_side(inside);
    inside.sort_unstable_by_key(|(colour, _)| (colour.get(part).copied(), *colour));
    inside.split_off((inside.len() / 2).max(1))
}

fn mean(inside: &[([u8; 3], u64)]) -> [u8; 3] {
    let total: u64 = inside.iter().map(|(_, count)| count).sum::<u64>().max(1);
    let sum_of = |part: usize| -> u64 {
        inside.iter().map(|(colour, count)| u64::from(colour.get(part).copied().unwrap_or(0)) * count).sum()
    };
    [0, 1, 2].map(|part| u8::try_from((sum_of(part) + total / 2) / total).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::tests::picture;
    use super::super::{Fonts, pixels};
    use super::*;

    #[test]
    fn a_picture_of_two_colours_is_two_lines_of_columns() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"6\">\
                   <rect width=\"4\" height=\"6\" fill=\"#ff0000\"/><rect width=\"2\" height=\"3\" fill=\"#0000ff\"/></svg>";
        let text = sixel(&pixels(svg, 1.0, &Fonts::embedded()).unwrap());
        assert_eq!(text, "\u{1b}P0;1;0q\"1;1;4;6#0;2;100;0;0#1;2;0;0;100#0ww~~$#1FF??-\u{1b}\\");
    }

    #[test]
    fn many_colours_become_as_many_as_terminals_have() {
        let mut colours: Vec<[u8; 3]> = Vec::new();
        for red in 0..=255 {
            colours.extend((0..=255).map(|green| [red, green, red ^ green]));
        }
        let palette = Palette::of(&colours);
        assert_eq!(palette.colours.len(), MAX_COLOURS);
        let far = |colour: &[u8; 3]| {
            let near = palette.colours[usize::from(palette.index(*colour))];
            colour.iter().zip(near).map(|(one, other)| one.abs_diff(other)).max().unwrap()
        };
        assert!(colours.iter().map(far).max().unwrap() < 64);
    }

    #[test]
    fn sixels_are_printable_between_the_escapes() {
        let text = sixel(&pixels(&picture(100, 40), 1.0, &Fonts::embedded()).unwrap());
        let inside = text.strip_prefix('\u{1b}').and_then(|text| text.strip_suffix("\u{1b}\\")).unwrap();
        assert!(inside.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
    }
}
