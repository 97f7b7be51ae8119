//! Lists of threats: a Markdown page for each with an index, JSON, CSV.

use std::fmt::Write;

use bartizan_rules::condition::Words;
use bartizan_rules::frameworks::attack_link;
use bartizan_rules::prose::{Block, Part, blocks};
use bartizan_rules::{Library, Threat};
use serde_json::{Value, json};

use crate::csv::Table;
use crate::markdown::{code, escape, inline};

/// The page of the threat at a position of a library.
pub fn threat_page(library: &Library, position: usize) -> String {
    let Some(threat) = library.threats().get(position) else { return String::new() };
    let mut page = format!("# {} {}\n\n", escape(&threat.id), escape(&threat.title));
    page.push_str(&table(threat));
    page.push_str(&prose("", &threat.details));
    page.push_str(&when(library, position, threat));
    page.push_str(&prose("What it takes", &threat.prerequisites));
    page.push_str(&prose("Example", &threat.example));
    page.push_str(&prose("What helps", &threat.mitigations));
    // The numbers above link to their own pages.
    let is_other = |link: &&str| link.starts_with("https://") && !link.contains(".mitre.org/data/definitions/");
    let links: Vec<&str> = threat.references.split(", ").filter(is_other).collect();
    if !links.is_empty() {
        page.push_str("\n## Read more\n\n");
        for link in links {
            let _ = writeln!(page, "- <{}>", link.replace(['<', '>', ' '], ""));
        }
    }
    page
}

/// What a threat is and what helps, for places that show help beside a finding.
pub(crate) fn help(threat: &Threat) -> String {
    format!("{}{}", prose("", &threat.details).trim_start(), prose("What helps", &threat.mitigations))
}

/// A page that names all threats of a library with links to their pages, `ID.md` beside it.
pub fn threat_index(library: &Library) -> String {
    let mut page = format!("# Threats\n\n{} threats are looked for.\n\n", library.threats().len());
    page.push_str("| | Threat | Severity | Looked for on |\n| --- | --- | --- | --- |\n");
    for threat in library.threats() {
        let _ = writeln!(
            page,
            "| [{}]({}) | {} | {} | {} |",
            escape(&threat.id),
            page_name(threat),
            escape(&threat.title),
            escape(&threat.severity),
            targets(threat)
        );
    }
    page
}

/// The file name of a threat's page. Ids of strangers may hold anything.
pub fn page_name(threat: &Threat) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    format!("{}.md", threat.id.chars().map(safe).collect::<String>())
}

/// All threats as a JSON list.
pub fn threats_json(library: &Library) -> String {
    let threats: Vec<Value> = library.threats().iter().map(|threat| as_json(threat)).collect();
    format!("{:#}\n", Value::Array(threats))
}

/// All threats as CSV, a line for each, prose left out.
pub fn threats_csv(library: &Library) -> String {
    let mut table = Table::new(&[
        "id",
        "title",
        "targets",
        "severity",
        "likelihood",
        "stride",
        "capec",
        "cwe",
        "attack",
        "owasp",
        "condition",
    ]);
    for threat in library.threats() {
        let numbers = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        table.row(&[
            &threat.id,
            &threat.title,
            &threat.targets.iter().map(|class| class.name()).collect::<Vec<_>>().join(" "),
            &threat.severity,
            &threat.likelihood,
            &threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>().join(" "),
            &numbers(&threat.capec),
            &numbers(&threat.cwe),
            &threat.attack.join(" "),
            &threat.owasp.iter().map(|category| category.id).collect::<Vec<_>>().join(" "),
            &threat.condition,
        ]);
    }
    table.finish()
}

fn as_json(threat: &Threat) -> Value {
    let mut value = json!({
        "id": &*threat.id,
        "title": &*threat.title,
        "targets": threat.targets.iter().map(|class| class.name()).collect::<Vec<_>>(),
        "severity": &*threat.severity,
        "likelihood": &*threat.likelihood,
        "stride": threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>(),
        "capec": threat.capec,
        "cwe": threat.cwe,
        "attack": threat.attack.iter().map(|id| &**id).collect::<Vec<_>>(),
        "owasp": threat.owasp.iter().map(|category| category.id).collect::<Vec<_>>(),
        "condition": &*threat.condition,
        "details": &*threat.details,
        "prerequisites": &*threat.prerequisites,
        "example": &*threat.example,
        "mitigations": &*threat.mitigations,
        "references": threat.references.split(", ").filter(|link| !link.is_empty()).collect::<Vec<_>>(),
    });
    if let (Some(pytm), Some(object)) = (&threat.pytm_condition, value.as_object_mut()) {
        object.insert("pytm_condition".into(), (&**pytm).into());
        object.insert("correction".into(), (&*threat.correction).into());
    }
    value
}

