//! The lists that threats are mapped to: names and addresses of their categories.

use std::fmt;

/// A category of one of OWASP's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category {
    /// The id with its year, for example `A03:2021`.
    pub id: &'static str,
    /// OWASP's name for it.
    pub name: &'static str,
}

impl Category {
    /// The category of this id.
    pub fn parse(id: &str) -> Option<Self> {
        CATEGORIES.iter().find(|(known, _)| known.eq_ignore_ascii_case(id)).map(|(id, name)| Self { id, name })
    }

    /// The page of the list that it belongs to.
    pub fn link(self) -> &'static str {
        match self.id {
            id if id.starts_with("API") => "https://owasp.org/API-Security/editions/2023/en/0x11-t10/",
            id if id.starts_with("LLM") => "https://genai.owasp.org/llm-top-10/",
            id if id.starts_with("ASI") => {
                "https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/"
            }
            id if id.ends_with(":2021") => "https://owasp.org/Top10/2021/",
            _ => "https://owasp.org/Top10/2025/",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.name)
    }
}

/// Whether a text is the id of an ATT&CK technique: `T1190` or `T1552.005`.
pub fn is_attack_technique(id: &str) -> bool {
    let (technique, part) = id.split_once('.').unwrap_or((id, "001"));
    let is_number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    technique.strip_prefix('T').is_some_and(|number| is_number(number, 4)) && is_number(part, 3)
}

/// The page of an ATT&CK technique.
pub fn attack_link(id: &str) -> String {
    format!("https://attack.mitre.org/techniques/{}/", id.replace('.', "/"))
}

/// OWASP's Top 10 of 2021 and 2025, for APIs (2023), for applications of language models (2025) and for agents (2026).
const CATEGORIES: [(&str, &str); 50] = [
    ("A01:2021", "Broken Access Control"),
    ("A02:2021", "Cryptographic Failures"),
    ("A03:2021", "Injection"),
    ("A04:2021", "Insecure Design"),
    ("A05:2021", "Security Misconfiguration"),
    ("A06:2021", "Vulnerable and Outdated Components"),
    ("A07:2021", "Identification and Authentication Failures"),
    ("A08:2021", "Software and Data Integrity Failures"),
    ("A09:2021", "Security Logging and Monitoring Failures"),
    ("A10:2021", "Server-Side Request Forgery (SSRF)"),
    ("A01:2025", "Broken Access Control"),
    ("A02:2025", "Security Misconfiguration"),
    ("A03:2025", "Software Supply Chain Failures"),
    ("A04:2025", "Cryptographic Failures"),
    ("A05:2025", "Injection"),
    ("A06:2025", "Insecure Design"),
    ("A07:2025", "Authentication Failures"),
    ("A08:2025", "Software or Data Integrity Failures"),
    ("A09:2025", "Security Logging & Alerting Failures"),
    ("A10:2025", "Mishandling of Exceptional Conditions"),
    ("API1:2023", "Broken Object Level Authorization"),
    ("API2:2023", "Broken Authentication"),
    ("API3:2023", "Broken Object Property Level Authorization"),
    ("API4:2023", "Unrestricted Resource Consumption"),
    ("API5:2023", "Broken Function Level Authorization"),
    ("API6:2023", "Unrestricted Access to Sensitive Business Flows"),
    ("API7:2023", "Server Side Request Forgery"),
    ("API8:2023", "Security Misconfiguration"),
    ("API9:2023", "Improper Inventory Management"),
    ("API10:2023", "Unsafe Consumption of APIs"),
    ("LLM01:2025", "Prompt Injection"),
    ("LLM02:2025", "Sensitive Information Disclosure"),
    ("LLM03:2025", "Supply Chain"),
    ("LLM04:2025", "Data and Model Poisoning"),
    ("LLM05:2025", "Improper Output Handling"),
    ("LLM06:2025", "Excessive Agency"),
    ("LLM07:2025", "System Prompt Leakage"),
    ("LLM08:2025", "Vector and Embedding Weaknesses"),
    ("LLM09:2025", "Misinformation"),
    ("LLM10:2025", "Unbounded Consumption"),
    ("ASI01", "Agent Goal Hijack"),
    ("ASI02", "Tool Misuse and Exploitation"),
    ("ASI03", "Identity and Privilege Abuse"),
    ("ASI04", "Agentic Supply Chain Vulnerabilities"),
    ("ASI05", "Unexpected Code Execution (RCE)"),
    ("ASI06", "Memory & Context Poisoning"),
    ("ASI07", "Insecure Inter-Agent Communication"),
    ("ASI08", "Cascading Failures"),
    ("ASI09", "Human-Agent Trust Exploitation"),
    ("ASI10", "Rogue Agents"),
];
