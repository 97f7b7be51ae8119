//! The style sheet of pictures: what is the same in all themes, then the colours of one theme, or of two where the reader's
//! viewer chooses. Colours stand in the rules themselves, because not every program that reads SVG knows variables.

use std::fmt::Write;

use super::theme::{BADGE_OPACITY, Look, Palette, Theme, write_colours};
use crate::svg::{Path, Svg};
use crate::text::{Style, Weight};

/// Names of elements.
pub(crate) const NAME: Style = Style { size: 13.0, weight: Weight::SemiBold };
/// Labels of flows.
pub(crate) const LABEL: Style = Style { size: 11.0, weight: Weight::Regular };
/// Protocols and data.
pub(crate) const DETAIL: Style = Style { size: 10.0, weight: Weight::Regular };
/// Numbers of flows.
pub(crate) const NUMBER: Style = Style { size: 9.5, weight: Weight::SemiBold };
/// Titles of trust boundaries.
pub(crate) const BORDER: Style = Style { size: 12.0, weight: Weight::SemiBold };
/// The title of a picture.
pub(crate) const TITLE: Style = Style { size: 18.0, weight: Weight::SemiBold };
/// The legend.
pub(crate) const LEGEND: Style = Style { size: 11.0, weight: Weight::Regular };

const PATTERN_SERIOUS: &str = "bz-dots";
const PATTERN_SEVERE: &str = "bz-lattice";
const PATTERN_OUT_OF_SCOPE: &str = "bz-hatching";

/// The class of the root of a picture in a theme.
pub(crate) fn root_class(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "bz bz-auto",
        Theme::Light => "bz bz-light",
        Theme::Dark => "bz bz-dark",
        Theme::Print => "bz bz-print",
        Theme::Page => "bz bz-page",
    }
}

/// The style sheet of a theme, without fonts.
pub(crate) fn sheet(theme: Theme) -> String {
    let mut sheet = common();
    write_colours(&mut sheet, theme, colours);
    if theme == Theme::Print {
        patterns_in_place_of_colours(&mut sheet);
    }
    sheet
}

/// Patterns that the sheet refers to.
pub(crate) fn draw_patterns(svg: &mut Svg, theme: Theme) {
    if theme != Theme::Print {
        return;
    }
    let mut pattern = |id: &'static str, side: f64, path: &Path, width: f64| {
        let tag = svg.tag("pattern").word("id", id).word("patternUnits", "userSpaceOnUse");
        tag.number("width", side).number("height", side).around(|svg| {
            // Lines of flows go on below the shape.
            svg.tag("rect").word("class", "bz-paper").number("width", side).number("height", side).empty();
            svg.tag("path").path(path).word("class", "bz-pattern").number("stroke-width", width).empty();
        });
    };
    let mut lines = Path::new();
    pattern(PATTERN_OUT_OF_SCOPE, 7.0, lines.to(-1.0, 8.0).line(8.0, -1.0), 0.6);
    let mut dots = Path::new();
    pattern(PATTERN_SERIOUS, 6.0, dots.to(3.0, 3.0).line(3.01, 3.0), 1.6);
    let mut lattice = Path::new();
    pattern(PATTERN_SEVERE, 6.0, lattice.to(-1.0, 7.0).line(7.0, -1.0).to(-1.0, -1.0).line(7.0, 7.0), 0.8);
}

