//! Our commands, one file each.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod describe;
pub(crate) mod dfd;
pub(crate) mod diff;
pub(crate) mod elements;
pub(crate) mod explain;
mod fail_on;
pub(crate) mod format;
pub(crate) mod paths;
mod paths_text;
pub(crate) mod picture_file;
pub(crate) mod picture_options;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod seq;
mod split;
pub(crate) mod style;
mod threat_text;
pub(crate) mod threats;
mod unknown_name;
