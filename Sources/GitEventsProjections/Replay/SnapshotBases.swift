import Git
import GitEvents

/// The snapshots from which the replay of a stream may begin, the nearest first.
struct SnapshotBases {
  /// A snapshot that was read and belongs to the projection.
  struct Usable {
    let version: Int
    let event: ObjectID
    let tag: ObjectID
    let skipped: String?
    let state: JSONText
  }

  enum Base {
    case usable(Usable)
    case unusable(ReplayWarning)
  }

  private let store: EventStore?
  private let name: String
  private let stream: String
  private let definition: ObjectID
  /// Not yet looked at, ascending.
  private var references: [SnapshotReference]
  /// The tags of all of them.
  private let tags: Set<ObjectID>

  /// No snapshots at all.
  init() {
    store = nil
    name = ""
    stream = ""
    definition = .zero
    references = []
    tags = []
  }

  /// Lists the snapshots of a stream by a projection, without reading them.
  init(
    _ store: EventStore, _ stream: StreamName, _ definition: ProjectionDefinition, id: ObjectID
  ) throws(EventStoreError) {
    self.store = store
    name = definition.name
    self.stream = stream.text
    self.definition = id
    // A program in a file may be called what no snapshot can be called.
    guard let name = try? ProjectionName(definition.name) else {
      references = []
      tags = []
      return
    }
    references = try store.snapshotReferences(of: stream, projection: name)
      .sorted { $0.version < $1.version }
    tags = Set(references.map(\.target))
  }

  /// Whether a state may be used that was made from a snapshot: only while that very snapshot is there.
  ///
  /// Whoever deletes a snapshot that is wrong is rid of what was made from it, too.
  func vouch(for tag: ObjectID?) -> Bool { tag.map { tags.contains($0) } ?? true }

  /// Reads the nearest snapshot that was not looked at before.
  ///
  /// - Parameters:
  ///   - lowest: Only above this version.
  ///   - version: Up to this version.
  /// - Returns: Nil where there is none left.
  /// - Throws: `io`.
  mutating func next(after lowest: Int, through version: Int) throws(EventStoreError) -> Base? {
    guard let store,
      let place = references.lastIndex(where: { $0.version > lowest && $0.version <= version })
    else { return nil }
    let reference = references.remove(at: place)
    do {
      let snapshot = try store.snapshot(reference)
      guard let made = snapshot.definition else {
        return .unusable(warning(reference.version, "its state was supplied, not computed"))
      }
      guard made == definition else {
        return .unusable(warning(reference.version, "it was made by another definition"))
      }
      return .usable(
        Usable(
          version: snapshot.version, event: snapshot.event, tag: snapshot.tag,
          skipped: snapshot.skipped, state: try store.state(of: snapshot)))
    } catch {
      guard error.code == .damaged else { throw error }
      return .unusable(warning(reference.version, error.message))
    }
  }

  /// Says that a snapshot is not used.
  func warning(_ version: Int, _ reason: String) -> ReplayWarning {
    ReplayWarning("snapshot \(stream)@\(version) by \(name) is ignored: \(reason)")
  }
}
