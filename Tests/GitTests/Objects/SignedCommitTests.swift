import Git
import Testing

@Suite struct SignedCommitTests {
  private static let plain = Array(
    """
    tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
    author A <a@e> 1 +0000
    committer A <a@e> 1 +0000

    subject

    gpgsig is a word of the message
     and so is this

    """.utf8)

  private static func commit(_ headers: String) -> [UInt8] {
    let text = String(decoding: plain, as: UTF8.self)
    return Array(text.replacing("+0000\n\nsubject", with: "+0000\n\(headers)\nsubject").utf8)
  }

  @Test func whatIsPutInIsTakenOut() throws {
    for signature in ["one line", "-----BEGIN-----\n\nbody\n=abcd\n-----END-----\n", "x\n y\n\n"] {
      let signed = try SignedCommit.adding(Array(signature.utf8), to: Self.plain)
      let parts = SignedCommit(signed)
      #expect(parts.payload == Self.plain)
      var expected = signature
      while expected.last == "\n" { expected.removeLast() }
      #expect(parts.signatures == [Array("\(expected)\n".utf8)])
      // It is the header that git knows, in a commit that is still one.
      let commit = try CommitObject(parsing: signed)
      #expect(commit.extraHeaders.map(\.isSignature) == [true])
      #expect(commit.serialized() == signed)
    }
  }

  @Test func aPlainCommitHasNone() {
    let parts = SignedCommit(Self.plain)
    #expect(parts.payload == Self.plain && parts.signatures.isEmpty)
  }

  /// As git does: signatures for other hashes were not there when this one was made, other headers were.
  @Test func otherSignaturesAreNoPartOfWhatWasSigned() {
    let parts = SignedCommit(
      Self.commit("encoding x\n more\ngpgsig a\n b\ngpgsig-sha256 c\n d\nother e\n f\n"))
    #expect(parts.payload == Self.commit("encoding x\n more\nother e\n f\n"))
    #expect(parts.signatures == [Array("a\nb\n".utf8)])
    let two = SignedCommit(Self.commit("gpgsig a\ngpgsig b\n"))
    #expect(two.signatures == [Array("a\n".utf8), Array("b\n".utf8)])
  }

  @Test func whatIsNoSignatureIsRefused() {
    for signature in ["", "\n\n", "a\0b"] {
      #expect(throws: GitError.self) {
        try SignedCommit.adding(Array(signature.utf8), to: Self.plain)
      }
    }
    #expect(throws: GitError.self) { try SignedCommit.adding([65], to: Array("tree x\n".utf8)) }
  }

  /// Whatever stands there: it ends, and nothing is lost but signatures.
  @Test func anythingIsTakenApart() {
    for count in 0...Self.plain.count {
      let parts = SignedCommit(Array(Self.plain.prefix(count)))
      #expect(parts.payload == Array(Self.plain.prefix(count)))
    }
    #expect(SignedCommit(Array("gpgsig ".utf8)).signatures == [[]])
    #expect(SignedCommit(Array("gpgsig".utf8)).payload == [])
    #expect(SignedCommit(Array(" gpgsig x".utf8)).payload == Array(" gpgsig x".utf8))
  }
}
