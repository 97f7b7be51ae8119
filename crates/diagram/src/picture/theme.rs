//! The colours of pictures, one table per theme.

use super::colour::Colour;

/// How a picture is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light, or light on dark where the reader's viewer prefers that. Programs that turn a picture into another
    /// format see the light one.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white; patterns say what colours say elsewhere.
    Print,
    /// For a picture inside a web page, which has the style sheet: see [`crate::page_rules`].
    Page,
}

impl Theme {
    /// Those of pictures that stand alone, by the names that a user types.
    pub const NAMED: [(&'static str, Theme); 4] =
        [("auto", Theme::Auto), ("light", Theme::Light), ("dark", Theme::Dark), ("print", Theme::Print)];

    /// The theme that a user names.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, theme)| *theme)
    }
}

/// Writes rules of colours for a theme: once, or for each palette among which the reader or the page chooses.
pub(crate) fn write_colours(rules: &mut String, theme: Theme, colours: fn(&mut String, &str, &Palette)) {
    let dark_under = |rules: &mut String, condition: &str, scope: &str| {
        rules.push_str(condition);
        rules.push_str("{\n");
        colours(rules, scope, &DARK);
        rules.push_str("}\n");
    };
    match theme {
        Theme::Light => colours(rules, ".bz-light", &LIGHT),
        Theme::Dark => colours(rules, ".bz-dark", &DARK),
        Theme::Print => colours(rules, ".bz-print", &PRINT),
        Theme::Auto => {
            colours(rules, ".bz-auto", &LIGHT);
            dark_under(rules, "@media (prefers-color-scheme:dark)", ".bz-auto");
        }
        Theme::Page => {
            colours(rules, ".bz-page", &LIGHT);
            dark_under(
                rules,
                "@media screen and (prefers-color-scheme:dark)",
                ":root:not([data-theme=light]) .bz-page",
            );
            dark_under(rules, "@media screen", ":root[data-theme=dark] .bz-page");
        }
    }
}

/// What something in a picture looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    Person,
    External,
    Process,
    Store,
    Function,
    Model,
    Asset,
    StandIn,
    OutOfScope,
    Calm,
    Serious,
    Severe,
}

impl Look {
    pub(crate) const ALL: [Look; 12] = [
        Look::Person,
        Look::External,
        Look::Process,
        Look::Store,
        Look::Function,
        Look::Model,
        Look::Asset,
        Look::StandIn,
        Look::OutOfScope,
        Look::Calm,
        Look::Serious,
        Look::Severe,
    ];

    /// Whether a pattern fills it where colours cannot.
    pub(crate) fn has_pattern(self) -> bool {
        matches!(self, Look::OutOfScope | Look::Serious | Look::Severe)
    }

    /// The class of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Look::Person => "bz-person",
            Look::External => "bz-external",
            Look::Process => "bz-process",
            Look::Store => "bz-store",
            Look::Function => "bz-function",
            Look::Model => "bz-model",
            Look::Asset => "bz-asset",
            Look::StandIn => "bz-stand-in",
            Look::OutOfScope => "bz-out-of-scope",
            Look::Calm => "bz-calm",
            Look::Serious => "bz-serious",
            Look::Severe => "bz-severe",
        }
    }

    /// The classes of the outline of something that looks so.
    pub(crate) fn of_shape(self, is_dotted: bool) -> String {
        format!("bz-shape {}{}", self.class(), if is_dotted { " bz-dotted" } else { "" })
    }

    /// The classes of its icon.
    pub(crate) fn of_icon(self) -> String {
        format!("bz-icon {}", self.class())
    }
}

/// The colours of an area.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    pub(crate) fill: Colour,
    pub(crate) line: Colour,
}

/// The colours of a theme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette {
    /// The background.
    pub(crate) paper: Colour,
    /// Names of elements, titles.
    pub(crate) ink: Colour,
    /// Labels of flows, the legend.
    pub(crate) soft_ink: Colour,
    /// Lines of flows.
    pub(crate) flow: Colour,
    /// Lines of flows that are out of scope.
    pub(crate) faint: Colour,
    /// The line around a trust boundary.
    pub(crate) border: Colour,
    /// The title of a trust boundary.
    pub(crate) border_ink: Colour,
    /// What lies over the background inside a trust boundary, once for each that is nested.
    pub(crate) tint: Colour,
    /// How strongly.
    pub(crate) tint_opacity: f64,
    /// The mark of what is stated to be encrypted.
    pub(crate) locked: Colour,
    /// The mark of what is stated not to be.
    pub(crate) unlocked: Colour,
    /// What is new, gone and changed in a picture of two versions.
    pub(crate) added: Paint,
    pub(crate) removed: Paint,
    pub(crate) changed: Paint,
    paints: [Paint; 12],
}

