//! SVG to pixels, and pixels to PNG.

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};

use super::{ExportError, Fonts, tree};
use crate::limits::{MAX_PIXELS, MAX_SCALE, MAX_SIDE, MIN_SCALE};

/// A picture as pixels.
#[derive(Clone, Debug)]
pub struct Pixels {
    pixmap: Pixmap,
    scale: f64,
}

impl Pixels {
    /// In pixels.
    pub fn width(&self) -> u32 {
        self.pixmap.width()
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.pixmap.height()
    }

    /// Pixels of a CSS pixel.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Red, green and blue of each pixel, row by row, on white where the picture is transparent.
    pub fn colours(&self) -> impl Iterator<Item = [u8; 3]> {
        self.pixmap.pixels().iter().map(on_white)
    }

    /// The bytes of a PNG, without transparency. Rows are handed on one by one, because all of them are a lot of memory.
    pub fn png(&self) -> Result<Vec<u8>, ExportError> {
        let mut file = Vec::new();
        self.write_png(&mut file).map_err(|error| ExportError::Broken(error.to_string()))?;
        Ok(file)
    }

    fn write_png(&self, file: &mut Vec<u8>) -> Result<(), EncodingError> {
        let mut encoder = Encoder::new(file, self.width(), self.height());
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        // Most rows are like the one above.
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header()?;
        let mut rows = writer.stream_writer()?;
        for row in self.pixmap.pixels().chunks(self.width() as usize) {
            let row: Vec<u8> = row.iter().flat_map(on_white).collect();
            rows.write_all(&row)?;
        }
        rows.finish()?;
        writer.finish()
    }
}

/// A pixel's colour is multiplied by its opacity already; what is missing is white.
fn on_white(pixel: &PremultipliedColorU8) -> [u8; 3] {
    let behind = 255 - pixel.alpha();
    [pixel.red(), pixel.green(), pixel.blue()].map(|part| part.saturating_add(behind))
}

/// An SVG as a PNG, a CSS pixel being `scale` pixels wide.
pub fn png(svg: &str, scale: f64, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    pixels(svg, scale, fonts)?.png()
}

/// An SVG as pixels, a CSS pixel being `scale` pixels wide.
pub fn pixels(svg: &str, scale: f64, fonts: &Fonts) -> Result<Pixels, ExportError> {
    check_scale(scale)?;
    let tree = tree::read(svg, fonts)?;
    let size = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let (width, height) = scaled(size, scale)?;
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return Err(ExportError::Broken(format!("{width} x {height} pixels cannot be had")));
    };
    // Whole pixels: the picture fills them to the last column and row.
    let transform = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Ok(Pixels { pixmap, scale })
}

fn check_scale(scale: f64) -> Result<(), ExportError> {
    match (MIN_SCALE..=MAX_SCALE).contains(&scale) {
        true => Ok(()),
        false => Err(ExportError::Scale(scale)),
    }
}

/// How many pixels a picture has at a scale.
fn scaled(size: (f64, f64), scale: f64) -> Result<(u32, u32), ExportError> {
    let (width, height) = ((size.0 * scale).round().max(1.0), (size.1 * scale).round().max(1.0));
    if fits(width, height) {
        return Ok((width as u32, height as u32));
    }
    // Hundredths, so that it can be typed.
    let by_area = (MAX_PIXELS / (size.0 * size.1)).sqrt();
    let by_side = MAX_SIDE / size.0.max(size.1);
    let mut largest = (by_area.min(by_side) * 100.0).floor() / 100.0;
    if !fits((size.0 * largest).round(), (size.1 * largest).round()) {
        largest -= 0.01;
    }
    let largest_scale = (largest >= MIN_SCALE).then_some((largest * 100.0).round() / 100.0);
    Err(ExportError::TooManyPixels { scale, width: width as u64, height: height as u64, largest_scale })
}

fn fits(width: f64, height: f64) -> bool {
    width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS
}

#[cfg(test)]
pub(super) fn fits_at(size: (f64, f64), scale: f64) -> bool {
    scaled(size, scale).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::picture;
    use super::*;

    #[test]
    fn a_png_has_the_size_that_was_asked_for() {
        let png = png(&picture(101, 40), 1.5, &Fonts::embedded()).unwrap();
        let decoded = Pixmap::decode_png(&png).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (152, 60));
    }

    #[test]
    fn colours_are_those_of_the_picture_and_white_behind_it() {
        let pixels = pixels(&picture(100, 40), 1.0, &Fonts::embedded()).unwrap();
        assert_eq!(pixels.colours().next(), Some([255, 0, 0]));
        let empty = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"3\"/>";
        let empty = super::pixels(empty, 1.0, &Fonts::embedded()).unwrap();
        assert!(empty.colours().all(|colour| colour == [255, 255, 255]));
    }

    #[test]
    fn text_is_drawn_with_the_embedded_faces_whatever_the_family() {
        let draw = |family: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"40\">\
                 <text x=\"2\" y=\"20\" font-size=\"14\" font-family=\"{family}\">Web server</text></svg>"
            );
            super::pixels(&svg, 1.0, &Fonts::embedded()).unwrap().colours().filter(|colour| colour[0] < 128).count()
        };
        assert!(draw("Inter") > 20);
        assert_eq!(draw("Inter"), draw("Nonesuch, serif"));
    }
}
