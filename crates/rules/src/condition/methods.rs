//! The methods of elements that conditions call, as pytm 1.4 has them.

use std::sync::LazyLock;

use bartizan_model::{Class, ElementId};

use super::evaluate::{Evaluated, Evaluator};
use super::fault::{Fault, FaultKind};
use super::slots::Slots;
use super::term::{self, Risk, Term, Truth};
use super::tree::Range;
use super::vocabulary::Method;

/// The attributes that the methods look at.
struct Known {
    source: Slots,
    sink: Slots,
    in_boundary: Slots,
    data: Slots,
    classification: Slots,
    max_classification: Slots,
    tls_version: Slots,
    min_tls_version: Slots,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    source: Slots::new("source"),
    sink: Slots::new("sink"),
    in_boundary: Slots::new("inBoundary"),
    data: Slots::new("data"),
    classification: Slots::new("classification"),
    max_classification: Slots::new("maxClassification"),
    tls_version: Slots::new("tlsVersion"),
    min_tls_version: Slots::new("minTLSVersion"),
});

impl<'a> Evaluator<'a> {
    pub(super) fn method(
        &mut self,
        method: Method,
        object: &Term<'a>,
        arguments: &[Term<'a>],
        range: Range,
    ) -> Evaluated<Term<'a>> {
        self.step(arguments.len() as u64, range)?;
        let id = match object {
            Term::Element(id) => *id,
            Term::Unknown(_) => return Ok(Term::Unknown(Risk::MayFail)),
            other => {
                let kind = FaultKind::NoMethod(other.kind_name().to_owned(), method.name());
                return Err(Fault::new(kind, range));
            }
        };
        match method {
            Method::OneOf => Ok(Term::Flag(arguments.iter().any(|argument| self.is_one(id, argument)))),
            Method::Inside => self.inside(id, arguments, range).map(Term::Flag),
            Method::Crosses => self.crosses(id, arguments, range).map(Term::Flag),
            Method::Enters => self.passes(id, arguments, true, range).map(Term::Flag),
            Method::Exits => self.passes(id, arguments, false, range).map(Term::Flag),
            Method::CheckTlsVersion => self.check_tls_version(object, arguments, range),
            Method::HasDataLeaks => self.has_data_leaks(id, range),
        }
    }

    /// Whether the element is the other one, or is of that class.
    fn is_one(&self, id: ElementId, other: &Term<'a>) -> bool {
        match other {
            Term::Class(class) => self.model.element(id).class.is_a(*class),
            Term::Element(other) => id == *other,
            _ => false,
        }
    }

    fn read_element(&mut self, id: ElementId, slots: &Slots, range: Range) -> Evaluated<Option<ElementId>> {
        match self.read(&Term::Element(id), slots, range)? {
            Term::Element(id) => Ok(Some(id)),
            _ => Ok(None),
        }
    }

    /// The ends of a flow; `None` for anything else.
    fn ends(&mut self, id: ElementId, range: Range) -> Evaluated<Option<(ElementId, ElementId)>> {
        if !self.model.element(id).class.is_a(Class::Dataflow) {
            return Ok(None);
        }
        let missing = || Fault::new(FaultKind::NoAttribute("`None`".to_owned(), "inBoundary".into()), range);
        let source = self.read_element(id, &KNOWN.source, range)?.ok_or_else(missing)?;
        let sink = self.read_element(id, &KNOWN.sink, range)?.ok_or_else(missing)?;
        Ok(Some((source, sink)))
    }

    fn boundary(&mut self, id: ElementId, range: Range) -> Evaluated<Option<ElementId>> {
        self.read_element(id, &KNOWN.in_boundary, range)
    }

