//! Strings, bytes and f-strings.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::lowering::Lowering;
use crate::tree::{ExprKind, FStringPart};

impl Lowering<'_> {
    pub(super) fn string(&mut self, string: &ast::ExprStringLiteral) -> Rc<str> {
        for part in &string.value {
            self.refuse_surrogates(part.as_str(), part.range(), part.flags.prefix().is_raw());
        }
        string.value.to_str().into()
    }

    pub(super) fn bytes(&mut self, bytes: &ast::ExprBytesLiteral) -> ExprKind {
        ExprKind::Bytes(bytes.value.bytes().collect())
    }

    pub(super) fn f_string(&mut self, f_string: &ast::ExprFString) -> ExprKind {
        let mut parts = Vec::new();
        for part in &f_string.value {
            match part {
                ast::FStringPart::Literal(literal) => {
                    self.refuse_surrogates(literal.as_str(), literal.range(), literal.flags.prefix().is_raw());
                    push_text(&mut parts, literal.as_str());
                }
                ast::FStringPart::FString(f_string) => {
                    self.elements(&f_string.elements, f_string.flags.prefix().is_raw(), &mut parts);
                }
            }
        }
        ExprKind::FString(parts)
    }

    fn elements(&mut self, elements: &ast::InterpolatedStringElements, is_raw: bool, parts: &mut Vec<FStringPart>) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    self.refuse_surrogates(&literal.value, literal.range(), is_raw);
                    push_text(parts, &literal.value);
                }
                ast::InterpolatedStringElement::Interpolation(value) => self.interpolation(value, is_raw, parts),
            }
        }
    }

    /// `{value=!r:specification}`; `{value=}` alone is `{value=!r}`.
    fn interpolation(&mut self, element: &ast::InterpolatedElement, is_raw: bool, parts: &mut Vec<FStringPart>) {
        let mut conversion = element.conversion.to_char();
        if let Some(text) = &element.debug_text {
            push_text(parts, text.as_str());
            if element.format_spec.is_none() {
                conversion = conversion.or(Some('r'));
            }
        }
        let value = self.expression(&element.expression);
        let mut specification = Vec::new();
        if let Some(format) = &element.format_spec {
            self.elements(&format.elements, is_raw, &mut specification);
        }
        parts.push(FStringPart::Value { value, conversion, specification });
    }

    /// A lone surrogate is no character; the parser silently makes another of it.
    fn refuse_surrogates(&mut self, value: &str, range: TextRange, is_raw: bool) {
        if is_raw || !value.contains(char::REPLACEMENT_CHARACTER) || !has_surrogate(self.file.slice(range)) {
            return;
        }
        let help = "write the character itself, or `\\U` and eight digits";
        self.refuse(range, "escapes of surrogates (`\\ud800` to `\\udfff`) are not supported", help);
    }
}

fn push_text(parts: &mut Vec<FStringPart>, text: &str) {
    if !text.is_empty() {
        parts.push(FStringPart::Text(text.into()));
    }
}

fn has_surrogate(source: &str) -> bool {
    let mut rest = source;
    while let Some((_, escape)) = rest.split_once('\\') {
        let digits = match escape.chars().next() {
            Some('u') => escape.get(1..5),
            Some('U') => escape.get(1..9),
            _ => None,
        };
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if code.is_some_and(|code| (0xD800..=0xDFFF).contains(&code)) {
            return true;
        }
        let mut after = escape.chars();
        after.next();
        rest = after.as_str();
    }
    false
}
