import GitEvents

extension Context {
  /// Writes a JSON document alone.
  ///
  /// Byte for byte, unless a person reads it: it is somebody's data, and in a terminal it must not act.
  ///
  /// - Parameter document: The document.
  /// - Throws: `Failure`, `ClosedPipe`, where it cannot be written.
  func write(document: JSONText) throws {
    // Asked first: with a pager in between, the output is no terminal any more.
    let isRead = output.isTerminal
    try startPager()
    try output.write(
      bytes: isRead ? Array(VisibleText.json(document.description).utf8) : document.bytes)
  }
}
