//! Sets text on pages, from the top: headings, paragraphs, lists, and what leads from one place to another.

use std::collections::BTreeMap;
use std::fmt::Write;

use bartizan_diagram::export::{Booklet, BookletPage, Bookmark, Figure, Link, Spot};
use bartizan_diagram::text::{Line, Style, Weight, set_text};

use crate::limits::{MAX_PARAGRAPH_LETTERS, MAX_PDF_PAGES};
use crate::xml::escape;

/// A4 in CSS pixels.
pub(super) const SHORT_SIDE: f64 = 793.7;
pub(super) const LONG_SIDE: f64 = 1122.5;
/// Around what is set.
pub(super) const MARGIN: f64 = 60.0;
/// How wide text is set on an upright page.
pub(super) const TEXT_WIDTH: f64 = SHORT_SIDE - 2.0 * MARGIN;

pub(super) const INK: &str = "#1b1f24";
pub(super) const FAINT: &str = "#5b6570";
pub(super) const LINK: &str = "#0b57a4";

pub(super) const BODY: Style = Style { size: 12.5, weight: Weight::Regular };
pub(super) const STRONG: Style = Style { size: 12.5, weight: Weight::SemiBold };
pub(super) const SMALL: Style = Style { size: 10.5, weight: Weight::Regular };
pub(super) const SMALL_STRONG: Style = Style { size: 10.5, weight: Weight::SemiBold };
pub(super) const TITLE: Style = Style { size: 34.0, weight: Weight::SemiBold };
const HEADING: Style = Style { size: 24.0, weight: Weight::SemiBold };
const INNER_HEADING: Style = Style { size: 15.5, weight: Weight::SemiBold };

/// Pages that are being set.
pub(super) struct Setter {
    title: String,
    pages: Vec<BookletPage>,
    bookmarks: Vec<Bookmark>,
    /// How far down the last page is full.
    pub(super) y: f64,
    /// Places that something leads to, by name.
    places: BTreeMap<String, Spot>,
    /// Areas that lead to a name: page, area.
    links: Vec<(usize, [f64; 4], String)>,
    /// Where the number of the page of a name is to stand: page, height of the baseline.
    numbers: Vec<(usize, f64, String)>,
}

impl Setter {
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            pages: Vec::new(),
            bookmarks: Vec::new(),
            y: 0.0,
            places: BTreeMap::new(),
            links: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Begins an upright page.
    pub(super) fn new_page(&mut self) {
        self.page_of(SHORT_SIDE, LONG_SIDE);
    }

    fn page_of(&mut self, width: f64, height: f64) {
        self.pages.push(BookletPage { width, height, ..BookletPage::default() });
        self.y = MARGIN;
    }

    /// Whether there are more pages than a document may have.
    pub(super) fn is_full(&self) -> bool {
        self.pages.len() > MAX_PDF_PAGES
    }

    /// How much of the page is left.
    pub(super) fn room(&self) -> f64 {
        LONG_SIDE - MARGIN - self.y
    }

    /// Goes on on a new page unless there is so much room.
    pub(super) fn need(&mut self, height: f64) {
        if self.room() < height {
            self.new_page();
        }
    }

    pub(super) fn gap(&mut self, height: f64) {
        self.y += height;
    }

    /// A section on a page of its own.
    pub(super) fn section(&mut self, name: &str, title: &str) {
        self.new_page();
        self.name_place(name);
        self.heading(title, HEADING, false);
        self.gap(8.0);
    }

    /// A part of a section.
    pub(super) fn part(&mut self, title: &str) {
        self.named_part(None, title);
    }

    /// A part of a section that something leads to.
    pub(super) fn named_part(&mut self, name: Option<&str>, title: &str) {
        // A heading does not stand alone at the foot of a page.
        self.need(200.0);
        self.gap(14.0);
        if let Some(name) = name {
            self.name_place(name);
        }
        self.heading(title, INNER_HEADING, true);
        self.gap(4.0);
    }

    fn heading(&mut self, title: &str, style: Style, is_inner: bool) {
        let to = Spot { page: self.page(), y: (self.y - 8.0).max(0.0) };
        self.bookmarks.push(Bookmark { title: title.to_owned(), is_inner, to });
        self.text(title, style, INK);
    }

    /// Gives the place that has been reached a name, which links use.
    fn name_place(&mut self, name: &str) {
        let spot = Spot { page: self.page(), y: (self.y - 8.0).max(0.0) };
        self.places.entry(name.to_owned()).or_insert(spot);
    }

    /// A paragraph as wide as the page.
    pub(super) fn text(&mut self, text: &str, style: Style, ink: &str) {
        self.text_in(text, style, ink, 0.0);
    }

