//! What tests and chores read of the book's Markdown: fenced blocks with the comment above them, links, and the anchors
//! of headings.

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of its first fence, counted from 1.
    pub line: usize,
    /// The word behind the fence.
    pub language: String,
    /// What a comment on the line above says: `<!-- NOTE -->`.
    pub note: Option<String>,
    /// The lines inside.
    pub body: Vec<String>,
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The line, counted from 1.
    pub line: usize,
    /// Where it leads.
    pub target: String,
    /// Where the whole link stands in the page, in bytes.
    pub place: std::ops::Range<usize>,
    /// Where its text stands.
    pub text: std::ops::Range<usize>,
}

/// All fenced blocks of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Block, &str)> = None;
    let mut above = "";
    for (index, line) in page.lines().enumerate() {
        match &mut open {
            Some((block, fence)) if line.trim_end() == *fence => {
                blocks.push(block.clone());
                open = None;
            }
            Some((block, _)) => block.body.push(line.to_owned()),
            None => {
                if let Some(fence) = fence(line) {
                    let language = line.strip_prefix(fence).unwrap_or("").trim().to_owned();
                    let note = above.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
                    let note = note.map(str::to_owned);
                    open = Some((Block { line: index + 1, language, note, body: Vec::new() }, fence));
                }
            }
        }
        above = line;
    }
    blocks
}

/// All links and pictures of a page, `[text](target)`, but for those in code.
pub fn links(page: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (line, start, text) in prose(page) {
        let text = without_code(text);
        let mut from = 0;
        while let Some(middle) = text.get(from..).and_then(|rest| rest.find("](")).map(|at| from + at) {
            from = middle + 2;
            let opening = text.get(..middle).and_then(opening_bracket);
            let end = text.get(from..).and_then(|rest| rest.find(')')).map(|at| from + at);
            let (Some(opening), Some(end)) = (opening, end) else { continue };
            let target = page.get(start + from..start + end).unwrap_or_default().to_owned();
            links.push(Link {
                line,
                target,
                place: start + opening..start + end + 1,
                text: start + opening + 1..start + middle,
            });
        }
    }
    links
}

/// The anchors of a page's headings, as code hosts and mdBook make them.
pub fn anchors(page: &str) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    for (_, _, line) in prose(page) {
        let title = line.trim_start_matches('#');
        if title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let anchor = anchor(title.trim());
        let same = anchors.iter().filter(|known| **known == anchor).count();
        anchors.push(if same == 0 { anchor } else { format!("{anchor}-{same}") });
    }
    anchors
}

fn anchor(title: &str) -> String {
    let mut anchor = String::new();
    let mut rest = title;
    // Of a link in a heading, only the text counts.
    while let Some((before, link)) = rest.split_once("](") {
        anchor.push_str(before);
        rest = link.split_once(')').map_or("", |(_, after)| after);
    }
    anchor.push_str(rest);
    let letters = anchor.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The lines outside of fenced blocks, with their numbers and where they begin.
fn prose(page: &str) -> Vec<(usize, usize, &str)> {
    let mut lines = Vec::new();
    let mut open = None;
    let mut start = 0;
    for (index, whole) in page.split_inclusive('\n').enumerate() {
        let line = whole.trim_end_matches(['\n', '\r']);
        match open {
            Some(fence) if line.trim_end() == fence => open = None,
            Some(_) => {}
            None => match fence(line) {
                Some(fence) => open = Some(fence),
                None => lines.push((index + 1, start, line)),
            },
        }
        start += whole.len();
    }
    lines
}

/// The backquotes that open a block.
fn fence(line: &str) -> Option<&str> {
    let length = line.len() - line.trim_start_matches('`').len();
    line.get(..length).filter(|_| length >= 3)
}

/// Spaces in place of what stands between backquotes, unless it is the text of a link.
fn without_code(line: &str) -> String {
    let mut parts = line.split('`');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut is_code = true;
    for part in parts {
        text.push(' ');
        match is_code {
            true => text.extend(std::iter::repeat_n(' ', part.len())),
            false => text.push_str(part),
        }
        is_code = !is_code;
    }
    text
}

/// Where the text of a link begins that ends with this line.
fn opening_bracket(line: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in line.char_indices().rev() {
        match letter {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# A page

See [`x`](a/b.md#c) and `[no](link)`, ![what](p.svg).

<!-- ends with 1 -->
```console
$ true
[no](link)
```

## `[check]`, and more
## [A link](x.md)
## A link
";

    #[test]
    fn blocks_have_a_note_from_the_line_above() {
        let blocks = blocks(PAGE);
        assert_eq!(blocks.len(), 1);
        let block = &blocks[0];
        assert_eq!((block.line, block.language.as_str()), (6, "console"));
        assert_eq!(block.note.as_deref(), Some("ends with 1"));
        assert_eq!(block.body, ["$ true", "[no](link)"]);
    }

    #[test]
    fn links_are_found_outside_of_code() {
        let links = links(PAGE);
        let found: Vec<_> =
            links.iter().map(|link| (link.line, &*link.target, PAGE.get(link.text.clone()).unwrap())).collect();
        assert_eq!(found, [(3, "a/b.md#c", "`x`"), (3, "p.svg", "what"), (12, "x.md", "A link")]);
        assert_eq!(PAGE.get(links[0].place.clone()), Some("[`x`](a/b.md#c)"));
    }

    #[test]
    fn anchors_are_those_of_code_hosts() {
        assert_eq!(anchors(PAGE), ["a-page", "check-and-more", "a-link", "a-link-1"]);
    }
}
