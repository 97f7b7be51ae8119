//! Dates and times as text, by the directives of `strftime` in the C locale.

use super::dates::is_leap;
use crate::eval::{Interpreter, Outcome};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment, in parts.
pub(super) struct Moment {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    /// Monday is 0.
    pub(super) weekday: i64,
    /// From 1.
    pub(super) day_of_year: i64,
    /// `None` when `%f` means nothing.
    pub(super) microsecond: Option<i64>,
    /// `+0200`; empty when unknown.
    pub(super) offset: String,
    pub(super) zone: String,
}

impl Moment {
    /// What is out of range, in CPython's words.
    pub(super) fn complaint(&self) -> Option<&'static str> {
        let checks = [
            (0..=12, self.month, "month out of range"),
            (0..=31, self.day, "day of month out of range"),
            (0..=23, self.hour, "hour out of range"),
            (0..=59, self.minute, "minute out of range"),
            (0..=61, self.second, "seconds out of range"),
            (-1..=6, self.weekday, "day of week out of range"),
            (0..=366, self.day_of_year, "day of year out of range"),
        ];
        checks.into_iter().find_map(|(range, value, complaint)| (!range.contains(&value)).then_some(complaint))
    }

    /// Sunday is 0.
    fn sunday_based(&self) -> i64 {
        (self.weekday + 1).rem_euclid(7)
    }

    fn hour_of_12(&self) -> i64 {
        match self.hour % 12 {
            0 => 12,
            hour => hour,
        }
    }

    /// Year and week as ISO 8601 counts them.
    fn iso_week(&self) -> (i64, i64) {
        let week = (self.day_of_year - 1 - self.weekday + 10) / 7;
        match week {
            0 => (self.year - 1, weeks_of(self.year - 1)),
            53 if weeks_of(self.year) < 53 => (self.year + 1, 1),
            _ => (self.year, week),
        }
    }
}

/// Weeks of a year as ISO 8601 counts them: 53 when it starts on a Thursday, or on a Wednesday in a leap year.
fn weeks_of(year: i64) -> i64 {
    let before = year - 1;
    let january_1 = (before + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)).rem_euclid(7);
    if january_1 == 3 || january_1 == 2 && is_leap(year) { 53 } else { 52 }
}

/// How a directive is to be shown, besides its letter.
#[derive(Clone, Copy, Default)]
struct Style {
    /// `-`, `_` or `0`.
    padding: Option<char>,
    is_upper: bool,
    swaps_case: bool,
    width: Option<usize>,
}

/// What a directive is.
enum Part {
    Number { value: i64, width: usize, padding: char },
    Text(String),
}

/// The moment in a format.
pub(super) fn format(interpreter: &mut Interpreter<'_>, format: &str, moment: &Moment) -> Outcome<String> {
    interpreter.reserve(format.len())?;
    let mut shown = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let (before, directive) = rest.split_at(at);
        shown.push_str(before);
        let (style, letter, after) = read(directive);
        let is_plain = after.len() + 2 == directive.len();
        let part = letter.and_then(|letter| part(letter, moment, is_plain));
        match part {
            Some(part) => {
                interpreter.reserve(style.width.unwrap_or(0))?;
                show(&mut shown, part, style);
            }
            // What is no directive stands for itself.
            None => shown.push_str(directive.strip_suffix(after).unwrap_or(directive)),
        }
        rest = after;
        crate::builtins::check_size(interpreter, shown.len())?;
    }
    shown.push_str(rest);
    Ok(shown)
}

/// Flags, width and letter of a directive, and what follows it.
fn read(directive: &str) -> (Style, Option<char>, &str) {
    let mut style = Style::default();
    let mut rest = directive.get(1..).unwrap_or("");
    let mut width = String::new();
    loop {
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { return (style, None, rest) };
        match character {
            '-' | '_' | '0' if width.is_empty() => style.padding = Some(character),
            '^' if width.is_empty() => style.is_upper = true,
            '#' if width.is_empty() => style.swaps_case = true,
            '0'..='9' => width.push(character),
            'E' | 'O' => {}
            _ => {
                style.width = (!width.is_empty()).then(|| width.parse().unwrap_or(usize::MAX));
                return (style, Some(character), characters.as_str());
            }
        }
        rest = characters.as_str();
    }
}

