//! Compares what a page shows with what came out, and says how they differ.

/// The line that stands for any lines.
const DOTS: &str = "...";

/// Whether a page shows parts only.
pub(crate) fn is_shortened(shown: &[String]) -> bool {
    shown.iter().any(|line| line == DOTS)
}

/// How what is shown differs from what came out, for people; `None` where it does not.
pub(crate) fn difference(shown: &[String], printed: &[String]) -> Option<String> {
    let parts: Vec<&[String]> = shown.split(|line| line == DOTS).collect();
    let [first, middle @ .., last] = &parts[..] else {
        return (shown != printed).then(|| line_by_line(shown, printed));
    };
    if !printed.starts_with(first) {
        let beginning = &printed[..printed.len().min(first.len())];
        return Some(format!("it does not begin so:\n{}", line_by_line(first, beginning)));
    }
    let mut rest = &printed[first.len()..];
    for part in middle.iter().filter(|part| !part.is_empty()) {
        match rest.windows(part.len()).position(|window| window == *part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => {
                return Some(format!("this is not there, or not here:\n{}", line_by_line(part, nearest(part, rest))));
            }
        }
    }
    if !rest.ends_with(last) {
        let end = &rest[rest.len().saturating_sub(last.len())..];
        return Some(format!("it does not end so:\n{}", line_by_line(last, end)));
    }
    None
}

/// The lines that have most in common with a part.
fn nearest<'l>(part: &[String], lines: &'l [String]) -> &'l [String] {
    let common = |window: &&[String]| window.iter().zip(part).filter(|(one, other)| one == other).count();
    lines.windows(part.len()).max_by_key(common).filter(|window| common(window) > 0).unwrap_or_default()
}

/// Lines that are shown and did not come out (`-`), and the other way round (`+`), in their order.
fn line_by_line(shown: &[String], printed: &[String]) -> String {
    let (rows, columns) = (shown.len(), printed.len());
    // How many lines the rests have in common.
    let mut common = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = match shown[row] == printed[column] {
                true => common[row + 1][column + 1] + 1,
                false => common[row + 1][column].max(common[row][column + 1]),
            };
        }
    }
    let (mut row, mut column, mut lines) = (0, 0, Vec::new());
    while row < rows || column < columns {
        if row < rows && column < columns && shown[row] == printed[column] {
            lines.push(format!("    {}", shown[row]));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && (column == columns || common[row + 1][column] >= common[row][column + 1]) {
            lines.push(format!("  - {}", shown[row]));
            row += 1;
        } else {
            lines.push(format!("  + {}", printed[column]));
            column += 1;
        }
    }
    lines.join("\n")
}

#[cfg(test)]
fn lines(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    let printed = lines("a b c d e");
    for shown in ["a b c d e", "...", "a ... e", "a b ... c d e", "... c ...", "a ... c ... e", "... d e"] {
        assert_eq!(difference(&lines(shown), &printed), None, "{shown}");
    }
    for shown in ["a b c d", "a b c d e f", "b ...", "... d", "a ... d c ... e", "a ... c ... b ...", "a b c ... c d e"]
    {
        assert!(difference(&lines(shown), &printed).is_some(), "{shown}");
    }
}

#[test]
fn a_difference_shows_both_sides() {
    let text = difference(&lines("a b c"), &lines("a x c")).unwrap();
    assert_eq!(text, "    a\n  - b\n  + x\n    c");
    let text = difference(&lines("a ... d e ..."), &lines("a b d f")).unwrap();
    assert_eq!(text, "this is not there, or not here:\n    d\n  - e\n  + f");
}
