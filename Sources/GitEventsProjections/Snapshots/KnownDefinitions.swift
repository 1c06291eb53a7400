import Git
package import GitEvents

/// The definitions by which the snapshots of a store are judged, by the names of their projections.
package struct KnownDefinitions {
  private let notes: StoreNotes
  private let others: [String: ProjectionDefinition]

  /// Takes what the store and the program define.
  ///
  /// - Parameters:
  ///   - notes: What the store has recorded.
  ///   - others: Further definitions, such as of a program in a file; they go before all others.
  package init(_ notes: StoreNotes, adding others: [ProjectionDefinition] = []) {
    self.notes = notes
    self.others = Dictionary(others.map { ($0.name, $0) }) { $1 }
  }

  /// The definition in use.
  ///
  /// - Parameter name: The projection's name.
  /// - Returns: Nil where nothing here defines it in a way that this program can use.
  package func definition(_ name: ProjectionName) -> ProjectionDefinition? {
    if let other = others[name.text] { return other }
    if name.text == ProjectionDefinition.merge.name { return .merge }
    if let defined = notes.projections[name.text] { return defined.definition }
    if notes.unusable[name.text] != nil { return nil }
    return ReadyMadeProjections.all.first { $0.name == name.text }?.definition
  }

  /// Whether somebody defines a projection of that name, usable here or not.
  ///
  /// - Parameter name: The name.
  /// - Returns: True where a state under that name is expected to be computed.
  package func defines(_ name: ProjectionName) -> Bool {
    definition(name) != nil || notes.unusable[name.text] != nil
  }
}
