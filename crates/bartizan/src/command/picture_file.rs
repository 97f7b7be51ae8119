//! Writes pictures: as SVG, PNG or PDF into files, or into the terminal.
//!
//! What no picture of a model should meet, such as too many pixels, is an error that says what would fit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bartizan_diagram::export::{ExportError, Fonts, Page, Pixels, for_terminal, pdf, pixels};
use bartizan_diagram::limits::{MAX_SCALE, MIN_SCALE};
use bartizan_model::{Diagnostic, Sources};

use super::format;
use crate::command_line::Session;
use crate::isolation::Places;
use crate::machine_fonts::{self, FOLDERS};
use crate::terminal_pictures;

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// For browsers.
    Svg,
    /// Pixels.
    Png,
    /// For paper.
    Pdf,
    /// For the terminal that standard output is.
    Terminal,
}

impl PictureFormat {
    /// Whether the picture is drawn here, with fonts of our choice, and not by a viewer.
    pub(crate) fn is_drawn_here(self) -> bool {
        self != PictureFormat::Svg
    }
}

/// The format that a command line asks for, among those that a command knows. Without a file and a format the picture is
/// shown in the terminal, if that is one that can.
pub(crate) fn choose<T: Copy>(
    session: &mut Session<'_>,
    output: Option<&Path>,
    stated: Option<&str>,
    formats: &[(&'static str, T)],
    terminal: T,
) -> Result<T, u8> {
    if output.is_some() || stated.is_some() {
        return format::choose(session, output, stated, formats);
    }
    if terminal_pictures::protocol(session.world).is_some() {
        return Ok(terminal);
    }
    let known: Vec<String> = formats.iter().map(|(ending, _)| format!(".{ending}")).collect();
    let place = if session.world.prints_to_terminal() { "this terminal is" } else { "standard output is" };
    let message = format!("{place} not known to show pictures");
    let problem = Diagnostic::error(message)
        .help(format!("save the diagram with `-o FILE`, whose ending is one of {}", known.join(", ")))
        .help("or print it as text with `--format`");
    Err(session.fail(&problem, &Sources::default()))
}

/// Where fonts may be read, for a picture that is drawn here.
pub(crate) fn reading_fonts(places: Places, output: Option<&Path>, stated: Option<&str>) -> Places {
    let ending = output.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let is_drawn_here = match stated.or(ending.as_deref()) {
        Some(format) => matches!(format, "png" | "pdf"),
        // Perhaps the terminal shows it.
        None => output.is_none(),
    };
    match is_drawn_here {
        true => FOLDERS.iter().fold(places, |places, folder| places.reading(Some(Path::new(folder)))),
        false => places,
    }
}

/// What `--scale` takes.
pub(crate) fn scale(text: &str) -> Result<f64, String> {
    let scale: f64 = text.parse().map_err(|_| "it is no number".to_owned())?;
    match (MIN_SCALE..=MAX_SCALE).contains(&scale) {
        true => Ok(scale),
        false => Err(format!("it lies between {MIN_SCALE} and {MAX_SCALE}")),
    }
}

/// The scale of pictures in pixels when none is asked for: text is crisp on screens of today.
const USUAL_SCALE: f64 = 2.0;
/// Pixels of a terminal's column: pictures become no wider than the terminal.
const COLUMN: f64 = 9.0;

/// Pictures, and how they are written.
#[derive(Debug)]
pub(crate) struct PictureFile<'a> {
    /// What the document is called.
    pub(crate) title: &'a str,
    pub(crate) pages: Vec<Page>,
    pub(crate) format: PictureFormat,
    /// Pixels of a CSS pixel, if the command line says.
    pub(crate) scale: Option<f64>,
}

impl PictureFile<'_> {
    /// Writes all pages: into one PDF, or else into a file each.
    pub(crate) fn write(&self, session: &mut Session<'_>, output: Option<&Path>) -> Result<(), u8> {
        let fonts = self.fonts(session);
        match self.format {
            PictureFormat::Pdf => {
                let progress = session.progress("drawing the picture", None);
                let drawn = pdf(self.title, &self.pages, &fonts);
                drop(progress);
                let bytes = drawn.map_err(|error| fail(session, &error))?;
                session.write_bytes(output, &bytes)
            }
            PictureFormat::Svg => self.write_each(session, output, |page| Ok(page.svg.clone().into_bytes())),
            PictureFormat::Png => self.write_each(session, output, |page| self.pixels(page, &fonts)?.png()),
            PictureFormat::Terminal => self.show(session, &fonts),
        }
    }

    fn write_each(
        &self,
        session: &mut Session<'_>,
        output: Option<&Path>,
        draw: impl Fn(&Page) -> Result<Vec<u8>, ExportError>,
    ) -> Result<(), u8> {
        let is_file = output.is_some_and(|path| path != Path::new("-"));
        if self.pages.len() > 1 && !is_file {
            let problem = Diagnostic::error("several pictures need a file each");
            let problem = problem.help("name one with `-o`, or write a .pdf, which has pages");
            return Err(session.fail(&problem, &Sources::default()));
        }
        for (at, page) in self.pages.iter().enumerate() {
            let progress = session.progress("drawing the picture", None);
            let drawn = draw(page);
            drop(progress);
            let bytes = drawn.map_err(|error| fail(session, &error))?;
            let path = match output {
                Some(path) if self.pages.len() > 1 => Some(numbered(path, at + 1)),
                path => path.map(Path::to_owned),
            };
            session.write_bytes(path.as_deref(), &bytes)?;
        }
        Ok(())
    }

    /// A page at the scale that was asked for, or else at the usual one or the largest below it that fits.
    fn pixels(&self, page: &Page, fonts: &Fonts) -> Result<Pixels, ExportError> {
        match (pixels(&page.svg, self.scale.unwrap_or(USUAL_SCALE), fonts), self.scale) {
            (Err(ExportError::TooManyPixels { largest_scale: Some(largest), .. }), None) => {
                pixels(&page.svg, largest, fonts)
            }
            (drawn, _) => drawn,
        }
    }

    /// Shows the pages, no wider than the terminal.
    fn show(&self, session: &mut Session<'_>, fonts: &Fonts) -> Result<(), u8> {
        let Some(protocol) = terminal_pictures::protocol(session.world) else { return Ok(()) };
        let columns = session.world.terminal_size().map_or(80, |(columns, _)| columns);
        let width = f64::from(u32::try_from(columns).unwrap_or(80)) * COLUMN;
        for page in &self.pages {
            let shown = self.pixels(page, fonts).and_then(|whole| {
                let narrowed = whole.scale() * width / f64::from(whole.width());
                let narrowed = narrowed.max(MIN_SCALE);
                let fitting = if narrowed < whole.scale() { pixels(&page.svg, narrowed, fonts)? } else { whole };
                for_terminal(&fitting, protocol)
            });
            let text = shown.map_err(|error| fail(session, &error))?;
            session.print(&text)?;
        }
        Ok(())
    }

    /// The embedded fonts, with those of this machine for what they lack. What no font has is a warning.
    fn fonts(&self, session: &mut Session<'_>) -> Fonts {
        let mut fonts = Fonts::embedded();
        if self.format.is_drawn_here() {
            let text: BTreeSet<char> = self.pages.iter().flat_map(|page| page.svg.chars()).collect();
            let text: String = text.into_iter().collect();
            let missing = machine_fonts::add(&mut fonts, &text, session.world);
            if !missing.is_empty() {
                session.warn(&without_glyphs(&missing), &Sources::default());
            }
        }
        fonts
    }
}

