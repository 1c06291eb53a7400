#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One of those that are measured side by side.
struct Contender {
  /// Its name in the report.
  let name: String
  /// Runs once; answers the seconds for one event, or for one run.
  let run: () throws -> Double
}

/// Measures contenders in turns, so that what else the machine does meets all of them.
enum Rounds {
  /// What became of a contender.
  enum Outcome {
    case measured(Samples)
    case missing(String)
  }

  /// Runs every contender so many times; every second round goes backward.
  ///
  /// Before each run the disk is left in peace: what the one before wrote is written out.
  ///
  /// - Parameters:
  ///   - count: How many rounds.
  ///   - seconds: After so long no further round begins.
  ///   - contenders: Ours, and behind it the peers.
  /// - Returns: The outcome of each, in the order given. A peer that fails is missing.
  /// - Throws: What ours throws.
  static func run(
    _ count: Int, within seconds: Double = 60, _ contenders: [Contender]
  ) throws -> [Outcome] {
    let start = ContinuousClock.now
    var samples = contenders.map { _ in Samples() }
    var failures: [Int: String] = [:]
    for round in 0..<count {
      if round > 0, Stopwatch.seconds(since: start) >= seconds { break }
      let order = Array(contenders.indices)
      for index in round.isMultiple(of: 2) ? order : order.reversed() where failures[index] == nil {
        sync()
        do {
          samples[index].add(try contenders[index].run())
        } catch {
          if index == 0 { throw error }
          failures[index] = "\(error)"
        }
      }
    }
    return contenders.indices.map { index in
      failures[index].map { .missing($0) } ?? .measured(samples[index])
    }
  }
}
