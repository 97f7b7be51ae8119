//! How Python prints values: `str`, `repr`, `ascii`, and format specifications.

mod float;
mod format;
mod int;
mod repr;

pub(crate) use float::repr_float;
pub(crate) use format::{FormatSpec, format_float, format_int, format_text};
pub(crate) use repr::{ascii, repr_text};

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of value and specification as CPython 3.11 formats it: value, specification, and `=` with the
    /// result or `!` for an error.
    const RECORDED: &str = include_str!("../../tests/cpython/format_specs.tsv");

    fn format(value: &str, spec: &str) -> Option<String> {
        let parsed = FormatSpec::parse(spec).ok()?;
        if spec.is_empty() {
            return Some(match value.strip_prefix('\'') {
                Some(text) => text.trim_end_matches('\'').to_owned(),
                None if value.contains('.')
                    || value.contains("e+")
                    || value.contains("e-")
                    || value.contains("float") =>
                {
                    repr_float(float(value))
                }
                None => value.to_owned(),
            });
        }
        match value {
            "True" => format_int(1, &parsed),
            "False" => format_int(0, &parsed),
            _ if value.starts_with('\'') => format_text(value.trim_matches('\''), &parsed),
            _ => match value.parse::<i64>() {
                Ok(number) => format_int(number, &parsed),
                Err(_) => format_float(float(value), &parsed),
            },
        }
        .ok()
    }

    fn float(value: &str) -> f64 {
        value.trim_start_matches("float('").trim_end_matches("')").parse().unwrap()
    }

    #[test]
    fn formats_are_those_of_cpython() {
        let mut wrong = Vec::new();
        for line in RECORDED.lines() {
            let [value, spec, expected] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
            let expected = expected.strip_prefix('=').map(|text| text.replace("\\\\", "\\"));
            let ours = format(value, spec);
            if ours != expected {
                wrong.push(format!("format({value}, {spec:?}) is {expected:?}, not {ours:?}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn widths_are_limited() {
        assert!(FormatSpec::parse("10000").is_ok());
        for spec in ["10001", "99999999999999999999999", ".10001", "<99999999"] {
            assert!(FormatSpec::parse(spec).is_err(), "{spec}");
        }
    }

    #[test]
    fn texts_are_quoted_as_in_python() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("\"it's\"", "'\"it\\'s\"'"),
            ("a\\b\n\t\r\u{1}\u{7f}", "'a\\\\b\\n\\t\\r\\x01\\x7f'"),
            ("λ🦀\u{200b}\u{a0}", "'λ🦀\\u200b\\xa0'"),
        ] {
            assert_eq!(repr_text(text), expected);
        }
        assert_eq!(ascii(&repr_text("λ🦀é")), "'\\u03bb\\U0001f980\\xe9'");
    }
}
