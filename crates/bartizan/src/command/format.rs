//! Formats of files, by their ending.

use std::path::Path;

use bartizan_model::{Diagnostic, Sources};

use crate::command_line::Session;

/// The format that a file's ending or an option asks for, among those that a command knows.
///
/// The formats are `(ending, value)`; the first is the default for standard output.
pub(crate) fn choose<T: Copy>(
    session: &mut Session<'_>,
    output: Option<&Path>,
    stated: Option<&str>,
    formats: &[(&'static str, T)],
) -> Result<T, u8> {
    let ending = output.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let wanted = stated.map(str::to_owned).or(ending);
    let Some(wanted) = wanted else {
        let is_to_terminal = output.is_none_or(|path| path == Path::new("-"));
        if let (true, Some((_, first))) = (is_to_terminal, formats.first()) {
            return Ok(*first);
        }
        return Err(unknown(session, output, "", formats));
    };
    match formats.iter().find(|(ending, _)| *ending == wanted) {
        Some((_, format)) => Ok(*format),
        None => Err(unknown(session, output, &wanted, formats)),
    }
}

fn unknown<T>(session: &mut Session<'_>, output: Option<&Path>, wanted: &str, formats: &[(&str, T)]) -> u8 {
    let known: Vec<String> = formats.iter().map(|(ending, _)| format!(".{ending}")).collect();
    let message = match (output, wanted) {
        (Some(path), "") => format!("`{}` has no ending to tell the format by", path.display()),
        (_, wanted) => format!("no format is called `{wanted}`"),
    };
    session.fail(&Diagnostic::error(message).help(format!("there are {}", known.join(", "))), &Sources::default())
}
