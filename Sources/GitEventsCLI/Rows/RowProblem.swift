import GitEvents

/// What is wrong with one row of input, and where in its line.
struct RowProblem: Error {
  /// What is wrong.
  var reason: String
  /// The 0-based byte of the line at which it is wrong.
  var offset: Int?

  init(_ reason: String, at offset: Int? = nil) {
    self.reason = reason
    self.offset = offset
  }

  init(_ error: JSONError) {
    self.init("\(error.reason)", at: error.offset)
  }

  /// The failure that names file and line.
  func failure(file: String, line: Int) -> Failure {
    let place = offset.map { ", byte \($0)" } ?? ""
    var failure = Failure.invalid("\(file):\(line)\(place): \(reason)")
      .with("file", .text(file)).with("line", .integer(line))
    if let offset { failure = failure.with("offset", .integer(offset)) }
    return failure
  }
}
