//! The part of the typeface that a picture carries along: the letters it uses, and how they are kerned.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use subsetter::GlyphRemapper;

use super::face::{FAMILY, Face, Weight, face};
use super::letter::{cleaned, is_invisible};
use super::sfnt::{Tables, character_map, kerning_table};

/// The letters of a picture, by the face that draws them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsedLetters {
    regular: Letters,
    semibold: Letters,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Letters {
    letters: BTreeSet<char>,
    pairs: BTreeSet<(char, char)>,
}

impl UsedLetters {
    /// No letters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a line of text needs.
    pub fn add(&mut self, line: &str, weight: Weight) {
        let used = match weight {
            Weight::Regular => &mut self.regular,
            Weight::SemiBold => &mut self.semibold,
        };
        let mut before = None;
        for letter in line.chars().map(cleaned) {
            used.letters.insert(letter);
            used.pairs.extend(before.map(|before| (before, letter)));
            before = Some(letter);
        }
    }

    /// Adds the letters of another picture.
    pub fn append(&mut self, other: UsedLetters) {
        for (used, other) in [(&mut self.regular, other.regular), (&mut self.semibold, other.semibold)] {
            used.letters.extend(other.letters);
            used.pairs.extend(other.pairs);
        }
    }

    /// Letters that the typeface lacks: a viewer, or who makes another format of the picture, needs a further font for them.
    pub fn missing(&self) -> Vec<char> {
        let missing: BTreeSet<char> = self
            .of_each_weight()
            .into_iter()
            .flat_map(|(weight, used)| used.letters.iter().map(move |letter| (weight, *letter)))
            .filter(|(weight, letter)| !is_invisible(*letter) && face(*weight).glyph(*letter).is_none())
            .map(|(_, letter)| letter)
            .collect();
        missing.into_iter().collect()
    }

    /// Rules of CSS that give the family its faces, with the fonts inside.
    pub fn rules(&self) -> String {
        let mut rules = String::new();
        for (weight, used) in self.of_each_weight() {
            let Some(font) = subset(face(weight), used) else { continue };
            let number = if weight == Weight::Regular { "400" } else { "600" };
            rules.push_str("@font-face{font-family:");
            rules.push_str(FAMILY);
            rules.push_str(";font-weight:");
            rules.push_str(number);
            rules.push_str(";src:url(data:font/otf;base64,");
            STANDARD.encode_string(font, &mut rules);
            rules.push_str(")}\n");
        }
        rules
    }

    fn of_each_weight(&self) -> [(Weight, &Letters); 2] {
        [(Weight::Regular, &self.regular), (Weight::SemiBold, &self.semibold)]
    }
}

/// A font of the used letters; `None` when the face has none of them, or cannot be cut down.
fn subset(face: &Face, used: &Letters) -> Option<Vec<u8>> {
    // In the order of letters, so that runs of letters are runs of glyphs.
    let mut glyphs = GlyphRemapper::new();
    let mut letters: BTreeMap<u16, u16> = BTreeMap::new();
    for letter in &used.letters {
        let (Some(glyph), Ok(code)) = (face.glyph(*letter), u16::try_from(u32::from(*letter))) else { continue };
        letters.insert(code, glyphs.remap(glyph.0));
    }
    if letters.is_empty() {
        return None;
    }
    let mut pairs: BTreeMap<(u16, u16), i16> = BTreeMap::new();
    for (left, right) in &used.pairs {
        let (Some(left), Some(right)) = (face.glyph(*left), face.glyph(*right)) else { continue };
        let kerning = face.kerning(left, right);
        if kerning != 0 {
            pairs.insert((glyphs.get(left.0)?, glyphs.get(right.0)?), kerning);
        }
    }
    let cut_down = subsetter::subset(face.file, 0, &glyphs).ok()?;
    let mut tables = Tables::read(&cut_down)?;
    // The subset is made for PDF, which needs none of these; browsers do.
    tables.copy(b"OS/2", face.file)?;
    tables.add(b"cmap", character_map(&letters));
    tables.add(b"kern", kerning_table(&pairs));
    Some(tables.write())
}

#[cfg(test)]
mod tests {
    use ttf_parser::GlyphId;

    use super::{Letters, UsedLetters, subset};
    use crate::text::Weight;
    use crate::text::face::face;

    fn used(line: &str) -> UsedLetters {
        let mut used = UsedLetters::new();
        used.add(line, Weight::SemiBold);
        used
    }

    #[test]
    fn the_embedded_font_draws_and_kerns_as_the_whole_one_does() {
        let whole = face(Weight::SemiBold);
        let line = "AVATAR To “Жуть”, 7→9";
        let font = subset(whole, &used(line).semibold).unwrap();
        let cut_down = ttf_parser::Face::parse(&font, 0).unwrap();
        let kern = cut_down.tables().kern.unwrap().subtables.into_iter().next().unwrap();
        let (mut before, mut kerned) = (None::<(GlyphId, GlyphId)>, 0);
        for letter in line.chars() {
            let (theirs, ours) = (whole.glyph(letter).unwrap(), cut_down.glyph_index(letter).unwrap());
            assert_eq!(cut_down.glyph_hor_advance(ours), whole.advance(theirs), "{letter}");
            assert_eq!(cut_down.glyph_bounding_box(ours), whole.bounding_box(theirs), "{letter}");
            if let Some((their_left, our_left)) = before {
                let kerning = whole.kerning(their_left, theirs);
                kerned += usize::from(kerning != 0);
                assert_eq!(kern.glyphs_kerning(our_left, ours).unwrap_or(0), kerning);
            }
            before = Some((theirs, ours));
        }
        assert!(kerned > 4);
        assert!(font.len() < 6_000, "{}", font.len());
    }

    #[test]
    fn letters_that_the_typeface_lacks_are_told() {
        assert_eq!(used("Web 漢 🔒 \u{200d}\u{202e}").missing(), ['漢', '🔒']);
    }

    #[test]
    fn nothing_to_draw_needs_no_font() {
        assert_eq!(UsedLetters::new().rules(), "");
        assert_eq!(used("漢").rules(), "");
        assert!(subset(face(Weight::Regular), &Letters::default()).is_none());
        assert!(
            used("Web")
                .rules()
                .starts_with("@font-face{font-family:Inter;font-weight:600;src:url(data:font/otf;base64,")
        );
    }
}
