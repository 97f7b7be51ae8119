//! Outlines.

use super::number;

/// The outline of a shape or the run of a line, in absolute coordinates.
#[derive(Clone, Debug, Default)]
pub struct Path {
    commands: String,
}

impl Path {
    /// An empty outline.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts at a point.
    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        self.command('M', &[x, y])
    }

    /// Draws a straight line.
    pub fn line(&mut self, x: f64, y: f64) -> &mut Self {
        self.command('L', &[x, y])
    }

    /// Draws a quadratic curve that is pulled towards a corner.
    pub fn bend(&mut self, corner_x: f64, corner_y: f64, x: f64, y: f64) -> &mut Self {
        self.command('Q', &[corner_x, corner_y, x, y])
    }

    /// Draws a cubic curve.
    pub fn curve(&mut self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) -> &mut Self {
        self.command('C', &[first.0, first.1, second.0, second.1, end.0, end.1])
    }

    /// Draws the lesser part of an ellipse to a point, clockwise or not.
    pub fn arc(&mut self, radii: (f64, f64), is_clockwise: bool, x: f64, y: f64) -> &mut Self {
        let sweep = if is_clockwise { 1.0 } else { 0.0 };
        self.command('A', &[radii.0, radii.1, 0.0, 0.0, sweep, x, y])
    }

    /// Closes the outline.
    pub fn close(&mut self) -> &mut Self {
        self.command('Z', &[])
    }

    /// As it stands in an attribute.
    pub fn as_str(&self) -> &str {
        &self.commands
    }

    fn command(&mut self, letter: char, numbers: &[f64]) -> &mut Self {
        self.commands.push(letter);
        for (at, value) in numbers.iter().enumerate() {
            self.commands.push_str(if at == 0 { "" } else { " " });
            self.commands.push_str(&number(*value));
        }
        self
    }
}