fn part(letter: char, moment: &Moment, is_plain: bool) -> Option<Part> {
    let two = |value| Part::Number { value, width: 2, padding: '0' };
    let spaced = |value| Part::Number { value, width: 2, padding: ' ' };
    let plain = |value| Part::Number { value, width: 1, padding: '0' };
    let clock = || format!("{:02}:{:02}:{:02}", moment.hour, moment.minute, moment.second);
    let numeric = || format!("{:02}/{:02}/{:02}", moment.month, moment.day, moment.year.rem_euclid(100));
    let half = if moment.hour < 12 { "AM" } else { "PM" };
    Some(match letter {
        'a' => Part::Text(day_name(moment).get(..3).unwrap_or("?").to_owned()),
        'A' => Part::Text(day_name(moment).to_owned()),
        'b' | 'h' => Part::Text(month_name(moment).get(..3).unwrap_or("?").to_owned()),
        'B' => Part::Text(month_name(moment).to_owned()),
        'c' => {
            let (day, month) = (day_name(moment), month_name(moment));
            let (day, month) = (day.get(..3).unwrap_or("?"), month.get(..3).unwrap_or("?"));
            Part::Text(format!("{day} {month} {:2} {} {}", moment.day, clock(), moment.year))
        }
        'C' => plain(moment.year.div_euclid(100)),
        'd' => two(moment.day),
        'D' | 'x' => Part::Text(numeric()),
        'e' => spaced(moment.day),
        'f' if is_plain => Part::Text(format!("{:06}", moment.microsecond?)),
        'F' => Part::Text(format!("{}-{:02}-{:02}", moment.year, moment.month, moment.day)),
        'g' => two(moment.iso_week().0.rem_euclid(100)),
        'G' => plain(moment.iso_week().0),
        'H' => two(moment.hour),
        'I' => two(moment.hour_of_12()),
        'j' => Part::Number { value: moment.day_of_year, width: 3, padding: '0' },
        'k' => spaced(moment.hour),
        'l' => spaced(moment.hour_of_12()),
        'm' => two(moment.month),
        'M' => two(moment.minute),
        'n' => Part::Text("\n".to_owned()),
        'p' => Part::Text(half.to_owned()),
        'P' => Part::Text(half.to_lowercase()),
        'r' => Part::Text(format!("{:02}:{:02}:{:02} {half}", moment.hour_of_12(), moment.minute, moment.second)),
        'R' => Part::Text(format!("{:02}:{:02}", moment.hour, moment.minute)),
        'S' => two(moment.second),
        't' => Part::Text("\t".to_owned()),
        'T' | 'X' => Part::Text(clock()),
        'u' => plain(moment.weekday + 1),
        'U' => two((moment.day_of_year - 1 + 7 - moment.sunday_based()) / 7),
        'V' => two(moment.iso_week().1),
        'w' => plain(moment.sunday_based()),
        'W' => two((moment.day_of_year - 1 + 7 - moment.weekday) / 7),
        'y' => two(moment.year.rem_euclid(100)),
        'Y' => plain(moment.year),
        // These three are Python's, without flags; the C library knows neither offset nor zone.
        'z' | 'Z' if !is_plain && moment.microsecond.is_some() => Part::Text(String::new()),
        'z' => Part::Text(moment.offset.clone()),
        'Z' => Part::Text(moment.zone.clone()),
        '%' => Part::Text("%".to_owned()),
        _ => return None,
    })
}

fn day_name(moment: &Moment) -> &'static str {
    usize::try_from(moment.weekday).ok().and_then(|day| DAYS.get(day)).unwrap_or(&"?")
}

fn month_name(moment: &Moment) -> &'static str {
    usize::try_from(moment.month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"?")
}

fn show(shown: &mut String, part: Part, style: Style) {
    let text = match part {
        Part::Number { value, width, padding } => {
            let padding = match style.padding {
                Some('_') => Some(' '),
                Some('-') => None,
                Some(zero) => Some(zero),
                None => Some(padding),
            };
            let width = style.width.unwrap_or(if padding.is_none() { 0 } else { width });
            pad(value.to_string(), width, padding.unwrap_or('0'))
        }
        Part::Text(text) => {
            let text = match style {
                Style { is_upper: true, .. } => text.to_uppercase(),
                Style { swaps_case: true, .. } if text.chars().any(char::is_lowercase) => text.to_uppercase(),
                Style { swaps_case: true, .. } => text.to_lowercase(),
                _ => text,
            };
            pad(text, style.width.unwrap_or(0), if style.padding == Some('0') { '0' } else { ' ' })
        }
    };
    shown.push_str(&text);
}

fn pad(text: String, width: usize, padding: char) -> String {
    let missing = width.saturating_sub(text.chars().count());
    std::iter::repeat_n(padding, missing).chain(text.chars()).collect()
}
