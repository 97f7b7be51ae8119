//! SVG to PDF: one page for each picture, as large as the picture, with text that can be selected and searched.
//!
//! The document has no dates, no scripts and no links, and its identifiers follow from its content.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{ExportError, Fonts, tree};
use crate::limits::MAX_PAGE_SIDE;
use crate::picture::element::beginning_of_title;
use crate::text::clean;

/// Points of a CSS pixel: 72 points and 96 pixels are an inch.
pub(super) const POINTS: f32 = 0.75;

/// A page of a PDF.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What its bookmark says, when there are several pages.
    pub title: String,
    /// The picture.
    pub svg: String,
}

/// Pictures as a PDF; `title` is the document's.
pub fn pdf(title: &str, pages: &[Page], fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    if pages.is_empty() {
        return Err(ExportError::NoPages);
    }
    let mut document = Document::new();
    let mut outline = Outline::new();
    for (number, page) in pages.iter().enumerate() {
        draw(&mut document, page, fonts)?;
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(shown(&page.title), top));
    }
    if pages.len() > 1 {
        document.set_outline(outline);
    }
    document.set_metadata(Metadata::new().title(shown(title)).creator("Bartizan".to_owned()));
    document.finish().map_err(|error| ExportError::Broken(format!("{error:?}")))
}

/// A title as a viewer shows it in its window: names may hold what no XML and no reader wants.
pub(super) fn shown(title: &str) -> String {
    beginning_of_title(&clean(title))
}

fn draw(document: &mut Document, page: &Page, fonts: &Fonts) -> Result<(), ExportError> {
    let tree = tree::read(&page.svg, fonts)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = POINTS.min(MAX_PAGE_SIDE / width.max(height));
    let broken = || ExportError::Broken(format!("a page of {width} x {height} pixels cannot be had"));
    let (width, height) = ((width * scale).min(MAX_PAGE_SIDE), (height * scale).min(MAX_PAGE_SIDE));
    let settings = PageSettings::from_wh(width, height).ok_or_else(broken)?;
    let size = Size::from_wh(width, height).ok_or_else(broken)?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(broken)?;
    surface.finish();
    page.finish();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::picture;
    use super::*;

    fn text_of(pdf: &[u8]) -> String {
        String::from_utf8_lossy(pdf).into_owned()
    }

    #[test]
    fn each_picture_is_a_page_of_its_size_with_a_bookmark() {
        let page = |title: &str| Page { title: title.into(), svg: picture(400, 200) };
        let pdf = super::pdf("Shop", &[page("Inside"), page("Outside")], &Fonts::embedded()).unwrap();
        let text = text_of(&pdf);
        assert_eq!(text.matches("/MediaBox[0 0 300 150]").count(), 2, "{text}");
        assert!(text.contains("/Title(Inside)") && text.contains("/Title(Outside)"), "{text}");
    }

    #[test]
    fn text_is_text_in_a_subset_of_the_font() {
        let page = Page { title: String::new(), svg: picture(400, 200) };
        let pdf = super::pdf("Shop", &[page], &Fonts::embedded()).unwrap();
        let text = text_of(&pdf);
        assert!(text.contains("/ToUnicode") && text.contains("+Inter"), "{text}");
        assert!(pdf.len() < 20_000, "{}", pdf.len());
    }

    #[test]
    fn nothing_in_it_runs_or_tells_the_time() {
        let page = Page { title: "a)>>/JavaScript".into(), svg: picture(40, 20) };
        let text = text_of(&super::pdf("Shop", &[page], &Fonts::embedded()).unwrap());
        for word in ["/JS", "/OpenAction", "/URI", "/Launch", "CreationDate", "ModDate", "CreateDate"] {
            assert!(!text.contains(word), "{word}");
        }
    }

    #[test]
    fn what_is_larger_than_a_page_may_be_is_drawn_smaller() {
        let page = Page { title: String::new(), svg: picture(40_000, 400) };
        let text = text_of(&super::pdf("Shop", &[page], &Fonts::embedded()).unwrap());
        assert!(text.contains("/MediaBox[0 0 14400 144]"), "{text}");
    }

    #[test]
    fn titles_are_made_fit_to_be_shown() {
        let page = Page { title: "\u{1}\u{202e}".repeat(2_000), svg: picture(40, 20) };
        let text = text_of(&super::pdf("a\u{0}\u{202e}<b>&", &[page.clone(), page], &Fonts::embedded()).unwrap());
        assert!(text.contains("<rdf:li xml:lang=\"x-default\">a□□&lt;b&gt;&amp;</rdf:li>"), "{text}");
        assert!(text.len() < 20_000, "{}", text.len());
    }

    #[test]
    fn no_pages_are_an_error() {
        assert_eq!(super::pdf("Shop", &[], &Fonts::embedded()), Err(ExportError::NoPages));
    }
}
