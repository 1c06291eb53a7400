/// What git's version has to be.
enum GitVersion {
  /// The oldest version that everything was tested with.
  static let oldest = "2.39"

  /// Whether a version is new enough; what cannot be read is believed to be.
  ///
  /// - Parameter text: What `git --version` says.
  /// - Returns: False only for an older one.
  static func suffices(_ text: String) -> Bool {
    let numbers = text.split(separator: " ").dropFirst(2).first?.split(separator: ".") ?? []
    guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else {
      return true
    }
    return (major, minor) >= (2, 39)
  }
}
