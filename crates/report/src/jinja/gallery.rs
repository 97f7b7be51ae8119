//! Templates that come with the program, by name.

use super::Form;

/// A template of the gallery.
#[derive(Clone, Copy, Debug)]
pub struct GalleryTemplate {
    /// What it is called.
    pub name: &'static str,
    /// What it makes.
    pub form: Form,
    /// Its text.
    pub text: &'static str,
}

/// All of them.
pub const GALLERY: [GalleryTemplate; 3] = [
    GalleryTemplate {
        name: "executive",
        form: Form::Html,
        text: include_str!("../../templates/gallery/executive.html.jinja"),
    },
    GalleryTemplate {
        name: "audit",
        form: Form::Markdown,
        text: include_str!("../../templates/gallery/audit.md.jinja"),
    },
    GalleryTemplate {
        name: "slides",
        form: Form::Html,
        text: include_str!("../../templates/gallery/slides.html.jinja"),
    },
];
