//! The operating system as it is, with a note of every path that was looked at, so that one can tell when to look again.
//!
//! Files are looked at again and again: times and sizes of some dozens of files cost next to nothing, and that works for
//! every editor, file system and platform alike.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::isolation::folder_of;
use crate::machine_fonts::FOLDERS;
use crate::revision::{Revision, RevisionError};
use crate::world::{FileError, Stamp, World, as_the_world_below};

/// So many paths are watched at most. A script may look for more.
pub(crate) const MAX_WATCHED: usize = 2_000;
/// The pause between two looks at the files, for every so many of them.
const PAUSE: Duration = Duration::from_millis(20);
const WATCHED_IN_A_PAUSE: usize = 200;
/// A change is acted upon when nothing more has changed for a pause and no file is empty or gone, or after so many pauses.
const MAX_PAUSES: u32 = 4;

/// The world, noting what is looked at.
pub(crate) struct Watching<'w> {
    world: &'w mut dyn World,
    seen: RefCell<Seen>,
    /// What is not watched, all links followed.
    ignored: Vec<PathBuf>,
}

/// What was seen at paths before anything was read there.
#[derive(Clone, Debug, Default)]
struct Seen {
    stamps: BTreeMap<PathBuf, Stamp>,
    /// What folders held, as a hash of the names.
    folders: BTreeMap<PathBuf, Option<u64>>,
    has_more: bool,
}

/// What is watched, and whether it is time to look again.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    seen: Seen,
    /// How it looked at the last look, when that was otherwise.
    pending: Option<Look>,
    pauses: u32,
}

/// All stamps and lists at one moment.
type Look = (Vec<Stamp>, Vec<Option<u64>>);

impl<'w> Watching<'w> {
    pub(crate) fn new(world: &'w mut dyn World) -> Self {
        Self { world, seen: RefCell::default(), ignored: Vec::new() }
    }

    /// The same, but for files that come of it: whoever reads what it writes would never come to an end.
    pub(crate) fn but_for(world: &'w mut dyn World, files: &[PathBuf]) -> Self {
        let mut ignored: Vec<PathBuf> = files.iter().filter_map(|file| place(file, world)).collect();
        ignored.extend(files.iter().filter_map(|file| world.real_path(file)));
        Self { ignored, ..Self::new(world) }
    }

    /// What was looked at.
    pub(crate) fn watched(self) -> Watched {
        Watched { seen: self.seen.into_inner(), ..Watched::default() }
    }

    /// Notes a path, before it is read: what changes meanwhile is a change.
    fn note(&self, path: &Path) {
        let mut seen = self.seen.borrow_mut();
        if seen.stamps.contains_key(path) || self.is_ignored(path) {
            return;
        }
        if seen.stamps.len() >= MAX_WATCHED {
            seen.has_more = true;
            return;
        }
        seen.stamps.insert(path.to_owned(), self.world.stamp(path));
    }

    /// Fonts of the machine are many, and stay as they are.
    fn is_ignored(&self, path: &Path) -> bool {
        let is_output = || place(path, self.world).is_some_and(|place| self.ignored.contains(&place));
        FOLDERS.iter().any(|folder| path.starts_with(folder)) || (!self.ignored.is_empty() && is_output())
    }

    fn note_list(&self, path: &Path) {
        let mut seen = self.seen.borrow_mut();
        if seen.folders.contains_key(path) || self.is_ignored(path) {
            return;
        }
        if seen.folders.len() >= MAX_WATCHED {
            seen.has_more = true;
            return;
        }
        seen.folders.insert(path.to_owned(), held(path, self.world));
    }
}

impl Watched {
    /// Whether there is more than is watched.
    pub(crate) fn has_more(&self) -> bool {
        self.seen.has_more
    }

    /// How long to wait before the next look.
    pub(crate) fn pause(&self) -> Duration {
        let count = self.seen.stamps.len() + self.seen.folders.len();
        PAUSE * u32::try_from(1 + count / WATCHED_IN_A_PAUSE).unwrap_or(1)
    }

    /// Looks at the files. True when something changed and there is nothing to wait for.
    pub(crate) fn is_due(&mut self, world: &dyn World) -> bool {
        let stamps: Vec<Stamp> = self.seen.stamps.keys().map(|path| world.stamp(path)).collect();
        let folders: Vec<Option<u64>> = self.seen.folders.keys().map(|path| held(path, world)).collect();
        if stamps.iter().eq(self.seen.stamps.values()) && folders.iter().eq(self.seen.folders.values()) {
            (self.pending, self.pauses) = (None, 0);
            return false;
        }
        // Some editors empty a file, or take it away, before they write it.
        let mut changed = stamps.iter().zip(self.seen.stamps.values()).filter(|(now, before)| now != before);
        let is_between = changed.any(|(now, _)| matches!(now, Stamp::Nothing | Stamp::File { size: 0, .. }));
        let look = Some((stamps, folders));
        self.pauses += 1;
        let is_settled = (self.pending == look && !is_between) || self.pauses > MAX_PAUSES;
        self.pending = look;
        is_settled
    }
}

