import GitEvents
import JQ

extension ProjectionDefinition {
  /// Makes the program of the projection.
  ///
  /// - Parameter options: How much an event may cost.
  /// - Returns: A fold with all states initial.
  /// - Throws: `invalidDefinition` where the program cannot be compiled, and for a projection that is written in Swift:
  ///   only a program that has its type can replay that.
  package func makeFold(_ options: ReplayOptions) throws(ProjectionError) -> any StateFold {
    switch kind {
    case .merge: return MergeFold()
    case .jq(let program):
      return try JQFold(
        program, name: name, limits: options.limits, interruption: options.interruption)
    case .swift:
      throw ProjectionError(
        .invalidDefinition,
        "projection \(name) is written in Swift: only its own program can replay it",
        projection: name)
    }
  }
}
