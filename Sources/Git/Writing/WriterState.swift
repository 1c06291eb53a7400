/// What the file `state` says of the last writer: whether it ended well and, if not, what it may have left.
///
/// The file is written before anything else of a turn and never synced: a killed writer leaves it in the page cache, and
/// after a power loss the boot's id differs, which is reason enough to look at everything.
package struct WriterState: Sendable, Equatable {
  /// The boot in which it was written.
  package var boot: String
  /// The writer's process.
  package var process: Int32
  /// Whether a writer is at work, or was when it ended.
  package var isDirty: Bool
  /// The names of the packs that it may have begun.
  package var packs: [String]
  /// The full names of the refs whose locks it may have taken.
  package var locks: [String]

  package init(
    boot: String, process: Int32, isDirty: Bool, packs: [String] = [], locks: [String] = []
  ) {
    self.boot = boot
    self.process = process
    self.isDirty = isDirty
    self.packs = packs
    self.locks = locks
  }

  private static let firstLine = "git-events state 1"

  /// Reads the file's text.
  ///
  /// Fails where the text is not whole: then nothing is known of the last writer.
  ///
  /// - Parameter bytes: The text.
  package init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).makeIterator()
    guard lines.next() == Self.firstLine[...] else { return nil }
    var boot: String?
    var process: Int32?
    var isDirty: Bool?
    var packs: [String] = []
    var locks: [String] = []
    while let line = lines.next(), line != "end" {
      let parts = line.split(separator: " ", maxSplits: 1)
      switch (parts.first, parts.count) {
      case ("boot", 2): boot = String(parts[1])
      case ("pid", 2): process = Int32(parts[1])
      case ("dirty", 1): isDirty = true
      case ("clean", 1): isDirty = false
      case ("pack", 2) where Self.isPack(parts[1]): packs.append(String(parts[1]))
      case ("lock", 2) where ReferenceName.isValid(String(parts[1])): locks.append(String(parts[1]))
      default: return nil
      }
    }
    guard text.hasSuffix("end\n"), let boot, let process, let isDirty else { return nil }
    self.init(boot: boot, process: process, isDirty: isDirty, packs: packs, locks: locks)
  }

  /// Recovery removes what is named here, so nothing may lead out of the repository.
  private static func isPack(_ name: Substring) -> Bool {
    name.hasPrefix("pack-") && ObjectID(hex: Array(name.dropFirst("pack-".count).utf8)) != nil
  }

  /// Writes the file's text.
  package var bytes: [UInt8] {
    var lines = [Self.firstLine, "boot \(boot)", "pid \(process)", isDirty ? "dirty" : "clean"]
    lines += packs.map { "pack \($0)" }
    lines += locks.map { "lock \($0)" }
    return Array((lines + ["end", ""]).joined(separator: "\n").utf8)
  }
}
