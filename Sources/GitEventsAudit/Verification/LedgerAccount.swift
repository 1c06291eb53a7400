import Git
import GitEvents

/// What the ledgers say of each stream, as far as they hang together: 36 bytes a line, and 16 an entry.
struct LedgerAccount: Sendable {
  /// What a line says that a stream's history must show.
  struct Claim: Sendable {
    /// Which stream, by its number.
    let stream: UInt32
    /// The version of the head.
    let version: UInt32
    let head: ObjectID
    /// The entry that says so, by its number.
    let entry: UInt32
    /// Whether it lies before the point from which on everything is checked.
    var isTrusted = false
  }

  /// When an entry was made.
  private struct Entry: Sendable {
    let time: Timestamp
    let kind: LedgerCommit.Kind
    /// Whether the next one is the entry before it.
    var hasPrevious = false
    /// Whether it is the newest of its ledger.
    let isNewest: Bool
  }

  private(set) var claims: [Claim] = []
  private var entries: [Entry] = []
  /// The streams by number, as components of refs.
  private(set) var components: [String] = []
  private var numbers: [String: UInt32] = [:]
  /// Where the claims of each stream begin once they are in order, and behind them how many there are.
  private var starts: [Int] = []
  /// What is needed to say who signed what; nil where that is not asked.
  private(set) var recordings: LedgerRecordings?
  /// Whether what comes next lies before the point from which on everything is checked.
  private var isTrusted = false

  /// Takes nothing down yet.
  ///
  /// - Parameter notesSignatures: Whether who signed what will be asked.
  init(notingSignatures notesSignatures: Bool = false) {
    if notesSignatures { recordings = LedgerRecordings() }
  }

  /// Begins a ledger.
  mutating func beginLedger(of replica: String) {
    isTrusted = false
    recordings?.beginLedger(of: replica)
  }

  /// Notes that the commit that comes next, and all before it, are taken as they are.
  mutating func trust() { isTrusted = true }

  /// Begins a commit of an entry, the last part first.
  mutating func beginCommit(_ commit: LedgerCommit, _ id: ObjectID) {
    recordings?.beginCommit(commit, id, isTrusted: isTrusted)
  }

  /// Begins an entry; entries of one ledger come from the newest to the oldest.
  mutating func beginEntry(_ commit: LedgerCommit, isNewest: Bool) {
    if !isNewest, !entries.isEmpty { entries[entries.count - 1].hasPrevious = true }
    entries.append(Entry(time: commit.time, kind: commit.kind, isNewest: isNewest))
  }

  /// Notes what a line of the entry says.
  mutating func add(_ line: LedgerLine) {
    let number = number(of: line.component)
    claims.append(
      Claim(
        stream: number, version: UInt32(clamping: line.after), head: line.head,
        entry: UInt32(clamping: entries.count - 1), isTrusted: isTrusted))
    recordings?.add(line, stream: number)
  }

  private mutating func number(of component: String) -> UInt32 {
    if let number = numbers[component] { return number }
    let number = UInt32(components.count)
    numbers[component] = number
    components.append(component)
    return number
  }

  /// Puts the claims in order: by stream, the highest version first.
  mutating func sort() {
    claims.sort { ($0.stream, $1.version) < ($1.stream, $0.version) }
    starts = [Int](repeating: 0, count: components.count + 1)
    for claim in claims { starts[Int(claim.stream) + 1] += 1 }
    for number in components.indices { starts[number + 1] += starts[number] }
    recordings?.sort(streams: components.count)
  }

  /// What is said of a stream, the highest version first.
  ///
  /// - Parameter component: The stream as a component of a ref.
  /// - Returns: None where no ledger tells of it.
  func claims(of component: String) -> ArraySlice<Claim> {
    guard let number = numbers[component] else { return [] }
    return claims[starts[Int(number)]..<starts[Int(number) + 1]]
  }

  /// The number of a stream.
  ///
  /// - Parameter component: The stream as a component of a ref.
  /// - Returns: Nil where no ledger tells of it.
  func number(ofKnown component: String) -> UInt32? { numbers[component] }

  /// Whether a claim is made by the newest entry of a ledger.
  func isNewest(_ claim: Claim) -> Bool { entries[Int(claim.entry)].isNewest }

  /// When the event that a claim names can have been recorded.
  ///
  /// - Parameter claim: The claim.
  /// - Returns: Not later than the entry, and, where the replica recorded the event itself, later than the entry before.
  func window(of claim: Claim) -> (after: Timestamp?, upTo: Timestamp) {
    let index = Int(claim.entry)
    let entry = entries[index]
    let isOwn = (entry.kind == .append || entry.kind == .rebase) && entry.hasPrevious
    return (isOwn ? entries[index + 1].time : nil, entry.time)
  }
}