impl Palette {
    /// The colours of a look.
    pub(crate) fn paint(&self, look: Look) -> Paint {
        let at = Look::ALL.iter().position(|known| *known == look).unwrap_or(0);
        let [first, ..] = self.paints;
        self.paints.get(at).copied().unwrap_or(first)
    }
}

/// How many boundaries within each other are tinted; deeper ones keep the tint, so that their text stays readable.
pub(crate) const TINTED_DEPTH: usize = 6;

/// How strongly the colour of flows lies behind their numbers.
pub(crate) const BADGE_OPACITY: f64 = 0.16;

/// How strongly text of what two versions have alike is drawn, so that it steps back and can still be read.
pub(crate) const KEPT_OPACITY: f64 = 0.8;

const fn paint(fill: u32, line: u32) -> Paint {
    Paint { fill: Colour::of(fill), line: Colour::of(line) }
}

pub(crate) const LIGHT: Palette = Palette {
    paper: Colour::of(0xff_ffff),
    ink: Colour::of(0x14_1c2b),
    soft_ink: Colour::of(0x3d_4a5e),
    flow: Colour::of(0x52_6077),
    faint: Colour::of(0xa3_abb8),
    border: Colour::of(0xd6_3a3a),
    border_ink: Colour::of(0xa3_1d1d),
    tint: Colour::of(0xdc_2626),
    tint_opacity: 0.028,
    locked: Colour::of(0x1f_7a5c),
    unlocked: Colour::of(0xb4_4a0e),
    added: paint(0xda_fbe1, 0x1a_7f37),
    removed: paint(0xff_ebe9, 0xcf_222e),
    changed: paint(0xff_f3b8, 0x8a_5c00),
    paints: [
        paint(0xfe_f8e7, 0xa1_7a1f),
        paint(0xf1_f4f8, 0x63_7186),
        paint(0xe9_f1fd, 0x3a_6bb5),
        paint(0xe6_f6ee, 0x2c_7d5c),
        paint(0xfd_efe2, 0xb5_6a23),
        paint(0xf3_edfd, 0x77_4fb8),
        paint(0xf6_f8fa, 0x63_7186),
        paint(0xff_ffff, 0x8a_94a3),
        paint(0xf2_f3f5, 0xa3_abb8),
        paint(0xdd_f0f4, 0x1d_7588),
        paint(0xfd_e9b4, 0xa6_6b00),
        paint(0xf7_bfae, 0xa5_1c12),
    ],
};

pub(crate) const DARK: Palette = Palette {
    paper: Colour::of(0x12_1721),
    ink: Colour::of(0xf0_f4fa),
    soft_ink: Colour::of(0xc3_ccda),
    flow: Colour::of(0x9a_a8bd),
    faint: Colour::of(0x5c_6778),
    border: Colour::of(0xe8_6a64),
    border_ink: Colour::of(0xff_a8a2),
    tint: Colour::of(0xff_7a72),
    tint_opacity: 0.032,
    locked: Colour::of(0x6f_d3ac),
    unlocked: Colour::of(0xf5_a566),
    added: paint(0x12_3a20, 0x4f_c965),
    removed: paint(0x4a_1b20, 0xff_7b72),
    changed: paint(0x42_3406, 0xe3_b341),
    paints: [
        paint(0x38_3018, 0xd6_b25c),
        paint(0x26_2e3b, 0x93_a1b6),
        paint(0x1c_2f4f, 0x7f_aaec),
        paint(0x17_3a2d, 0x6c_c49d),
        paint(0x40_2a17, 0xe2_a065),
        paint(0x32_264d, 0xb6_95ee),
        paint(0x22_2a36, 0x93_a1b6),
        paint(0x12_1721, 0x7d_899b),
        paint(0x20_2631, 0x5c_6778),
        paint(0x13_3b45, 0x63_bfd3),
        paint(0x3f_3403, 0xee_c04c),
        paint(0x93_2c1e, 0xff_a695),
    ],
};

