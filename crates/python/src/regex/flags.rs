//! The flags of a pattern, as bits of `re.RegexFlag`.

/// A set of flags.
pub(crate) type Flags = u32;

pub(crate) const IGNORE_CASE: Flags = 2;
pub(crate) const LOCALE: Flags = 4;
pub(crate) const MULTI_LINE: Flags = 8;
pub(crate) const DOT_ALL: Flags = 16;
pub(crate) const UNICODE: Flags = 32;
pub(crate) const VERBOSE: Flags = 64;
pub(crate) const DEBUG: Flags = 128;
pub(crate) const ASCII: Flags = 256;
const TEMPLATE: Flags = 1;

/// Flags that say what a letter is; only one of them can hold.
pub(super) const OF_TYPE: Flags = ASCII | LOCALE | UNICODE;
/// Flags that hold for a whole pattern.
pub(super) const WHOLE: Flags = DEBUG | TEMPLATE;

/// The flag of an inline letter.
pub(super) fn of_letter(letter: u32) -> Option<Flags> {
    Some(match char::from_u32(letter)? {
        'i' => IGNORE_CASE,
        'L' => LOCALE,
        'm' => MULTI_LINE,
        's' => DOT_ALL,
        'x' => VERBOSE,
        'a' => ASCII,
        't' => TEMPLATE,
        'u' => UNICODE,
        _ => return None,
    })
}

/// Flags within a scope that adds and removes some.
pub(super) fn scoped(flags: Flags, added: Flags, removed: Flags) -> Flags {
    let kept = if added & OF_TYPE == 0 { flags } else { flags & !OF_TYPE };
    (kept | added) & !removed
}
