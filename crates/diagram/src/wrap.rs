//! Breaks a label into lines where Python's `textwrap.wrap` does, so that diagrams read as pytm's do.

/// The lines of a text, none longer than `width` characters: broken at spaces, after hyphens within words, at dashes,
/// and inside words that are longer than a line. White space at the ends of lines is dropped.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let letters = with_plain_spaces(text);
    let mut chunks = chunks(&letters).into_iter().peekable();
    let mut rest: Option<&[char]> = chunks.next();
    let mut lines: Vec<String> = Vec::new();
    while let Some(first) = rest {
        let mut line: Vec<&[char]> = Vec::new();
        let mut length = 0;
        rest = if is_blank(first) && !lines.is_empty() { chunks.next() } else { Some(first) };
        while let Some(chunk) = rest.filter(|chunk| length + chunk.len() <= width) {
            line.push(chunk);
            length += chunk.len();
            rest = chunks.next();
        }
        if let Some(long) = rest.filter(|chunk| chunk.len() > width) {
            let (fits, remains) = long.split_at(break_of_long_word(long, width.max(1) - length).min(long.len()));
            line.push(fits);
            rest = Some(remains);
        }
        if line.last().is_some_and(|last| is_blank(last)) {
            line.pop();
        }
        if !line.is_empty() {
            lines.push(line.into_iter().flatten().collect());
        }
    }
    lines
}

/// Tabs become spaces up to the next multiple of eight, any other white space of ASCII becomes one space.
fn with_plain_spaces(text: &str) -> Vec<char> {
    const TAB: usize = 8;
    let mut letters: Vec<char> = Vec::with_capacity(text.len());
    let mut column = 0;
    for letter in text.chars() {
        match letter {
            '\t' => {
                let count = TAB - column % TAB;
                letters.extend(std::iter::repeat_n(' ', count));
                column += count;
            }
            '\n' | '\r' => {
                letters.push(' ');
                column = 0;
            }
            _ => {
                letters.push(if matches!(letter, '\u{b}' | '\u{c}') { ' ' } else { letter });
                column += 1;
            }
        }
    }
    letters
}

/// The pieces between which a line may be broken; together they are the whole text.
fn chunks(letters: &[char]) -> Vec<&[char]> {
    let mut chunks = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let end = end_of_chunk(letters, start).clamp(start + 1, letters.len());
        chunks.extend(letters.get(start..end));
        start = end;
    }
    chunks
}

fn end_of_chunk(letters: &[char], start: usize) -> usize {
    let at = |position: usize| letters.get(position).copied();
    if at(start) == Some(' ') {
        return start + letters.iter().skip(start).take_while(|letter| **letter == ' ').count();
    }
    if let Some(end) = dash(letters, start) {
        return end;
    }
    let mut end = start + 1;
    loop {
        match at(end) {
            None | Some(' ') => return end,
            Some('-') if is_hyphen_in_word(letters, end) => return end + 1,
            Some('-') if dash(letters, end).is_some() => return end,
            Some(_) => end += 1,
        }
    }
}

/// The end of a dash (two hyphens or more between words) that starts here.
fn dash(letters: &[char], start: usize) -> Option<usize> {
    let before = *letters.get(start.checked_sub(1)?)?;
    if !is_word(before) && !matches!(before, '!' | '"' | '\'' | '&' | '.' | ',' | '?') {
        return None;
    }
    let length = letters.iter().skip(start).take_while(|letter| **letter == '-').count();
    let is_followed = letters.get(start + length).is_some_and(|letter| is_word(*letter));
    (length >= 2 && is_followed).then_some(start + length)
}

/// Whether a word may be broken after the hyphen at this position: letters stand around it.
fn is_hyphen_in_word(letters: &[char], hyphen: usize) -> bool {
    let before = |distance: usize| hyphen.checked_sub(distance).and_then(|at| letters.get(at)).copied();
    let after = |distance: usize| letters.get(hyphen + distance).copied();
    let two_before = is_letter(before(1)) && is_letter(before(2));
    let hyphenated_before = is_letter(before(1)) && before(2) == Some('-') && is_letter(before(3));
    let two_after = is_letter(after(1)) && is_letter(after(2));
    let hyphenated_after = is_letter(after(1)) && after(2) == Some('-') && is_letter(after(3));
    (two_before || hyphenated_before) && (two_after || hyphenated_after)
}

/// How much of a word that is longer than a line goes onto this one: up to its last hyphen, or as much as there is room.
fn break_of_long_word(word: &[char], room: usize) -> usize {
    let fits = word.get(..room).unwrap_or(word);
    match fits.iter().rposition(|letter| *letter == '-') {
        Some(hyphen) if fits.iter().take(hyphen).any(|letter| *letter != '-') => hyphen + 1,
        _ => room,
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn is_letter(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| is_word(letter) && !letter.is_numeric())
}

/// What Python takes for white space; more than Rust does.
fn is_blank(chunk: &[char]) -> bool {
    chunk.iter().all(|letter| letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}'))
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_where_cpython_breaks_them() {
        let recorded: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../tests/cpython/textwrap.json")).unwrap();
        assert!(recorded.len() > 400);
        for (text, expected) in recorded {
            assert_eq!(wrap(&text, 18), expected, "{text:?}");
        }
    }

    #[test]
    fn a_label_of_a_million_letters_is_no_trouble() {
        assert_eq!(wrap(&"-".repeat(1_000_000), 18).len(), 1_000_000_usize.div_ceil(18));
        assert_eq!(wrap(&"a-".repeat(500_000), 18).concat().len(), 1_000_000);
    }
}
