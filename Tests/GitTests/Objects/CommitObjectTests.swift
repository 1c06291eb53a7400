import Git
import GitEventsTesting
import Testing

@Suite struct CommitObjectTests {
  private let sample = """
    tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
    parent 1111111111111111111111111111111111111111
    parent 2222222222222222222222222222222222222222
    author Zoë Müller <zoe@example.com> 1763701200 -0330
    committer  <> 0 -0000
    encoding ISO-8859-1
    gpgsig -----BEGIN PGP SIGNATURE-----
     
     iQEzBAABCAAdFiEE
      indented
     -----END PGP SIGNATURE-----
    mergetag object 1111111111111111111111111111111111111111
     type commit

    subject

    body
    """

  @Test func givesBackWhatItParsed() throws {
    let commit = try CommitObject(parsing: Array(sample.utf8))
    #expect(commit.tree.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    #expect(commit.parents.count == 2)
    #expect(commit.author.name == "Zoë Müller")
    #expect(commit.author.email == "zoe@example.com")
    #expect(commit.author.seconds == 1_763_701_200)
    #expect(commit.author.zone.minutes == -210)
    #expect(commit.committer.name.isEmpty)
    #expect(commit.extraHeaders.count == 3)
    #expect(commit.extraHeaders[0].isNamed("encoding"))
    let lines = commit.extraHeaders[1].value.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.count == 5)
    #expect(String(decoding: commit.message, as: UTF8.self) == "subject\n\nbody")
    #expect(commit.serialized() == Array(sample.utf8))
  }

  @Test func givesBackRealCommitsByteForByte() async throws {
    try await GitFixture.with { fixture in
      let names = ["A", "Zoë", "", "A U Thor, Jr.", "名前"]
      for (number, name) in names.enumerated() where !name.isEmpty {
        for encoding in ["UTF-8", "ISO-8859-1"] {
          try await fixture.git(
            "-c", "user.name=\(name)", "-c", "i18n.commitEncoding=\(encoding)", "commit",
            "--allow-empty", "-q", "-m", "subject \(number)\n\nbody\n\nTrailer: x")
        }
      }
      try await fixture.git("checkout", "-q", "-b", "side", "HEAD~2")
      try await fixture.git("commit", "--allow-empty", "-q", "-m", "side")
      try await fixture.git("tag", "-a", "-m", "tagged", "side-tag")
      try await fixture.git("checkout", "-q", "main")
      try await fixture.git("merge", "-q", "--no-ff", "-m", "merge", "side-tag")
      // A signed commit as git would store it, and one without a message.
      try await fixture.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", input: Array(sample.utf8))
      let repository = try fixture.open()
      let lines = try await fixture.git(
        "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)"
      ).lines
      var counts: [Substring: Int] = [:]
      for line in lines {
        let words = line.split(separator: " ")
        let id = try #require(ObjectID(hex: String(words[1])))
        let bytes = try repository.object(id, limit: anySize).bytes
        counts[words[0], default: 0] += 1
        switch words[0] {
        case "commit": #expect(try CommitObject(parsing: bytes).serialized() == bytes)
        case "tag": #expect(try TagObject(parsing: bytes).serialized() == bytes)
        case "tree": #expect(try TreeObject(parsing: bytes).serialized() == bytes)
        default: break
        }
      }
      #expect(counts["commit", default: 0] >= 11)
      #expect(counts["tag"] == 1)
    }
  }

  @Test func neverCrashesOnMutatedBytes() throws {
    var generator = FixedGenerator(state: 42)
    let whole = Array(sample.utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert([10, 32, 60, 62, 0].randomElement(using: &generator) ?? 0, at: index)
        default: bytes.removeLast(bytes.count - index)
        }
      }
      // What is accepted is given back byte for byte, so nothing can hide in a commit.
      if let commit = try? CommitObject(parsing: bytes) {
        accepted += 1
        let isTheSame = commit.serialized() == bytes
        try #require(isTheSame)
      }
      _ = try? TagObject(parsing: bytes)
      _ = try? TreeObject(parsing: bytes)
    }
    #expect(accepted > 100)
    for count in 0..<whole.count { _ = try? CommitObject(parsing: Array(whole[..<count])) }
  }

  @Test(arguments: [
    ("author", "author X <x@y> 1 +000"), ("author", "author X <x@y> 01 +0000"),
    ("author", "author X <x@y> -1 +0000"), ("author", "author X x@y 1 +0000"),
    ("author", "author X<x@y> 1 +0000"), ("author", "author X <x<@y> 1 +0000"),
    ("author", "author X <x@y>1 +0000"), ("author", "author X <x@y> 1 0000"),
    ("author", "author X <x@y> 99999999999999999999 +0000"), ("author", "X"),
    ("tree", "tree 4B825DC642CB6EB9A060E54BF8D69288FBEE4904"), ("tree", "tree 4b825d"),
  ])
  func refusesAMalformedLine(_ word: String, _ line: String) throws {
    let lines = sample.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { $0.hasPrefix(word + " ") ? line : String($0) }.joined(separator: "\n")
    #expect(throws: GitError.self) { try CommitObject(parsing: Array(text.utf8)) }
  }

  @Test func refusesASignatureThatBreaksOut() {
    for name in ["a\nb", "a<b", "a>b", "a\u{0}b", " a", "a "] {
      #expect(throws: GitError.self) { try Signature(name: name, email: "", seconds: 0) }
      #expect(throws: GitError.self) { try Signature(name: "", email: name, seconds: 0) }
    }
    #expect(throws: GitError.self) { try Signature(name: "a", email: "b", seconds: -1) }
  }
}

/// A small generator with a fixed start (SplitMix64), so that a failure comes again.
struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
