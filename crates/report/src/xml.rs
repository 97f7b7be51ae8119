//! XML 1.0: elements with attributes and text, and nothing that a name could break out of.

use std::fmt::Write;

/// A document that is being written.
#[derive(Debug)]
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    pub(crate) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{name}>");
        }
    }

    /// An element that holds text, or nothing.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&'static str, &str)], text: &str) {
        self.start(name, attributes);
        if text.is_empty() {
            self.out.push_str("/>\n");
            return;
        }
        self.out.push('>');
        escape(text, &mut self.out);
        let _ = writeln!(self.out, "</{name}>");
    }

    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.indent();
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }
}

/// XML 1.0 has no way to write most control characters: the replacement character stands for them.
pub(crate) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn names_stay_inside() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"/><x>\n&\u{0}")]);
        xml.leaf("c", &[], "]]></a>\u{1b}");
        let text = xml.finish();
        assert_eq!(
            text.lines().skip(1).collect::<Vec<_>>().join("\n"),
            "<a b=\"&quot;/&gt;&lt;x&gt;&#10;&amp;\u{fffd}\">\n  <c>]]&gt;&lt;/a&gt;\u{fffd}</c>\n</a>"
        );
    }
}
