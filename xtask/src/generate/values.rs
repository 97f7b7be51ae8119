//! Values as Python expressions, by the kind of the attribute.

use bartizan_model::{Attribute, Class, EnumKind, Kind};

use super::script::Script;
use super::texts;

/// Percentage of values that are written in another type that pytm accepts too.
const LOOSE: usize = 4;

impl Script {
    /// A value of the attribute; `None` where there is nothing yet that it could be.
    pub(super) fn value(&mut self, attribute: &Attribute) -> Option<String> {
        Some(match attribute.kind {
            Kind::Text => self.text(attribute.name),
            Kind::Flag => self.flag(attribute),
            Kind::Int => self.whole_number(attribute.name),
            Kind::Levels => self.levels(),
            Kind::Texts => self.files(),
            Kind::Member(kind) => self.member(kind),
            Kind::Boundary => self.boundary()?,
            Kind::Element => self.any_element()?.expression,
            Kind::Flow => self.any_flow()?.expression,
            Kind::Flows => format!("[{}]", self.any_flow()?.expression),
            Kind::Elements => format!("[{}]", self.any_element()?.expression),
            Kind::Data => self.data_set(attribute.class == Class::Dataflow)?,
            Kind::Findings => self.overrides(),
            Kind::Assumption => self.assumption(),
            Kind::Assumptions => self.assumptions(attribute.class == Class::Tm),
            Kind::Controls => self.controls(),
            Kind::Uuid => return None,
        })
    }