/// Where a file lies or will lie, however the path to it is written.
fn place(file: &Path, world: &dyn World) -> Option<PathBuf> {
    Some(world.real_path(folder_of(file))?.join(file.file_name()?))
}

/// What a folder holds, but for outputs that are being written; `None` when it cannot be read.
fn held(folder: &Path, world: &dyn World) -> Option<u64> {
    let names = world.list(folder).ok()?;
    let mut hasher = DefaultHasher::new();
    names.iter().filter(|name| !name.ends_with(".part")).for_each(|name| name.hash(&mut hasher));
    Some(hasher.finish())
}

impl World for Watching<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        self.note(path);
        self.world.read(path, limit)
    }

    fn read_regular(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        self.note(path);
        self.world.read_regular(path, limit)
    }

    fn size(&self, path: &Path) -> Option<u64> {
        self.note(path);
        self.world.size(path)
    }

    fn is_special(&self, path: &Path) -> bool {
        self.note(path);
        self.world.is_special(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        self.note(path);
        self.world.is_link(path)
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        self.note(path);
        self.world.real_path(path)
    }

    fn is_directory(&self, path: &Path) -> bool {
        self.note(path);
        self.world.is_directory(path)
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, FileError> {
        self.note_list(path);
        self.world.list(path)
    }

    fn changed(&self, path: &Path) -> Option<i64> {
        self.note(path);
        self.world.changed(path)
    }

    fn stamp(&self, path: &Path) -> Stamp {
        self.world.stamp(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.world.write(path, bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.world.replace(path, bytes)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.world.make_folder(path)
    }

    /// What a script prints is no result here: it goes where messages go.
    fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.world.print_error(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    as_the_world_below!();
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test changes files")]
mod tests {
    use std::fs;

    use super::*;
    use crate::system::System;

    fn watched(folder: &Path) -> Watched {
        let mut system = System::default();
        let watching = Watching::new(&mut system);
        let _ = watching.read(&folder.join("tm.py"), 100);
        assert_eq!(watching.real_path(&folder.join("bartizan.toml")), None);
        let _ = watching.list(&folder.join("threats"));
        watching.watched()
    }

    /// After how many looks a change is acted upon.
    fn looks(change: impl FnOnce(&Path)) -> Option<u32> {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bartizan-watching-{}-{number}", std::process::id()));
        fs::create_dir_all(folder.join("threats")).unwrap();
        fs::write(folder.join("tm.py"), "a").unwrap();
        let mut watched = watched(&folder);
        assert!(!watched.is_due(&System::default()));
        change(&folder);
        let looks = (1..10).find(|_| watched.is_due(&System::default()));
        fs::remove_dir_all(&folder).unwrap();
        looks
    }

    #[test]
    fn what_was_read_or_looked_for_is_watched_and_nothing_else() {
        let renamed = |folder: &Path| {
            fs::write(folder.join("new"), "b").unwrap();
            fs::rename(folder.join("new"), folder.join("tm.py")).unwrap();
        };
        assert_eq!(looks(|folder| fs::write(folder.join("tm.py"), "longer").unwrap()), Some(2));
        assert_eq!(looks(renamed), Some(2));
        assert_eq!(looks(|folder| fs::write(folder.join("bartizan.toml"), "a").unwrap()), Some(2));
        assert_eq!(looks(|folder| fs::write(folder.join("threats/x.md"), "").unwrap()), Some(2));
        assert_eq!(looks(|folder| fs::write(folder.join("other.py"), "").unwrap()), None);
        assert_eq!(looks(|folder| fs::write(folder.join("threats/.x.md.1.part"), "").unwrap()), None);
    }

    #[test]
    fn what_is_empty_or_gone_may_be_on_its_way() {
        assert_eq!(looks(|folder| fs::remove_file(folder.join("tm.py")).unwrap()), Some(MAX_PAUSES + 1));
        assert_eq!(looks(|folder| fs::write(folder.join("tm.py"), "").unwrap()), Some(MAX_PAUSES + 1));
    }

    #[test]
    fn what_never_settles_is_acted_upon_all_the_same() {
        let folder = std::env::temp_dir().join(format!("bartizan-watching-storm-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut watched = watched(&folder);
        let looks = (1..100).find(|count| {
            fs::write(folder.join("tm.py"), "x".repeat(*count)).unwrap();
            watched.is_due(&System::default())
        });
        assert_eq!(looks, Some(MAX_PAUSES as usize + 1));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_script_that_looks_everywhere_is_watched_up_to_a_limit() {
        let mut system = System::default();
        let watching = Watching::new(&mut system);
        for number in 0..MAX_WATCHED + 1 {
            let _ = watching.is_directory(Path::new(&format!("/nowhere/{number}")));
        }
        let watched = watching.watched();
        assert!(watched.has_more() && watched.seen.stamps.len() == MAX_WATCHED);
        assert!(watched.pause() > PAUSE);
    }
}
