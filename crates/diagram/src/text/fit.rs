//! Breaks a label into lines that fit a width and are about equally long.

use super::letter::{is_invisible, is_wide};
use super::{Style, covers, measure};
use crate::limits::MAX_LABEL_LETTERS;

/// A label, broken into lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// The lines, from the top.
    pub lines: Vec<Line>,
    /// Width of the longest line, in CSS pixels.
    pub width: f64,
    /// Whether the text is longer than what is shown; an ellipsis says so.
    pub is_cut: bool,
}

/// A line of a label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What it says, as [`clean`](super::clean) leaves it.
    pub text: String,
    /// Its width in CSS pixels.
    pub width: f64,
}

impl Line {
    /// A line that stands alone, with single spaces between words and an ellipsis where it would be longer than any label.
    pub fn new(text: &str, style: Style) -> Self {
        let (mut text, is_cut) = beginning(text, MAX_LABEL_LETTERS);
        text.push_str(if is_cut { "…" } else { "" });
        Self { width: measure(&text, style), text }
    }

    /// Whether its width is known, not estimated: the typeface has its letters, or they are as wide as they are high.
    pub(crate) fn has_certain_width(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(|letter| covers(letter) || is_wide(letter))
    }
}

/// Breaks a text into at most `most_lines` lines, none wider than `width` unless a single letter is. Lines break at spaces,
/// after hyphens, slashes and underscores, beside ideographs, and inside words that are wider than a line.
pub fn fit(text: &str, style: Style, width: f64, most_lines: usize) -> Paragraph {
    let (text, mut is_cut) = beginning(text, MAX_LABEL_LETTERS);
    let pieces = pieces(&text, style, width);
    let mut breaks = greedy(&pieces, width);
    if breaks.len() > most_lines {
        breaks.truncate(most_lines);
        is_cut = true;
    } else if !is_cut {
        breaks = balanced(&pieces, width, breaks.len());
    }
    let lines = set_lines(&pieces, breaks, is_cut, style, width);
    let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    Paragraph { lines, width, is_cut }
}

/// Breaks running text into lines that take as many words as fit. Of a text with more than so many letters only the beginning
/// is set; an ellipsis says so.
pub fn set_text(text: &str, style: Style, width: f64, most_letters: usize) -> Paragraph {
    let (text, is_cut) = beginning(text, most_letters);
    let pieces = pieces(&text, style, width);
    let breaks = greedy(&pieces, width);
    let lines = set_lines(&pieces, breaks, is_cut, style, width);
    let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    Paragraph { lines, width, is_cut }
}

/// The lines that end at these pieces; the last has an ellipsis where text was cut.
fn set_lines(pieces: &[Piece], breaks: Vec<usize>, is_cut: bool, style: Style, width: f64) -> Vec<Line> {
    let count = breaks.len();
    let mut lines = Vec::with_capacity(count);
    let mut start = 0;
    for (at, end) in breaks.into_iter().enumerate() {
        let mut line: String =
            pieces.get(start..end).unwrap_or_default().iter().map(|piece| piece.text.as_str()).collect();
        line.truncate(line.trim_end().len());
        if is_cut && at + 1 == count {
            line = with_ellipsis(&line, style, width);
        }
        lines.push(Line { width: measure(&line, style), text: line });
        start = end;
    }
    lines
}

/// As much of a text as is set, with single spaces between words.
fn beginning(text: &str, most_letters: usize) -> (String, bool) {
    let mut words = String::new();
    let mut count = 0;
    for letter in text.chars().map(super::letter::cleaned) {
        if letter == ' ' && (words.is_empty() || words.ends_with(' ')) {
            continue;
        }
        if count == most_letters {
            return (words, true);
        }
        words.push(letter);
        count += 1;
    }
    words.truncate(words.trim_end().len());
    (words, false)
}

/// Something that stays on one line, with the spaces after it.
struct Piece {
    text: String,
    /// Without the spaces.
    width: f64,
    /// With the spaces.
    advance: f64,
}

impl Piece {
    fn new(text: String, style: Style) -> Self {
        Self { width: measure(text.trim_end(), style), advance: measure(&text, style), text }
    }
}

fn pieces(text: &str, style: Style, width: f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        piece.push(letter);
        if letters.peek().is_none_or(|next| may_break(letter, *next)) {
            let piece = Piece::new(std::mem::take(&mut piece), style);
            if piece.width > width { pieces.extend(parts(&piece.text, style, width)) } else { pieces.push(piece) }
        }
    }
    pieces
}

fn may_break(letter: char, next: char) -> bool {
    if next == ' ' || is_invisible(next) || is_invisible(letter) {
        return false;
    }
    letter == ' '
        || (matches!(letter, '-' | '/' | '_' | '\\' | '|') && next.is_alphanumeric())
        || is_wide(letter)
        || is_wide(next)
}

/// A word that is wider than a line, in parts that are not.
fn parts(word: &str, style: Style, width: f64) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut part = String::new();
    for letter in word.chars() {
        part.push(letter);
        if measure(part.trim_end(), style) > width && part.chars().count() > 1 {
            part.pop();
            parts.push(Piece::new(std::mem::take(&mut part), style));
            part.push(letter);
        }
    }
    parts.push(Piece::new(part, style));
    parts
}

