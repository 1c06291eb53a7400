#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much a campaign does, and from which seed: small by default, large where the environment says so.
///
/// `GIT_EVENTS_CAMPAIGN=large` makes all large; a variable of a campaign's own is stronger. `GIT_EVENTS_CAMPAIGN_SEED` sets
/// the seed, which every report names; without it a change is tried as the one before it was.
package struct CampaignSize: Sendable {
  /// Whether all is large.
  package let isLarge: Bool
  /// What random choices begin with.
  package let seed: UInt64
  /// How many rounds run beside each other.
  package let width: Int

  /// What the environment says.
  package static let chosen = CampaignSize()

  private init() {
    isLarge = CampaignSize.variable("GIT_EVENTS_CAMPAIGN") == "large"
    seed =
      CampaignSize.variable("GIT_EVENTS_CAMPAIGN_SEED").flatMap { UInt64($0) } ?? 1
    width = CampaignSize.variable("GIT_EVENTS_CAMPAIGN_WIDTH").flatMap { Int($0) } ?? 2
  }

  /// One of a campaign's numbers.
  ///
  /// - Parameters:
  ///   - name: What it counts, as in `GIT_EVENTS_CAMPAIGN_KILLS`.
  ///   - small: Without any variable.
  ///   - large: Where all is large.
  /// - Returns: The number.
  package func number(_ name: String, small: Int, large: Int) -> Int {
    CampaignSize.variable("GIT_EVENTS_CAMPAIGN_" + name).flatMap { Int($0) }
      ?? (isLarge ? large : small)
  }

  /// Only operations whose names contain this, where `GIT_EVENTS_CAMPAIGN_ONLY` is set.
  package var only: String? { CampaignSize.variable("GIT_EVENTS_CAMPAIGN_ONLY") }

  /// Chooses evenly, another share for another seed.
  ///
  /// - Parameters:
  ///   - most: At most so many.
  ///   - count: Of how many.
  ///   - salt: Sets choices from the same seed apart.
  /// - Returns: Numbers from 1 to `count`, ascending.
  package func choice(atMost most: Int, from count: Int, salt: Int = 0) -> [Int] {
    guard count > most else { return Array(1...max(1, count)) }
    let step = (count + most - 1) / most
    return Array(stride(from: 1 + (Int(seed % 1_000_000) + salt) % step, through: count, by: step))
  }

  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Random numbers that repeat themselves: SplitMix64 from a seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Begins a sequence.
  ///
  /// - Parameters:
  ///   - seed: What it depends on.
  ///   - branch: Sets sequences from the same seed apart.
  package init(_ seed: UInt64, branch: Int = 0) {
    state = seed &+ UInt64(truncatingIfNeeded: branch) &* 0xD1B5_4A32_D192_ED03
  }

  /// The next number.
  ///
  /// - Returns: 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
