//! Whether the terminal can show pictures, and how, as its environment variables say.

use bartizan_diagram::export::TerminalProtocol;

use crate::world::World;

/// How standard output shows pictures; `None` when it is no terminal, or none that is known to.
pub(crate) fn protocol(world: &dyn World) -> Option<TerminalProtocol> {
    if !world.prints_to_terminal() {
        return None;
    }
    of_variables(&|name| world.variable(name).unwrap_or_default())
}

fn of_variables(variable: &dyn Fn(&str) -> String) -> Option<TerminalProtocol> {
    let is_set = |name: &str| !variable(name).is_empty();
    let (terminal, program) = (variable("TERM"), variable("TERM_PROGRAM"));
    // What runs terminals inside a terminal swallows pictures.
    if is_set("TMUX") || is_set("STY") || terminal.starts_with("screen") || terminal.starts_with("tmux") {
        return None;
    }
    // Konsole counts 22.04.0 as 220400.
    let konsole: u32 = variable("KONSOLE_VERSION").parse().unwrap_or(0);
    if is_set("KITTY_WINDOW_ID")
        || matches!(terminal.as_str(), "xterm-kitty" | "xterm-ghostty")
        || program == "ghostty"
        || konsole >= 220_400
    {
        return Some(TerminalProtocol::Kitty);
    }
    if matches!(program.as_str(), "iTerm.app" | "WezTerm" | "mintty" | "rio") || variable("LC_TERMINAL") == "iTerm2" {
        return Some(TerminalProtocol::Iterm2);
    }
    let has_sixels = ["foot", "mlterm", "contour", "yaft"].iter().any(|name| terminal.starts_with(name));
    (has_sixels || terminal.contains("sixel")).then_some(TerminalProtocol::Sixel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Option<TerminalProtocol> {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        of_variables(&|name| value(name).unwrap_or_default().to_owned())
    }

    #[test]
    fn terminals_are_known_by_their_variables() {
        use TerminalProtocol::{Iterm2, Kitty, Sixel};
        assert_eq!(with(&[("TERM", "xterm-kitty")]), Some(Kitty));
        assert_eq!(with(&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")]), Some(Kitty));
        assert_eq!(with(&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "230801")]), Some(Kitty));
        assert_eq!(with(&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "210400")]), None);
        assert_eq!(with(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]), Some(Iterm2));
        assert_eq!(with(&[("TERM", "foot")]), Some(Sixel));
        assert_eq!(with(&[("TERM", "xterm-256color")]), None);
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn a_multiplexer_swallows_pictures() {
        assert_eq!(with(&[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")]), None);
        assert_eq!(with(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")]), None);
    }
}
