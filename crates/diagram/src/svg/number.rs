//! Numbers as SVG writes them.

use std::fmt::Write;

/// A number with at most two decimals, which is a hundredth of a pixel; what is not finite is zero.
pub fn number(value: f64) -> String {
    const LARGEST: f64 = 1e9;
    let hundredths = if value.is_finite() { (value.clamp(-LARGEST, LARGEST) * 100.0).round() } else { 0.0 };
    let mut text = String::new();
    // Adding zero turns the negative zero into the positive one.
    let _ = write!(text, "{}", hundredths / 100.0 + 0.0);
    text
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_short_and_always_finite() {
        let numbers = [0.0, -0.001, 1.0, 1.005, 12.345_6, -7.1, f64::NAN, f64::INFINITY, 1e300];
        assert_eq!(numbers.map(number), ["0", "0", "1", "1", "12.35", "-7.1", "0", "0", "1000000000"]);
    }
}
