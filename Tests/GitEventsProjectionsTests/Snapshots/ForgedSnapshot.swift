import Git
import GitEvents
import GitEventsTesting

/// Makes with plain git what a careless or hostile hand may make of a snapshot.
struct ForgedSnapshot {
  let fixture: GitFixture
  /// The tag's name as git shows it.
  let tag: String

  /// Puts another state under the tag; everything else stays as it was.
  func replaceState(_ state: String) async throws {
    let blob = try await object("blob", state)
    let entry = "100644 blob \(blob)\tstate.json\n"
    let tree = try await fixture.git("mktree", input: Array(entry.utf8))
    let old = try await fixture.git("rev-parse", "\(tag)^{tree}").text
    try await replaceCommit { $0.replacing(old, with: tree.text) }
  }

  /// Puts the snapshot on another event.
  func moveParent(to event: CommitID) async throws {
    let old = try await fixture.git("rev-parse", "\(tag)^{commit}^").text
    try await replaceCommit { $0.replacing(old, with: event.description) }
  }

  /// Points the tag at a commit, without a tag object.
  func makeLightweight() async throws {
    let commit = try await fixture.git("rev-parse", "\(tag)^{commit}").text
    try await fixture.git("update-ref", "refs/tags/\(tag)", commit)
  }

  /// Puts the tag on any object.
  func point(to object: String) async throws {
    try await fixture.git("update-ref", "refs/tags/\(tag)", object)
  }

  private func replaceCommit(_ change: (String) -> String) async throws {
    let old = try await fixture.git("rev-parse", "\(tag)^{commit}").text
    let commit = try await object("commit", change(try await text(old)))
    let text = try await text(fixture.git("rev-parse", "refs/tags/\(tag)").text)
    try await point(to: object("tag", text.replacing(old, with: commit)))
  }

  private func object(_ kind: String, _ text: String) async throws -> String {
    try await fixture.git("hash-object", "-t", kind, "-w", "--stdin", input: Array(text.utf8)).text
  }

  private func text(_ id: String) async throws -> String {
    let kind = try await fixture.git("cat-file", "-t", id).text
    return String(decoding: try await fixture.git("cat-file", kind, id).bytes, as: UTF8.self)
  }
}
