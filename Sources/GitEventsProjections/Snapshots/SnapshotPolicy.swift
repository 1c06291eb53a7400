import GitEvents
import JQ

/// When a projection's definition has snapshots made of the streams that it applies to.
///
/// `snapshotEvery` counts the versions of a stream. `snapshotWhen` is asked once for each append, about the state
/// after the stream's last new event: a condition that is to hold once names the event, one that stays true makes a
/// snapshot with every append.
package final class SnapshotPolicy {
  let definition: ProjectionDefinition
  let fold: any StateFold
  private let count: Int?
  private let condition: JQProgram?

  /// Compiles the programs of a definition.
  ///
  /// - Parameters:
  ///   - definition: The definition.
  ///   - options: How much an event may cost.
  /// - Throws: `invalidDefinition`.
  init(
    _ definition: ProjectionDefinition, _ options: ReplayOptions
  ) throws(ProjectionError) {
    self.definition = definition
    fold = try definition.makeFold(options)
    count = definition.snapshotEvery
    do {
      condition = try definition.snapshotWhen.map { (program) throws(JQError) in
        try JQProgram(
          program, profile: .projection, limits: options.limits,
          interruption: options.interruption)
      }
    } catch {
      throw ProjectionError(error, projection: "\(definition.name)'s snapshotWhen", at: nil)
    }
  }

  /// Takes a projection that is written in Swift.
  ///
  /// How often is no part of its definition: the code says it, and may change its mind.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - count: After how many events of a stream a snapshot is made.
  init(_ projection: some Projection, every count: Int) {
    definition = ProjectionDefinition(of: projection)
    fold = SwiftFold(projection)
    self.count = count
    condition = nil
  }

  /// Whether a definition has snapshots made at all, by a program that has the definition only.
  static func isOne(_ definition: ProjectionDefinition) -> Bool {
    if case .swift = definition.kind { return false }
    return definition.snapshotEvery != nil || definition.snapshotWhen != nil
  }

  /// The version at which a count calls for a snapshot: one for all of the multiples that were passed.
  ///
  /// - Parameters:
  ///   - count: After how many events a snapshot is made.
  ///   - versions: The new versions.
  /// - Returns: The highest multiple of the count among them; nil where there is none.
  package static func version(every count: Int, in versions: ClosedRange<Int>) -> Int? {
    let multiple = versions.upperBound / count * count
    return versions.contains(multiple) ? multiple : nil
  }

  /// Makes the snapshots that new events of a stream call for.
  ///
  /// - Parameters:
  ///   - maker: Makes snapshots of the stream by this projection.
  ///   - versions: The new versions.
  /// - Returns: The snapshots.
  /// - Throws: As `SnapshotMaker` does.
  func makeDue(_ maker: SnapshotMaker, _ versions: ClosedRange<Int>) throws -> [MadeSnapshot] {
    var due: [Int] = []
    if let count, let version = SnapshotPolicy.version(every: count, in: versions) {
      due.append(version)
    }
    var made = try due.map { try maker.make(at: $0) }
    let last = versions.upperBound
    if !due.contains(last), try isWanted(maker, at: last) { made.append(try maker.make(at: last)) }
    return made
  }

  private func isWanted(_ maker: SnapshotMaker, at version: Int) throws -> Bool {
    guard let condition else { return false }
    let (state, event) = try maker.state(at: version)
    do {
      return try condition.isTrue(of: state.bytes, event: EventJSON.line(event))
    } catch {
      throw ProjectionError(error, projection: "\(definition.name)'s snapshotWhen", at: event)
    }
  }
}

extension StoreNotes {
  /// Whether any projection of the store has snapshots made by itself.
  package var makesSnapshots: Bool {
    projections.values.contains { SnapshotPolicy.isOne($0.definition) }
  }
}
