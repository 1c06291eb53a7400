/// Why a jq program gave no answer.
///
/// Messages are jq's own, cut to a line of at most 200 characters. They may show the beginning of a value that the
/// program handled, as jq's do.
package enum JQError: Error, Sendable, Equatable {
  /// The program cannot be compiled; the line counts from 1 in the program as it was given.
  case syntax(message: String, line: Int?)
  /// What the program was given is not JSON that jq can read.
  case input(message: String)
  /// The program stopped with an error.
  case failed(message: String)
  /// The program yielded nothing where one value was wanted.
  case noValue
  /// The program yielded more than one value where one was wanted.
  case severalValues
  /// The program ran for longer than it may.
  case timeout(Duration)
  /// The caller asked for an end.
  case cancelled
  /// The program took more memory than it may, in bytes.
  case outOfMemory(limit: Int)
  /// A value that the program yielded is larger than it may be, in bytes.
  case tooLarge(limit: Int)
}