    /// A value that the attribute does not take; `None` for kinds of which the oracle takes almost anything.
    pub(super) fn wrong_value(&mut self, attribute: &Attribute) -> Option<&'static str> {
        let words: &[&str] = match attribute.kind {
            Kind::Text => &["3", "[\"x\"]", "True"],
            Kind::Flag => &["\"maybe\"", "2", "[]"],
            Kind::Int => &["\"eighty\"", "1.5", "{}"],
            Kind::Levels => &["\"x\"", "[\"y\"]"],
            Kind::Texts => &["5", "[1, 2]"],
            Kind::Member(_) => &["\"NOPE\"", "99", "[]"],
            Kind::Boundary => &["\"x\"", "1"],
            Kind::Assumptions => &["3"],
            _ => return None,
        };
        // A type of datastore may be any text here.
        let is_lenient = attribute.kind == Kind::Member(EnumKind::DatastoreType);
        Some(self.random.word(words)).filter(|_| !is_lenient)
    }

    fn text(&mut self, name: &str) -> String {
        let words: &[&str] = match name {
            "protocol" => &["HTTP", "HTTPS", "SQL", "FTP", "TLS", "SSH", "AMQP", "https", ""],
            "codeType" => &["Managed", "Unmanaged", "Native"],
            "environment" => &["Production", "Development", ""],
            "OS" => &["Linux", "Windows", "CloudOS", "Ubuntu 24.04"],
            "format" => &["JSON", "XML", "CSV", "SOAP", "YAML", "HTML"],
            "authenticationScheme" => &["OAuth2", "Basic", "mTLS"],
            "usesEncryptionAlgorithm" => &["AES", "RSA", "DES", "3DES", "ECC"],
            _ => &[],
        };
        let text = match self.random.pick(words) {
            Some(word) if self.random.chance(85) => (*word).to_owned(),
            _ => texts::sentence(&mut self.random, matches!(name, "description" | "note")),
        };
        texts::literal(&mut self.random, &text)
    }

    fn flag(&mut self, attribute: &Attribute) -> String {
        let is_default = attribute.default.value() == bartizan_model::Value::Flag(true);
        let truth = if self.random.chance(80) { !is_default } else { is_default };
        if self.random.chance(LOOSE) {
            let spellings: &[&str] =
                if truth { &["1", "\"yes\"", "\"True\"", "1.0"] } else { &["0", "\"no\"", "\"off\""] };
            return self.random.word(spellings).to_owned();
        }
        if truth { "True".to_owned() } else { "False".to_owned() }
    }

    fn whole_number(&mut self, name: &str) -> String {
        if name == "severity" {
            return self.random.between(0, 5).to_string();
        }
        if name == "order" {
            return self.random.between(1, 20).to_string();
        }
        let port = self.random.word(&["80", "443", "22", "8080", "5432", "3306", "0", "-1", "65535"]);
        match self.random.chance(LOOSE) {
            true => self.random.word(&["\"80\"", "443.0", "True", "\" 8443 \""]).to_owned(),
            false => port.to_owned(),
        }
    }

    fn levels(&mut self) -> String {
        let words = [
            "0",
            "1",
            "2",
            "{0}",
            "{1}",
            "{0, 1}",
            "[1]",
            "[0, 1]",
            "[0, 2]",
            "(1, 2)",
            "{0, 1, 2}",
            "[1, 1]",
            "[\"1\"]",
        ];
        self.random.word(&words).to_owned()
    }

    fn files(&mut self) -> String {
        self.random.word(&["[\"shop.py\"]", "[\"a.c\", \"b/c.rs\"]", "['x.py', 'x.py']", "[]"]).to_owned()
    }

    pub(super) fn member(&mut self, kind: EnumKind) -> String {
        use bartizan_model::schema::MemberValue;
        let members: Vec<_> = kind.members().collect();
        let Some(member) = self.random.pick(&members).copied() else { return "None".to_owned() };
        if self.random.chance(LOOSE) {
            return match member.value() {
                MemberValue::Int(rank) => rank.to_string(),
                MemberValue::Text(word) => format!("\"{word}\""),
            };
        }
        format!("{}.{}", self.class(kind.name()), member.name())
    }

    pub(super) fn boundary(&mut self) -> Option<String> {
        self.random.pick(&self.boundaries).map(|boundary| boundary.expression.clone())
    }

    /// One piece of data, several in any container, or, on flows only, a text.
    pub(super) fn data_set(&mut self, is_of_flow: bool) -> Option<String> {
        if is_of_flow && self.random.chance(8) {
            let text = texts::sentence(&mut self.random, false);
            return Some(texts::literal(&mut self.random, &text));
        }
        let one = self.random.pick(&self.data)?.expression.clone();
        if self.random.chance(40) {
            return Some(one);
        }
        let mut several = vec![one];
        several.extend(self.random.some(&self.data, 30).into_iter().map(|datum| datum.expression.clone()));
        let several = several.join(", ");
        Some(match self.random.below(4) {
            0 => format!("{{{several}}}"),
            1 => format!("({several},)"),
            _ => format!("[{several}]"),
        })
    }

    fn overrides(&mut self) -> String {
        let mut ids = vec![self.threat_id()];
        if self.random.chance(40) {
            ids.push(self.threat_id());
        }
        if !self.random.chance(3) {
            ids.dedup();
        }
        let overrides: Vec<String> = ids.into_iter().map(|id| self.finding(&id)).collect();
        format!("[{}]", overrides.join(", "))
    }

    fn finding(&mut self, threat: &str) -> String {
        let mut arguments = vec![format!("threat_id=\"{threat}\"")];
        let fields = ["response", "cvss", "severity", "description", "details", "mitigations", "example", "references"];
        for field in self.random.some(&fields, 25).into_iter().copied().collect::<Vec<_>>() {
            let text = match field {
                "severity" => self.random.word(&["Very High", "High", "medium", "Low", "none at all"]).to_owned(),
                "cvss" => "9.8".to_owned(),
                "response" => self.random.word(&["mitigated", "accepted", "transferred", "avoided"]).to_owned(),
                _ => texts::sentence(&mut self.random, true),
            };
            let text = texts::literal(&mut self.random, &text);
            arguments.push(format!("{field}={text}"));
        }
        format!("{}({})", self.class("Finding"), arguments.join(", "))
    }

    fn assumption(&mut self) -> String {
        let name = texts::sentence(&mut self.random, false);
        let name = texts::literal(&mut self.random, &name);
        let mut ids: Vec<String> = (0..self.random.below(5)).map(|_| format!("\"{}\"", self.threat_id())).collect();
        ids.sort();
        ids.dedup();
        let ids = match self.random.chance(50) && !ids.is_empty() {
            true => format!("{{{}}}", ids.join(", ")),
            false => format!("[{}]", ids.join(", ")),
        };
        let description = match self.random.chance(30) {
            true => texts::sentence(&mut self.random, true),
            false => String::new(),
        };
        let description = texts::literal(&mut self.random, &description);
        match self.random.below(5) {
            0 => format!("{{\"name\": {name}, \"exclude\": {ids}}}"),
            1 => format!("{}({name})", self.class("Assumption")),
            2 => format!("{}(name={name}, exclude={ids}, description={description})", self.class("Assumption")),
            _ => format!("{}({name}, exclude={ids})", self.class("Assumption")),
        }
    }

    fn assumptions(&mut self, is_of_system: bool) -> String {
        let count = self.random.between(1, 2);
        let mut assumptions: Vec<String> = (0..count).map(|_| self.assumption()).collect();
        if is_of_system && self.random.chance(40) {
            assumptions.push(self.text("description"));
        }
        match (is_of_system && assumptions.len() == 1 && self.random.chance(30), assumptions.join(", ")) {
            (true, one) => one,
            (false, all) => format!("[{all}]"),
        }
    }

    fn controls(&mut self) -> String {
        let settings = self.settings(Class::Controls, 12);
        if self.random.chance(50) {
            let settings: Vec<String> = settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
            return format!("{}({})", self.class("Controls"), settings.join(", "));
        }
        let settings: Vec<String> = settings.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        format!("{{{}}}", settings.join(", "))
    }

    /// The id of a threat of pytm's or, more often where there is one, of the model's own library.
    pub(super) fn threat_id(&mut self) -> String {
        const KNOWN: &[&str] = &[
            "INP01", "INP02", "INP03", "INP13", "CR01", "CR06", "DE01", "DE03", "AA01", "AA03", "AC01", "AC05", "AC14",
            "DO01", "DO02", "DS01", "DS03", "DS06", "DR01", "HA01", "HA03", "LB01", "SC02", "SC05", "API01", "LLM01",
            "LLM05", "X99",
        ];
        match self.random.pick(&self.own_threats) {
            Some(own) if self.random.chance(70) => own.clone(),
            _ => self.random.word(KNOWN).to_owned(),
        }
    }
}
