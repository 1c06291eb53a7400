/// A file of rows, or standard input.
struct InputSource: Sendable {
  /// What messages call it.
  let name: String
  let descriptor: Descriptor
  /// The file's base name; nil for standard input.
  let baseName: String?

  /// Opens what a command line names.
  ///
  /// - Parameters:
  ///   - path: A path, or `-` for standard input.
  ///   - context: Where paths start and standard input is.
  /// - Returns: The open source.
  /// - Throws: A `Failure`.
  static func open(_ path: String, _ context: Context) throws -> InputSource {
    if path == "-" {
      return InputSource(name: "standard input", descriptor: context.input, baseName: nil)
    }
    let descriptor = try Descriptor.reading(context.surroundings.path(path))
    let base = path.split(separator: "/").last.map(String.init) ?? path
    return InputSource(name: path, descriptor: descriptor, baseName: base)
  }

  /// Closes the file; standard input stays open.
  func close() {
    if baseName != nil { descriptor.close() }
  }
}
