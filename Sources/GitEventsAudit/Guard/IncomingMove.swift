package import Git

/// A ref that somebody asks to move: one line of what a push or a fetch brings.
package struct IncomingMove: Sendable, Hashable {
  /// The full name of the ref.
  package let reference: String
  /// Where it is; nil where it is not there yet.
  package let old: ObjectID?
  /// Where it is to be; nil where it is to be deleted.
  package let new: ObjectID?

  /// Names a move.
  ///
  /// - Parameters:
  ///   - reference: The full name of the ref.
  ///   - old: Where it is; nil where it is not there yet.
  ///   - new: Where it is to be; nil where it is to be deleted.
  package init(_ reference: String, from old: ObjectID?, to new: ObjectID?) {
    self.reference = reference
    self.old = old
    self.new = new
  }
}
