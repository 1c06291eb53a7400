/// Tells what SQLite refused.
package struct SQLiteFailure: Error, CustomStringConvertible {
  /// What was asked of it.
  package let call: String
  /// The result code.
  package let code: Int32
  /// What SQLite says of it.
  package let message: String

  /// The call, the code and the message.
  package var description: String { "\(call): \(message) (\(code))" }
}
