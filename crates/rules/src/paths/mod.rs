//! Attack paths: how somebody whom nobody has to trust gets to what is worth protecting.
//!
//! A path starts at an *origin* and follows flows, from source to sink, to an *asset*. A response is a flow of its own, and
//! is followed as such: it leads back to whoever asked, where the model has one. Between its ends, a path passes
//! through no element twice and through no other origin, since what follows that one is a path by itself.
//!
//! Every step takes *effort*: [`EFFORT_OF_STEP`], less the exposure of the step (twice the number of its worst confirmed
//! severity, or once that of its worst assumed one, whichever is more; very low is 1 and very high 5), and
//! [`EFFORT_OF_CROSSING`] more where the two ends lie in different boundaries. The effort of a path is that of its steps, so
//! that short and exposed paths come first. Its *score* is a hundred times the worth of the asset by the effort.
//!
//! *Chokepoints* are a smallest set of elements that every path to an asset enters. Where an origin is an asset itself, a way
//! from it back to itself counts as a path here.

mod cut;
mod ends;
mod names;
mod network;
mod search;
mod step;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bartizan_model::names::UnknownName;
use bartizan_model::{ElementId, Model};

use crate::Findings;
use crate::limits::MAX_PATHS;

pub use self::ends::{Asset, Hold, Origin, OriginReason};
pub use self::network::{EFFORT_OF_CROSSING, EFFORT_OF_STEP};
pub use self::step::{OnStep, Step};

use self::network::Network;
use self::search::{Found, Search};
use self::step::Steps;

/// Which paths to look for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// Only from the element of this name or id, or from what is in the boundary of this name; trusted or not.
    pub from: Option<&'a str>,
    /// Only to the element of this name or id, or to what is in the boundary of this name; worth something or not.
    pub to: Option<&'a str>,
}

/// The attack paths of a model.
#[derive(Clone, Debug, Default)]
pub struct AttackPaths {
    /// Where attackers start, in the model's order.
    pub origins: Vec<Origin>,
    /// What they are after, most worth first.
    pub assets: Vec<Target>,
    /// How they get there: highest score first, then least effort, then fewest steps.
    pub paths: Vec<AttackPath>,
    /// A smallest set of elements that all paths to all assets enter, those that most of [`AttackPaths::paths`] enter first;
    /// `None` when looking for it would take too long.
    pub chokepoints: Option<Vec<Chokepoint>>,
    /// Paths that were found and left out to stay within [`MAX_PATHS`].
    pub left_out: usize,
}

/// An asset, with how far it was searched.
#[derive(Clone, Debug)]
pub struct Target {
    /// The asset.
    pub asset: Asset,
    /// Paths to it that were found.
    pub found: usize,
    /// Whether these are all that there are; further ones take no less effort.
    pub is_complete: bool,
}

/// A way from an origin to an asset.
#[derive(Clone, Debug)]
pub struct AttackPath {
    /// Position of the asset in [`AttackPaths::assets`].
    pub target: usize,
    /// Its steps; at least one.
    pub steps: Vec<Arc<Step>>,
    /// What they take together.
    pub effort: u32,
    /// A hundred times the asset's worth by the effort.
    pub score: u32,
}

/// An element that paths have to enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chokepoint {
    /// The element.
    pub element: ElementId,
    /// How many of [`AttackPaths::paths`] enter it, or end there.
    pub paths: usize,
}

impl AttackPath {
    /// Where it starts.
    pub fn origin(&self) -> Option<ElementId> {
        self.steps.first().map(|step| step.from)
    }

    /// How many of its steps lead from one boundary to another.
    pub fn crossings(&self) -> usize {
        self.steps.iter().filter(|step| step.crosses).count()
    }
}

impl AttackPaths {
    /// Whether there may be more paths than [`AttackPaths::paths`] has.
    pub fn is_bounded(&self) -> bool {
        self.left_out > 0 || self.assets.iter().any(|target| !target.is_complete)
    }
}

/// Looks for the attack paths of a resolved model.
///
/// # Errors
/// When nothing has the name that the request asks for.
pub fn attack_paths(model: &Model, findings: &Findings, request: Request<'_>) -> Result<AttackPaths, UnknownName> {
    let origins = match request.from {
        Some(name) => ends::named_origins(names::elements(model, findings, name)?),
        None => ends::origins(model),
    };
    let assets = match request.to {
        Some(name) => ends::named_assets(model, &names::elements(model, findings, name)?),
        None => ends::assets(model),
    };
    let network = Network::of(model, findings, &origins);
    let (targets, found) = search(&network, assets);
    let all = found.len();
    let paths = rank(found, &targets, &mut Steps::new(model, findings, &network));
    let left_out = all - paths.len();
    let is_complete = left_out == 0 && targets.iter().all(|target| target.is_complete);
    let wanted: Vec<ElementId> = targets.iter().map(|target| target.asset.element).collect();
    let chokepoints = cut::smallest(&network, &wanted).map(|cut| chokepoints(&cut, &paths, is_complete));
    Ok(AttackPaths { origins, assets: targets, paths, chokepoints, left_out })
}

/// Searches asset by asset. What was found stands beside the position of its asset.
fn search(network: &Network, assets: Vec<Asset>) -> (Vec<Target>, Vec<(usize, Found)>) {
    let mut search = Search::new(network);
    let (mut targets, mut all) = (Vec::new(), Vec::new());
    for (position, asset) in assets.into_iter().enumerate() {
        let (found, is_complete) = search.to(asset.element);
        targets.push(Target { found: found.len(), is_complete, asset });
        all.extend(found.into_iter().map(|found| (position, found)));
    }
    (targets, all)
}

/// The best of what was found, in order.
fn rank(mut found: Vec<(usize, Found)>, targets: &[Target], steps: &mut Steps<'_>) -> Vec<AttackPath> {
    let score = |target: usize, effort: u32| score(targets.get(target).map_or(0, |target| target.asset.worth), effort);
    // The sort is stable: what is equal stays in the order of assets, and of the search.
    found.sort_by_key(|(target, found)| (Reverse(score(*target, found.effort)), found.effort, found.elements.len()));
    found.truncate(MAX_PATHS);
    let path = |(target, Found { elements, effort })| AttackPath {
        target,
        steps: steps.along(&elements),
        effort,
        score: score(target, effort),
    };
    found.into_iter().map(path).collect()
}

fn score(worth: u32, effort: u32) -> u32 {
    (worth * 100 + effort / 2) / effort.max(1)
}

/// How many paths enter each element of a cut. Where all paths are known, what none of them enters is no chokepoint.
fn chokepoints(cut: &BTreeSet<ElementId>, paths: &[AttackPath], is_complete: bool) -> Vec<Chokepoint> {
    let mut counts: BTreeMap<ElementId, usize> = cut.iter().map(|element| (*element, 0)).collect();
    for step in paths.iter().flat_map(|path| &path.steps) {
        if let Some(count) = counts.get_mut(&step.to) {
            *count += 1;
        }
    }
    let mut chokepoints: Vec<Chokepoint> =
        counts.into_iter().map(|(element, paths)| Chokepoint { element, paths }).collect();
    chokepoints.retain(|chokepoint| chokepoint.paths > 0 || !is_complete);
    chokepoints.sort_by_key(|chokepoint| Reverse(chokepoint.paths));
    chokepoints
}
