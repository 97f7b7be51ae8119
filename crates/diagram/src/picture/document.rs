//! The document around a drawing: title and description for readers who cannot see it, style sheet, typeface, background.

use super::sheet::{draw_patterns, root_class, sheet};
use super::theme::Theme;
use crate::layout::Size;
use crate::svg::{Svg, number};
use crate::text::FAMILY;

/// What is to be said of a picture.
pub(crate) struct Document<'a> {
    /// What kind of picture it is, in words that a screen reader says.
    pub(crate) kind: &'static str,
    /// What it is of.
    pub(crate) title: &'a str,
    /// What it shows.
    pub(crate) description: &'a str,
    /// Its size in CSS pixels.
    pub(crate) size: Size,
    /// Its colours.
    pub(crate) theme: Theme,
    /// What its style sheet has beyond that of all pictures.
    pub(crate) rules: &'a str,
}

impl Document<'_> {
    /// The SVG document around a drawing.
    pub(crate) fn around(&self, drawing: Svg) -> String {
        let style = (self.theme != Theme::Page).then(|| drawing.letters().rules() + &sheet(self.theme) + self.rules);
        let Size { width, height } = self.size;
        let mut svg = Svg::new();
        let root = svg.tag("svg").word("xmlns", "http://www.w3.org/2000/svg").number("width", width);
        let root = root.number("height", height);
        let root = root.value("viewBox", &format!("0 0 {} {}", number(width), number(height)));
        let root = root.word("class", root_class(self.theme)).value("font-family", &families());
        let root = root.word("role", "graphics-document document").word("aria-roledescription", self.kind);
        root.value("aria-label", self.title).around(|svg| {
            svg.tag("title").content(self.title);
            svg.tag("desc").content(self.description);
            if let Some(style) = style {
                svg.tag("style").style(&style);
            }
            draw_patterns(svg, self.theme);
            svg.tag("rect").word("class", "bz-paper").number("width", width).number("height", height).empty();
            svg.append(drawing);
        });
        let mut text = svg.finish();
        text.push('\n');
        text
    }
}

/// The typeface, then what a reader's machine has for letters that it lacks.
fn families() -> String {
    format!("{FAMILY}, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif")
}
