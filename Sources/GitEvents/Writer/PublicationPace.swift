/// When what is logged is to be published: seldom enough to cost a tenth of the time, often enough to be seen soon.
struct PublicationPace {
  /// A publication is followed by this many times as long without one.
  private static let pause = 9
  /// Nothing stays in the log alone for longer than this.
  private static let longest: Duration = .seconds(1)
  /// What a first publication is taken to cost.
  private static let expected: Duration = .milliseconds(5)
  /// A log of this size is published at once: it is in memory, too.
  private static let mostBytes = 8 << 20

  /// What is logged waits for at least so long.
  private let patience: Duration
  private var due: ContinuousClock.Instant?
  private var lastDuration = PublicationPace.expected

  /// Makes a pace.
  ///
  /// - Parameter patience: What is logged waits for at least so long, whatever a publication costs.
  init(patience: Duration) { self.patience = patience }

  /// Notes that something is logged now.
  mutating func logged(at now: ContinuousClock.Instant) {
    if due == nil { due = now + max(min(lastDuration * Self.pause, Self.longest), patience) }
  }

  /// Whether it is time to publish.
  func isDue(_ now: ContinuousClock.Instant, loggedBytes: Int) -> Bool {
    due.map { $0 <= now } == true || loggedBytes >= Self.mostBytes
  }

  /// Notes a publication, or that one was tried.
  ///
  /// - Parameter cost: What it took, with what was done for it before: a ref that is to be moved must be held.
  mutating func published(at cost: Duration) {
    due = nil
    lastDuration = cost
  }
}
