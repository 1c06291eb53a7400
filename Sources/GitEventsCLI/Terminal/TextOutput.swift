#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Text on its way to a descriptor, held back until there is enough of it.
///
/// A terminal gets every line at once; anything else the first line at once, so that the next program in the pipe can
/// begin, and then blocks.
final class TextOutput {
  private var descriptor: Descriptor
  private var pending: [UInt8] = []
  private var isEager: Bool
  private var hasWritten = false
  private var transformation: ((_ line: [UInt8]) throws -> [UInt8])?
  /// The beginning of a line whose end has not come yet; only where lines are transformed.
  private var unfinished: [UInt8] = []

  private static let block = 32 * 1024

  /// Makes an output; the descriptor stays the caller's to close.
  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
    isEager = descriptor.isTerminal
  }

  /// Where a program of the user's may write that this one starts; what is held back should be flushed before.
  var fileDescriptor: FileDescriptor { FileDescriptor(rawValue: descriptor.number) }

  /// An output to the same place that shares nothing with this one, for other threads.
  func alone() -> sending TextOutput { TextOutput(descriptor) }

  /// Whether it goes to a terminal.
  var isTerminal: Bool { descriptor.isTerminal }

  /// Sends what follows elsewhere, such as to a pager.
  func redirect(to other: Descriptor) throws {
    try flush()
    descriptor = other
    isEager = false
    hasWritten = false
  }

  /// Writes other lines in place of each that follows.
  ///
  /// - Parameter transformation: Takes a line without its newline, and answers whole lines or nothing.
  func transform(_ transformation: @escaping (_ line: [UInt8]) throws -> [UInt8]) {
    self.transformation = transformation
  }

  /// Writes a text as it is.
  func write(_ text: String) throws { try write(bytes: Array(text.utf8)) }

  /// Writes a text and ends the line.
  func line(_ text: String = "") throws { try write(text + "\n") }

  /// Writes bytes as they are, unless lines are transformed.
  func write(bytes: [UInt8]) throws {
    guard let transformation else { return try write(transformed: bytes) }
    unfinished += bytes
    while let end = unfinished.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(unfinished[..<end])
      unfinished.removeFirst(end + 1)
      try write(transformed: transformation(line))
    }
  }

  /// Writes bytes as they are, also where lines are transformed.
  func write(transformed bytes: [UInt8]) throws {
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
