//! Options of pictures, which `dfd` and `seq` share.

use bartizan_diagram::picture::{PictureOptions, Theme};
use bartizan_diagram::sequence_picture::SequenceOptions;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::picture_file::{self, PictureFormat};

/// What pictures look like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pictures")]
pub(crate) struct PictureArguments {
    /// Colours: `auto` follows the reader's viewer, `print` is black on white
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = theme_parser())]
    theme: String,
    /// What stands above the picture, in place of the system's name; nothing when empty
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Leave out the labels of flows
    #[arg(long)]
    hide_labels: bool,
    /// Say protocols and ports in labels
    #[arg(long)]
    protocols: bool,
    /// Say in labels which data flows, and how sensitive it is
    #[arg(long)]
    data: bool,
    /// Pixels of a PNG for each pixel of the picture; 2, or less where 2 are too many
    #[arg(long, value_name = "N", value_parser = picture_file::scale, allow_negative_numbers = true)]
    pub(crate) scale: Option<f64>,
}

impl PictureArguments {
    /// The options that they mean for data flow diagrams.
    pub(crate) fn options(&self, format: PictureFormat) -> PictureOptions {
        PictureOptions {
            theme: self.theme(format),
            title: self.title.clone(),
            hides_labels: self.hide_labels,
            shows_protocols: self.protocols,
            shows_data: self.data,
            ..PictureOptions::default()
        }
    }

    /// The options that they mean for sequence diagrams.
    pub(crate) fn sequence_options(&self, format: PictureFormat) -> SequenceOptions {
        SequenceOptions {
            theme: self.theme(format),
            title: self.title.clone(),
            hides_labels: self.hide_labels,
            shows_protocols: self.protocols,
            shows_data: self.data,
            is_paged: format == PictureFormat::Pdf,
        }
    }

    /// Where no viewer chooses, `auto` is light.
    fn theme(&self, format: PictureFormat) -> Theme {
        match Theme::named(&self.theme).unwrap_or_default() {
            Theme::Auto if format.is_drawn_here() => Theme::Light,
            theme => theme,
        }
    }
}

fn theme_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Theme::NAMED.map(|(name, _)| name))
}
