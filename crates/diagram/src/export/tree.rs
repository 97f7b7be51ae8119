//! Reads an SVG for conversion, with everything closed that could reach outside: a picture holds no images, so none is
//! resolved, and text finds only the fonts that were handed in.

use std::sync::Arc;

use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::{ExportError, Fonts};
use crate::limits::MAX_EXPORTED_SVG;

pub(super) fn read(svg: &str, fonts: &Fonts) -> Result<Tree, ExportError> {
    if svg.len() > MAX_EXPORTED_SVG {
        return Err(ExportError::TooLong(svg.len()));
    }
    let options = Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: fonts.resolver(),
        fontdb: Arc::clone(&fonts.database()),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| ExportError::Broken(error.to_string()))
}
