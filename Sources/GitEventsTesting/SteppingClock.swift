public import GitEvents
import Synchronization

extension StoreClock {
  /// Makes a clock for tests that goes on by a fixed step at each look.
  ///
  /// - Parameters:
  ///   - start: What it says first.
  ///   - microseconds: How far it goes on.
  /// - Returns: The clock.
  public static func stepping(
    from start: Timestamp = Timestamp(microseconds: 1_763_701_200_000_000),
    by microseconds: Int64 = 1_000_000
  ) -> StoreClock {
    let next = Counter(start.microseconds)
    return StoreClock { Timestamp(microseconds: next.take(advancingBy: microseconds)) }
  }
}

extension RandomSource {
  /// Makes a source for tests that repeats itself: SplitMix64 from a seed.
  ///
  /// - Parameter seed: What the sequence depends on.
  /// - Returns: The source.
  public static func seeded(_ seed: UInt64) -> RandomSource {
    let state = Counter(Int64(bitPattern: seed))
    return RandomSource {
      var bits = UInt64(bitPattern: state.take(advancingBy: -7_046_029_254_386_353_131))
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }
}

/// A number that many threads take from.
private final class Counter: Sendable {
  private let value: Mutex<Int64>

  init(_ value: Int64) { self.value = Mutex(value) }

  func take(advancingBy step: Int64) -> Int64 {
    value.withLock { value in
      defer { value = value &+ step }
      return value
    }
  }
}
