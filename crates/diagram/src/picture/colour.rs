//! Colours: how they are written, mixed and told apart.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Colour {
    /// The colour of a number such as `0xdc2626`.
    pub(crate) const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self(red, green, blue)
    }

    /// What a model names: `#rgb`, `#rrggbb`, or one of the names that CSS and Graphviz share. Anything else is no colour,
    /// whatever a viewer might make of it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        if let Some(digits) = name.strip_prefix('#') {
            return Self::of_digits(digits);
        }
        let lower = name.to_ascii_lowercase();
        if let Some(grey) = Self::grey(&lower) {
            return Some(grey);
        }
        // Graphviz numbers shades from 1, the lightest, to 4.
        let plain = lower.trim_end_matches(['1', '2', '3', '4']);
        NAMED.iter().find(|(known, _)| *known == plain).map(|(_, number)| Self::of(*number))
    }

    /// `grey0`, which is black, to `grey100`, which is white.
    fn grey(name: &str) -> Option<Self> {
        let percent: u8 = name.strip_prefix("grey").or_else(|| name.strip_prefix("gray"))?.parse().ok()?;
        let white = Colour(u8::MAX, u8::MAX, u8::MAX);
        (percent <= 100).then(|| Colour(0, 0, 0).under(white, f64::from(percent) / 100.0))
    }

    fn of_digits(digits: &str) -> Option<Self> {
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::of(number)),
            3 => {
                let digit = |shift: u32| u8::try_from((number >> shift & 0xf) * 0x11).unwrap_or(u8::MAX);
                Some(Self(digit(8), digit(4), digit(0)))
            }
            _ => None,
        }
    }

    /// This colour under a translucent layer of another.
    pub(crate) fn under(self, layer: Colour, opacity: f64) -> Self {
        let mix = |below: u8, above: u8| {
            let mixed = f64::from(below) * (1.0 - opacity) + f64::from(above) * opacity;
            // Between 0 and 255, and a cast saturates.
            #[expect(clippy::as_conversions, reason = "there is no other way from a float to an integer")]
            let rounded = mixed.round() as u8;
            rounded
        };
        Self(mix(self.0, layer.0), mix(self.1, layer.1), mix(self.2, layer.2))
    }

    /// How bright it is to the eye, from 0 to 1, as the Web Content Accessibility Guidelines 2 define it.
    pub(crate) fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Whether lines of this colour can be seen on light and dark backgrounds: it is neither black nor white.
    pub(crate) fn is_visible_on_any_paper(self) -> bool {
        (0.003..0.95).contains(&self.luminance())
    }

    /// The contrast of two colours, from 1 to 21, by the same guidelines; text needs 4.5.
    #[cfg(test)]
    pub(crate) fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

const NAMED: &[(&str, u32)] = &[
    ("blue", 0x00_00ff),
    ("blueviolet", 0x8a_2be2),
    ("brown", 0xa5_2a2a),
    ("cadetblue", 0x5f_9ea0),
    ("chartreuse", 0x7f_ff00),
    ("chocolate", 0xd2_691e),
    ("coral", 0xff_7f50),
    ("cornflowerblue", 0x64_95ed),
    ("crimson", 0xdc_143c),
    ("cyan", 0x00_ffff),
    ("darkblue", 0x00_008b),
    ("darkgreen", 0x00_6400),
    ("darkorange", 0xff_8c00),
    ("darkred", 0x8b_0000),
    ("darkviolet", 0x94_00d3),
    ("deeppink", 0xff_1493),
    ("deepskyblue", 0x00_bfff),
    ("dodgerblue", 0x1e_90ff),
    ("firebrick", 0xb2_2222),
    ("forestgreen", 0x22_8b22),
    ("gold", 0xff_d700),
    ("goldenrod", 0xda_a520),
    ("gray", 0x80_8080),
    ("green", 0x00_8000),
    ("grey", 0x80_8080),
    ("hotpink", 0xff_69b4),
    ("indianred", 0xcd_5c5c),
    ("indigo", 0x4b_0082),
    ("khaki", 0xf0_e68c),
    ("lightblue", 0xad_d8e6),
    ("lightgreen", 0x90_ee90),
    ("lightgrey", 0xd3_d3d3),
    ("lightgray", 0xd3_d3d3),
    ("limegreen", 0x32_cd32),
    ("magenta", 0xff_00ff),
    ("maroon", 0x80_0000),
    ("mediumblue", 0x00_00cd),
    ("midnightblue", 0x19_1970),
    ("navy", 0x00_0080),
    ("olive", 0x80_8000),
    ("olivedrab", 0x6b_8e23),
    ("orange", 0xff_a500),
    ("orangered", 0xff_4500),
    ("orchid", 0xda_70d6),
    ("pink", 0xff_c0cb),
    ("plum", 0xdd_a0dd),
    ("purple", 0x80_0080),
    ("red", 0xff_0000),
    ("royalblue", 0x41_69e1),
    ("salmon", 0xfa_8072),
    ("seagreen", 0x2e_8b57),
    ("sienna", 0xa0_522d),
    ("skyblue", 0x87_ceeb),
    ("slateblue", 0x6a_5acd),
    ("slategray", 0x70_8090),
    ("slategrey", 0x70_8090),
    ("springgreen", 0x00_ff7f),
    ("steelblue", 0x46_82b4),
    ("tan", 0xd2_b48c),
    ("teal", 0x00_8080),
    ("tomato", 0xff_6347),
    ("turquoise", 0x40_e0d0),
    ("violet", 0xee_82ee),
    ("yellow", 0xff_ff00),
    ("yellowgreen", 0x9a_cd32),
];

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn a_model_may_name_colours_but_nothing_else() {
        assert_eq!(Colour::named("#DC2626"), Some(Colour(0xdc, 0x26, 0x26)));
        assert_eq!(Colour::named("#f00"), Some(Colour(255, 0, 0)));
        assert_eq!(Colour::named(" Firebrick3 "), Some(Colour(0xb2, 0x22, 0x22)));
        assert_eq!(Colour::named("grey69"), Some(Colour(176, 176, 176)));
        for no_colour in
            ["", "#", "#+12345", "#ff00", "grey101", "url(#x)", "red;stroke:url(http://x)", "expression()", "blurple"]
        {
            assert_eq!(Colour::named(no_colour), None, "{no_colour}");
        }
    }

    #[test]
    fn black_on_white_is_the_strongest_contrast() {
        let contrast = Colour::of(0).contrast(Colour::of(0xff_ffff));
        assert!((contrast - 21.0).abs() < 1e-9);
        assert_eq!(Colour::of(0xff_ffff).under(Colour::of(0), 0.5).to_string(), "#808080");
    }
}
