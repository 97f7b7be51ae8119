//! The style sheet of pictures that stand in a web page.

use crate::picture::{Theme, sheet};
use crate::sequence_picture;
use crate::text::UsedLetters;

/// The rules that pictures of [`Theme::Page`] need, with the typeface for these letters. Colours follow the reader's
/// viewer, unless the root of the page says `data-theme="light"` or `"dark"`; paper is always light.
pub fn page_rules(letters: &UsedLetters) -> String {
    letters.rules() + &sheet::sheet(Theme::Page) + &sequence_picture::sheet::rules(Theme::Page)
}
