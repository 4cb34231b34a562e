//! Mistakes that a search can be told to make, so that tests can show that they would be noticed.

/// One mistake in what is taken to be independent, or equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// Who only reads does not count among those who share a place.
    ReadersForgotten,
    /// A place that was once accessed under a lock is taken to be always.
    FirstGuardForEver,
    /// Nobody is taken to ask how a lock stands.
    LooksForgotten,
    /// To acquire is nobody else's business.
    AcquiresUnnoticed,
    /// To read is nobody else's business.
    ReadsUnnoticed,
    /// To write is nobody else's business.
    WritesUnnoticed,
    /// What a worker has made stays its own.
    MadeMeansPrivate,
    /// Lists and dicts never change.
    ContainersConstant,
    /// What was learned begins no search again.
    NothingLearned,
    /// States that differ in whom somebody speaks of are one.
    EverybodyEqual,
}

impl Mutant {
    pub const ALL: [Self; 10] = [
        Self::ReadersForgotten,
        Self::FirstGuardForEver,
        Self::LooksForgotten,
        Self::AcquiresUnnoticed,
        Self::ReadsUnnoticed,
        Self::WritesUnnoticed,
        Self::MadeMeansPrivate,
        Self::ContainersConstant,
        Self::NothingLearned,
        Self::EverybodyEqual,
    ];
}
