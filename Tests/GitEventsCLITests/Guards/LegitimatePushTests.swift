import Foundation
import GitEventsTesting
import Testing

/// What a guarded server takes, mixed with what is none of its business.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
struct LegitimatePushTests {
  /// A client, and how often it pushed.
  private final class Client {
    let bench: GuardBench
    var store: TamperedStore { bench.client }
    var pushes = 0
    var transports = 0

    init(_ bench: GuardBench) { self.bench = bench }

    /// Pushes, by the one way and the other in turn, which must succeed.
    func push(
      _ refspecs: String..., to target: GitFixture? = nil, options: [String] = [],
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      pushes += 1
      let transport: GuardBench.Transport = pushes.isMultiple(of: 2) ? .daemon : .file
      let pushed = try await bench.push(
        target ?? bench.server, refspecs, transport, options: options)
      #expect(pushed.status == 0, "\(pushed.text)", sourceLocation: sourceLocation)
      #expect(!pushed.text.contains("git-events:"), sourceLocation: sourceLocation)
    }

    func run(_ arguments: String..., input: String = "") async throws {
      try await store.program.succeed(arguments, in: store.fixture.path, input: input)
    }

    /// Gets what the server has, with plain git.
    func fetch(_ target: GitFixture? = nil) async throws {
      try await store.fixture.git(
        "fetch", "-q", (target ?? bench.server).path, "refs/events/*:refs/events/*",
        "+refs/ledger/*:refs/others/ledger/*")
    }
  }

  private static let streams = "refs/events/*:refs/events/*"
  private static let ledgers = "refs/ledger/*:refs/ledger/*"

