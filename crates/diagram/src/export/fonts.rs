//! The fonts that exported pictures are set in: the embedded faces first, then those that the caller hands in for letters
//! that the embedded ones lack. No font of the machine is looked for here.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{Font, FontResolver};
use ttf_parser::Face;

use crate::limits::{MAX_FALLBACK_FACES, SEMIBOLD_FROM};
use crate::text;

/// Fonts, in the order in which they are tried.
#[derive(Clone, Debug)]
pub struct Fonts {
    database: Arc<Database>,
    regular: Option<ID>,
    semibold: Option<ID>,
    order: Vec<ID>,
}

impl Fonts {
    /// The embedded faces only.
    pub fn embedded() -> Self {
        let mut database = Database::new();
        let [regular, semibold] =
            text::font_files().map(|file| database.load_font_source(Source::Binary(Arc::new(file))).first().copied());
        let order = regular.into_iter().chain(semibold).collect();
        Self { database: Arc::new(database), regular, semibold, order }
    }

    /// Adds the faces of a font file, behind all that are there. Returns how many there are; zero when it is no font.
    pub fn add(&mut self, file: Vec<u8>) -> usize {
        let mut added: Vec<ID> =
            Arc::make_mut(&mut self.database).load_font_source(Source::Binary(Arc::new(file))).to_vec();
        added.truncate(MAX_FALLBACK_FACES.saturating_sub(self.order.len()));
        self.order.extend(&added);
        added.len()
    }

    /// The visible characters of a text that no font has, in their order of code points.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        let mut missing: BTreeSet<char> = text.chars().filter(|letter| is_visible(*letter)).collect();
        for face in &self.order {
            missing.retain(|letter| !self.has(*face, *letter));
        }
        missing
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// How text finds its face: by weight among the embedded ones, whatever family it names; then the first that has
    /// the letter.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(
                |wanted: &Font, _| {
                    if wanted.weight() >= SEMIBOLD_FROM { self.semibold } else { self.regular }
                },
            ),
            select_fallback: Box::new(|letter, tried, _| {
                self.order.iter().copied().find(|face| !tried.contains(face) && self.has(*face, letter))
            }),
        }
    }

    fn has(&self, face: ID, letter: char) -> bool {
        let has = |bytes: &[u8], index| Face::parse(bytes, index).is_ok_and(|face| face.glyph_index(letter).is_some());
        self.database.with_face_data(face, has).unwrap_or(false)
    }
}

/// Which of these characters a font file has; none when it is no font.
pub fn letters_of_font(file: &[u8], wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let count = ttf_parser::fonts_in_collection(file).unwrap_or(1).min(u32::try_from(MAX_FALLBACK_FACES).unwrap_or(1));
    let faces: Vec<Face<'_>> = (0..count).filter_map(|index| Face::parse(file, index).ok()).collect();
    let has = |letter: &char| faces.iter().any(|face| face.glyph_index(*letter).is_some());
    wanted.iter().copied().filter(has).collect()
}

/// Whether a character needs a glyph: neither space nor control, nor one that only joins, turns or varies others.
fn is_visible(letter: char) -> bool {
    let joins = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}');
    !letter.is_whitespace() && !letter.is_control() && !joins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_no_font_has_are_named_once_and_spaces_never() {
        let fonts = Fonts::embedded();
        assert!(fonts.missing("Web server, Größe \u{200b}\u{feff}\n\u{a0}").is_empty());
        assert_eq!(fonts.missing("a 漢 b 字漢"), BTreeSet::from(['字', '漢']));
    }

    #[test]
    fn what_is_no_font_adds_nothing() {
        let mut fonts = Fonts::embedded();
        assert_eq!(fonts.add(b"no font".to_vec()), 0);
        assert!(letters_of_font(b"no font", &BTreeSet::from(['a'])).is_empty());
    }

    #[test]
    fn a_font_covers_what_it_has() {
        let wanted = BTreeSet::from(['a', '漢']);
        assert_eq!(letters_of_font(text::font_files()[0], &wanted), BTreeSet::from(['a']));
    }
}
