//! Reads sequence diagrams back: Bartizan's PlantUML and those of the records.

use std::collections::BTreeMap;

use serde_json::Value;

use super::text;

/// A sequence diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// Kind and name of everything that takes part, in order.
    pub participants: Vec<(String, String)>,
    /// What is sent, in order.
    pub messages: Vec<Message>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Position of the participant that sends; `None` for what is not drawn.
    pub from: Option<usize>,
    /// Position of the participant that receives; `None` for what is not drawn.
    pub to: Option<usize>,
    /// What is sent.
    pub label: String,
    /// The note beside it; may be empty.
    pub note: String,
}

impl Sequence {
    /// The sequence of a record.
    pub fn of_record(record: &Value) -> Option<Self> {
        let mut positions = BTreeMap::new();
        let mut sequence = Self::default();
        for participant in record.get("participants")?.as_array()? {
            let [kind, name] = strings(participant)?;
            positions.insert(name.to_owned(), sequence.participants.len());
            sequence.participants.push((kind.to_owned(), text::name(text::without_number(name))));
        }
        for message in record.get("messages")?.as_array()? {
            let [from, to, label, note] = strings(message)?;
            sequence.messages.push(Message {
                from: positions.get(from).copied(),
                to: positions.get(to).copied(),
                label: text::name(label),
                note: plain_note(note),
            });
        }
        Some(sequence)
    }

    /// The first PlantUML diagram in a text.
    pub fn parse(output: &str) -> Option<Self> {
        let mut lines = output.lines().skip_while(|line| *line != "@startuml").skip(1);
        let mut positions = BTreeMap::new();
        let mut sequence = Self::default();
        while let Some(line) = lines.next() {
            if line == "@enduml" {
                return Some(sequence);
            } else if line == "note left" {
                let note: Vec<String> = lines.by_ref().take_while(|line| *line != "end note").map(decoded).collect();
                sequence.messages.last_mut()?.note = plain_note(&note.join("\n"));
            } else if let Some((ends, label)) = line.split_once(": ").filter(|(ends, _)| ends.contains(" -> ")) {
                let (from, to) = ends.split_once(" -> ")?;
                sequence.messages.push(Message {
                    from: positions.get(from).copied(),
                    to: positions.get(to).copied(),
                    label: text::name(&decoded(label)),
                    note: String::new(),
                });
            } else if let Some((head, name)) = line.split_once(" as \"") {
                let (kind, id) = head.split_once(' ')?;
                positions.insert(id, sequence.participants.len());
                let name = decoded(name.strip_suffix('"')?);
                sequence.participants.push((kind.to_owned(), text::name(text::without_number(&name))));
            } else if !line.trim().is_empty() {
                return None;
            }
        }
        None
    }

    /// How this sequence, the expected one, differs from another.
    pub fn differences(&self, ours: &Sequence) -> Vec<String> {
        let participant = |(kind, name): &(String, String)| format!("{kind} {name:?}");
        let mut found = Vec::new();
        found.extend(in_order("participant", &self.participants, &ours.participants, participant));
        let shown = |message: &Message| {
            let Message { from, to, label, note } = message;
            format!("{from:?} -> {to:?}: {label:?} with note {note:?}")
        };
        found.extend(in_order("message", &self.messages, &ours.messages, shown));
        found
    }
}

/// The first difference of two lists.
fn in_order<T: PartialEq>(word: &str, theirs: &[T], ours: &[T], shown: impl Fn(&T) -> String) -> Option<String> {
    let at = theirs.iter().zip(ours).take_while(|(theirs, ours)| theirs == ours).count();
    let show = |item: Option<&T>| item.map_or("nothing".to_owned(), &shown);
    let (theirs, ours) = (theirs.get(at), ours.get(at));
    if theirs.is_none() && ours.is_none() {
        return None;
    }
    Some(format!("{word} {}: expected {}, found {}", at + 1, show(theirs), show(ours)))
}

fn strings<const N: usize>(value: &Value) -> Option<[&str; N]> {
    let texts: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    texts.try_into().ok()
}

/// Indentation and blank lines around a note do not count.
fn plain_note(note: &str) -> String {
    let lines: Vec<String> = note.lines().map(|line| text::name(line.trim())).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// `<U+0041>` is an A.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("<U+") {
        plain.push_str(before);
        let letter = from.split_once('>').and_then(|(code, after)| {
            let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?;
            Some((letter, after))
        });
        match letter {
            Some((letter, after)) => {
                plain.push(letter);
                rest = after;
            }
            None => {
                plain.push_str("<U+");
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DIAGRAM: &str = "printed\n@startuml\nactor actor_a as \"A <U+0022>a<U+0022>\"\n\
        entity server_b as \"B: -> b\"\nentity server_b_2 as \"B: -> b\"\n\n\
        actor_a -> server_b_2: asks: <U+005B>x<U+005D>\nnote left\n<U+002D> one\n\n  two\nend note\n\
        server_b -> boundary_c: \n@enduml\nprinted\n";

    fn record() -> Value {
        json!({
            "participants": [["actor", "A \"a\""], ["entity", "B: -> b"], ["entity", "B: -> b#2"]],
            "messages": [["A \"a\"", "B: -> b#2", "asks: [x]", " - one\n\ntwo\n"], ["B: -> b", "C", "", ""]],
        })
    }

    #[test]
    fn a_diagram_is_read_back_and_equals_its_record() {
        let (theirs, ours) = (Sequence::of_record(&record()).unwrap(), Sequence::parse(DIAGRAM).unwrap());
        assert_eq!(ours.messages[0].note, "- one\n\ntwo");
        assert_eq!(theirs, ours);
        assert!(theirs.differences(&ours).is_empty());
    }

    #[test]
    fn the_first_difference_of_each_list_is_named() {
        let theirs = Sequence::of_record(&record()).unwrap();
        let mut ours = theirs.clone();
        ours.participants[1].0 = "database".to_owned();
        ours.messages.pop();
        assert_eq!(
            theirs.differences(&ours),
            [
                "participant 2: expected entity \"B: -> b\", found database \"B: -> b\"",
                "message 2: expected Some(1) -> None: \"\" with note \"\", found nothing",
            ]
        );
    }

    #[test]
    fn what_is_no_diagram_is_none() {
        assert_eq!(Sequence::parse("@startuml\nactor a as \"A\"\n"), None);
        assert_eq!(Sequence::parse(""), None);
    }
}
