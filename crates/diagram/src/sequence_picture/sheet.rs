//! What the style sheet of sequence diagrams has beyond that of all pictures.

use std::fmt::Write;

use crate::picture::Theme;
use crate::picture::theme::{Look, Palette, write_colours};

/// The rules of a theme.
pub(crate) fn rules(theme: Theme) -> String {
    let mut rules = String::from(
        "\
.bz-lifeline{fill:none;stroke-width:1.2;stroke-dasharray:2 4;stroke-linecap:round}
.bz-bar,.bz-note,.bz-note-fold,.bz-frame,.bz-frame-tab{stroke-width:1.1;stroke-linejoin:round}
.bz-frame,.bz-note-fold{fill:none}
.bz-reply{stroke-dasharray:5 3.5}
",
    );
    write_colours(&mut rules, theme, colours);
    rules
}

fn colours(rules: &mut String, scope: &str, palette: &Palette) {
    let (bar, note) = (palette.paint(Look::Process), palette.paint(Look::Person));
    let mut rule = |class: &str, property: &str, colour| {
        let _ = writeln!(rules, "{scope} .{class}{{{property}:{colour}}}");
    };
    rule("bz-lifeline", "stroke", palette.faint);
    rule("bz-bar", "fill", bar.fill);
    rule("bz-bar", "stroke", bar.line);
    rule("bz-note", "fill", note.fill);
    rule("bz-note", "stroke", note.line);
    rule("bz-note-fold", "stroke", note.line);
    rule("bz-frame", "stroke", palette.flow);
    rule("bz-frame-tab", "fill", palette.paper);
    rule("bz-frame-tab", "stroke", palette.flow);
    rule("bz-number-plate", "fill", palette.flow);
    rule("bz-number.bz-on-plate", "fill", palette.paper);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::theme::{DARK, LIGHT, PRINT};

    #[test]
    fn text_on_plates_and_notes_can_be_read_in_all_themes() {
        for palette in [LIGHT, DARK, PRINT] {
            assert!(palette.paper.contrast(palette.flow) >= 4.5);
            assert!(palette.soft_ink.contrast(palette.paint(Look::Person).fill) >= 4.5);
        }
    }
}
