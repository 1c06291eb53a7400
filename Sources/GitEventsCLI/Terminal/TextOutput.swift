/// Text on its way to a descriptor, held back until there is enough of it.
///
/// A terminal gets every line at once; anything else the first line at once, so that the next program in the pipe can
/// begin, and then blocks.
final class TextOutput {
  private var descriptor: Descriptor
  private var pending: [UInt8] = []
  private var isEager: Bool
  private var hasWritten = false

  private static let block = 32 * 1024

  /// Makes an output; the descriptor stays the caller's to close.
  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
    isEager = descriptor.isTerminal
  }

  /// Whether it goes to a terminal.
  var isTerminal: Bool { descriptor.isTerminal }

  /// Sends what follows elsewhere, such as to a pager.
  func redirect(to other: Descriptor) throws {
    try flush()
    descriptor = other
    isEager = false
    hasWritten = false
  }

  /// Writes a text as it is.
  func write(_ text: String) throws { try write(bytes: Array(text.utf8)) }

  /// Writes a text and ends the line.
  func line(_ text: String = "") throws { try write(text + "\n") }

  /// Writes bytes as they are.
  func write(bytes: [UInt8]) throws {
    pending.append(contentsOf: bytes)
    let endsLine = bytes.last == UInt8(ascii: "\n")
    if pending.count >= Self.block || endsLine && (isEager || !hasWritten) { try flush() }
  }

  /// Writes what was held back.
  ///
  /// - Throws: `ClosedPipe` where nobody reads any more; a `Failure` for anything else.
  func flush() throws {
    if pending.isEmpty { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    hasWritten = true
    try descriptor.write(bytes)
  }
}
