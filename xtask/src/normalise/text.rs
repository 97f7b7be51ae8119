//! Text without what differs on purpose.

/// A report with its escaping undone, so that both sides read alike whatever they escape: entities (as often as there
/// are any), a backslash before a dollar sign, and the address in a Python `repr`.
pub fn report(text: &str) -> String {
    let text = addresses(&unescape(text).replace("\\$", "$"));
    text.trim_end_matches('\n').to_owned()
}

/// What a script prints, without the addresses in Python's `repr`.
pub fn printed(text: &str) -> String {
    addresses(text)
}

/// A label of a diagram: a backslash and an `n` are a line break, control characters are one replacement character.
pub fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    let mut is_line_start = false;
    for letter in text.replace("\\n", "\n").chars() {
        if letter == ' ' && is_line_start {
            continue;
        }
        is_line_start = letter == '\n';
        label.push(if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter });
    }
    label.trim().to_owned()
}

/// A name on one line: a tab is a space, other control characters are one replacement character.
pub fn name(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\t' => ' ',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    };
    text.replace("\\n", "\n").chars().map(plain).collect()
}

/// A name without the `#2` that a record gives to later elements of the same name.
pub fn without_number(name: &str) -> &str {
    match name.rsplit_once('#') {
        Some((before, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => name,
    }
}

/// Undoes entities until none is left.
pub fn unescape(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let plain = unescape_once(&text);
        if plain == text {
            return plain;
        }
        text = plain;
    }
}

fn unescape_once(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        match from.split_once(';').and_then(|(entity, after)| Some((character(entity)?, after))) {
            Some((letter, after)) => {
                plain.push(letter);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// `<pytm.asset.Server(Shop) at 0x7f01>` ends in `at 0x…>`.
fn addresses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(" at 0x") {
        let after = from.trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
        plain.push_str(before);
        plain.push_str(" at 0x…");
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_compare_whatever_is_escaped() {
        assert_eq!(report("a &amp;lt;b&#x27;s \\$5&#124;\n\n"), "a <b's $5|");
        assert_eq!(report("&lambda; & &; &#xzz;"), "&lambda; & &; &#xzz;");
    }

    #[test]
    fn addresses_are_left_out() {
        assert_eq!(printed("<pytm.asset.Server(X) at 0x7f12ab> at 0x1"), "<pytm.asset.Server(X) at 0x…> at 0x…");
    }

    #[test]
    fn labels_and_names_have_one_form() {
        assert_eq!(label("one\\n  two\n three\u{7}"), "one\ntwo\nthree\u{fffd}");
        assert_eq!(name("a\tb"), "a b");
        assert_eq!(without_number("Shop#2"), "Shop");
        assert_eq!(without_number("Shop #a"), "Shop #a");
    }
}
