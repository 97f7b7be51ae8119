//! The tables of limits say what the constants are, and leave out none.

use std::collections::BTreeMap;

use crate::pages::root;

const PAGE: &str = "docs/reference/limits.md";

/// What constants of the program are set to, by file and name.
type Constants = BTreeMap<(String, String), String>;

#[test]
fn the_limits_are_those_of_the_program() {
    let constants = constants();
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    let (mut file, mut count, mut failures) = (String::new(), 0, Vec::new());
    let mut section = String::new();
    for (number, line) in (1..).zip(page.lines()) {
        if line.starts_with("The constants are in ") {
            section = quoted(line).first().map(|path| (*path).to_owned()).unwrap_or_default();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", _, names, value, ""] = cells[..] else { continue };
        let mut words = quoted(names);
        let is_path = |word: &&str| word.contains('/') || word.ends_with(".rs");
        let there: Vec<&str> = words.extract_if(.., |word| is_path(&&**word)).collect();
        file = match (there.first(), names.ends_with(" there")) {
            (Some(path), _) => (*path).to_owned(),
            (None, true) => file,
            (None, false) => section.clone(),
        };
        for name in &words {
            count += 1;
            if value_of(&constants, &file, &section, name).is_none() {
                failures.push(format!("{PAGE}:{number}: no `{name}` in `{file}`"));
            }
        }
        let real: Vec<f64> = words.iter().filter_map(|name| value_of(&constants, &file, &section, name)).collect();
        if !real.is_empty() && !agrees(&real, value) {
            failures.push(format!("{PAGE}:{number}: {names} is not {value}, but {real:?}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(count > 150, "only {count} constants found");
}

#[test]
fn no_limit_is_left_out() {
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    let constants = constants();
    let limits = constants.keys().filter(|(file, name)| file.ends_with("/limits.rs") && name.starts_with("MAX_"));
    let missing: Vec<_> = limits.filter(|(_, name)| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{PAGE} does not name {missing:?}");
}

/// Whether numbers stand in a text: each in its place, or the least and the greatest of them.
fn agrees(real: &[f64], text: &str) -> bool {
    let written = numbers(text);
    let least = real.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = real.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    written == real || (text.contains(" to ") && written == [least, greatest])
}

/// The numbers of a text, with what stands behind them: `1 MiB`, `4,096`, `64 million`.
fn numbers(text: &str) -> Vec<f64> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut numbers = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let digits = word.trim_end_matches(',').replace(',', "");
        let Ok(number) = digits.parse::<f64>() else { continue };
        let unit = match words.get(index + 1).map(|word| word.trim_end_matches(',')) {
            Some("KiB") => 1024.0,
            Some("MiB") => 1024.0 * 1024.0,
            Some("GiB") => 1024.0 * 1024.0 * 1024.0,
            Some("million") => 1_000_000.0,
            _ => 1.0,
        };
        numbers.push(number * unit);
    }
    numbers
}

/// The constant of a name in a file that is named by its end, or that lies in a folder.
fn value_of(constants: &Constants, file: &str, section: &str, name: &str) -> Option<f64> {
    // A path that does not begin at the root lies in the crate of the section.
    let folder = section.split_once("/src/").map_or("", |(folder, _)| folder);
    let is_meant = |path: &str| match file.ends_with('/') || file == section {
        true => path.starts_with(file),
        false => path == file || (path.starts_with(folder) && path.ends_with(&format!("/{file}"))),
    };
    let mut meant = constants.iter().filter(|((path, known), _)| known == name && is_meant(path));
    meant.find_map(|((path, _), text)| evaluated(constants, path, text))
}

/// Products and shifts of numbers and other constants of the file.
fn evaluated(constants: &Constants, file: &str, text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some((one, other)) = text.split_once(" * ") {
        return Some(evaluated(constants, file, one)? * evaluated(constants, file, other)?);
    }
    if let Some((number, shift)) = text.split_once(" << ") {
        return Some(evaluated(constants, file, number)? * evaluated(constants, file, shift)?.exp2());
    }
    if let Some(seconds) = text.strip_prefix("Duration::from_secs(") {
        return evaluated(constants, file, seconds.trim_end_matches(')'));
    }
    let number = text.replace('_', "").parse().ok();
    number.or_else(|| evaluated(constants, file, constants.get(&(file.to_owned(), text.to_owned()))?))
}

/// All constants of the crates.
fn constants() -> Constants {
    let (mut constants, mut folders) = (Constants::new(), vec!["crates".to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).unwrap().map(Result::unwrap) {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match entry.file_type().unwrap().is_dir() {
                true if !name.ends_with("/tests") => folders.push(name),
                false if name.ends_with(".rs") => {
                    let text = std::fs::read_to_string(entry.path()).unwrap();
                    constants.extend(text.lines().filter_map(|line| constant(&name, line)));
                }
                _ => {}
            }
        }
    }
    constants
}

fn constant(file: &str, line: &str) -> Option<((String, String), String)> {
    let (_, rest) = line.split_once("const ")?;
    let (name, rest) = rest.split_once(": ")?;
    let (_, value) = rest.split_once(" = ")?;
    Some(((file.to_owned(), name.to_owned()), value.strip_suffix(';')?.to_owned()))
}

/// What stands between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn numbers_are_read_with_their_units() {
    assert_eq!(numbers("40, 4,096"), [40.0, 4096.0]);
    assert_eq!(numbers("64 MiB, 512 MiB"), [67_108_864.0, 536_870_912.0]);
    assert_eq!(numbers("0.1 to 10"), [0.1, 10.0]);
    assert_eq!(numbers("2,000 each"), [2000.0]);
    assert!(agrees(&[5.0, 3.0, 9.0], "3 to 9") && !agrees(&[5.0, 3.0, 9.0], "4 to 9"));
}