    /// Whether the boundary directly around the element is one of those.
    fn inside(&mut self, id: ElementId, boundaries: &[Term<'a>], range: Range) -> Evaluated<bool> {
        let around = self.boundary(id, range)?;
        Ok(boundaries.iter().any(|boundary| match (around, boundary) {
            (Some(around), boundary) => self.is_one(around, boundary),
            (None, Term::None) => true,
            (None, _) => false,
        }))
    }

    fn crosses(&mut self, id: ElementId, boundaries: &[Term<'a>], range: Range) -> Evaluated<bool> {
        let Some((source, sink)) = self.ends(id, range)? else { return Ok(false) };
        if self.boundary(source, range)? == self.boundary(sink, range)? {
            return Ok(false);
        }
        for boundary in boundaries {
            let one = std::slice::from_ref(boundary);
            // The ends have different boundaries, and so any class of boundary is crossed.
            if matches!(boundary, Term::Class(_))
                || self.inside(source, one, range)? != self.inside(sink, one, range)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a flow comes from outside of every boundary into one of those, or goes the other way.
    fn passes(&mut self, id: ElementId, boundaries: &[Term<'a>], is_inwards: bool, range: Range) -> Evaluated<bool> {
        let Some((source, sink)) = self.ends(id, range)? else { return Ok(false) };
        let (outer, inner) = if is_inwards { (source, sink) } else { (sink, source) };
        Ok(self.boundary(outer, range)?.is_none() && self.inside(inner, boundaries, range)?)
    }

    /// Whether one of the flows uses an older TLS version than the element accepts.
    fn check_tls_version(&mut self, object: &Term<'a>, arguments: &[Term<'a>], range: Range) -> Evaluated<Term<'a>> {
        let Some(flows) = arguments.first().and_then(Term::items) else {
            return match arguments.first() {
                Some(Term::Unknown(_)) => Ok(Term::Unknown(Risk::MayFail)),
                other => Err(Fault::new(FaultKind::NotList(other.map_or("nothing", Term::kind_name)), range)),
            };
        };
        let mut outcome = Truth::No;
        for flow in flows {
            self.step(1, range)?;
            let version = self.read(&flow, &KNOWN.tls_version, range)?;
            let least = self.read(object, &KNOWN.min_tls_version, range)?;
            match self.is_above(&least, &version, range)? {
                Truth::Yes => return Ok(Term::Flag(true)),
                Truth::Unknown(risk) => outcome = Truth::Unknown(risk),
                Truth::No => {}
            }
        }
        Ok(outcome.into())
    }

    /// Whether the flow carries data of a higher class than one of its ends, or itself, may have.
    fn has_data_leaks(&mut self, id: ElementId, range: Range) -> Evaluated<Term<'a>> {
        let Some((source, sink)) = self.ends(id, range)? else {
            let whose = format!("the {}", self.model.element(id).class_name());
            return Err(Fault::new(FaultKind::NoMethod(whose, Method::HasDataLeaks.name()), range));
        };
        let data = self.read(&Term::Element(id), &KNOWN.data, range)?;
        let mut outcome = Truth::No;
        for datum in data.items().into_iter().flatten() {
            self.step(3, range)?;
            let class = self.read(&datum, &KNOWN.classification, range)?;
            for place in [source, sink, id] {
                let most = self.read(&Term::Element(place), &KNOWN.max_classification, range)?;
                match self.is_above(&class, &most, range)? {
                    Truth::Yes => return Ok(Term::Flag(true)),
                    Truth::Unknown(risk) => outcome = Truth::Unknown(risk),
                    Truth::No => {}
                }
            }
        }
        Ok(outcome.into())
    }

    fn is_above(&self, left: &Term<'a>, right: &Term<'a>, range: Range) -> Evaluated<Truth> {
        if matches!(left, Term::Unknown(_)) || matches!(right, Term::Unknown(_)) {
            return Ok(term::equal(self.model, left, right));
        }
        let order = term::order(left, right).map_err(|kind| Fault::new(kind, range))?;
        Ok(order.is_some_and(std::cmp::Ordering::is_gt).into())
    }
}
