import BenchSQLite
import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a run was measured on, and when.
struct Machine {
  /// What is known, in the order in which it is shown.
  let facts: [(name: String, value: String)]

  /// Takes facts over.
  ///
  /// - Parameter facts: What is known.
  init(facts: [(name: String, value: String)]) { self.facts = facts }

  /// Asks the machine.
  ///
  /// - Parameters:
  ///   - surroundings: Where the benchmark runs.
  ///   - eventsourcing: What is known of the Python peer.
  init(_ surroundings: Surroundings, eventsourcing: String) {
    func first(_ words: [String]) -> String? {
      (try? surroundings.answer(words))?.split(separator: "\n").first.map(String.init)
    }
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let commit =
      first(["git", "-C", Machine.sources, "describe", "--always", "--dirty", "--abbrev=12"])
      ?? "unknown"
    facts = [
      ("date", "\(StoreClock.system.now())"),
      ("commit", commit),
      ("processor", "\(cores) × \(Machine.processor ?? first(["uname", "-m"]) ?? "unknown")"),
      ("memory", Machine.memory),
      ("system", first(["uname", "-sr"]) ?? "unknown"),
      ("file system", Machine.fileSystem(surroundings, first) ?? "unknown"),
      ("one fdatasync of a log append", Machine.logAppend(surroundings)),
      ("load", Machine.load),
      ("git", first(["git", "--version"]) ?? "unknown"),
      ("SQLite", SQLiteConnection.version),
      ("eventsourcing", eventsourcing),
    ]
  }

  /// The folder of this source file: the commit that was built is that of its repository.
  private static var sources: String {
    let file = "\(#filePath)"
    return String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex))
  }

  private static var processor: String? {
    InputFile.text("/proc/cpuinfo")?.split(separator: "\n").first { $0.hasPrefix("model name") }
      .flatMap { $0.split(separator: ":").last }.map { String($0.drop { $0 == " " }) }
  }

  private static var load: String {
    InputFile.text("/proc/loadavg").map { String($0.prefix { $0 != " " }) } ?? "unknown"
  }

  private static var memory: String {
    let bytes = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return "\(Decimals.text(Double(bytes) / 1_073_741_824, places: 0)) GiB"
  }

  private static func fileSystem(
    _ surroundings: Surroundings, _ first: ([String]) -> String?
  ) -> String? {
    first(["findmnt", "-n", "-o", "FSTYPE", "-T", surroundings.folder])
  }

  /// The floor below every durable acknowledgement.
  private static func logAppend(_ surroundings: Surroundings) -> String {
    guard let file = try? OutputFile(surroundings.path("log.bin")) else { return "unknown" }
    let record = [UInt8](repeating: 1, count: 1024)
    var samples = Samples()
    for _ in 0..<300 {
      let seconds = try? Stopwatch.seconds {
        try file.write(bytes: record)
        try file.flush()
        file.synchronize()
      }
      if let seconds { samples.add(seconds) }
    }
    return "\(Decimals.text(samples.median * 1000, places: 2)) ms (median of 300)"
  }
}
