//! Pictures for those who cannot use SVG: PNG, PDF, and what terminals show.
//!
//! Everything starts from the text of an SVG. It is read by a reader that opens nothing: no file, no address, no font but
//! those in [`Fonts`].

mod booklet;
mod fonts;
mod pdf;
mod raster;
mod sixel;
mod terminal;
mod tree;

pub use booklet::{Booklet, BookletPage, Bookmark, Figure, Link, Spot};
pub use fonts::{Fonts, letters_of_font};
pub use pdf::{Page, pdf};
pub use raster::{Pixels, pixels, png};
pub use terminal::{TerminalProtocol, for_terminal};

use crate::limits::{MAX_EXPORTED_SVG, MAX_SCALE, MIN_SCALE};

/// Why a picture could not be turned into another format.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExportError {
    /// The scale makes no sense.
    #[error("a scale of {0} is out of range: it lies between {MIN_SCALE} and {MAX_SCALE}")]
    Scale(f64),
    /// At this scale there are too many pixels.
    #[error("at a scale of {scale} the picture has {width} x {height} pixels, which is more than fits into an image")]
    TooManyPixels {
        /// What was asked for.
        scale: f64,
        /// To the right.
        width: u64,
        /// Downwards.
        height: u64,
        /// The largest scale that fits, unless none does.
        largest_scale: Option<f64>,
    },
    /// The SVG is too long to be read again.
    #[error("the picture is too large: its SVG has {0} bytes, and more than {MAX_EXPORTED_SVG} are not converted")]
    TooLong(usize),
    /// There is nothing to draw.
    #[error("there is no page to write")]
    NoPages,
    /// The SVG or a font is broken, which is a fault of ours.
    #[error("the picture cannot be converted: {0}")]
    Broken(String),
}

impl ExportError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::TooManyPixels { largest_scale: Some(scale), .. } => {
                Some(format!("the largest scale that fits is {scale}; .svg and .pdf have no such limit"))
            }
            Self::TooManyPixels { largest_scale: None, .. } => {
                Some("write .svg or .pdf, which have no such limit".into())
            }
            Self::TooLong(_) => Some("write .svg, or draw a part of the model".into()),
            Self::Scale(_) | Self::NoPages | Self::Broken(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of this size with text and a reference to a file.
    pub(super) fn picture(width: u32, height: u32) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><rect width=\"10\" height=\"10\" fill=\"#ff0000\"/>\
             <image href=\"file:///etc/passwd\" width=\"10\" height=\"10\"/>\
             <text x=\"12\" y=\"20\" font-size=\"14\">Web server</text></svg>"
        )
    }

    #[test]
    fn a_scale_that_makes_no_sense_is_refused() {
        for scale in [0.0, -1.0, 0.09, 10.01, 1000.0, f64::NAN, f64::INFINITY] {
            let error = png(&picture(100, 40), scale, &Fonts::embedded()).unwrap_err();
            assert!(error.to_string().ends_with("it lies between 0.1 and 10"), "{error}");
        }
        assert!(png(&picture(100, 40), 0.1, &Fonts::embedded()).is_ok());
        assert!(png(&picture(100, 40), 10.0, &Fonts::embedded()).is_ok());
    }

    #[test]
    fn too_many_pixels_are_refused_and_the_scale_that_is_named_fits() {
        // Area, then side.
        for (width, height) in [(10_000, 9_000), (20_000, 10)] {
            let error = pixels(&picture(width, height), 2.0, &Fonts::embedded()).unwrap_err();
            let ExportError::TooManyPixels { largest_scale: Some(scale), .. } = error else { panic!("{error}") };
            assert!(error.help().unwrap().contains(&scale.to_string()));
            assert!(raster::fits_at((f64::from(width), f64::from(height)), scale));
            assert!(!raster::fits_at((f64::from(width), f64::from(height)), scale + 0.01));
        }
        let error = pixels(&picture(900_000, 900_000), 1.0, &Fonts::embedded()).unwrap_err();
        assert!(error.help().unwrap().starts_with("write .svg"), "{error}");
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", " ".repeat(MAX_EXPORTED_SVG));
        assert_eq!(png(&svg, 1.0, &Fonts::embedded()), Err(ExportError::TooLong(svg.len())));
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        let fonts = Fonts::embedded();
        assert_eq!(png(&picture(100, 40), 2.0, &fonts), png(&picture(100, 40), 2.0, &Fonts::embedded()));
        let pages =
            [Page { title: "One".into(), svg: picture(100, 40) }, Page { title: "Two".into(), svg: picture(9, 9) }];
        assert_eq!(pdf("Shop", &pages, &fonts), pdf("Shop", &pages, &Fonts::embedded()));
    }
}
