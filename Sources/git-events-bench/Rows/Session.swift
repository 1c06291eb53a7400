/// One run of the benchmark: its sizes, the stores that rows share, and the lines so far.
final class Session {
  let surroundings: Surroundings
  /// The sizes, smallest first.
  let sizes: [Int]
  private(set) var lines: [ReportLine] = []

  private let environment: Result<EventSourcingEnvironment, BenchFailure>
  private let fixedRounds: Int?
  private var stores: [String: MeasuredStore] = [:]

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - surroundings: Where it runs.
  ///   - sizes: How many events; at least one size.
  ///   - rounds: How often each contender runs; nil for as often as the size allows.
  ///   - environment: Python with the library eventsourcing, or why there is none.
  init(
    _ surroundings: Surroundings, sizes: [Int], rounds: Int?,
    _ environment: Result<EventSourcingEnvironment, BenchFailure>
  ) {
    self.surroundings = surroundings
    self.sizes = Set(sizes).sorted()
    self.environment = environment
    fixedRounds = rounds
  }

  /// The smallest size.
  var smallest: Int { sizes.first ?? 1 }

  /// How many rounds are measured.
  ///
  /// - Parameter size: How many events each is about.
  /// - Returns: The rounds.
  func rounds(_ size: Int) -> Int {
    fixedRounds ?? (size <= 20_000 ? 5 : size <= 200_000 ? 3 : 2)
  }

  /// How often a process is run.
  var processRuns: Int { (fixedRounds ?? 7) * 3 }

  /// How many single appends a round makes.
  ///
  /// - Parameter size: How many events the store holds.
  /// - Returns: The extent.
  func appending(_ size: Int) -> Extent {
    Extent(events: min(4000, max(20, size / 5)), seconds: 1.5)
  }

  /// The store of a size, over 1,000 streams.
  ///
  /// - Parameter size: How many events.
  /// - Returns: The store, which the rows of that size share.
  func store(_ size: Int) -> MeasuredStore {
    store(Workload(count: size, spread: .over(1000)), "events-\(size)")
  }

  /// The store whose events are all in the stream `order-0`.
  ///
  /// - Parameter size: How many events.
  /// - Returns: The store, which the rows of that size share.
  func longStore(_ size: Int) -> MeasuredStore {
    store(Workload(count: size, spread: .one), "long-\(size)")
  }

  /// The store of a workload.
  ///
  /// - Parameters:
  ///   - workload: The events.
  ///   - name: What its files' names begin with.
  /// - Returns: The store.
  func store(_ workload: Workload, _ name: String) -> MeasuredStore {
    if let store = stores[name] { return store }
    let store = MeasuredStore(workload, prefix: name, surroundings, environment)
    stores[name] = store
    return store
  }

  /// Measures rows.
  ///
  /// - Parameters:
  ///   - rows: The rows, in order.
  ///   - progress: Told of each row before it is measured.
  func measure(_ rows: [any Row], progress: (String, Int) -> Void) {
    for size in sizes {
      for row in rows where row.scope == .everySize || size == sizes.last {
        progress(row.name, size)
        do {
          lines += try row.lines(self, size)
        } catch {
          var line = ReportLine(row: row.name, events: size, unit: .perSecond)
          line.target = Targets.target(of: row.name)
          line.absence = .failed
          line.note = "\(error)"
          lines.append(line)
        }
      }
    }
  }
}
