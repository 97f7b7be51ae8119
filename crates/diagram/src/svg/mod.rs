//! A small writer of SVG, in which escaping belongs to the type.
//!
//! Names of elements and attributes are words of ours. Text of a model gets in only as the content of an element
//! ([`Tag::content`]) or as the value of an attribute ([`Tag::value`]); both escape it, and replace what XML forbids or what
//! a viewer would obey without showing it. There is no way to write markup that came from a model.

mod number;
mod path;

use crate::text::{Line, Style, UsedLetters, clean, is_right_to_left};

pub use number::number;
pub use path::Path;

/// A picture in the making.
#[derive(Debug, Default)]
pub struct Svg {
    out: String,
    letters: UsedLetters,
}

/// Which part of a line of text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end, whichever way it is written.
    Left,
    /// Its middle.
    Middle,
}

impl Svg {
    /// An empty picture.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts an element.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { svg: self, name }
    }

    /// Draws a line of text, whose baseline starts or is centred at a point. It keeps the width for which there is room,
    /// also where a viewer takes another font.
    pub fn line(&mut self, line: &Line, style: Style, class: &'static str, anchor: Anchor, (x, y): (f64, f64)) {
        self.letters.add(&line.text, style.weight);
        let is_right_to_left = is_right_to_left(&line.text);
        let mut tag = self.tag("text").word("class", class).number("x", x).number("y", y);
        if is_right_to_left {
            tag = tag.word("direction", "rtl");
        }
        tag = match anchor {
            Anchor::Middle => tag.word("text-anchor", "middle"),
            Anchor::Left if is_right_to_left => tag.word("text-anchor", "end"),
            Anchor::Left => tag,
        };
        if line.has_certain_width() {
            tag = tag.number("textLength", line.width);
        }
        tag.content(&line.text);
    }

    /// Adds another picture at the end.
    pub fn append(&mut self, other: Svg) {
        self.out.push_str(&other.out);
        self.letters.append(other.letters);
    }

    /// The letters of all lines of text.
    pub fn letters(&self) -> &UsedLetters {
        &self.letters
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }
}

/// An element whose attributes are being written. One of [`Tag::empty`], [`Tag::content`], [`Tag::style`] and
/// [`Tag::around`] ends it.
#[must_use = "an element has to be ended"]
#[derive(Debug)]
pub struct Tag<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Tag<'_> {
    /// An attribute whose value is ours.
    pub fn word(self, name: &'static str, value: &'static str) -> Self {
        self.value(name, value)
    }

    /// An attribute whose value may come from a model.
    pub fn value(mut self, name: &'static str, value: &str) -> Self {
        self.start(name);
        escape(&mut self.svg.out, value);
        self.svg.out.push('"');
        self
    }

    /// An attribute that is a number; what is not finite becomes zero.
    pub fn number(mut self, name: &'static str, value: f64) -> Self {
        self.start(name);
        self.svg.out.push_str(&number(value));
        self.svg.out.push('"');
        self
    }

    /// The outline of a `path`.
    pub fn path(mut self, path: &Path) -> Self {
        self.start("d");
        self.svg.out.push_str(path.as_str());
        self.svg.out.push('"');
        self
    }

    /// Moves the element to a point, and scales it there.
    pub fn transform(mut self, (x, y): (f64, f64), scale: f64) -> Self {
        self.start("transform");
        let out = &mut self.svg.out;
        for part in ["translate(", &number(x), " ", &number(y), ")"] {
            out.push_str(part);
        }
        if (scale - 1.0).abs() > 1e-6 {
            for part in [" scale(", &number(scale), ")"] {
                out.push_str(part);
            }
        }
        out.push('"');
        self
    }

    /// Leaves the element without content.
    pub fn empty(self) {
        self.svg.out.push_str("/>");
    }

    /// Text as the element's content.
    pub fn content(self, text: &str) {
        self.svg.out.push('>');
        escape(&mut self.svg.out, text);
        self.end();
    }

    /// A style sheet as the element's content. It is ours, and is escaped all the same.
    pub fn style(self, sheet: &str) {
        self.content(sheet);
    }

    /// Other elements as the element's content.
    pub fn around(self, inside: impl FnOnce(&mut Svg)) {
        self.svg.out.push('>');
        inside(self.svg);
        self.end();
    }

    fn start(&mut self, name: &'static str) {
        self.svg.out.push(' ');
        self.svg.out.push_str(name);
        self.svg.out.push_str("=\"");
    }

    fn end(self) {
        self.svg.out.push_str("</");
        self.svg.out.push_str(self.name);
        self.svg.out.push('>');
    }
}

fn escape(out: &mut String, text: &str) {
    for letter in clean(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Svg};

    #[test]
    fn elements_nest_and_carry_attributes() {
        let mut svg = Svg::new();
        svg.tag("g").word("class", "node").around(|svg| {
            svg.tag("rect").number("x", 1.0).number("width", 2.345_6).empty();
            svg.tag("path").path(Path::new().to(0.0, 1.5).line(2.0, 3.0)).empty();
            svg.tag("text").content("Web");
        });
        assert_eq!(
            svg.finish(),
            r#"<g class="node"><rect x="1" width="2.35"/><path d="M0 1.5L2 3"/><text>Web</text></g>"#
        );
    }

    #[test]
    fn whatever_a_name_holds_it_stays_text() {
        let hostile = "a\"'<b>&amp;]]>--><script>alert(1)</script>\u{0}\u{8}\u{202e}\u{ffff}\n🔒\u{2028}";
        let mut svg = Svg::new();
        svg.tag("g").value("data-id", hostile).around(|svg| svg.tag("text").content(hostile));
        let out = svg.finish();
        let document = roxmltree::Document::parse(&out).unwrap();
        let shown = "a\"'<b>&amp;]]>--><script>alert(1)</script>□□□□ 🔒 ";
        assert_eq!(document.root_element().attribute("data-id"), Some(shown));
        assert_eq!(document.root_element().first_child().unwrap().text(), Some(shown));
        assert_eq!(document.descendants().filter(|node| node.is_element()).count(), 2);
    }
}
