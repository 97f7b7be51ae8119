//! The two faces of the typeface, read once: glyphs, advances and kerning.

use std::sync::LazyLock;

use ttf_parser::GlyphId;
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};

use super::letter::{cleaned, estimated_width, is_invisible};

/// The family's name, as styles and font files call it.
pub const FAMILY: &str = "Inter";

pub(super) const REGULAR: &[u8] = include_bytes!("../../fonts/Inter-Regular.otf");
pub(super) const SEMIBOLD: &[u8] = include_bytes!("../../fonts/Inter-SemiBold.otf");

/// How heavy a face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Regular, 400 in CSS.
    Regular,
    /// Semibold, 600 in CSS.
    SemiBold,
}

/// The face of a weight.
pub(crate) fn face(weight: Weight) -> &'static Face {
    static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| [Face::read(REGULAR), Face::read(SEMIBOLD)]);
    let [regular, semibold] = &*FACES;
    match weight {
        Weight::Regular => regular,
        Weight::SemiBold => semibold,
    }
}

/// One face. A file that cannot be read would be a face without glyphs, whose text is estimated; a test reads them.
pub(crate) struct Face {
    /// The OpenType file.
    pub(crate) file: &'static [u8],
    parsed: Option<ttf_parser::Face<'static>>,
    /// The subtables of each lookup that kerns.
    kerning: Vec<Vec<PairAdjustment<'static>>>,
    /// Width of each letter of ASCII in ems, since nearly all text is.
    ascii: [f64; 128],
}

impl Face {
    fn read(file: &'static [u8]) -> Self {
        let parsed = ttf_parser::Face::parse(file, 0).ok();
        let kerning = parsed.as_ref().map(kerning).unwrap_or_default();
        let mut face = Self { file, parsed, kerning, ascii: [0.0; 128] };
        for code in 0..128_u8 {
            let width = face.width_of(char::from(code));
            if let Some(slot) = face.ascii.get_mut(usize::from(code)) {
                *slot = width;
            }
        }
        face
    }

    /// Units of the font in an em.
    pub(crate) fn units_per_em(&self) -> u16 {
        self.parsed.as_ref().map_or(1000, ttf_parser::Face::units_per_em)
    }

    /// The glyph of a letter.
    pub(crate) fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.parsed.as_ref()?.glyph_index(letter)
    }

    /// How much nearer (negative) or farther two glyphs stand than their widths say, in units of the font.
    pub(crate) fn kerning(&self, left: GlyphId, right: GlyphId) -> i16 {
        self.kerning.iter().filter_map(|lookup| lookup.iter().find_map(|pairs| adjustment(pairs, left, right))).sum()
    }

    #[cfg(test)]
    pub(super) fn advance(&self, glyph: GlyphId) -> Option<u16> {
        self.parsed.as_ref()?.glyph_hor_advance(glyph)
    }

    #[cfg(test)]
    pub(super) fn bounding_box(&self, glyph: GlyphId) -> Option<ttf_parser::Rect> {
        self.parsed.as_ref()?.glyph_bounding_box(glyph)
    }

    /// How wide a text is, in ems.
    pub(super) fn measure(&self, text: &str) -> f64 {
        let mut width = 0.0;
        let mut before: Option<GlyphId> = None;
        for letter in text.chars().map(cleaned) {
            let at = usize::try_from(u32::from(letter)).unwrap_or(usize::MAX);
            width += self.ascii.get(at).copied().unwrap_or_else(|| self.width_of(letter));
            let glyph = self.glyph(letter);
            if let (Some(left), Some(right)) = (before, glyph) {
                width += f64::from(self.kerning(left, right)) / f64::from(self.units_per_em());
            }
            before = glyph;
        }
        width
    }

    fn width_of(&self, letter: char) -> f64 {
        if is_invisible(letter) {
            return 0.0;
        }
        let advance = || self.parsed.as_ref()?.glyph_hor_advance(self.glyph(letter)?);
        match advance() {
            Some(advance) => f64::from(advance) / f64::from(self.units_per_em()),
            None => estimated_width(letter),
        }
    }
}

fn kerning(face: &ttf_parser::Face<'static>) -> Vec<Vec<PairAdjustment<'static>>> {
    let Some(table) = face.tables().gpos else { return Vec::new() };
    let pairs = |subtable| if let PositioningSubtable::Pair(pairs) = subtable { Some(pairs) } else { None };
    let lookups = table.lookups.into_iter();
    lookups.map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'_>>().filter_map(pairs).collect()).collect()
}

/// What a subtable says of a pair; `None` leaves it to the next one.
fn adjustment(pairs: &PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    match pairs {
        PairAdjustment::Format1 { coverage, sets } => {
            let (first, _) = sets.get(coverage.get(left)?)?.get(right)?;
            Some(first.x_advance)
        }
        PairAdjustment::Format2 { coverage, classes, matrix } => {
            coverage.get(left)?;
            let (first, _) = matrix.get((classes.0.get(left), classes.1.get(right)))?;
            Some(first.x_advance)
        }
    }
}