pub(crate) const PRINT: Palette = Palette {
    paper: Colour::of(0xff_ffff),
    ink: Colour::of(0x00_0000),
    soft_ink: Colour::of(0x00_0000),
    flow: Colour::of(0x00_0000),
    faint: Colour::of(0x8c_8c8c),
    border: Colour::of(0x00_0000),
    border_ink: Colour::of(0x00_0000),
    tint: Colour::of(0x00_0000),
    tint_opacity: 0.0,
    locked: Colour::of(0x00_0000),
    unlocked: Colour::of(0x00_0000),
    added: paint(0xff_ffff, 0x00_0000),
    removed: paint(0xff_ffff, 0x00_0000),
    changed: paint(0xff_ffff, 0x00_0000),
    paints: [
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x8c_8c8c),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
        paint(0xff_ffff, 0x00_0000),
    ],
};

#[cfg(test)]
mod tests {
    use super::{BADGE_OPACITY, Colour, DARK, KEPT_OPACITY, LIGHT, Look, PRINT, Palette, TINTED_DEPTH};

    const READABLE: f64 = 4.5;
    /// What the guidelines ask of lines that carry meaning.
    const VISIBLE: f64 = 3.0;

    fn papers(palette: &Palette) -> Vec<Colour> {
        let deeper = |paper: &Colour| Some(paper.under(palette.tint, palette.tint_opacity));
        std::iter::successors(Some(palette.paper), deeper).take(TINTED_DEPTH + 1).collect()
    }

    #[test]
    fn all_text_can_be_read_in_all_themes() {
        for (name, palette) in [("light", LIGHT), ("dark", DARK), ("print", PRINT)] {
            for look in Look::ALL {
                let fill = palette.paint(look).fill;
                assert!(palette.ink.contrast(fill) >= READABLE, "{name}: a name on {look:?}");
                assert!(palette.soft_ink.contrast(fill) >= READABLE, "{name}: small text on {look:?}");
            }
            for mark in [palette.added, palette.removed, palette.changed] {
                assert!(palette.ink.contrast(mark.fill) >= READABLE, "{name}: a name on {}", mark.fill);
                assert!(mark.line.contrast(palette.paper) >= READABLE, "{name}: a title in {}", mark.line);
            }
            for paper in papers(&palette) {
                for ink in [palette.ink, palette.soft_ink, palette.border_ink] {
                    assert!(ink.contrast(paper) >= READABLE, "{name}: {ink} on {paper}");
                }
            }
            let kept = palette.paper.under(palette.soft_ink, KEPT_OPACITY);
            assert!(kept.contrast(palette.paper) >= READABLE, "{name}: what is as before");
            let badge = palette.paper.under(palette.flow, BADGE_OPACITY);
            assert!(palette.soft_ink.contrast(badge) >= READABLE, "{name}: a number");
        }
    }

    #[test]
    fn lines_can_be_seen_in_all_themes() {
        for (name, palette) in [("light", LIGHT), ("dark", DARK), ("print", PRINT)] {
            for paper in papers(&palette) {
                let marks = [palette.added.line, palette.removed.line, palette.changed.line];
                for line in [palette.flow, palette.border, palette.locked, palette.unlocked].into_iter().chain(marks) {
                    assert!(line.contrast(paper) >= VISIBLE, "{name}: {line} on {paper}");
                }
            }
            for look in Look::ALL.into_iter().filter(|look| *look != Look::OutOfScope) {
                assert!(
                    palette.paint(look).line.contrast(palette.paint(look).fill) >= VISIBLE - 0.2,
                    "{name}: {look:?}"
                );
            }
        }
    }

    /// How a colour looks to who lacks one kind of cone, by the matrices of Machado, Oliveira and Fernandes (2009).
    fn seen(colour: Colour, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let linear = [colour.0, colour.1, colour.2].map(|value| (f64::from(value) / 255.0).powf(2.2));
        matrix.map(|row| {
            let sum: f64 = row.iter().zip(linear).map(|(factor, value)| factor * value).sum();
            sum.clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0
        })
    }

    #[test]
    fn severities_can_be_told_apart_by_colour_blind_readers() {
        let red = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
        let green = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
        let blue = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
        let severities = [Look::Calm, Look::Serious, Look::Severe];
        for (name, palette) in [("light", LIGHT), ("dark", DARK)] {
            for matrix in [red, green, blue] {
                for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                    let (one, other) = (severities[one], severities[other]);
                    let (first, second) = (palette.paint(one).fill, palette.paint(other).fill);
                    let apart = seen(first, matrix).into_iter().zip(seen(second, matrix)).map(|(a, b)| (a - b).powi(2));
                    let distance = apart.sum::<f64>().sqrt();
                    assert!(distance > 30.0, "{name}: {one:?} and {other:?}: {distance}");
                }
            }
        }
    }
}