fn targets(threat: &Threat) -> String {
    threat.targets.iter().map(|class| class.name()).collect::<Vec<_>>().join(", ")
}

fn table(threat: &Threat) -> String {
    let mut rows = vec![("Severity", escape(&threat.severity.to_lowercase()))];
    let mut row = |name, cells: Vec<String>| {
        if !cells.is_empty() {
            rows.push((name, cells.join(", ")));
        }
    };
    let linked = |text: String, link: &str| format!("[{}]({link})", escape(&text));
    let numbered = |numbers: &[u32], name: &str, site: &str| {
        let page = |number: &u32| {
            let link = format!("https://{site}.mitre.org/data/definitions/{number}.html");
            linked(format!("{name}-{number}"), &link)
        };
        numbers.iter().map(page).collect::<Vec<_>>()
    };
    row(
        "Likelihood",
        Some(escape(&threat.likelihood.to_lowercase())).filter(|text| !text.is_empty()).into_iter().collect(),
    );
    row("Looked for on", vec![targets(threat)]);
    row("STRIDE", threat.stride.iter().map(|stride| stride.key().replace('-', " ")).collect());
    row("CAPEC", numbered(&threat.capec, "CAPEC", "capec"));
    row("CWE", numbered(&threat.cwe, "CWE", "cwe"));
    row("OWASP", threat.owasp.iter().map(|category| linked(category.to_string(), category.link())).collect());
    row("ATT&amp;CK", threat.attack.iter().map(|id| linked(id.to_string(), &attack_link(id))).collect());
    let mut table = String::from("| | |\n| --- | --- |\n");
    for (name, cells) in rows {
        let _ = writeln!(table, "| {name} | {cells} |");
    }
    table
}

/// The condition in words and as it is written, and pytm's where that is another one.
fn when(library: &Library, position: usize, threat: &Threat) -> String {
    let mut text = String::from("\n## When it applies\n\n");
    if let (Some(condition), Some(target)) = (library.condition(position), threat.targets.first()) {
        text.push_str("It is reported when\n\n");
        list(&condition.words(*target), 0, &mut text);
    }
    let _ = writeln!(text, "\n```python\n{}\n```", threat.condition.replace("```", ""));
    if let Some(pytm) = &threat.pytm_condition {
        let _ = writeln!(text, "\npytm's condition was corrected: {}.", escape(&threat.correction));
        let _ = writeln!(text, "\n```python\n{}\n```", pytm.replace("```", ""));
    }
    text
}

fn list(words: &Words, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match words {
        Words::Say(said) => {
            let _ = writeln!(text, "{indent}- {}", said_inline(said));
        }
        Words::All(parts) | Words::Any(parts) => {
            let heading = if matches!(words, Words::All(_)) { "all of this holds:" } else { "any of this holds:" };
            let _ = writeln!(text, "{indent}- {heading}");
            for part in parts {
                list(part, depth + 1, text);
            }
        }
    }
}

fn said_inline(said: &str) -> String {
    blocks(said).iter().map(paragraph).collect()
}

fn prose(heading: &str, prose: &str) -> String {
    if prose.is_empty() {
        return String::new();
    }
    let mut text = if heading.is_empty() { "\n".to_owned() } else { format!("\n## {heading}\n\n") };
    for (number, block) in blocks(prose).iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        match block {
            Block::Paragraph(_) => {
                let _ = writeln!(text, "{}", paragraph(block));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(text, "- {}", line(item));
                }
            }
        }
    }
    text
}

fn paragraph(block: &Block<'_>) -> String {
    match block {
        Block::Paragraph(parts) => line(parts),
        Block::List(items) => items.iter().map(|item| line(item)).collect(),
    }
}

fn line(parts: &[Part<'_>]) -> String {
    let written = |part: &Part<'_>| match part {
        Part::Text(text) => inline(text),
        Part::Code(text) => code(text),
    };
    parts.iter().map(written).collect()
}
