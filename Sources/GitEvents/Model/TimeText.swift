/// Writes one time after the other: most differ from the one before in their microseconds alone.
struct TimeText {
  private var seconds: Int64?
  /// The text of the second, up to the point.
  private var prefix: [UInt8] = []

  /// Appends a time in its canonical form.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - bytes: What it is appended to.
  mutating func append(_ time: Timestamp, to bytes: inout [UInt8]) {
    let second = time.seconds
    if second != seconds {
      prefix.removeAll(keepingCapacity: true)
      Timestamp(microseconds: second * 1_000_000).appendCanonicalText(to: &prefix)
      // Six digits and the letter for UTC.
      prefix.removeLast(7)
      seconds = second
    }
    bytes.append(contentsOf: prefix)
    var rest = UInt32(truncatingIfNeeded: time.microseconds - second * 1_000_000)
    let start = bytes.count
    for _ in 0..<6 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
    bytes.append(UInt8(ascii: "Z"))
  }
}