fn without_glyphs(missing: &BTreeSet<char>) -> Diagnostic {
    const SHOWN: usize = 12;
    let shown: Vec<String> = missing.iter().take(SHOWN).map(char::to_string).collect();
    let more = if missing.len() > SHOWN { " and others" } else { "" };
    let message = format!("no font of this machine has {}{more}: empty boxes stand for them", shown.join(" "));
    Diagnostic::warning(message).help("install a font that has them, or write .svg, for which the viewer has fonts")
}

fn fail(session: &mut Session<'_>, error: &ExportError) -> u8 {
    let mut problem = match error {
        ExportError::TooManyPixels { .. } | ExportError::TooLong(_) => Diagnostic::refusal(error.to_string()),
        _ => Diagnostic::error(error.to_string()),
    };
    if let Some(help) = error.help() {
        problem = problem.help(help);
    }
    session.fail(&problem, &Sources::default())
}

/// The file of a page of several: `dfd-2.png` for the second of `dfd.png`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_a_number_that_makes_sense() {
        assert_eq!(scale("1.5"), Ok(1.5));
        for text in ["0", "1000", "-2", "nan", "inf"] {
            assert_eq!(scale(text), Err("it lies between 0.1 and 10".to_owned()), "{text}");
        }
        assert_eq!(scale("big"), Err("it is no number".to_owned()));
    }

    #[test]
    fn pages_are_numbered_before_the_ending() {
        assert_eq!(numbered(Path::new("out/dfd.png"), 2), Path::new("out/dfd-2.png"));
        assert_eq!(numbered(Path::new("a.b/dfd"), 10), Path::new("a.b/dfd-10"));
    }
}
