import JQ

extension Failure {
  /// Takes over what a jq program of the command line ended with.
  ///
  /// - Parameters:
  ///   - error: The program's error.
  ///   - name: What messages call the program.
  init(_ error: JQError, in name: String) {
    let name = VisibleText.line(name)
    var failure: Failure
    switch error {
    case .syntax(let message, let line):
      let place = line.map { ", line \($0)" } ?? ""
      failure = .invalid("\(name)\(place): \(message)")
      if let line { failure = failure.with("line", .integer(line)) }
    case .input(let message): failure = .invalid("\(name): jq cannot read its input: \(message)")
    case .failed(let message): failure = .invalid("\(name): \(message)")
    case .noValue: failure = .invalid("\(name): it yields no value")
    case .severalValues: failure = .invalid("\(name): it yields more than one value")
    case .timeout(let time): failure = .invalid("\(name): stopped, as it ran for \(time)")
    case .cancelled: failure = .invalid("\(name): stopped")
    case .outOfMemory(let limit):
      failure = .invalid("\(name): stopped, as it took more than \(limit >> 20) MiB")
    case .tooLarge(let limit):
      failure = .invalid("\(name): a value of more than \(limit >> 20) MiB")
    }
    self = failure
  }
}
