/// Writes the beginnings of lines.
package enum JSONIndentation {
  /// Appends a newline and two spaces for each open container.
  @inline(__always)
  package static func append(depth: Int, to output: inout [UInt8]) {
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }
}