    /// An item of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.need(BODY.line_height());
        let (x, y) = (MARGIN + 4.0, self.y);
        self.line_at("•", x, y, BODY, INK);
        self.text_in(text, BODY, INK, 18.0);
    }

    fn text_in(&mut self, text: &str, style: Style, ink: &str, indent: f64) {
        let paragraph = set_text(text, style, TEXT_WIDTH - indent, MAX_PARAGRAPH_LETTERS);
        for line in paragraph.lines {
            self.need(style.line_height());
            let y = self.y;
            self.line_at(&line.text, MARGIN + indent, y, style, ink);
            self.gap(style.line_height());
        }
    }

    /// A line of the contents: it leads to a name, and says on which page that is.
    pub(super) fn content(&mut self, title: &str, name: &str) {
        let style = BODY;
        self.need(style.line_height());
        let (y, height) = (self.y, style.line_height());
        self.line_at(title, MARGIN, y, style, LINK);
        let page = self.page();
        self.links.push((page, [MARGIN, y, TEXT_WIDTH, height], name.to_owned()));
        self.numbers.push((page, y + style.baseline(), name.to_owned()));
        self.gap(height + 3.0);
    }

    /// An area of the page that leads to a name.
    pub(super) fn link(&mut self, area: [f64; 4], name: &str) {
        let page = self.page();
        self.links.push((page, area, name.to_owned()));
    }

    /// One line of text, from the upper left corner of its box.
    pub(super) fn line_at(&mut self, text: &str, x: f64, y: f64, style: Style, ink: &str) {
        let baseline = y + style.baseline();
        if let Some(page) = self.pages.last_mut() {
            write_text(&mut page.svg, text, [x, baseline], style, ink, "start");
        }
    }

    /// Lines of text below each other.
    pub(super) fn lines_at(&mut self, lines: &[Line], x: f64, y: f64, style: Style, ink: &str) {
        let mut at = y;
        for line in lines {
            self.line_at(&line.text, x, at, style, ink);
            at += style.line_height();
        }
    }

    /// A filled box.
    pub(super) fn fill(&mut self, [x, y, width, height]: [f64; 4], colour: &str) {
        if let Some(page) = self.pages.last_mut() {
            let _ = write!(
                page.svg,
                "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{colour}\"/>"
            );
        }
    }

    /// A picture on a page of its own, upright or turned as suits it, below a heading.
    pub(super) fn figure(&mut self, heading: Option<(&str, &str)>, svg: &str, [width, height]: [f64; 2]) {
        let below = if heading.is_some() { HEADING.line_height() + 8.0 } else { 0.0 };
        let scale = |page_width: f64, page_height: f64| {
            let across = (page_width - 2.0 * MARGIN) / width.max(1.0);
            let down = (page_height - 2.0 * MARGIN - below) / height.max(1.0);
            across.min(down).min(1.0)
        };
        let (upright, turned) = (scale(SHORT_SIDE, LONG_SIDE), scale(LONG_SIDE, SHORT_SIDE));
        let is_turned = turned > upright;
        let (page_width, page_height) = if is_turned { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) };
        let scale = upright.max(turned);
        self.page_of(page_width, page_height);
        if let Some((name, heading)) = heading {
            self.name_place(name);
            self.heading(heading, HEADING, false);
            self.gap(8.0);
        }
        let x = (page_width - width * scale) / 2.0;
        let figure = Figure { svg: svg.to_owned(), x, y: self.y, scale };
        if let Some(page) = self.pages.last_mut() {
            page.figures.push(figure);
        }
        // Whatever comes next begins a page.
        self.y = LONG_SIDE;
    }

    fn page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    /// The document, with numbers on its pages and its links resolved.
    pub(super) fn finish(mut self) -> Booklet {
        for (page, baseline, name) in std::mem::take(&mut self.numbers) {
            if let (Some(spot), Some(page)) = (self.places.get(&name), self.pages.get_mut(page)) {
                let place = [SHORT_SIDE - MARGIN, baseline];
                write_text(&mut page.svg, &(spot.page + 1).to_string(), place, BODY, FAINT, "end");
            }
        }
        for (page, area, name) in std::mem::take(&mut self.links) {
            if let (Some(to), Some(page)) = (self.places.get(&name), self.pages.get_mut(page)) {
                page.links.push(Link { area, to: *to });
            }
        }
        let count = self.pages.len();
        let footer = set_text(&self.title, SMALL, TEXT_WIDTH - 80.0, 120).lines.into_iter().next().unwrap_or_default();
        for (number, page) in (1..).zip(&mut self.pages) {
            let baseline = page.height - MARGIN / 2.0;
            if number > 1 {
                write_text(&mut page.svg, &footer.text, [MARGIN, baseline], SMALL, FAINT, "start");
            }
            let place = [page.width - MARGIN, baseline];
            write_text(&mut page.svg, &format!("{number} / {count}"), place, SMALL, FAINT, "end");
            page.svg = around(&page.svg, page.width, page.height);
        }
        Booklet { title: self.title, pages: self.pages, bookmarks: self.bookmarks }
    }
}

fn around(body: &str, width: f64, height: f64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"Inter\"><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{body}</svg>"
    )
}

/// The only way from text to a page: escaped, and where SVG cares, on one line.
fn write_text(svg: &mut String, text: &str, [x, y]: [f64; 2], style: Style, ink: &str, anchor: &str) {
    let weight = if style.weight == Weight::SemiBold { 600 } else { 400 };
    let size = style.size;
    let _ = write!(
        svg,
        "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{ink}\" text-anchor=\"{anchor}\">"
    );
    escape(text, svg);
    svg.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_so_many_pages_and_no_more() {
        let mut setter = Setter::new("Shop");
        (0..MAX_PDF_PAGES).for_each(|_| setter.new_page());
        assert!(!setter.is_full());
        setter.new_page();
        assert!(setter.is_full());
    }

    #[test]
    fn what_leads_to_a_name_gets_its_page() {
        let mut setter = Setter::new("Shop");
        setter.new_page();
        setter.content("Findings", "findings");
        setter.content("Nothing", "nowhere");
        setter.section("findings", "Findings");
        let booklet = setter.finish();
        let links = booklet.pages.first().map(|page| page.links.iter().map(|link| link.to.page).collect::<Vec<_>>());
        assert_eq!(links, Some(vec![1]));
    }
}
