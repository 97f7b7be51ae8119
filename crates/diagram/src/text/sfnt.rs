//! Tables of an OpenType file, as far as a font that was cut down needs further ones.

use std::collections::BTreeMap;

/// The tables of a font by their tags.
pub(super) struct Tables {
    version: [u8; 4],
    tables: BTreeMap<[u8; 4], Vec<u8>>,
}

impl Tables {
    /// The tables of a font file.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let version = *file.first_chunk()?;
        let count = u16::from_be_bytes(*file.get(4..)?.first_chunk()?);
        let mut tables = BTreeMap::new();
        for entry in file.get(12..)?.chunks_exact(16).take(usize::from(count)) {
            let start = usize::try_from(u32::from_be_bytes(*entry.get(8..)?.first_chunk()?)).ok()?;
            let length = usize::try_from(u32::from_be_bytes(*entry.get(12..)?.first_chunk()?)).ok()?;
            tables.insert(*entry.first_chunk()?, file.get(start..start.checked_add(length)?)?.to_vec());
        }
        Some(Self { version, tables })
    }

    /// Adds or replaces a table.
    pub(super) fn add(&mut self, tag: &[u8; 4], table: Vec<u8>) {
        self.tables.insert(*tag, table);
    }

    /// Takes a table over from another file.
    pub(super) fn copy(&mut self, tag: &[u8; 4], file: &[u8]) -> Option<()> {
        let table = Self::read(file)?.tables.remove(tag)?;
        self.add(tag, table);
        Some(())
    }

    /// The font file.
    pub(super) fn write(&self) -> Vec<u8> {
        let count = self.tables.len();
        let mut directory = self.version.to_vec();
        push_search_header(&mut directory, count, 16);
        let mut content = Vec::new();
        for (tag, table) in &self.tables {
            let start = 12 + 16 * count + content.len();
            directory.extend(tag);
            directory.extend(checksum(table).to_be_bytes());
            directory.extend(long(start));
            directory.extend(long(table.len()));
            content.extend(table);
            content.resize(content.len().next_multiple_of(4), 0);
        }
        directory.extend(content);
        directory
    }
}

/// A `cmap` table (format 4) from letters to glyphs.
pub(super) fn character_map(letters: &BTreeMap<u16, u16>) -> Vec<u8> {
    let segments = segments(letters);
    let mut map = Vec::new();
    push_search_header(&mut map, segments.len(), 2);
    // This format counts everything twice as large.
    if let Some(count) = map.get_mut(..2) {
        count.copy_from_slice(&short(segments.len() * 2));
    }
    map.extend(segments.iter().flat_map(|segment| segment.last.to_be_bytes()));
    map.extend([0, 0]);
    map.extend(segments.iter().flat_map(|segment| segment.first.to_be_bytes()));
    map.extend(segments.iter().flat_map(|segment| segment.glyph.wrapping_sub(segment.first).to_be_bytes()));
    map.extend(segments.iter().flat_map(|_| [0, 0]));

    // Version 0, one subtable: Windows, the basic plane of Unicode, twelve bytes from here.
    let mut table = vec![0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12];
    table.extend(short(4));
    table.extend(short(map.len() + 6));
    table.extend([0, 0]);
    table.extend(map);
    table
}

/// A `kern` table (format 0) of pairs of glyphs.
pub(super) fn kerning_table(pairs: &BTreeMap<(u16, u16), i16>) -> Vec<u8> {
    // The length of the subtable has 16 bits; text with more different pairs is kerned by its set width alone.
    const MAX_PAIRS: usize = (u16::MAX as usize - 14) / 6;
    let count = pairs.len().min(MAX_PAIRS);
    let mut table = vec![0, 0, 0, 1, 0, 0];
    table.extend(short(14 + 6 * count));
    // Horizontal kerning, format 0.
    table.extend([0, 1]);
    push_search_header(&mut table, count, 6);
    for ((left, right), kerning) in pairs.iter().take(count) {
        table.extend(left.to_be_bytes());
        table.extend(right.to_be_bytes());
        table.extend(kerning.to_be_bytes());
    }
    table
}

/// Letters in a row whose glyphs are in a row.
struct Segment {
    first: u16,
    last: u16,
    glyph: u16,
}

/// The last segment, which the format demands, maps the last code to no glyph.
fn segments(letters: &BTreeMap<u16, u16>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (code, glyph) in letters {
        match segments.last_mut() {
            Some(run)
                if run.last.checked_add(1) == Some(*code)
                    && run.glyph.checked_add(code - run.first) == Some(*glyph) =>
            {
                run.last = *code;
            }
            _ => segments.push(Segment { first: *code, last: *code, glyph: *glyph }),
        }
    }
    segments.push(Segment { first: u16::MAX, last: u16::MAX, glyph: 0 });
    segments
}

/// The count of entries with what OpenType puts beside it to speed up a binary search.
fn push_search_header(out: &mut Vec<u8>, count: usize, entry: usize) {
    let power = count.checked_ilog2().unwrap_or(0);
    let range = entry << power;
    out.extend(short(count));
    out.extend(short(range));
    out.extend(short(usize::try_from(power).unwrap_or(0)));
    out.extend(short((count * entry).saturating_sub(range)));
}

fn checksum(table: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut word = [0; 4];
        word.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = *byte);
        u32::from_be_bytes(word)
    };
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}
