import Git
import GitEvents

/// Checks what an event's tree holds: the payload, the metadata, and nothing that the format does not know.
struct PayloadVerifier {
  /// No tree of the format comes near this size.
  private static let treeLimit = 4 << 20
  /// A writer may have been configured to take more than the standard; a reader takes this much.
  private static let limits = JSONLimits(maximumDepth: 64, maximumBytes: 64 << 20)
  /// Attachments are reserved: what is there must be whole, to this depth.
  private static let deepest = 16

  private let objects: CheckedObjects

  init(_ objects: CheckedObjects) {
    self.objects = objects
  }

  /// Checks the payload of an event.
  ///
  /// - Parameters:
  ///   - commit: The event.
  ///   - id: Its commit.
  ///   - findings: Takes what is wrong.
  /// - Returns: How many bytes were read.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ commit: EventCommit, _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Int {
    guard
      let tree = try read(
        commit.tree, .tree, commit.treePlace, PayloadVerifier.treeLimit, commit, id, &findings)
    else { return 0 }
    var place = tree.neighbour
    var bytes = tree.bytes.count
    let files: (data: ObjectID?, metadata: ObjectID?)
    if let blobs = PayloadTree.blobs(in: tree.bytes) {
      files = (blobs.data, blobs.metadata)
    } else if let found = try otherFiles(of: tree, commit, id, &findings) {
      files = found
    } else {
      return bytes
    }
    if files.data == nil, commit.payloadReference == nil {
      findings.add(finding(.eventTree, "no \(StoreLayout.File.data)", commit, id))
    }
    for blob in [files.data, files.metadata] {
      guard let blob else { continue }
      let limit = PayloadVerifier.limits.maximumBytes
      guard let object = try read(blob, .blob, place, limit, commit, id, &findings) else {
        continue
      }
      place = object.neighbour
      bytes += object.bytes.count
      do {
        _ = try JSONText(canonical: object.bytes, limits: PayloadVerifier.limits)
      } catch {
        findings.add(finding(.payloadFormat, error.message, commit, id))
      }
    }
    return bytes
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
        try attachments(entry.id, depth: 1, commit, id, &findings)
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
    _ folder: ObjectID, depth: Int, _ commit: EventCommit, _ id: ObjectID,
    _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    guard depth < PayloadVerifier.deepest else {
      findings.add(finding(.eventTree, "attachments that are nested too deep", commit, id))
      return
    }
    guard
      let tree = try read(
        folder, .tree, .unknown, PayloadVerifier.treeLimit, commit, id, &findings)
    else { return }
    guard let entries = try? TreeObject(parsing: tree.bytes).entries else {
      findings.add(finding(.eventTree, "a tree that git would not write", commit, id))
      return
    }
    for entry in entries {
      if entry.mode == .folder {
        try attachments(entry.id, depth: depth + 1, commit, id, &findings)
      } else if entry.mode == .file {
        _ = try read(entry.id, .blob, .unknown, 1 << 30, commit, id, &findings)
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
