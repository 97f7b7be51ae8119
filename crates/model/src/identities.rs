//! What the readable ids of a model stand for, also those of former names.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::names::{Slugs, nearest, slug};
use crate::value::{DataId, ElementId, Value};

/// The readable ids of a model's elements and data.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    elements: BTreeMap<String, ElementId>,
    data: BTreeMap<String, DataId>,
}

impl Identities {
    /// Those of a model. A former name gives an id to whoever had it, unless something has it now.
    pub fn of(model: &Model) -> Self {
        let mut elements: BTreeMap<String, ElementId> = (0..).map(ElementId).zip(model.slugs()).map(swap).collect();
        for (id, object) in (0..).map(ElementId).zip(&model.elements) {
            for name in object.list("formerNames").iter() {
                if let Value::Text(name) = name {
                    elements.entry(slug(name)).or_insert(id);
                }
            }
        }
        Self { elements, data: (0..).map(DataId).zip(model.data_slugs()).map(swap).collect() }
    }

    /// The element, flow or boundary with this id.
    pub fn element(&self, id: &str) -> Option<ElementId> {
        self.elements.get(id).copied()
    }

    /// The piece of data with this id.
    pub fn datum(&self, id: &str) -> Option<DataId> {
        self.data.get(id).copied()
    }

    /// The id of an element that was probably meant.
    pub fn nearest_element(&self, id: &str) -> Option<&str> {
        nearest(id, self.elements.keys().map(String::as_str))
    }

    /// The id of a piece of data that was probably meant.
    pub fn nearest_datum(&self, id: &str) -> Option<&str> {
        nearest(id, self.data.keys().map(String::as_str))
    }
}

fn swap<T>((id, name): (T, String)) -> (String, T) {
    (name, id)
}

impl Model {
    /// A stable, readable id for every piece of data, by position.
    pub fn data_slugs(&self) -> Vec<String> {
        let mut slugs = Slugs::default();
        self.data.iter().map(|datum| slugs.assign(&datum.name(), "data")).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::build::ThreatModel;

    use super::*;

    #[test]
    fn a_former_name_leads_to_whoever_had_it_unless_something_has_it_now() {
        let mut tm = ThreatModel::new("shop");
        let former = |names: &[&str]| Value::list(names.iter().map(|name| Value::text(*name)));
        let shop = tm.server("Shop").with("formerNames", former(&["Web Server", "API"])).id();
        let api = tm.server("API").id();
        let ids = Identities::of(&tm.finish().unwrap());
        assert_eq!(ids.element("web-server"), Some(shop));
        assert_eq!(ids.element("shop"), Some(shop));
        assert_eq!(ids.element("api"), Some(api));
        assert_eq!(ids.nearest_element("web-servr"), Some("web-server"));
    }
}
