package import Git

/// What was seen of what a push or a fetch brings.
package struct IncomingReport: Sendable {
  /// Commits that a ref gets.
  package struct Stretch: Sendable, Hashable {
    /// The full name of the ref.
    package let reference: String
    /// The commit that was there before; nil where all of the history is new.
    package let old: ObjectID?
    /// The newest commit.
    package let new: ObjectID
  }

  /// Why moves are refused, in the order of the moves; none where all may go ahead.
  package var refusals: [IncomingRefusal] = []
  /// How many more were seen than are told.
  package var refusalsLeftOut = 0
  /// What streams get, also from a ledger alone; along first parents.
  package var streams: [Stretch] = []
  /// What ledgers get, those that a pull has taken over included; along first parents.
  ///
  /// What must be signed is among these commits and those of the streams.
  package var ledgers: [Stretch] = []
  /// How many events are new.
  package var events = 0

  /// Which store the ledgers say that they are of which begin, by their refs.
  var beginnings: [String: String] = [:]

  /// Knows of nothing.
  init() {}

  /// More refusals of one ref are counted, and not kept.
  static let mostOfOne = 3
  /// More refusals than this are counted, and not kept.
  static let most = 20
}
