//! Which characters are the same when case does not matter: those that are the same in lower case, or whose lower cases
//! are the same in upper case (`s` and `ſ`).

/// The character in lower case, where that is one character.
pub(super) fn lower(code: u32) -> u32 {
    if code < 0x80 {
        return ascii_lower(code);
    }
    match char::from_u32(code) {
        Some('İ') => u32::from('i'),
        Some(character) => single(character.to_lowercase()).unwrap_or(code),
        None => code,
    }
}

/// The same for ASCII letters alone.
pub(super) fn ascii_lower(code: u32) -> u32 {
    if (0x41..=0x5a).contains(&code) { code + 0x20 } else { code }
}

/// Whether a character is the same as one that is in lower case.
pub(super) fn is_same(code: u32, lowered: u32) -> bool {
    let code = lower(code);
    code == lowered || ((code >= 0x80 || lowered >= 0x80) && has_same_upper(code, lowered))
}

/// The character in upper case, where that is one character.
pub(super) fn upper(code: u32) -> u32 {
    char::from_u32(code).and_then(|character| single(character.to_uppercase())).unwrap_or(code)
}

/// Groups of characters that are the same but for case, where upper and lower case of each do not lead to all of them.
pub(super) fn related() -> impl Iterator<Item = impl Iterator<Item = u32> + Clone> {
    RELATED.iter().map(|class| class.chars().map(u32::from))
}

/// Those of them that a character is among.
pub(crate) fn related_to(character: char) -> impl Iterator<Item = char> {
    RELATED.iter().filter(move |class| class.contains(character)).flat_map(|class| class.chars())
}

fn has_same_upper(first: u32, second: u32) -> bool {
    match (char::from_u32(first), char::from_u32(second)) {
        (Some(first), Some(second)) => first.to_uppercase().eq(second.to_uppercase()),
        _ => false,
    }
}

fn single(mut characters: impl Iterator<Item = char>) -> Option<u32> {
    let first = characters.next()?;
    characters.next().is_none().then(|| u32::from(first))
}

const RELATED: [&str; 59] = [
    "Ii\u{130}\u{131}",
    "Kk\u{212a}",
    "Ssſ",
    "\u{b5}\u{39c}\u{3bc}",
    "Åå\u{212b}",
    "ß\u{1e9e}",
    "Ǆǅǆ",
    "Ǉǈǉ",
    "Ǌǋǌ",
    "Ǳǲǳ",
    "\u{345}\u{399}\u{3b9}\u{1fbe}",
    "\u{390}\u{1fd3}",
    "\u{392}\u{3b2}\u{3d0}",
    "\u{395}\u{3b5}\u{3f5}",
    "\u{398}\u{3b8}\u{3d1}\u{3f4}",
    "\u{39a}\u{3ba}\u{3f0}",
    "\u{3a0}\u{3c0}\u{3d6}",
    "\u{3a1}\u{3c1}\u{3f1}",
    "\u{3a3}\u{3c2}\u{3c3}",
    "\u{3a6}\u{3c6}\u{3d5}",
    "\u{3a9}\u{3c9}\u{2126}",
    "\u{3b0}\u{1fe3}",
    "\u{412}\u{432}\u{1c80}",
    "\u{414}\u{434}\u{1c81}",
    "\u{41e}\u{43e}\u{1c82}",
    "\u{421}\u{441}\u{1c83}",
    "\u{422}\u{442}\u{1c84}\u{1c85}",
    "\u{42a}\u{44a}\u{1c86}",
    "\u{462}\u{463}\u{1c87}",
    "\u{1c88}\u{a64a}\u{a64b}",
    "\u{1e60}\u{1e61}\u{1e9b}",
    "\u{1f80}\u{1f88}",
    "\u{1f81}\u{1f89}",
    "\u{1f82}\u{1f8a}",
    "\u{1f83}\u{1f8b}",
    "\u{1f84}\u{1f8c}",
    "\u{1f85}\u{1f8d}",
    "\u{1f86}\u{1f8e}",
    "\u{1f87}\u{1f8f}",
    "\u{1f90}\u{1f98}",
    "\u{1f91}\u{1f99}",
    "\u{1f92}\u{1f9a}",
    "\u{1f93}\u{1f9b}",
    "\u{1f94}\u{1f9c}",
    "\u{1f95}\u{1f9d}",
    "\u{1f96}\u{1f9e}",
    "\u{1f97}\u{1f9f}",
    "\u{1fa0}\u{1fa8}",
    "\u{1fa1}\u{1fa9}",
    "\u{1fa2}\u{1faa}",
    "\u{1fa3}\u{1fab}",
    "\u{1fa4}\u{1fac}",
    "\u{1fa5}\u{1fad}",
    "\u{1fa6}\u{1fae}",
    "\u{1fa7}\u{1faf}",
    "\u{1fb3}\u{1fbc}",
    "\u{1fc3}\u{1fcc}",
    "\u{1ff3}\u{1ffc}",
    "\u{fb05}\u{fb06}",
];
