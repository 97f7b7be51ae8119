//! The operating system as it looks to a model of an earlier revision: what lies in the repository is as it was then, the
//! rest is as it is now.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use crate::revision::{Objects, Revision, RevisionError};
use crate::world::{FileError, Stamp, World, as_the_world_below};

/// A folder's list of entries may be so large, in bytes.
const MAX_FOLDER: u64 = 16 << 20;
/// A folder may have so many entries to be listed.
const MAX_ENTRIES: usize = 20_000;
/// So many links are followed on one way, and so long is the target of one, in bytes.
const MAX_LINKS: usize = 40;
const MAX_TARGET: u64 = 4096;
/// The folder that makes a folder a repository; no revision holds it.
const REPOSITORY: &str = ".git";

/// The world with the files of a revision.
pub(crate) struct Past<'w> {
    world: &'w mut dyn World,
    /// Where relative paths start.
    here: PathBuf,
    top: PathBuf,
    tree: String,
    objects: Arc<Mutex<dyn Objects + Send>>,
    /// Folders that were looked at, by id.
    folders: RefCell<BTreeMap<String, Rc<Folder>>>,
    /// What is seen as it is now.
    present: Vec<PathBuf>,
}

type Folder = BTreeMap<String, Entry>;

/// What lies at a path of the revision.
#[derive(Clone, Debug)]
enum Entry {
    File(String),
    Folder(String),
    Link(String),
    /// Another repository inside this one.
    Foreign,
}

/// Where a path leads.
enum Place {
    /// Out of the repository: there the world is as it is now.
    Now(PathBuf),
    /// Into the revision.
    Then(PathBuf, Entry),
    Nowhere,
}

impl<'w> Past<'w> {
    /// The world with the files of a revision, but for these files and folders, which are seen as they are now.
    pub(crate) fn new(world: &'w mut dyn World, revision: Revision, present: &[PathBuf]) -> Self {
        let here = world.real_path(Path::new(".")).unwrap_or_default();
        let present = present.iter().filter_map(|path| world.real_path(path)).collect();
        let Revision { top, tree, objects } = revision;
        Self { world, here, top, tree, objects, folders: RefCell::default(), present }
    }

    fn place(&self, path: &Path) -> Place {
        let path = self.here.join(path);
        if self.is_present(&path) {
            return Place::Now(path);
        }
        match self.inside(&path) {
            Some(inside) => self.walk(&inside, true).unwrap_or(Place::Now(path)),
            None => Place::Now(path),
        }
    }

    fn object(&self, id: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let mut objects = self.objects.lock().map_err(|_| FileError::Other(io::Error::other("git has ended")))?;
        objects.read(id, limit)
    }

    fn is_present(&self, path: &Path) -> bool {
        let is_named = |real: PathBuf| self.present.iter().any(|named| real.starts_with(named));
        !self.present.is_empty() && self.world.real_path(path).is_some_and(is_named)
    }

    /// The part of a path that lies in the repository. A link outside may lead there.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        if let Ok(inside) = path.strip_prefix(&self.top) {
            return Some(inside.to_owned());
        }
        path.ancestors().find_map(|ancestor| {
            let real = self.world.real_path(ancestor)?;
            let inside = real.strip_prefix(&self.top).ok()?;
            Some(inside.join(path.strip_prefix(ancestor).ok()?))
        })
    }

    /// Follows a path from the top of the repository; `None` when it leads out of it.
    fn walk(&self, path: &Path, follows_last: bool) -> Option<Place> {
        let mut ahead: Vec<OsString> = reversed(path);
        let mut way: Vec<(String, Entry)> = Vec::new();
        let mut links = 0;
        while let Some(step) = ahead.pop() {
            if step == ".." {
                match way.pop() {
                    Some(_) => continue,
                    // Nobody knows what lay there then.
                    None if links > 0 => return Some(Place::Nowhere),
                    None => return None,
                }
            }
            let Some(name) = step.to_str() else { return Some(Place::Nowhere) };
            let Some(entry) = self.entry(way.last().map(|(_, entry)| entry), name) else {
                return Some(Place::Nowhere);
            };
            match entry {
                Entry::Link(id) if follows_last || !ahead.is_empty() => {
                    links += 1;
                    let target = self.target(&id).filter(|_| links <= MAX_LINKS);
                    let Some(target) = target else { return Some(Place::Nowhere) };
                    if target.is_absolute() {
                        let Ok(inside) = target.strip_prefix(&self.top) else { return Some(Place::Nowhere) };
                        way.clear();
                        ahead.extend(reversed(inside));
                    } else {
                        ahead.extend(reversed(&target));
                    }
                }
                entry => way.push((name.to_owned(), entry)),
            }
        }
        let real = way.iter().fold(self.top.clone(), |path, (name, _)| path.join(name));
        let entry = way.pop().map_or_else(|| Entry::Folder(self.tree.clone()), |(_, entry)| entry);
        Some(Place::Then(real, entry))
    }

    fn entry(&self, holder: Option<&Entry>, name: &str) -> Option<Entry> {
        let id = match holder {
            None if name == REPOSITORY => return Some(Entry::Foreign),
            None => &self.tree,
            Some(Entry::Folder(id)) => id,
            Some(_) => return None,
        };
        self.folder(id).ok()?.get(name).cloned()
    }

    fn folder(&self, id: &str) -> Result<Rc<Folder>, FileError> {
        if let Some(known) = self.folders.borrow().get(id) {
            return Ok(known.clone());
        }
        let content = self.object(id, MAX_FOLDER)?;
        let folder = Rc::new(entries(&content, id.len() / 2));
        self.folders.borrow_mut().insert(id.to_owned(), folder.clone());
        Ok(folder)
    }

    fn target(&self, link: &str) -> Option<PathBuf> {
        let content = self.object(link, MAX_TARGET).ok()?;
        Some(PathBuf::from(String::from_utf8(content).ok()?))
    }

    fn content(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, FileError> {
        match entry {
            Entry::File(id) => self.object(id, limit),
            Entry::Folder(_) | Entry::Foreign => Err(FileError::IsDirectory),
            Entry::Link(_) => Err(FileError::NotFound),
        }
    }
}

