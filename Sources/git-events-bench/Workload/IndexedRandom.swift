/// Numbers that look random and follow from a seed: the same on every machine.
///
/// The generator is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct IndexedRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Begins a sequence.
  ///
  /// - Parameter index: Which sequence; those of neighbouring indexes have nothing to do with each other.
  init(index: Int) {
    state = UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03
  }

  /// Draws 64 bits.
  ///
  /// - Returns: The bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Draws a number of a range.
  ///
  /// - Parameter count: How many numbers there are to draw from.
  /// - Returns: One of 0 to `count - 1`.
  mutating func draw(below count: Int) -> Int { Int(next() % UInt64(count)) }
}
