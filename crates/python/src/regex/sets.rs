//! Sets of characters: `[a-z\d]`.

use super::casing;
use super::category::Kind;
use super::tree::Fold;

/// A set of characters, ready to be asked.
#[derive(Debug)]
pub(super) struct Set {
    /// Bits of the ASCII characters that are in the set.
    ascii: u128,
    /// Sorted, apart from each other.
    ranges: Vec<(u32, u32)>,
    kinds: Vec<Kind>,
    negated: bool,
    fold: Fold,
}

impl Set {
    pub(super) fn new(ranges: Vec<(u32, u32)>, kinds: Vec<Kind>, negated: bool, fold: Fold) -> Self {
        let mut set = Self { ascii: 0, ranges: merged(ranges), kinds, negated, fold };
        if fold == Fold::Unicode {
            let classes = casing::related().filter(|class| class.clone().any(|code| set.in_ranges(code)));
            let joined: Vec<(u32, u32)> = classes.flatten().map(|code| (code, code)).collect();
            set.ranges.extend(joined);
            set.ranges = merged(set.ranges);
        }
        set.ascii = (0..128).filter(|code| set.look_up(*code)).fold(0, |bits, code| bits | 1 << code);
        set
    }

    /// The set of one kind of characters.
    pub(super) fn of_kind(kind: Kind) -> Self {
        Self::new(Vec::new(), vec![kind], false, Fold::Exact)
    }

    pub(super) fn has(&self, code: u32) -> bool {
        if code < 128 { self.ascii >> code & 1 == 1 } else { self.look_up(code) }
    }

    /// What asking costs for a character beyond ASCII, in steps.
    pub(super) fn cost(&self) -> usize {
        match self.fold {
            Fold::Unicode => 4 + self.kinds.len(),
            _ => 1 + self.kinds.len(),
        }
    }

    /// Bytes that the set holds on to.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.ranges.len() * size_of::<(u32, u32)>()
    }

    fn look_up(&self, code: u32) -> bool {
        let found = match self.fold {
            Fold::Exact => self.holds(code),
            Fold::Ascii => {
                let lowered = casing::ascii_lower(code);
                let upper = char::from_u32(lowered).map_or(lowered, |letter| u32::from(letter.to_ascii_uppercase()));
                self.holds(lowered) || (code < 128 && self.in_ranges(upper))
            }
            Fold::Unicode => {
                let lowered = casing::lower(code);
                self.holds(lowered) || self.in_ranges(casing::upper(lowered))
            }
        };
        found != self.negated
    }

    fn holds(&self, code: u32) -> bool {
        self.in_ranges(code) || self.kinds.iter().any(|kind| kind.has(code))
    }

    fn in_ranges(&self, code: u32) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= code);
        let range = after.checked_sub(1).and_then(|at| self.ranges.get(at));
        range.is_some_and(|(_, last)| code <= *last)
    }
}

/// Ranges in order, joined where they meet.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match merged.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}
