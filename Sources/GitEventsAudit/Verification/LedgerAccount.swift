import Git
import GitEvents

/// What the ledgers say of each stream, as far as they hang together: 32 bytes a line.
struct LedgerAccount: Sendable {
  /// What a line says that a stream's history must show.
  struct Claim: Sendable {
    /// Which stream, by its number.
    let stream: UInt32
    /// The version of the head.
    let version: UInt32
    let head: ObjectID
  }

  /// Events that a rebase took out of their stream: they are still there, and must be sound.
  struct Detached: Sendable {
    let component: String
    let head: ObjectID
    let before: Int
    let after: Int
  }

  private(set) var claims: [Claim] = []
  private(set) var detached: [Detached] = []
  /// The streams by number, as components of refs.
  private(set) var components: [String] = []
  private var numbers: [String: UInt32] = [:]
  /// Where the claims of each stream begin once they are in order, and behind them how many there are.
  private var starts: [Int] = []

  /// Notes what a line says.
  mutating func add(_ line: LedgerLine, isSuperseded: Bool) {
    if let old = line.superseded {
      detached.append(
        Detached(
          component: line.component, head: old.head, before: old.before, after: old.after))
    }
    if isSuperseded { return }
    claims.append(
      Claim(
        stream: number(of: line.component), version: UInt32(clamping: line.after), head: line.head))
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
  }

  /// What is said of a stream, the highest version first.
  ///
  /// - Parameter component: The stream as a component of a ref.
  /// - Returns: None where no ledger tells of it.
  func claims(of component: String) -> ArraySlice<Claim> {
    guard let number = numbers[component] else { return [] }
    return claims[starts[Int(number)]..<starts[Int(number) + 1]]
  }
}
