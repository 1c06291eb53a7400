#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the last maintenance did: the file `maintained` beside the store's others.
///
/// Losing it costs time, nothing else.
struct MaintenanceRecord: Equatable {
  /// When it ended, in seconds since 1970.
  var seconds: Int64
  /// Why it failed; nil where it did not.
  var failure: String?
  /// The packs that are laid out for reading.
  var laidOut: Set<String> = []
  /// Larger packs that were looked at and hold other things than the store.
  var others: Set<String> = []

  private static let name = "maintained"
  private static let firstLine = "git-events maintained 1"
  private static let limit = 1 << 22

  init(seconds: Int64, failure: String? = nil) {
    self.seconds = seconds
    self.failure = failure
  }

  /// Reads the record of a repository.
  ///
  /// - Parameter folder: The store's folder.
  /// - Returns: Nil where there is none, or none that can be read.
  /// - Throws: `system`.
  static func read(in folder: WritableFolder) throws(GitError) -> MaintenanceRecord? {
    let bytes: [UInt8]
    do {
      bytes = try OpenFile(folder.path(of: name), O_RDONLY).read(limit: limit)
    } catch {
      switch error {
      case .system(_, _, ENOENT), .malformed: return nil
      default: throw error
      }
    }
    return MaintenanceRecord(String(decoding: bytes, as: UTF8.self))
  }

  private init?(_ text: String) {
    var lines = text.split(separator: "\n").makeIterator()
    guard lines.next() == Self.firstLine[...], text.hasSuffix("\nend\n") else { return nil }
    self.init(seconds: 0)
    while let line = lines.next(), line != "end" {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { return nil }
      switch words[0] {
      case "when": seconds = Int64(words[1]) ?? 0
      case "failed": failure = words[1]
      case "pack": laidOut.insert(words[1])
      case "other": others.insert(words[1])
      default: return nil
      }
    }
  }

  /// Writes the record.
  ///
  /// - Parameters:
  ///   - folder: The store's folder.
  ///   - workFolder: Where the file is made before it gets its name.
  /// - Throws: `system`.
  func write(in folder: WritableFolder, by workFolder: WritableFolder) throws(GitError) {
    var lines = [Self.firstLine, "when \(seconds)"]
    if let failure {
      lines.append("failed " + String(failure.map { $0.isNewline ? " " : $0 }.prefix(500)))
    }
    lines += laidOut.sorted().map { "pack \($0)" } + others.sorted().map { "other \($0)" }
    let text = (lines + ["end", ""]).joined(separator: "\n")
    try workFolder.remove(Self.name)
    try OpenFile(workFolder.path(of: Self.name), O_WRONLY | O_CREAT | O_EXCL)
      .write(Array(text.utf8))
    try folder.adopt(workFolder.path(of: Self.name), as: Self.name)
  }
}
