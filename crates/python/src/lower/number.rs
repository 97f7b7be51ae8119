//! Numbers as they are written.

use num_bigint::BigUint;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use crate::limits::MAX_DIGITS;
use crate::tree::ExprKind;

/// No number with more bits has at most [`MAX_DIGITS`] digits (a digit is log2(10) = 3.3219... bits).
const MAX_BITS: usize = MAX_DIGITS * 3322 / 1000 + 1;

impl Lowering<'_> {
    pub(super) fn number(&mut self, number: &ast::ExprNumberLiteral) -> ExprKind {
        match &number.value {
            ast::Number::Int(value) => match value.as_i64() {
                Some(value) => ExprKind::Int(value),
                None => self.large_number(number),
            },
            ast::Number::Float(value) => ExprKind::Float(*value),
            // A literal has no real part.
            ast::Number::Complex { imag, .. } => ExprKind::Imaginary(*imag),
        }
    }

    fn large_number(&mut self, number: &ast::ExprNumberLiteral) -> ExprKind {
        match decimal(self.file.slice(number.range())) {
            Some(digits) => ExprKind::BigInt(digits.into()),
            None => {
                let message = format!("a whole number with more than {MAX_DIGITS} digits");
                self.refuse(number.range(), message, "use a smaller number");
                ExprKind::None
            }
        }
    }
}

/// The digits in base 10; `None` if they are too many.
fn decimal(text: &str) -> Option<String> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (digits, radix, bits_per_digit) = match text.get(..2) {
        Some("0x") => (text.get(2..)?, 16, 4),
        Some("0o") => (text.get(2..)?, 8, 3),
        Some("0b") => (text.get(2..)?, 2, 1),
        _ => (text.as_str(), 10, 3),
    };
    let digits = digits.trim_start_matches('0');
    if digits.len().saturating_sub(1) * bits_per_digit > MAX_BITS {
        return None;
    }
    let decimal = match radix {
        10 => digits.to_owned(),
        _ => BigUint::parse_bytes(digits.as_bytes(), radix)?.to_string(),
    };
    (decimal.len() <= MAX_DIGITS).then_some(decimal)
}
