//! What Python says about characters.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether `repr` shows the character as it is.
pub(crate) fn is_printable(character: char) -> bool {
    match character {
        ' '..='~' => true,
        '\0'..='\u{a0}' => false,
        // Behind another character, only what cannot be printed is escaped.
        _ => ['a', character].iter().collect::<String>().escape_debug().count() == 2,
    }
}

/// Text with everything but ASCII escaped, as `ascii()` does with the text of `repr()`.
pub(crate) fn ascii(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            0..0x80 => shown.push(character),
            code @ 0x80..0x100 => shown.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..0x1_0000 => shown.push_str(&format!("\\u{code:04x}")),
            code => shown.push_str(&format!("\\U{code:08x}")),
        }
    }
    shown
}

/// `str.isdecimal` of a character.
pub(crate) fn is_decimal(character: char) -> bool {
    let code = u32::from(character);
    match character.is_ascii() {
        true => character.is_ascii_digit(),
        false => ZEROS.iter().any(|zero| (*zero..*zero + 10).contains(&code)),
    }
}

/// `str.isalpha` of a character.
pub(crate) fn is_letter(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphabetic(),
        false => character.general_category_group() == GeneralCategoryGroup::Letter,
    }
}

/// `str.isalnum` of a character.
pub(crate) fn is_alphanumeric(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphanumeric(),
        false => {
            matches!(character.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
        }
    }
}

/// `str.isdigit` of a character.
pub(crate) fn is_digit(character: char) -> bool {
    let code = u32::from(character);
    is_decimal(character) || OTHER_DIGITS.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// `str.isidentifier`.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    starts && characters.all(unicode_ident::is_xid_continue)
}

/// `str.casefold` of a character.
pub(super) fn fold(character: char) -> String {
    match character {
        'ς' => "σ".to_owned(),
        'ſ' => "s".to_owned(),
        'ẞ' => "ss".to_owned(),
        _ if character.to_uppercase().count() > 1 => character.to_uppercase().flat_map(char::to_lowercase).collect(),
        _ => character.to_lowercase().collect(),
    }
}

/// The small letter of a sigma between two texts: `ς` at the end of a word.
pub(super) fn lower_sigma(before: &str, after: &str) -> char {
    // The standard library has the rule; it is asked about one character at a time.
    let is_last_behind = |text: String| text.to_lowercase().ends_with('ς');
    let ends_word = |character: char| is_last_behind(format!("-{character}Σ"));
    let is_skipped = |character: &char| is_last_behind(format!("A{character}Σ")) && !ends_word(*character);
    let follows = before.chars().rev().find(|character| !is_skipped(character)).is_some_and(ends_word);
    let goes_on = after.chars().find(|character| !is_skipped(character)).is_some_and(ends_word);
    if follows && !goes_on { 'ς' } else { 'σ' }
}

/// Text with the decimal digits of other scripts as ASCII digits, for reading numbers.
pub(crate) fn with_ascii_digits(text: &str) -> String {
    text.chars().map(|character| ascii_digit(character).unwrap_or(character)).collect()
}

fn ascii_digit(character: char) -> Option<char> {
    decimal_value(character).and_then(|value| char::from_digit(value, 10))
}

/// The value of a decimal digit of any script.
pub(crate) fn decimal_value(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    Some(code - zero)
}

/// Whether a character is one for the start of words: `ǅ`.
pub(super) fn is_title(character: char) -> bool {
    !character.is_ascii() && character.general_category() == GeneralCategory::TitlecaseLetter
}

/// `str.title` of the first character of a word.
pub(super) fn title(character: char) -> String {
    if let Some(title) = crate::regex::related(character).find(|related| is_title(*related)) {
        return title.to_string();
    }
    if ('ა'..='ჿ').contains(&character) {
        // Georgian has capitals, but does not start words with them.
        return character.to_string();
    }
    let upper: String = character.to_uppercase().collect();
    let mut characters = upper.chars();
    match characters.next() {
        Some(first) => std::iter::once(first).chain(characters.flat_map(char::to_lowercase)).collect(),
        None => upper,
    }
}

/// Zeros of the decimal digits beyond ASCII; the nine others follow each.
const ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x1_04a0, 0x1_0d30, 0x1_1066, 0x1_10f0, 0x1_1136, 0x1_11d0,
    0x1_12f0, 0x1_1450, 0x1_14d0, 0x1_1650, 0x1_16c0, 0x1_1730, 0x1_18e0, 0x1_1950, 0x1_1c50, 0x1_1d50, 0x1_1da0,
    0x1_6a60, 0x1_6ac0, 0x1_6b50, 0x1_d7ce, 0x1_d7d8, 0x1_d7e2, 0x1_d7ec, 0x1_d7f6, 0x1_e140, 0x1_e2f0, 0x1_e950,
    0x1_fbf0,
];

/// Digits that are not decimal: superscripts, digits in circles ...
const OTHER_DIGITS: &[(u32, u32)] = &[
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x1_0a40, 0x1_0a43),
    (0x1_0e60, 0x1_0e68),
    (0x1_1052, 0x1_105a),
    (0x1_f100, 0x1_f10a),
];
