#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads whole files that are small.
enum InputFile {
  /// Reads a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: What it holds as text; nil where it cannot be read.
  static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