fn common() -> String {
    let mut sheet = String::new();
    let styles = [
        ("name", NAME),
        ("label", LABEL),
        ("detail", DETAIL),
        ("number", NUMBER),
        ("border-title", BORDER),
        ("title", TITLE),
        ("legend", LEGEND),
    ];
    for (class, style) in styles {
        let weight = if style.weight == Weight::Regular { 400 } else { 600 };
        let _ = writeln!(sheet, ".bz-{class}{{font-size:{}px;font-weight:{weight}}}", style.size);
    }
    let _ = writeln!(sheet, ".bz-badge{{fill-opacity:{BADGE_OPACITY};stroke:none}}");
    sheet.push_str(
        "\
.bz-shape{stroke-width:1.4}
.bz-dotted{stroke-dasharray:.1 4;stroke-linecap:round;stroke-width:1.6}
.bz-icon{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.bz-flow{fill:none;stroke-width:1.3;stroke-linejoin:round}
.bz-flow.bz-serious{stroke-width:1.8}
.bz-flow.bz-severe{stroke-width:2.4}
.bz-flow-head{stroke:none}
.bz-border{fill:none;stroke-width:1.3;stroke-dasharray:6 4}
.bz-plate{fill-opacity:.94;stroke:none}
.bz-rule{fill:none;stroke-width:1;stroke-opacity:.35}
.bz-severity{stroke:none}
.bz-severity-sign{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.bz-pattern{fill:none;stroke:#777;stroke-linecap:round}
",
    );
    sheet
}

fn colours(sheet: &mut String, scope: &str, palette: &Palette) {
    let fills = [
        ("bz-paper", palette.paper),
        ("bz-plate", palette.paper),
        ("bz-name", palette.ink),
        ("bz-title", palette.ink),
        ("bz-label", palette.soft_ink),
        ("bz-detail", palette.soft_ink),
        ("bz-number", palette.soft_ink),
        ("bz-legend", palette.soft_ink),
        ("bz-border-title", palette.border_ink),
        ("bz-border-title.bz-quiet", palette.soft_ink),
        ("bz-badge", palette.flow),
        ("bz-flow-head", palette.flow),
        ("bz-flow-head.bz-out-of-scope", palette.faint),
    ];
    for (class, colour) in fills {
        let _ = writeln!(sheet, "{scope} .{class}{{fill:{colour}}}");
    }
    let lines = [
        ("bz-flow", palette.flow),
        ("bz-flow.bz-out-of-scope", palette.faint),
        ("bz-border", palette.border),
        ("bz-border.bz-quiet", palette.flow),
        ("bz-border-mark", palette.border_ink),
        ("bz-border-mark.bz-quiet", palette.flow),
        ("bz-rule", palette.flow),
        ("bz-locked", palette.locked),
        ("bz-unlocked", palette.unlocked),
        ("bz-severity-sign", palette.paper),
    ];
    for (class, colour) in lines {
        let _ = writeln!(sheet, "{scope} .{class}{{stroke:{colour}}}");
    }
    let _ = writeln!(sheet, "{scope} .bz-tint{{fill:{};fill-opacity:{}}}", palette.tint, palette.tint_opacity);
    for look in Look::ALL {
        let (class, paint) = (look.class(), palette.paint(look));
        let _ = writeln!(sheet, "{scope} .bz-shape.{class}{{fill:{};stroke:{}}}", paint.fill, paint.line);
        let _ = writeln!(sheet, "{scope} .bz-icon.{class}{{stroke:{}}}", paint.line);
        if matches!(look, Look::Calm | Look::Serious | Look::Severe) {
            let _ =
                writeln!(sheet, "{scope} .bz-severity.{class},{scope} .bz-flow-head.{class}{{fill:{}}}", paint.line);
            let _ = writeln!(sheet, "{scope} .bz-flow.{class}{{stroke:{}}}", paint.line);
        }
    }
}

/// Names lie on the patterns with a plate behind them, as labels lie on lines.
fn patterns_in_place_of_colours(sheet: &mut String) {
    let patterns =
        [(Look::OutOfScope, PATTERN_OUT_OF_SCOPE), (Look::Serious, PATTERN_SERIOUS), (Look::Severe, PATTERN_SEVERE)];
    for (look, pattern) in patterns {
        let _ = writeln!(sheet, ".bz-print .bz-shape.{}{{fill:url(#{pattern})}}", look.class());
    }
    sheet.push_str(
        "\
.bz-print .bz-shape.bz-severe{stroke-width:2.4}
.bz-print .bz-plate{fill-opacity:1}
",
    );
}
