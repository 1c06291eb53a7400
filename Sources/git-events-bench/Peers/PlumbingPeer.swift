/// The four plumbing commands with which a script would record one event in plain git.
struct PlumbingPeer {
  static let name = "four plumbing commands"

  private let surroundings: Surroundings
  private let repository: String

  /// Makes the peer.
  ///
  /// - Parameters:
  ///   - surroundings: Where the benchmark runs.
  ///   - repository: A bare repository.
  init(_ surroundings: Surroundings, repository: String) {
    self.surroundings = surroundings
    self.repository = repository
  }

  /// Records one event.
  ///
  /// - Parameter event: The event, of a stream that has events already.
  /// - Returns: How many seconds the four commands took together.
  /// - Throws: `BenchFailure`.
  func append(_ event: GeneratedEvent) throws -> Double {
    let head = "refs/heads/\(event.stream)"
    let old = try surroundings.answer(git + ["rev-parse", "--verify", "--quiet", head])
    var seconds = 0.0
    let blob = try step(["hash-object", "-w", "--stdin"], reads: event.data, &seconds)
    let tree = try step(["mktree"], reads: "100644 blob \(blob)\tdata.json\n", &seconds)
    let commit = try step(["commit-tree", tree, "-p", old], reads: event.type, &seconds)
    _ = try step(["update-ref", head, commit, old], reads: "", &seconds)
    return seconds
  }

  private var git: [String] { ["git", "-C", repository] }

  private func step(
    _ arguments: [String], reads input: String, _ seconds: inout Double
  ) throws -> String {
    let file = try OutputFile(surroundings.path("input.txt"))
    try file.write(input)
    try file.flush()
    let answer = surroundings.path("answer.txt")
    seconds += try surroundings.succeed(
      git + arguments, input: surroundings.path("input.txt"), output: answer)
    return InputFile.text(answer)?.split(separator: "\n").first.map(String.init) ?? ""
  }
}
