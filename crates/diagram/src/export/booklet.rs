//! A document of several pages as a PDF: each an SVG with pictures on it, with bookmarks and links inside the document.

use krilla::Document;
use krilla::annotation::{LinkAnnotation, Target};
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use super::pdf::{POINTS, shown};
use super::{ExportError, Fonts, tree};
use crate::limits::MAX_PAGE_SIDE;

/// A document. All lengths in it are CSS pixels, from the upper left corner of a page.
#[derive(Clone, Debug, Default)]
pub struct Booklet {
    /// What it is called.
    pub title: String,
    /// Its pages.
    pub pages: Vec<BookletPage>,
    /// What its outline lists, in order.
    pub bookmarks: Vec<Bookmark>,
}

/// A page of a booklet.
#[derive(Clone, Debug, Default)]
pub struct BookletPage {
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
    /// What is set and drawn on it: an SVG of the page's size.
    pub svg: String,
    /// Pictures that are laid upon it.
    pub figures: Vec<Figure>,
    /// What leads elsewhere in the document.
    pub links: Vec<Link>,
}

/// A picture on a page.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The picture, an SVG.
    pub svg: String,
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// How large a pixel of the picture is.
    pub scale: f64,
}

/// A place in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// The page, counted from 0.
    pub page: usize,
    /// How far down.
    pub y: f64,
}

/// An area of a page that leads to a place.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// Left, top, width, height.
    pub area: [f64; 4],
    /// Where it leads.
    pub to: Spot,
}

/// An entry of the outline.
#[derive(Clone, Debug, Default)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// Whether it belongs to the one before that does not.
    pub is_inner: bool,
    /// Where it leads.
    pub to: Spot,
}

impl Booklet {
    /// The document as a PDF. It has no dates, no scripts, and no links to elsewhere.
    ///
    /// # Errors
    /// When there are no pages, or a picture is too long to be read again.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
        if self.pages.is_empty() {
            return Err(ExportError::NoPages);
        }
        let mut document = Document::new();
        for page in &self.pages {
            self.draw(&mut document, page, fonts)?;
        }
        document.set_outline(self.outline());
        document.set_metadata(Metadata::new().title(shown(&self.title)).creator("Bartizan".to_owned()));
        document.finish().map_err(|error| ExportError::Broken(format!("{error:?}")))
    }

    fn draw(&self, document: &mut Document, page: &BookletPage, fonts: &Fonts) -> Result<(), ExportError> {
        let broken = || ExportError::Broken(format!("a page of {} x {} pixels cannot be had", page.width, page.height));
        let side = |length: f64| points(length).min(MAX_PAGE_SIDE);
        let settings = PageSettings::from_wh(side(page.width), side(page.height)).ok_or_else(broken)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let whole = Figure { svg: page.svg.clone(), scale: 1.0, ..Figure::default() };
        for figure in std::iter::once(&whole).chain(&page.figures) {
            let tree = tree::read(&figure.svg, fonts)?;
            let scale = points(figure.scale);
            let size = Size::from_wh(tree.size().width() * scale, tree.size().height() * scale).ok_or_else(broken)?;
            surface.push_transform(&Transform::from_translate(points(figure.x), points(figure.y)));
            surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(broken)?;
            surface.pop();
        }
        surface.finish();
        for link in &page.links {
            let [x, y, width, height] = link.area.map(points);
            if let (Some(area), Some(to)) = (Rect::from_xywh(x, y, width, height), self.destination(link.to)) {
                let target = Target::Destination(Destination::Xyz(to));
                sheet.add_annotation(LinkAnnotation::new(area, target).into());
            }
        }
        sheet.finish();
        Ok(())
    }

    fn outline(&self) -> Outline {
        let mut nodes: Vec<OutlineNode> = Vec::new();
        for bookmark in &self.bookmarks {
            let Some(to) = self.destination(bookmark.to) else { continue };
            let node = OutlineNode::new(shown(&bookmark.title), to);
            match nodes.last_mut() {
                Some(outer) if bookmark.is_inner => outer.push_child(node),
                _ => nodes.push(node),
            }
        }
        let mut outline = Outline::new();
        nodes.into_iter().for_each(|node| outline.push_child(node));
        outline
    }

    /// A place as the format has it, if there is such a page.
    fn destination(&self, to: Spot) -> Option<XyzDestination> {
        self.pages.get(to.page)?;
        Some(XyzDestination::new(to.page, Point::from_xy(0.0, points(to.y))))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pages are not measured finer than that")]
fn points(pixels: f64) -> f32 {
    pixels as f32 * POINTS
}

#[cfg(test)]
mod tests {
    use super::super::tests::picture;
    use super::*;

    fn booklet() -> Booklet {
        let to = Spot { page: 1, y: 40.0 };
        let page = BookletPage {
            width: 400.0,
            height: 200.0,
            svg: picture(400, 200),
            figures: vec![Figure { svg: picture(100, 40), x: 10.0, y: 90.0, scale: 0.5 }],
            links: vec![Link { area: [10.0, 10.0, 50.0, 20.0], to }],
        };
        let bookmark = |title: &str, is_inner| Bookmark { title: title.into(), is_inner, to };
        Booklet {
            title: "Shop".into(),
            pages: vec![page.clone(), page],
            bookmarks: vec![bookmark("Findings", false), bookmark("Web", true), bookmark("a)/JavaScript", false)],
        }
    }

    #[test]
    fn pages_have_links_inside_and_bookmarks_below_each_other() {
        let pdf = booklet().pdf(&Fonts::embedded()).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert_eq!(text.matches("/MediaBox[0 0 300 150]").count(), 2, "{text}");
        assert_eq!(text.matches("/Subtype/Link").count(), 2, "{text}");
        assert!(text.contains("/Title(Findings)") && text.contains("/Title(Web)"), "{text}");
        for word in ["/JS", "/OpenAction", "/URI", "/Launch", "CreationDate", "ModDate"] {
            assert!(!text.contains(word), "{word}");
        }
        assert_eq!(pdf, booklet().pdf(&Fonts::embedded()).unwrap());
    }

    #[test]
    fn what_leads_nowhere_is_left_out() {
        let mut booklet = booklet();
        booklet.pages.truncate(1);
        let pdf = booklet.pdf(&Fonts::embedded()).unwrap();
        assert!(!String::from_utf8_lossy(&pdf).contains("/Subtype/Link"));
        assert_eq!(Booklet::default().pdf(&Fonts::embedded()), Err(ExportError::NoPages));
    }
}
