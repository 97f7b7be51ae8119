//! What the chores and the tests of Bartizan share: reading Bartizan's output back, comparing it with what was recorded
//! of the oracle, and writing random models.

pub mod compare;
pub mod differential;
pub mod gather;
pub mod generate;
pub mod markdown;
pub mod normalise;
pub mod random;
