//! A threat as the terminal shows it.

use bartizan_rules::condition::Words;
use bartizan_rules::frameworks::attack_link;
use bartizan_rules::prose::{Block, Part, blocks};
use bartizan_rules::{Library, Threat};

use super::style::{Style, safe, wrapped};

/// Where the values of a table begin.
const INDENT: usize = 14;

/// All that a library says of the threat at a position.
pub(super) fn threat_text(library: &Library, position: usize, style: Style, width: usize) -> String {
    let Some(threat) = library.threats().get(position) else { return String::new() };
    let mut page = Page { style, width, text: String::new() };
    page.head(threat);
    page.prose("", &threat.details);
    page.condition(library, position, threat);
    page.prose("What it takes", &threat.prerequisites);
    page.prose("Example", &threat.example);
    page.prose("What helps", &threat.mitigations);
    page.sources(threat);
    page.text
}

struct Page {
    style: Style,
    width: usize,
    text: String,
}

impl Page {
    fn head(&mut self, threat: &Threat) {
        self.line(&self.style.bold(&safe(&format!("{} {}", threat.id, threat.title))));
        let severity = safe(&threat.severity.to_lowercase());
        let mut about = format!("severity {}", self.style.severity(threat.severity_level(), &severity));
        if !threat.likelihood.is_empty() {
            about.push_str(&format!(", likelihood {}", safe(&threat.likelihood.to_lowercase())));
        }
        let targets: Vec<&str> = threat.targets.iter().map(|class| class.name()).collect();
        self.line(&format!("{about}; looked for on {}", targets.join(", ")));
    }

    fn condition(&mut self, library: &Library, position: usize, threat: &Threat) {
        self.heading("When it applies");
        if let (Some(condition), Some(target)) = (library.condition(position), threat.targets.first()) {
            match condition.words(*target) {
                Words::Say(said) => self.wrapped(&format!("fires when {}", safe(&said)), "", ""),
                Words::All(parts) => self.parts("fires when all of this holds:", &parts, 0),
                Words::Any(parts) => self.parts("fires when any of this holds:", &parts, 0),
            }
        }
        self.text.push('\n');
        self.wrapped(&safe(&threat.condition), "    ", "      ");
        if let Some(pytm) = &threat.pytm_condition {
            self.text.push('\n');
            self.wrapped(&format!("pytm's condition was corrected: {}.", safe(&threat.correction)), "", "");
            self.wrapped(&safe(pytm), "    ", "      ");
        }
    }

    fn parts(&mut self, heading: &str, parts: &[Words], depth: usize) {
        let indent = "  ".repeat(depth);
        self.line(&format!("{indent}{heading}"));
        for part in parts {
            match part {
                Words::Say(said) => self.wrapped(&safe(said), &format!("{indent}  - "), &format!("{indent}    ")),
                Words::All(parts) => self.parts("- all of:", parts, depth + 1),
                Words::Any(parts) => self.parts("- any of:", parts, depth + 1),
            }
        }
    }

    fn prose(&mut self, heading: &str, prose: &str) {
        if prose.is_empty() {
            return;
        }
        match heading {
            "" => self.text.push('\n'),
            heading => self.heading(heading),
        }
        for (number, block) in blocks(prose).iter().enumerate() {
            if number > 0 {
                self.text.push('\n');
            }
            match block {
                Block::Paragraph(parts) => self.wrapped(&plain(parts), "", ""),
                Block::List(items) => items.iter().for_each(|item| self.wrapped(&plain(item), "- ", "  ")),
            }
        }
    }

    /// Where the threat stands in the lists of others.
    fn sources(&mut self, threat: &Threat) {
        let mut rows: Vec<(&str, String)> = Vec::new();
        if !threat.stride.is_empty() {
            let stride: Vec<&str> = threat.stride.iter().map(|stride| stride.key()).collect();
            rows.push(("STRIDE", stride.join(", ").replace('-', " ")));
        }
        rows.extend(
            threat
                .capec
                .iter()
                .map(|number| ("CAPEC", format!("https://capec.mitre.org/data/definitions/{number}.html"))),
        );
        rows.extend(
            threat.cwe.iter().map(|number| ("CWE", format!("https://cwe.mitre.org/data/definitions/{number}.html"))),
        );
        rows.extend(threat.owasp.iter().map(|category| ("OWASP", category.to_string())));
        rows.extend(threat.attack.iter().map(|id| ("ATT&CK", attack_link(id))));
        let is_other = |link: &&str| !link.contains(".mitre.org/data/definitions/");
        let others = threat.references.split(", ").filter(|link| !link.is_empty()).filter(is_other);
        rows.extend(others.map(|link| ("see also", link.to_owned())));
        if rows.is_empty() {
            return;
        }
        self.heading("Where it is listed");
        for (name, value) in rows {
            let value = safe(&value);
            self.line(&format!("{name:<INDENT$}{value}"));
        }
    }

    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.line(&self.style.bold(heading));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        self.line(&wrapped(text, self.width, first, rest));
    }
}

/// Text with its code as it was written.
fn plain(parts: &[Part<'_>]) -> String {
    let written = |part: &Part<'_>| match part {
        Part::Text(text) => safe(text),
        Part::Code(text) => format!("`{}`", safe(text)),
    };
    parts.iter().map(written).collect()
}
