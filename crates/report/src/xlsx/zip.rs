//! The container of workbooks: a ZIP archive, in which every file has the same date.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// The first day that the format knows: the first of January 1980.
const DATE: u16 = 0x21;
/// Version 2.0, which deflates.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;
/// Names are UTF-8.
const FLAGS: u16 = 0x800;

/// An archive that is being written. Its files stay below 4 GiB, as every report does.
#[derive(Debug, Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, content: &str) {
        let offset = length(self.bytes.len());
        let mut crc = Crc::new();
        crc.update(content.as_bytes());
        let deflated = deflated(content.as_bytes());
        let mut about = Vec::new();
        for half in [VERSION, FLAGS, DEFLATED, 0, DATE] {
            about.extend(half.to_le_bytes());
        }
        for word in [crc.sum(), length(deflated.len()), length(content.len())] {
            about.extend(word.to_le_bytes());
        }
        about.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        about.extend([0; 2]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(deflated);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&about);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let offset = length(self.bytes.len());
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(length(self.directory.len()).to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
