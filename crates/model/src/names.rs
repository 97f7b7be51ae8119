//! Names: stable ids made from them, and the nearest known one for a misspelt one.

use std::collections::HashMap;

/// A readable id: lower case, letters and digits of any script, single hyphens between them.
///
/// `"Web Server"` gives `web-server`; a name without letters and digits gives an empty id.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// Gives ids to names in order; a repeated one gets `-2`, `-3` and so on.
#[derive(Debug, Default)]
pub struct Slugs {
    next: HashMap<String, u32>,
}

impl Slugs {
    /// The id of the next name; `fallback` stands in for a name without letters and digits.
    pub fn assign(&mut self, name: &str, fallback: &str) -> String {
        let base = match slug(name) {
            slug if slug.is_empty() => slug_or(fallback),
            slug => slug,
        };
        let mut number = self.next.get(&base).copied().unwrap_or(1);
        let mut candidate = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        // A name may itself look like a numbered one ("web" and "web-2").
        while number > 1 && self.next.contains_key(&candidate) {
            number += 1;
            candidate = format!("{base}-{number}");
        }
        self.next.insert(base, number + 1);
        if number > 1 {
            self.next.insert(candidate.clone(), 2);
        }
        candidate
    }
}

fn slug_or(fallback: &str) -> String {
    match slug(fallback) {
        slug if slug.is_empty() => "unnamed".to_owned(),
        slug => slug,
    }
}

/// A name that no boundary and no element has, where one is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no boundary and no element is called `{name}`")]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// The nearest one that there is, if one is near.
    pub nearest: Option<String>,
}

/// The candidate nearest to a misspelt name, if one is near enough to be meant; the first of those that are equally near.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let length = lower.chars().count();
    // A letter alone is near to every other one.
    let limit = (length / 3).max(usize::from(length > 1));
    candidates
        .into_iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase(), limit), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(near, candidate)| (*near, distance(name, candidate, usize::MAX)))
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
fn distance(left: &str, right: &str, limit: usize) -> usize {
    let left: Vec<char> = left.chars().take(128).collect();
    let right: Vec<char> = right.chars().take(128).collect();
    if left.len().abs_diff(right.len()) > limit {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, r) in right.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&last, j) + usize::from(l != r)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && left.get(i - 1) == Some(r) && right.get(j - 1) == Some(l);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable_and_unique() {
        let mut slugs = Slugs::default();
        let names =
            ["Web Server", "web server", "SQL Database (*)", "(λ)Periodically", "***", "web-server-2", "Web-Server"];
        let ids: Vec<String> = names.iter().map(|name| slugs.assign(name, "Server")).collect();
        assert_eq!(
            ids,
            [
                "web-server",
                "web-server-2",
                "sql-database",
                "λ-periodically",
                "server",
                "web-server-2-2",
                "web-server-3"
            ]
        );
    }

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        let names = ["isHardened", "isResilient", "Datastore", "classification"];
        assert_eq!(nearest("isHardend", names), Some("isHardened"));
        assert_eq!(nearest("DataStore", names), Some("Datastore"));
        assert_eq!(nearest("classifcation", names), Some("classification"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("actr", ["Actor", "actor"]), Some("actor"));
        assert_eq!(nearest("x", ["y", "X"]), Some("X"));
    }
}
