import Git
import GitEvents

/// Checks that reviews only grow: a ref of notes goes on from where it is.
struct IncomingNotes {
  /// No honest move brings so many commits of notes.
  private static let most = 100_000

  private let objects: any ObjectReading

  init(_ objects: any ObjectReading) {
    self.objects = objects
  }

  /// Checks a move.
  ///
  /// - Parameters:
  ///   - move: The move.
  ///   - report: Takes why it is refused.
  /// - Throws: `io`.
  func verify(
    _ move: IncomingMove, _ report: inout IncomingReport
  ) throws(EventStoreError) {
    guard let new = move.new, new != move.old else { return }
    // Breadth first: the old head is as near as what is new is long.
    var waiting = [new]
    var seen: Set<ObjectID> = [new]
    var index = 0
    while index < waiting.count, index < IncomingNotes.most {
      let id = waiting[index]
      index += 1
      if id == move.old { return }
      guard let commit = try read(id) else {
        return report.add(
          IncomingRefusal(
            move.reference, .format(.objectDamaged), "\(id) is no commit that git would write"))
      }
      // Whoever begins has nothing to go on from.
      if move.old == nil { return }
      for parent in commit.parents where seen.insert(parent).inserted { waiting.append(parent) }
    }
    report.add(
      IncomingRefusal(
        move.reference, .rewind,
        "it does not go on from commit \(move.old?.hex ?? ""), at which it is"))
  }

  private func read(_ id: ObjectID) throws(EventStoreError) -> CommitObject? {
    do throws(GitError) {
      let object = try objects.object(id, limit: EventReader.commitLimit)
      guard object.kind == .commit else { return nil }
      return try? CommitObject(parsing: object.bytes)
    } catch {
      switch error {
      case .missingObject, .damagedObject, .oversizedObject: return nil
      default: throw EventStoreError(error)
      }
    }
  }
}
