//! What stands at the top of each lifeline: how a participant's box looks, and how large it is.

use bartizan_model::{Class, Model};

use super::measures::{
    BOX_PADDING, FIGURE, ICON, ICON_DISTANCE, LID, NAME, NAME_LINES, NAME_WIDTH, NARROWEST_BOX, SLANT,
};
use super::rows::height;
use crate::picture::icon::Icon;
use crate::picture::look_of_class;
use crate::picture::theme::Look;
use crate::sequence::Sequence;
use crate::text::{Paragraph, fit};

/// A participant's box.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Position of the participant.
    pub(super) participant: usize,
    pub(super) name: Paragraph,
    pub(super) outline: Outline,
    pub(super) icon: Icon,
    pub(super) look: Look,
    pub(super) half_width: f64,
}

/// The shape of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outline {
    /// No box, but a large icon above the name.
    Figure,
    /// Corners.
    Square,
    /// Rounded corners.
    Rounded,
    /// Round sides.
    Pill,
    /// A cylinder that stands.
    Cylinder,
    /// A cylinder that lies.
    Pipe,
    /// Six corners.
    Hexagon,
    /// A dotted box.
    Dotted,
}

/// The boxes, from left to right, and the height that they share.
pub(super) fn heads(sequence: &Sequence, model: &Model, order: &[usize]) -> (Vec<Head>, f64) {
    let mut tallest: f64 = 0.0;
    let mut heads = Vec::with_capacity(order.len());
    for at in order {
        let Some(participant) = sequence.participants.get(*at) else { continue };
        let object = model.element(participant.element);
        let name = fit(&participant.name, NAME, NAME_WIDTH, NAME_LINES);
        let icon = Icon::of_element(object);
        let outline = outline(object.class, icon);
        let look = if object.flag("inScope") { look(object.class) } else { Look::OutOfScope };
        let half_width = (name.width / 2.0 + BOX_PADDING + outline.ends()).max(NARROWEST_BOX / 2.0);
        tallest = tallest.max(outline.height_of(&name));
        heads.push(Head { participant: *at, name, outline, icon, look, half_width });
    }
    (heads, tallest)
}

impl Outline {
    /// What the shape takes at the left and at the right.
    fn ends(self) -> f64 {
        match self {
            Outline::Hexagon => SLANT,
            Outline::Pipe | Outline::Pill => LID / 2.0,
            _ => 0.0,
        }
    }

    /// Room above and below icon and name.
    pub(super) fn paddings(self) -> (f64, f64) {
        match self {
            Outline::Cylinder => (LID + 3.0, LID / 2.0 + 5.0),
            Outline::Figure => (0.0, 6.0),
            _ => (8.0, 8.0),
        }
    }

    /// The side of the icon.
    pub(super) fn icon(self) -> f64 {
        if self == Outline::Figure { FIGURE } else { ICON }
    }

    /// Height of icon and name.
    pub(super) fn content(self, name: &Paragraph) -> f64 {
        self.icon() + ICON_DISTANCE + height(name, NAME)
    }

    fn height_of(self, name: &Paragraph) -> f64 {
        let (above, below) = self.paddings();
        above + self.content(name) + below
    }
}

fn outline(class: Class, icon: Icon) -> Outline {
    match class {
        Class::Actor => Outline::Figure,
        Class::Datastore if icon == Icon::Queue => Outline::Pipe,
        Class::Datastore => Outline::Cylinder,
        Class::Lambda => Outline::Pill,
        Class::Llm | Class::Agent => Outline::Hexagon,
        Class::Server | Class::Process | Class::SetOfProcesses => Outline::Rounded,
        Class::Boundary | Class::Dataflow => Outline::Dotted,
        _ => Outline::Square,
    }
}

fn look(class: Class) -> Look {
    match class {
        Class::Boundary | Class::Dataflow => Look::StandIn,
        _ => look_of_class(class),
    }
}