  @Test func legitimatePushesPass() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let first = Client(bench)
      try await branchesAndTags(first)
      try await events(first)
      try await ledgersAlone(first)
      try await reviewsAndSnapshots(first)
      let others = try await clones(of: bench, in: directory)
      try await largePayload(first)
      #expect(first.pushes + others >= 30, "\(first.pushes) and \(others)")
      let verified = try await bench.client.program.run(
        ["verify", "--no-state"], in: bench.server.path)
      #expect(verified.status == 0, "\(verified.output)")
      try await bench.server.fsck()
    }
  }

  private func branchesAndTags(_ client: Client) async throws {
    let git = client.store.fixture
    try await git.git("branch", "side")
    try await git.git("tag", "v1")
    try await git.git("tag", "-a", "-m", "two", "v2")
    try await client.push("refs/heads/*:refs/heads/*", "refs/tags/v1", "refs/tags/v2")
    let tree = try await git.git("rev-parse", "HEAD^{tree}").text
    let other = try await git.git("commit-tree", tree, "-m", "another beginning").text
    try await client.push("+\(other):refs/heads/side", "+\(other):refs/tags/v1")
    try await client.push(":refs/heads/side", ":refs/tags/v1")
    try await client.push("HEAD:refs/heads/events/x", "HEAD:refs/tags/events")
    try await client.push("HEAD:refs/notes/commits", "HEAD:refs/anything/else")
    try await client.push("HEAD:refs/heads/main")
  }

  private func events(_ client: Client) async throws {
    let (store, stream) = (client.store, client.store.stream)
    let reference = TamperedStore.reference(stream)
    try await client.run("append", stream, "a.b")
    try await client.push(reference, store.ledger)
    try await client.run("append", stream, "a.b", "--metadata", #"{"by": "hand"}"#)
    try await client.run("append", "new-1", "a.b", "--correlation", "c-1", "--causation", "d-1")
    try await client.push(
      Self.streams, Self.ledgers, "HEAD:refs/heads/beside", options: ["--atomic"])
    try await client.run("append", "Straße 7 / süß%", "a.b", "--occurred", "1969-01-01T00:00:00Z")
    try await client.push(Self.ledgers, Self.streams, options: ["--force"])
    let rows = (1...300).map { #"{"stream":"many-\#($0)","type":"a.b"}"# + "\n" }.joined()
    try await client.run("append", "--batch", input: rows)
    try await client.push(Self.streams, Self.ledgers)
    try store.fixture.directory.write(
      "rows.jsonl", (1...500).map { #"{"stream":"in-\#($0 % 7)","type":"a.b"}"# })
    try await client.run("import", store.fixture.directory.path("rows.jsonl"))
    try await client.push(Self.streams, Self.ledgers)
    let text = "\"" + String(repeating: "x", count: (1 << 20) - 3) + "\""
    try await client.run("append", stream, "a.b", "--data", "-", input: text)
    try await client.push(Self.streams, Self.ledgers)
    try await client.run("append", "--pipe", input: rows.replacing("a.b", with: "c.d"))
    try await client.push(Self.streams, Self.ledgers)
    try await client.run("projection", "define", "sum", "merge")
    try await client.run("annotate", "\(stream)@1", "--skip", "-m", "twice")
    try await client.push(Self.streams, Self.ledgers)
    try await client.push(Self.streams, Self.ledgers)
  }

  /// A payload as large as the server is set to take; the program itself would not record it.
  private func largePayload(_ client: Client) async throws {
    let store = client.store
    try await client.bench.server.git("config", "events.maxPayload", "2m")
    let large = "\"" + String(repeating: "y", count: 3 << 19) + "\"\n"
    try await store.record(try await store.next(of: store.stream, payload: large))
    try await client.push(TamperedStore.reference(store.stream), store.ledger)
  }

  private func ledgersAlone(_ client: Client) async throws {
    let (store, server) = (client.store, client.bench.server)
    // The ledger first, the streams later; one of two streams.
    try await client.run("append", "late-1", "a.b")
    try await client.run("append", store.other, "a.b")
    try await client.push(store.ledger)
    try await client.run("append", "late-1", "a.b")
    try await client.push(store.ledger, TamperedStore.reference(store.other))
    try await client.push("refs/events/late-1~1:refs/events/late-1")
    try await client.push("refs/events/late-1")
    // What is noted of the ledgers is no more than a help.
    try FileManager.default.removeItem(atPath: server.path + "/git-events/settled")
    try await client.run("append", "late-2", "a.b")
    try await client.push("refs/events/late-2", store.ledger)
    try await server.git("gc", "-q")
    try await client.run("append", "late-2", "a.b")
    try await client.push("refs/events/late-2", store.ledger)
    // A backup that holds the ledger alone, and gets more.
    let backup = client.bench.empty
    try await client.push(store.ledger, to: backup)
    try await client.run("append", "late-2", "a.b")
    try await client.run("append", "late-3", "a.b")
    try await client.push(store.ledger, to: backup)
    try await client.push(Self.streams, Self.ledgers)
    try await client.push(Self.streams, to: backup)
    let verified = try await store.program.run(["verify", "--no-state"], in: backup.path)
    #expect(verified.status == 0, "\(verified.output)")
  }

  private func reviewsAndSnapshots(_ client: Client) async throws {
    let store = client.store
    let head = try await store.head(store.stream)
    try await store.fixture.git("notes", "--ref", "events", "append", "-m", "three", head)
    try await client.push("refs/notes/events")
    // Two reviewers' notes, merged.
    let side = try await store.fixture.git("rev-parse", "refs/notes/events~1").text
    try await store.set("refs/notes/side", side)
    try await store.fixture.git("notes", "--ref", "side", "append", "-m", "aside", "HEAD")
    try await store.fixture.git("notes", "--ref", "events", "merge", "-q", "side")
    try await client.push("refs/notes/events")
    try await client.run("snapshot", "create", store.stream, "--projection", "merge")
    try await client.run("snapshot", "create", "late-1", "--projection", "merge")
    try await client.push("refs/tags/snapshots/*:refs/tags/snapshots/*")
    try await client.run("append", "late-4", "a.b")
    try await client.run("snapshot", "create", "late-4", "--projection", "merge")
    try await client.push(Self.streams, Self.ledgers, "refs/tags/*:refs/tags/*")
  }

  /// Clones that append, get from each other by way of the server, and append on top of that.
  private func clones(
    of bench: GuardBench, in directory: TemporaryDirectory
  ) async throws -> Int {
    var pushes = 0
    for number in 1...2 {
      let path = directory.path("clone-\(number)")
      try await GitCommand.run(["init", "-q", path], home: directory.path)
      let store = TamperedStore(
        fixture: GitFixture(directory: directory, name: "clone-\(number)", bare: false),
        program: bench.client.program, stream: bench.client.stream, other: bench.client.other,
        ledger: bench.client.ledger)
      let clone = Client(GuardBench(client: store, server: bench.server, empty: bench.empty))
      try await clone.fetch()
      for stream in [bench.client.stream, "clone-\(number)", "late-1"] {
        try await clone.run("append", stream, "a.b")
      }
      try await clone.push(Self.streams, Self.ledgers)
      // What another clone has pushed meanwhile, and something on top of it.
      let first = Client(bench)
      try await first.fetch()
      try await first.run("append", "clone-\(number)", "a.b")
      try await first.run("append", bench.client.stream, "a.b")
      try await first.push(Self.streams, bench.client.ledger)
      try await clone.fetch()
      try await clone.run("append", "clone-\(number)", "a.b")
      try await clone.push(Self.streams, Self.ledgers, options: ["--atomic"])
      pushes += clone.pushes + first.pushes
    }
    return pushes
  }

  /// Times that events had elsewhere are kept by imports into an empty store, and by no other.
  @Test func importsThatKeepTheirTimesPass() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let path = directory.path("kept")
      try await bench.client.program.succeed(["init", path], in: directory.path)
      let store = TamperedStore(
        fixture: GitFixture(directory: directory, name: "kept", bare: false),
        program: bench.client.program, stream: "k-1", other: "k-2", ledger: "")
      let client = Client(GuardBench(client: store, server: bench.empty, empty: bench.empty))
      for year in [2011, 2009, 2010] {
        let rows = [1, 2].map {
          #"{"stream":"k-\#(year)-\#($0)","type":"a.b","id":"\#(year)-\#($0)","time":"\#(year)-01-01T00:00:00Z"}"#
        }
        try directory.write("rows.jsonl", rows)
        try await client.run("import", "--keep-times", directory.path("rows.jsonl"))
        try await client.push(Self.streams, Self.ledgers)
      }
      let verified = try await store.program.run(["verify", "--no-state"], in: bench.empty.path)
      #expect(verified.status == 0, "\(verified.output)")
    }
  }
}

extension TemporaryDirectory {
  fileprivate func write(_ name: String, _ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n")
      .write(toFile: path(name), atomically: true, encoding: .utf8)
  }
}
