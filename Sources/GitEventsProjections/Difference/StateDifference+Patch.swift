extension StateDifference {
  /// The operations that make the new state of the old one, to the byte.
  package var patch: JSONPatch {
    var builder = PatchBuilder()
    if let difference { builder.append(difference, at: []) }
    return JSONPatch(operations: builder.operations)
  }
}
