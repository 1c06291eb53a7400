/// Writes the beginnings of lines.
enum JSONIndentation {
  private static let line: [UInt8] = [0x0A] + Array(repeating: 0x20, count: 128)

  /// Appends a newline and two spaces for each open container.
  static func append(depth: Int, to output: inout [UInt8]) {
    let line = line
    var missing = 2 * depth - 128
    output.append(contentsOf: line[0..<min(1 + 2 * depth, line.count)])
    while missing > 0 {
      output.append(contentsOf: line[1..<min(1 + missing, line.count)])
      missing -= 128
    }
  }
}
