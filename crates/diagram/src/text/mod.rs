//! Text of pictures: how wide it is, where it breaks, and which letters the typeface has.
//!
//! Text is measured with the typeface that a picture carries along, so that a diagram is the same on every machine. What the
//! typeface lacks is estimated on the safe side: a viewer takes it from some other font.

mod embed;
mod face;
mod fit;
mod letter;
mod sfnt;

pub use embed::UsedLetters;
pub use face::{FAMILY, Weight};
pub use fit::{Line, Paragraph, fit, set_text};
pub use letter::{clean, is_right_to_left};

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size of the typeface in CSS pixels.
    pub size: f64,
    /// How heavy it is.
    pub weight: Weight,
}

impl Style {
    /// From one line of text to the next, in CSS pixels.
    pub fn line_height(self) -> f64 {
        const LINE_HEIGHT: f64 = 1.28;
        (self.size * LINE_HEIGHT * 2.0).round() / 2.0
    }

    /// From the top of a line's box to its baseline, such that capitals stand in the middle of the box.
    pub fn baseline(self) -> f64 {
        let capitals = self.size * 2048.0 / 2816.0;
        (self.line_height() + capitals) / 2.0
    }
}

/// How wide a text is on one line, in CSS pixels. What [`clean`] takes away or replaces is measured as it is drawn.
pub fn measure(text: &str, style: Style) -> f64 {
    face::face(style.weight).measure(text) * style.size
}

/// Whether the typeface of pictures has a letter.
pub fn covers(letter: char) -> bool {
    letter::is_invisible(letter) || face::face(Weight::Regular).glyph(letter).is_some()
}

/// The files of the typeface (OpenType), for who turns a picture into another format.
pub fn font_files() -> [&'static [u8]; 2] {
    [face::REGULAR, face::SEMIBOLD]
}

#[cfg(test)]
mod tests {
    use super::{Style, Weight, covers, font_files, measure};

    const STYLE: Style = Style { size: 10.0, weight: Weight::Regular };

    #[test]
    fn wide_letters_are_wider_than_narrow_ones_and_bold_ones_than_plain_ones() {
        assert!(measure("WWWW", STYLE) > measure("iiii", STYLE));
        assert!(measure("Web Server", Style { weight: Weight::SemiBold, ..STYLE }) > measure("Web Server", STYLE));
        assert!(
            (measure("Web Server", Style { size: 20.0, ..STYLE }) - 2.0 * measure("Web Server", STYLE)).abs() < 1e-9
        );
    }

    #[test]
    fn pairs_are_kerned() {
        assert!(measure("AV", STYLE) < measure("A", STYLE) + measure("V", STYLE));
    }

    #[test]
    fn widths_are_those_of_a_shaping_engine() {
        let shaped = [
            ("Web Server", 54.83, 56.239),
            ("AVATAR. To Yes, “P.”", 95.17, 97.088),
            ("Сервер", 36.719, 37.496),
            ("Tyrolean “Wave” → Yoghurt, P.A. 7/11", 174.403, 178.139),
            ("ΑΥΓΟ Τα", 40.582, 41.534),
            ("L’été à Łódź", 56.151, 56.861),
        ];
        for (text, regular, semibold) in shaped {
            let bold = Style { weight: Weight::SemiBold, ..STYLE };
            assert!((measure(text, STYLE) - regular).abs() < 0.01, "{text}: {}", measure(text, STYLE));
            assert!((measure(text, bold) - semibold).abs() < 0.01, "{text}: {}", measure(text, bold));
        }
    }

    #[test]
    fn letters_that_the_typeface_lacks_still_have_a_width() {
        assert!(covers('é') && covers('Ж') && covers('→') && covers('≤'));
        assert!(!covers('漢') && !covers('🔒') && !covers('ש'));
        assert!((measure("漢字", STYLE) - 20.0).abs() < 1e-9);
        assert!(measure("שלום", STYLE) > 20.0);
        assert!(measure("🔒", STYLE) >= 10.0);
    }

    #[test]
    fn letters_without_a_shape_have_no_width() {
        assert!(covers('\u{200d}'));
        assert!(measure("a\u{200b}b\u{fe0f}", STYLE) - measure("ab", STYLE) < 1e-9);
    }

    #[test]
    fn both_faces_can_be_handed_out() {
        assert!(font_files().iter().all(|file| file.starts_with(b"OTTO")));
    }
}
