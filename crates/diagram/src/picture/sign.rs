//! What a mark of a picture of two versions looks like: a disc with a sign, and the rules of the style sheet.

use std::fmt::Write;

use super::theme::{KEPT_OPACITY, Palette, Theme, write_colours};
use crate::layout::Point;
use crate::mark::Mark;
use crate::svg::{Path, Svg};

/// Draws the sign of a mark in a disc around a point; nothing for what was kept.
pub(super) fn draw_sign(svg: &mut Svg, mark: Mark, centre: Point, radius: f64) {
    let (x, y, r) = (centre.x, centre.y, radius);
    let arm = r * 0.5;
    let mut sign = Path::new();
    match mark {
        Mark::Kept => return,
        Mark::Added => sign.to(x - arm, y).line(x + arm, y).to(x, y - arm).line(x, y + arm),
        Mark::Removed => sign.to(x - arm, y).line(x + arm, y),
        // A wave, as the sign of what changed is in text.
        Mark::Changed => sign.to(x - arm, y + arm * 0.3).bend(x - arm * 0.5, y - arm, x, y).bend(
            x + arm * 0.5,
            y + arm,
            x + arm,
            y - arm * 0.3,
        ),
        Mark::Moved => {
            let tip = x + arm;
            sign.to(x - arm, y)
                .line(tip, y)
                .to(tip - arm * 0.8, y - arm * 0.8)
                .line(tip, y)
                .line(tip - arm * 0.8, y + arm * 0.8)
        }
    };
    let mut disc = Path::new();
    disc.to(x - r, y).arc((r, r), true, x + r, y).arc((r, r), true, x - r, y).close();
    svg.tag("path").path(&disc).value("class", &format!("bz-sign {}", mark.class())).empty();
    svg.tag("path").path(&sign).word("class", "bz-sign-line").empty();
}

/// What the style sheet of a picture with marks has beyond that of all pictures.
pub(super) fn rules(theme: Theme) -> String {
    let mut rules = String::from(
        "\
.bz-sign{stroke:none}
.bz-sign-line{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.bz-added .bz-shape,.bz-changed .bz-shape,.bz-removed .bz-shape{stroke-width:2}
.bz-added .bz-flow,.bz-changed .bz-flow,.bz-removed .bz-flow{stroke-width:2}
.bz-added .bz-border,.bz-changed .bz-border,.bz-removed .bz-border{stroke-width:1.8}
.bz-removed .bz-shape,.bz-removed .bz-flow{stroke-dasharray:5 4}
.bz-removed .bz-border{stroke-dasharray:2 4}
.bz-kept .bz-shape,.bz-kept .bz-flow,.bz-kept .bz-border{stroke-opacity:.55}
.bz-kept .bz-flow-head{fill-opacity:.6}
",
    );
    let _ = writeln!(rules, ".bz-kept text,.bz-kept .bz-icon{{opacity:{KEPT_OPACITY}}}");
    write_colours(&mut rules, theme, colours);
    rules
}

fn colours(rules: &mut String, scope: &str, palette: &Palette) {
    let marks = [
        (Mark::Added.class(), palette.added),
        (Mark::Removed.class(), palette.removed),
        (Mark::Changed.class(), palette.changed),
    ];
    for (class, paint) in marks {
        let (fill, line) = (paint.fill, paint.line);
        let within = |part: &str| format!("{scope} .{class} .{part}");
        let _ = writeln!(rules, "{}{{fill:{fill};stroke:{line}}}", within("bz-shape"));
        let _ = writeln!(rules, "{},{}{{stroke:{line}}}", within("bz-flow"), within("bz-border"));
        let _ = writeln!(rules, "{},{scope} .bz-sign.{class}{{fill:{line}}}", within("bz-flow-head"));
        let _ = writeln!(rules, "{}{{fill:{line}}}", within("bz-border-title"));
        let _ = writeln!(rules, "{},{}{{stroke:{line}}}", within("bz-border-mark"), within("bz-element .bz-icon"));
    }
    let _ = writeln!(rules, "{scope} .bz-sign-line{{stroke:{}}}", palette.paper);
}
