//! Lists whose entries are found by position, without a way to panic.
//!
//! The phases of a layout name things by position. Every position comes from the list that it is used with, so that looking
//! beyond the end is a mistake of ours: tests stop at it, and a release build reads and writes a spare entry instead.

use std::ops::{Index, IndexMut};

/// A list of entries, and a spare one for positions beyond its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table<T> {
    entries: Vec<T>,
    spare: T,
}

impl<T: Clone + Default> Table<T> {
    /// So many times the same entry.
    pub(super) fn filled(entry: T, count: usize) -> Self {
        Self { entries: vec![entry; count], spare: T::default() }
    }

    /// So many entries of no particular value.
    pub(super) fn sized(count: usize) -> Self {
        Self::filled(T::default(), count)
    }
}

impl<T> Table<T> {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.entries
    }

    /// Adds an entry and says where it is.
    pub(super) fn push(&mut self, entry: T) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// The entries from one position up to, not including, another.
    pub(super) fn range(&self, from: usize, to: usize) -> &[T] {
        self.entries.get(from..to).unwrap_or_default()
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;

    #[inline]
    fn index(&self, at: usize) -> &T {
        debug_assert!(at < self.entries.len(), "position {at} of {}", self.entries.len());
        self.entries.get(at).unwrap_or(&self.spare)
    }
}

impl<T> IndexMut<usize> for Table<T> {
    #[inline]
    fn index_mut(&mut self, at: usize) -> &mut T {
        debug_assert!(at < self.entries.len(), "position {at} of {}", self.entries.len());
        self.entries.get_mut(at).unwrap_or(&mut self.spare)
    }
}

impl<T: Default> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect(), spare: T::default() }
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

/// Many short lists in one: those of a row stand side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    starts: Table<usize>,
    entries: Table<usize>,
}

impl Rows {
    /// Entries, each with the row it belongs to; they keep their order within a row.
    pub(super) fn of(rows: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = Table::filled(0usize, rows + 1);
        for (row, _) in pairs.clone() {
            starts[row + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut entries = Table::filled(0usize, starts[rows]);
        let mut next = starts.clone();
        for (row, entry) in pairs {
            let at = next[row];
            next[row] += 1;
            entries[at] = entry;
        }
        Self { starts, entries }
    }

    #[inline]
    pub(super) fn row(&self, row: usize) -> &[usize] {
        self.entries.range(self.starts[row], self.starts[row + 1])
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn rows_keep_the_order_of_their_entries() {
        let rows = Rows::of(3, [(2, 7), (0, 5), (2, 6)].into_iter());
        assert_eq!((rows.row(0), rows.row(1), rows.row(2)), (&[5][..], &[][..], &[7, 6][..]));
    }
}
