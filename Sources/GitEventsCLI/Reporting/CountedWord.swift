/// Words how many there are of something.
enum CountedWord {
  /// A count with its word.
  ///
  /// - Parameters:
  ///   - count: The count.
  ///   - word: What is counted, one of it.
  /// - Returns: Such as `2 events`.
  static func text(_ count: Int, _ word: String) -> String {
    count == 1 ? "1 \(word)" : "\(count) \(word)s"
  }
}
