//! Options of pictures, which `dfd` and `seq` share.

use bartizan_diagram::picture::{PictureOptions, Theme};
use clap::Args;
use clap::builder::PossibleValuesParser;

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
    /// Leave out the legend
    #[arg(long)]
    no_legend: bool,
    /// Leave out the labels of flows
    #[arg(long)]
    hide_labels: bool,
}

impl PictureArguments {
    /// The options that they mean.
    pub(crate) fn options(&self) -> PictureOptions {
        PictureOptions {
            theme: Theme::named(&self.theme).unwrap_or_default(),
            title: self.title.clone(),
            has_legend: !self.no_legend,
            hides_labels: self.hide_labels,
            ..PictureOptions::default()
        }
    }
}

fn theme_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Theme::NAMED.map(|(name, _)| name))
}