/// Ends of lines when each takes what fits.
fn greedy(pieces: &[Piece], width: f64) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut advance = 0.0;
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && advance + piece.width > width {
            breaks.push(at);
            advance = 0.0;
        }
        advance += piece.advance;
    }
    breaks.extend((!pieces.is_empty()).then_some(pieces.len()));
    breaks
}

/// Ends of lines when no more lines are used than needed and their lengths differ as little as possible.
fn balanced(pieces: &[Piece], width: f64, lines: usize) -> Vec<usize> {
    let total: f64 = pieces.iter().map(|piece| piece.advance).sum();
    let ideal = total / f64::from(u32::try_from(lines.max(1)).unwrap_or(u32::MAX));
    // best[l][e]: the least cost of setting the first e pieces in l lines, and where the last of them starts.
    let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; pieces.len() + 1]; lines + 1];
    set(&mut best, 0, 0, (0.0, 0));
    for line in 0..lines {
        for start in 0..pieces.len() {
            let Some((cost, _)) = get(&best, line, start) else { continue };
            let mut advance = 0.0;
            for (end, piece) in pieces.iter().enumerate().skip(start) {
                if end > start && advance + piece.width > width {
                    break;
                }
                let cost = cost + (advance + piece.width - ideal).powi(2);
                advance += piece.advance;
                if get(&best, line + 1, end + 1).is_none_or(|(known, _)| cost < known) {
                    set(&mut best, line + 1, end + 1, (cost, start));
                }
            }
        }
    }
    trace(&best, lines, pieces.len())
}

type Costs = [Vec<Option<(f64, usize)>>];

fn get(best: &Costs, line: usize, end: usize) -> Option<(f64, usize)> {
    *best.get(line)?.get(end)?
}

fn set(best: &mut Costs, line: usize, end: usize, cost: (f64, usize)) {
    if let Some(slot) = best.get_mut(line).and_then(|line| line.get_mut(end)) {
        *slot = Some(cost);
    }
}

fn trace(best: &Costs, lines: usize, count: usize) -> Vec<usize> {
    let mut breaks = Vec::with_capacity(lines);
    let mut end = count;
    for line in (1..=lines).rev() {
        breaks.push(end);
        end = get(best, line, end).map_or(0, |(_, start)| start);
    }
    breaks.reverse();
    breaks
}

fn with_ellipsis(line: &str, style: Style, width: f64) -> String {
    let mut kept = line.to_owned();
    loop {
        let shown = format!("{}…", kept.trim_end());
        if kept.is_empty() || measure(&shown, style) <= width {
            return shown;
        }
        kept.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::{fit, set_text};
    use crate::text::{Style, Weight};

    const STYLE: Style = Style { size: 12.0, weight: Weight::Regular };

    fn lines(text: &str, width: f64, most_lines: usize) -> Vec<String> {
        fit(text, STYLE, width, most_lines).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_about_equally_long() {
        assert_eq!(lines("Clean database every 6 hours", 120.0, 4), ["Clean database", "every 6 hours"]);
        assert_eq!(lines("Web Server", 120.0, 4), ["Web Server"]);
        assert_eq!(lines("", 120.0, 4), [""; 0]);
        assert_eq!(lines("  \n ", 120.0, 4), [""; 0]);
    }

    #[test]
    fn lines_break_after_hyphens_slashes_and_underscores() {
        assert_eq!(lines("parcel_tracking_event_handler", 120.0, 4), ["parcel_tracking_", "event_handler"]);
        assert_eq!(lines("a-b", 120.0, 4), ["a-b"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_inside() {
        let paragraph = fit(&"W".repeat(30), STYLE, 100.0, 9);
        assert!(paragraph.lines.len() > 3 && paragraph.width <= 100.0 && !paragraph.is_cut);
    }

    #[test]
    fn a_name_of_ten_thousand_letters_becomes_a_few_lines() {
        for text in ["x".repeat(10_000), "word ".repeat(2_000), "漢".repeat(10_000), "\u{301}".repeat(10_000)] {
            let paragraph = fit(&text, STYLE, 150.0, 3);
            assert!(paragraph.lines.len() <= 3 && paragraph.width <= 150.0 && paragraph.is_cut);
            assert!(paragraph.lines.last().unwrap().text.ends_with('…'));
        }
    }

    #[test]
    fn running_text_fills_its_lines_and_is_cut_late() {
        let lines = set_text("Clean database every 6 hours", STYLE, 140.0, 1_000).lines;
        assert_eq!(lines.iter().map(|line| &*line.text).collect::<Vec<_>>(), ["Clean database every 6", "hours"]);
        let long = set_text(&"word ".repeat(2_000), STYLE, 300.0, 5_000);
        assert!(long.is_cut && long.lines.len() > 50 && long.lines.last().unwrap().text.ends_with('…'));
    }

    #[test]
    fn ideographs_break_anywhere() {
        assert_eq!(lines("顧客データベース", 60.0, 3), ["顧客デー", "タベース"]);
    }

    #[test]
    fn nothing_fits_a_width_of_nothing_but_nothing_is_lost() {
        assert_eq!(lines("abc", 0.0, 5), ["a", "b", "c"]);
        assert_eq!(fit("abc", STYLE, f64::NAN, 5).lines.len(), 1);
        assert!(fit("abc", STYLE, 10.0, 0).lines.is_empty());
    }
}
