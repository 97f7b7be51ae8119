//! Limits on conditions and threat files. They are on by default, since a threat file may come from a stranger.

/// Bytes of one condition.
pub const MAX_CONDITION_LENGTH: usize = 16 * 1024;
/// How deep a condition may be nested.
pub const MAX_CONDITION_DEPTH: usize = 200;
/// Steps of one evaluation of a condition on one element. A step is a node of the condition, or an item looked at.
pub const MAX_STEPS: u64 = 1_000_000;
/// Steps of all evaluations of one analysis. The largest model allowed needs a tenth of it.
pub const MAX_ANALYSIS_STEPS: u64 = 1_000_000_000;
/// Bytes of a threat file.
pub const MAX_THREAT_FILE_LENGTH: usize = 16 * 1024 * 1024;
/// Threats of one library.
pub const MAX_THREATS: usize = 10_000;
/// Pairs of conditions about one class that are compared, to find out whether one implies the other.
pub const MAX_COMPARISONS: usize = 200_000;
/// Clauses of the formula that all conditions about one class make.
pub const MAX_PROOF_CLAUSES: u64 = 2_000_000;
/// Steps of the solver on that formula.
pub const MAX_PROOF_STEPS: u64 = 5_000_000;
/// Suppositions that are tried to find out what would turn one outcome.
pub const MAX_SUPPOSITIONS: usize = 2_000;
/// Steps of all evaluations while that is found out.
pub const MAX_SUPPOSITION_STEPS: u64 = 2_000_000;
/// Steps that explaining one finding may take, beside those of its condition as a whole.
pub const MAX_EXPLANATION_STEPS: u64 = 10 * MAX_STEPS;
/// Facts that a change which an explanation names may alter.
pub const MAX_FACTS_OF_CHANGE: usize = 3;
/// Changes that an explanation names, by the facts that they alter; the smallest ones.
pub const MAX_CHANGES: usize = 5;
/// The same, each value of a fact for itself.
pub const MAX_VALUES_OF_CHANGES: usize = 40;
/// Letters of a name in a sentence.
pub const MAX_SUBJECT_LETTERS: usize = 60;
/// Changes that clear one finding together: what needs more is not planned.
pub const MAX_CHANGES_OF_WAY: usize = 8;
/// Ways to clear one finding that a plan looks at.
pub const MAX_WAYS_OF_FINDING: usize = 256;
/// Steps that the search for what clears the findings of a model may take at worst.
pub const MAX_PLAN_STEPS: u64 = 1_000_000_000;
/// What a change may cost.
pub const MAX_COST: u32 = 1_000;
/// Steps of a plan that are looked for.
pub const MAX_STEPS_OF_PLAN: usize = 1_000;
/// Steps that are tried before a plan ends because none of them removes risk.
pub const MAX_REJECTED_STEPS: usize = 20;
/// How often a plan that did not hold is made again.
pub const MAX_PLAN_ROUNDS: usize = 50;
/// Clauses of the formula about one group of findings, whose solutions are the plans.
pub const MAX_PLAN_CLAUSES: usize = 400_000;
/// Steps of the solver on the formulas of one plan.
pub const MAX_PLAN_SOLVER_STEPS: u64 = 200_000;
/// Attack paths that are kept; the best ones.
pub const MAX_PATHS: usize = 1_000;
/// Attack paths to one asset that are looked for; the easiest ones.
pub const MAX_PATHS_TO_ASSET: usize = 50;
/// Steps of one attack path.
pub const MAX_PATH_STEPS: usize = 64;
/// Work on the paths to one asset: steps and elements looked at.
pub const MAX_PATH_WORK_OF_ASSET: u64 = 300_000;
/// Work on all attack paths of a model.
pub const MAX_PATH_WORK: u64 = 20_000_000;
/// Work on the chokepoints of a model: links looked at.
pub const MAX_CUT_WORK: u64 = 50_000_000;
/// Findings that a step of an attack path names; the others are counted.
pub const MAX_FINDINGS_OF_STEP: usize = 20;
/// Boundaries around an element that a step of an attack path may show as left or entered, innermost first.
pub const MAX_BOUNDARIES_AROUND: usize = 64;
