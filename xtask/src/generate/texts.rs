//! Names and other texts, plain and odd, and how Python writes them.

use crate::random::Random;

const PLAIN: &[&str] = &[
    "Shop",
    "Web Server",
    "Orders",
    "Payment Gateway",
    "Browser",
    "Admin",
    "Mail Relay",
    "Audit Log",
    "Cache",
    "Identity Provider",
    "Message Queue",
    "Search",
    "Backup",
    "Internet",
    "Intranet",
    "Cloud",
    "Office",
    "Printer",
];
const ODD: &[&str] = &[
    "a<br/>b",
    "&lambda; function",
    "{user_name}",
    "the \"quoted\" one",
    "it's",
    "数据库",
    "Сервер",
    "Größe",
    "λ🦀",
    "100% $5 \\$6",
    "back\\slash",
    "pipe | pipe",
    "[link](x)",
    "a -> b; c",
    "well-known-but-very-long-hyphenated-name",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "-- two -- dashes --",
    " spaces  around ",
    "<script>alert(1)</script>",
    "{{double}}",
    "`code`",
    "*bold* _it_ ~~no~~",
    "// note left",
    "end note",
    "a\tb",
    "None",
    "True",
    "&amp;",
    "@x !y #z",
    "https://example.org/a?b=c&d=e",
    "label=\"x\"",
    "e\u{301}",
    "שלום",
    "x,y;z",
    "%s %d",
    "a: b",
    "<i>i</i>",
];
const WORDS: &[&str] = &[
    "reads", "writes", "asks", "answers", "sends", "stores", "checks", "the", "order", "token", "of", "a", "user",
    "page", "log", "in", "<b>", "&", "{x}", "$1", "\"it\"", "è", "again",
];

/// A name without its number.
pub(super) fn stem(random: &mut Random) -> &'static str {
    if random.chance(70) { random.word(PLAIN) } else { random.word(ODD) }
}

/// A sentence of some kind; may be empty, or have several lines.
pub(super) fn sentence(random: &mut Random, may_break: bool) -> String {
    let mut text = String::new();
    for at in 0..random.below(8) {
        let separator = if at == 0 {
            ""
        } else if may_break && random.chance(10) {
            "\n"
        } else {
            " "
        };
        text.push_str(separator);
        text.push_str(if random.chance(90) { random.word(WORDS) } else { random.word(ODD) });
    }
    text
}

/// The text as a Python literal, on one line.
pub(super) fn literal(random: &mut Random, text: &str) -> String {
    let quote = if random.chance(70) { '"' } else { '\'' };
    let mut literal = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            letter if letter == quote => {
                literal.push('\\');
                literal.push(letter);
            }
            letter if !letter.is_ascii() && random.chance(5) => {
                literal.push_str(&match u32::from(letter) {
                    code @ ..=0xffff => format!("\\u{code:04x}"),
                    code => format!("\\U{code:08x}"),
                });
            }
            letter => literal.push(letter),
        }
    }
    literal.push(quote);
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_escape_what_would_end_them() {
        let mut random = Random::new(3);
        for _ in 0..50 {
            let literal = literal(&mut random, "a\"b'c\\d\ne");
            assert!(["\"a\\\"b'c\\\\d\\ne\"", "'a\"b\\'c\\\\d\\ne'"].contains(&literal.as_str()), "{literal}");
        }
    }

    #[test]
    fn no_name_breaks_a_diagram_of_the_oracle() {
        assert!(PLAIN.iter().chain(ODD).all(|name| !name.contains('\n') && !name.is_empty()));
    }
}
