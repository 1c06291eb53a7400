/// What the file `state` says of the last writer: whether it ended well and, if not, what it may have left.
///
/// The file is written before anything else of a turn and never synced: a killed writer leaves it in the page cache, and
/// after a power loss the boot's id differs, which is reason enough to look at everything.
package struct WriterState: Sendable, Equatable {
  /// A ref with what the writer has written, or would have written, into it.
  package struct Lock: Sendable, Equatable {
    package let name: String
    package let target: ObjectID

    package init(name: String, target: ObjectID) {
      self.name = name
      self.target = target
    }
  }

  /// The boot in which it was written.
  package var boot: String
  /// The writer's process.
  package var process: Int32
  /// Whether a writer is at work, or was when it ended.
  package var isDirty: Bool
  /// Whether every ref is still to be looked at after a start of the machine.
  package var needsScan: Bool
  /// Whether the writer held refs for appends that it had only logged: those locks are not named here.
  package var holdsReferences: Bool
  /// The names of the packs that it may have begun.
  package var packs: [String]
  /// The locks that it may have taken.
  package var locks: [Lock]
  /// Where the writer left the ref of its commit point; nobody but writers moves that.
  package var commitPoint: Lock?

  package init(
    boot: String, process: Int32, isDirty: Bool, needsScan: Bool = false,
    holdsReferences: Bool = false, packs: [String] = [], locks: [Lock] = [],
    commitPoint: Lock? = nil
  ) {
    self.boot = boot
    self.process = process
    self.isDirty = isDirty
    self.needsScan = needsScan
    self.holdsReferences = holdsReferences
    self.packs = packs
    self.locks = locks
    self.commitPoint = commitPoint
  }

  private static let firstLine = "git-events state 1"

  /// Reads the file's text; fails where it is not whole, for then nothing is known of the last writer.
  ///
  /// Whoever can write to the repository can write this file, so it may name nothing but what a writer makes.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - folders: The folders of the refs that writers lock.
  package init?(_ bytes: [UInt8], locksUnder folders: [String]) {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\nend\n") else {
      return nil
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).makeIterator()
    guard lines.next() == Self.firstLine[...] else { return nil }
    self.init(boot: "", process: 0, isDirty: true)
    var isClean: Bool?
    while let line = lines.next(), line != "end" {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      switch (words.first, words.count) {
      case ("boot", 2): boot = words[1]
      case ("pid", 2): process = Int32(words[1]) ?? 0
      case ("dirty", 1): isClean = false
      case ("clean", 1): isClean = true
      case ("scan", 1): needsScan = true
      case ("holds", 1): holdsReferences = true
      case ("pack", 2) where Pack.isName(words[1]): packs.append(words[1])
      case ("lock", 3), ("tip", 3):
        guard let target = ObjectID(hex: words[1]), ReferenceName.isValid(words[2]),
          folders.contains(where: { words[2].hasPrefix($0 + "/") })
        else { return nil }
        let lock = Lock(name: words[2], target: target)
        if words[0] == "tip" { commitPoint = lock } else { locks.append(lock) }
      default: return nil
      }
    }
    guard !boot.isEmpty, let isClean else { return nil }
    isDirty = !isClean
  }

  /// Writes the file's text.
  package var bytes: [UInt8] {
    var lines = [Self.firstLine, "boot \(boot)", "pid \(process)", isDirty ? "dirty" : "clean"]
    if needsScan { lines.append("scan") }
    if holdsReferences { lines.append("holds") }
    lines += packs.map { "pack \($0)" }
    lines += locks.map { "lock \($0.target) \($0.name)" }
    if let commitPoint { lines.append("tip \(commitPoint.target) \(commitPoint.name)") }
    return Array((lines + ["end", ""]).joined(separator: "\n").utf8)
  }
}
