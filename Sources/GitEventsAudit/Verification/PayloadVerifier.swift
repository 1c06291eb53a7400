import Git
import GitEvents

/// Checks what an event's tree holds: the payload, the metadata, and nothing that the format does not know.
struct PayloadVerifier {
  /// What the store's own reader takes.
  private static let treeLimit = EventReader.commitLimit
  /// Attachments are reserved: what is there must be whole, to this depth and so many for an event.
  private static let deepest = 16
  private static let mostAttachments = 10_000

  private let objects: CheckedObjects
  /// The largest and deepest payload.
  private let limits: JSONLimits
  /// Whether payloads may be elsewhere: in a clone without them.
  private let mayBeElsewhere: Bool

  /// What was read of an event's payload.
  struct Outcome {
    var bytes = 0
    /// Whether a part of it is elsewhere.
    var isElsewhere = false
  }

  init(
    _ objects: CheckedObjects, limits: JSONLimits = EventReader.payloadLimits,
    mayBeElsewhere: Bool = false
  ) {
    self.objects = objects
    self.limits = limits
    self.mayBeElsewhere = mayBeElsewhere
  }

  /// Checks the payload of an event.
  ///
  /// - Parameters:
  ///   - commit: The event.
  ///   - id: Its commit.
  ///   - findings: Takes what is wrong.
  /// - Returns: What was read.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ commit: EventCommit, _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    guard
      let tree = try read(
        commit.tree, .tree, commit.treePlace, PayloadVerifier.treeLimit, commit, id, &findings)
    else { return outcome }
    var place = tree.neighbour
    outcome.bytes = tree.bytes.count
    let files: (data: ObjectID?, metadata: ObjectID?)
    if let blobs = PayloadTree.blobs(in: tree.bytes) {
      files = (blobs.data, blobs.metadata)
    } else if let found = try otherFiles(of: tree, commit, id, &findings) {
      files = found
    } else {
      return outcome
    }
    if let reference = commit.payloadReference {
      if files.data != nil {
        findings.add(finding(.eventTree, "a payload here and one that is kept apart", commit, id))
      }
      if !PayloadVerifier.isReference(reference) {
        findings.add(
          finding(.eventFormat, "a payload kept apart of which nothing is said", commit, id))
      }
    } else if files.data == nil {
      findings.add(finding(.eventTree, "no \(StoreLayout.File.data)", commit, id))
    }
    for blob in [files.data, files.metadata] {
      guard let blob else { continue }
      if mayBeElsewhere, try isElsewhere(blob) {
        outcome.isElsewhere = true
        continue
      }
      guard
        let object = try read(blob, .blob, place, limits.maximumBytes, commit, id, &findings)
      else { continue }
      place = object.neighbour
      outcome.bytes += object.bytes.count
      do {
        _ = try JSONText(canonical: object.bytes, limits: limits)
      } catch {
        findings.add(finding(.payloadFormat, error.message, commit, id))
      }
    }
    return outcome
  }

  /// Whether an object is not here.
  private func isElsewhere(_ blob: ObjectID) throws(EventStoreError) -> Bool {
    do throws(GitError) {
      _ = try objects.object(blob, limit: limits.maximumBytes)
      return false
    } catch {
      if case .missingObject = error { return true }
      return false
    }
  }

  /// Whether a text says which payload is kept apart: `sha256:`, 64 hexadecimal digits, and how many bytes it has.
  private static func isReference(_ text: String) -> Bool {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, words[0].hasPrefix("sha256:") else { return false }
    let digits = words[0].dropFirst("sha256:".count).utf8
    return digits.count == 64
      && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 }
      && DecimalCount.value(words[1].utf8) != nil
  }

  /// Reads an object that an event names.
  ///
  /// - Returns: Nil where that is a finding.
  private func read(
    _ object: ObjectID, _ kind: ObjectKind, _ place: ObjectPlace, _ limit: Int,
    _ commit: EventCommit, _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> GitObject? {
    do throws(GitError) {
      let found = try objects.object(object, kind, at: place, limit: limit)
      if found.kind == kind { return found }
      findings.add(
        finding(
          .eventTree, "a \(found.kind.name) where a \(kind.name) should be", commit, id))
    } catch {
      if kind == .blob, case .oversizedObject(_, let bytes, _) = error {
        findings.add(
          finding(.payloadFormat, "\(bytes) bytes, where \(limit) are taken", commit, id))
        return nil
      }
      findings.add(
        try VerificationFinding(
          of: EventStoreError(error, stream: commit.stream), .objectDamaged, at: object,
          stream: commit.stream, version: commit.version))
    }
    return nil
  }

  /// What a tree holds that is not the usual one.
  private func otherFiles(
    of tree: GitObject, _ commit: EventCommit, _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> (data: ObjectID?, metadata: ObjectID?)? {
    guard let entries = try? TreeObject(parsing: tree.bytes).entries else {
      findings.add(finding(.eventTree, "a tree that git would not write", commit, id))
      return nil
    }
    var data: ObjectID?
    var metadata: ObjectID?
    for entry in entries {
      switch (entry.name, entry.mode) {
      case (StoreLayout.File.data, .file): data = entry.id
      case (StoreLayout.File.metadata, .file): metadata = entry.id
      case (StoreLayout.File.attachments, .folder):
        var seen: Set<ObjectID> = []
        try attachments(entry.id, depth: 1, &seen, commit, id, &findings)
      default:
        findings.add(
          finding(
            .eventTree, "the entry \(entry.name), which the format does not know", commit, id))
      }
    }
    return (data, metadata)
  }

  /// Checks that attachments are whole.
  private func attachments(
    _ folder: ObjectID, depth: Int, _ seen: inout Set<ObjectID>, _ commit: EventCommit,
    _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    guard depth < PayloadVerifier.deepest, seen.count < PayloadVerifier.mostAttachments else {
      findings.add(finding(.eventTree, "attachments that are too many or too deep", commit, id))
      return
    }
    // What is there twice is looked at once: a tree may hold itself a billion times in a few objects.
    guard seen.insert(folder).inserted else { return }
    guard
      let tree = try read(
        folder, .tree, .unknown, PayloadVerifier.treeLimit, commit, id, &findings)
    else { return }
    guard let entries = try? TreeObject(parsing: tree.bytes).entries else {
      findings.add(finding(.eventTree, "a tree that git would not write", commit, id))
      return
    }
    for entry in entries where seen.count < PayloadVerifier.mostAttachments {
      if entry.mode == .folder {
        try attachments(entry.id, depth: depth + 1, &seen, commit, id, &findings)
      } else if entry.mode == .file {
        guard seen.insert(entry.id).inserted else { continue }
        _ = try read(
          entry.id, .blob, .unknown, limits.maximumBytes, commit, id, &findings)
      } else {
        findings.add(finding(.eventTree, "an attachment that is no file", commit, id))
      }
    }
  }

  private func finding(
    _ rule: VerificationRule, _ found: String, _ commit: EventCommit, _ id: ObjectID
  ) -> VerificationFinding {
    VerificationFinding(
      rule, found, stream: commit.stream, versions: commit.version...commit.version,
      commit: CommitID(id))
  }
}
