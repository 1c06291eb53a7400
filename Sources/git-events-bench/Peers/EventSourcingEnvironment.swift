/// A virtual environment of Python with the library eventsourcing in it.
struct EventSourcingEnvironment {
  static let name = "eventsourcing"
  private static let requirement = "eventsourcing>=9.5,<9.6"

  /// The environment's Python.
  let python: String
  /// The script that is the peer.
  let script: String
  /// The library's version.
  let version: String

  /// Finds the environment, or makes it where Python and the library can be had.
  ///
  /// - Parameters:
  ///   - folder: Where it is kept from run to run.
  ///   - surroundings: Where the benchmark runs.
  /// - Throws: `BenchFailure`, with what is missing.
  init(in folder: String, _ surroundings: Surroundings) throws {
    python = folder + "/bin/python"
    script = surroundings.path("eventsourcing_peer.py")
    let file = try OutputFile(script)
    try file.write(bytes: PackageResources.eventsourcing_peer_py)
    try file.flush()
    let asking = [python, script, surroundings.path("none.db"), "version"]
    if let known = try? surroundings.answer(asking) {
      version = known
      return
    }
    guard (try? surroundings.succeed(["python3", "-m", "venv", folder])) != nil else {
      throw BenchFailure("no Python with venv")
    }
    let installing = [python, "-m", "pip", "install", "--quiet"]
    let requirement = EventSourcingEnvironment.requirement
    guard (try? surroundings.succeed(installing + [requirement])) != nil else {
      throw BenchFailure("pip could not install \(requirement)")
    }
    version = try surroundings.answer(asking)
  }
}