/// The steps of a path, the first one last. A path without a drive or a root is meant.
fn reversed(path: &Path) -> Vec<OsString> {
    let steps = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    let mut steps: Vec<OsString> = steps.collect();
    steps.reverse();
    steps
}

/// The entries of a folder, as git keeps them: a mode, a space, a name, a zero, and an id of so many bytes, each.
fn entries(mut content: &[u8], id_length: usize) -> Folder {
    let mut folder = Folder::new();
    while let Some((mode, rest)) = split_at_byte(content, b' ') {
        let Some((name, rest)) = split_at_byte(rest, 0) else { break };
        let Some((id, rest)) = rest.split_at_checked(id_length) else { break };
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let entry = match mode {
            b"40000" | b"040000" => Entry::Folder(id),
            b"120000" => Entry::Link(id),
            b"160000" => Entry::Foreign,
            _ => Entry::File(id),
        };
        // No name that a script can ask for is anything else.
        if let Ok(name) = std::str::from_utf8(name) {
            folder.insert(name.to_owned(), entry);
        }
        content = rest;
    }
    folder
}

fn split_at_byte(bytes: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|known| *known == byte)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

impl World for Past<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        match self.place(path) {
            Place::Now(path) => self.world.read(&path, limit),
            Place::Then(_, entry) => self.content(&entry, limit),
            Place::Nowhere => Err(FileError::NotFound),
        }
    }

    fn read_regular(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        match self.place(path) {
            Place::Now(path) => self.world.read_regular(&path, limit),
            Place::Then(_, entry) => self.content(&entry, limit),
            Place::Nowhere => Err(FileError::NotFound),
        }
    }

    fn size(&self, path: &Path) -> Option<u64> {
        match self.place(path) {
            Place::Now(path) => self.world.size(&path),
            Place::Then(_, entry) => self.content(&entry, MAX_FOLDER).ok().map(|content| content.len() as u64),
            Place::Nowhere => None,
        }
    }

    fn is_special(&self, path: &Path) -> bool {
        matches!(self.place(path), Place::Now(path) if self.world.is_special(&path))
    }

    fn is_link(&self, path: &Path) -> bool {
        let path = self.here.join(path);
        let place = self.inside(&path).and_then(|inside| self.walk(&inside, false));
        match place {
            Some(Place::Then(_, entry)) => matches!(entry, Entry::Link(_)),
            Some(Place::Nowhere) => false,
            Some(Place::Now(_)) | None => self.world.is_link(&path),
        }
    }

    fn real_path(&self, path: &Path) -> Option<PathBuf> {
        match self.place(path) {
            Place::Now(path) => self.world.real_path(&path),
            Place::Then(real, _) => Some(real),
            Place::Nowhere => None,
        }
    }

    fn is_directory(&self, path: &Path) -> bool {
        match self.place(path) {
            Place::Now(path) => self.world.is_directory(&path),
            Place::Then(_, entry) => matches!(entry, Entry::Folder(_) | Entry::Foreign),
            Place::Nowhere => false,
        }
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, FileError> {
        match self.place(path) {
            Place::Now(path) => self.world.list(&path),
            Place::Then(_, Entry::Folder(id)) => {
                let folder = self.folder(&id)?;
                match folder.len() > MAX_ENTRIES {
                    true => Err(FileError::TooMany { limit: MAX_ENTRIES }),
                    false => Ok(folder.keys().cloned().collect()),
                }
            }
            Place::Then(_, Entry::Foreign) => Ok(Vec::new()),
            Place::Then(..) | Place::Nowhere => Err(FileError::NotFound),
        }
    }

    /// A revision does not know when a file was changed.
    fn changed(&self, path: &Path) -> Option<i64> {
        match self.place(path) {
            Place::Now(path) => self.world.changed(&path),
            Place::Then(..) | Place::Nowhere => None,
        }
    }

    /// What lies in a revision stays.
    fn stamp(&self, path: &Path) -> Stamp {
        match self.place(path) {
            Place::Now(path) => self.world.stamp(&path),
            Place::Then(..) | Place::Nowhere => Stamp::Nothing,
        }
    }

    fn write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(unchangeable())
    }

    fn replace(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(unchangeable())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Err(unchangeable())
    }

    fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.world.print_bytes(bytes)
    }

    as_the_world_below!();
}

fn unchangeable() -> io::Error {
    io::Error::other("an earlier revision cannot be changed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_as_far_as_it_makes_sense() {
        let content = b"100644 a b\0\x01\x02120000 link\0\x03\x0440000 inner\0\x05\x06160000 other\0\x07\x08";
        let folder = entries(content, 2);
        let told: Vec<String> = folder.iter().map(|(name, entry)| format!("{name}: {entry:?}")).collect();
        let expected = ["a b: File(\"0102\")", "inner: Folder(\"0506\")", "link: Link(\"0304\")", "other: Foreign"];
        assert_eq!(told, expected);
        for length in 0..content.len() {
            assert!(entries(content.get(..length).unwrap(), 2).len() < expected.len());
        }
        assert!(entries(b"100644 \xff\0\x01\x02", 2).is_empty());
    }
}
