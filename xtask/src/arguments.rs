//! What follows the name of a chore.

use std::str::FromStr;

/// Arguments that were not looked at yet.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    pub(crate) fn new(arguments: impl Iterator<Item = String>) -> Self {
        Self(arguments.collect())
    }

    /// The first that is left.
    pub(crate) fn next(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether this flag is given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let count = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < count
    }

    /// The value after this option.
    pub(crate) fn option<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, String> {
        let Some(at) = self.0.iter().position(|argument| argument == name) else { return Ok(None) };
        self.0.remove(at);
        if at == self.0.len() {
            return Err(format!("`{name}` needs a value"));
        }
        let value = self.0.remove(at);
        value.parse().map(Some).map_err(|_| format!("`{name}` does not take `{value}`"))
    }

    /// What is left, when there are no options among it.
    pub(crate) fn rest(self) -> Result<Vec<String>, String> {
        match self.0.iter().find(|argument| argument.starts_with('-')) {
            Some(unknown) => Err(format!("no option is called `{unknown}` here; `cargo xtask help` lists them")),
            None => Ok(self.0),
        }
    }

    /// Nothing may be left.
    pub(crate) fn end(self) -> Result<(), String> {
        match self.rest()?.first() {
            Some(extra) => Err(format!("`{extra}` is one argument too many")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn arguments(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_flags_and_the_rest() {
        let mut given = arguments("--seed 7 a --all b");
        assert_eq!(given.option::<u64>("--seed"), Ok(Some(7)));
        assert_eq!(given.option::<u64>("--count"), Ok(None));
        assert!(given.flag("--all") && !given.flag("--all"));
        assert_eq!(given.rest(), Ok(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn mistakes_are_refused() {
        assert!(arguments("--seed").option::<u64>("--seed").is_err());
        assert!(arguments("--seed x").option::<u64>("--seed").is_err());
        assert!(arguments("--sede 1").rest().is_err());
        assert!(arguments("more").end().is_err());
    }
}
