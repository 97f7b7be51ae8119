//! Turns of phrase: what the schema's documentation says, bent to fit a sentence.

/// `parses XML` becomes `does not parse XML`.
pub(crate) fn negated(predicate: &str) -> String {
    let (verb, rest) = predicate.split_once(' ').unwrap_or((predicate, ""));
    let verb = match verb {
        "is" | "are" | "may" => format!("{verb} not"),
        "can" => "cannot".to_owned(),
        "has" => "does not have".to_owned(),
        _ => format!("does not {}", infinitive(verb)),
    };
    format!("{verb} {rest}").trim_end().to_owned()
}

pub(crate) fn infinitive(verb: &str) -> String {
    let is_long = ["sses", "shes", "ches", "xes"].iter().any(|ending| verb.ends_with(ending));
    match verb {
        _ if is_long => verb.strip_suffix("es").unwrap_or(verb).to_owned(),
        _ if verb.ends_with("ies") => format!("{}y", verb.strip_suffix("ies").unwrap_or(verb)),
        _ => verb.strip_suffix('s').unwrap_or(verb).to_owned(),
    }
}

/// The documentation without examples and afterthoughts.
pub(crate) fn gist(documentation: &str) -> &str {
    const ASIDES: [&str; 7] =
        [": ", ", for example", ", and so", ", or demands", ", never as", " rather than", ", in "];
    let ends = ASIDES.into_iter().filter_map(|aside| documentation.find(aside));
    documentation.get(..ends.min().unwrap_or(documentation.len())).unwrap_or(documentation)
}

pub(crate) fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| format!("{}{}", first.to_lowercase(), characters.as_str()))
}

/// `tlsVersion` becomes `TLS version`; `usesEncryptionAlgorithm` becomes `encryption algorithm`.
pub(crate) fn spaced(name: &str) -> String {
    let name = name.strip_prefix("uses").unwrap_or(name);
    let mut words: Vec<String> = Vec::new();
    let mut was_upper = true;
    for character in name.chars() {
        match words.last_mut() {
            Some(word) if !character.is_uppercase() || was_upper => word.push(character),
            _ => words.push(character.to_string()),
        }
        was_upper = character.is_uppercase();
    }
    let said = |word: &String| match word.to_lowercase().as_str() {
        "tls" | "tlsversion" => word.to_uppercase().replace("VERSION", " version"),
        "min" => "oldest accepted".to_owned(),
        "max" => "highest allowed".to_owned(),
        lower if word.chars().filter(|character| character.is_uppercase()).count() < 2 => lower.to_owned(),
        _ => word.clone(),
    };
    words.iter().map(said).collect::<Vec<_>>().join(" ")
}
