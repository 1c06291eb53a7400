/// A pack of small objects in the order in which they are read, stored so that reading them takes few steps.
///
/// They are not compressed: to inflate a small object takes longer than all that is done with it otherwise. What the
/// objects of a stream have in common, which is as much, is kept once for a few of them that follow each other: the
/// others are differences from one of those that lie just before them, and never from another difference.
struct LaidOutPack: ~Copyable {
  /// An object that others are differences from.
  private struct Base {
    let encoder: DeltaEncoder
    let offset: Int
  }

  /// Commits, trees and tags of fewer bytes are small: event commits are half of that.
  private static let large = 1024
  /// The same for files: what is larger is worth the time that making it smaller, and reading it then, take.
  private static let largeFile = 400
  /// An object that is larger is not small, whatever it is.
  static let largest = large - 1

  /// So many objects of a kind may be bases at once: events of one type resemble each other more.
  private static let mostBases = 4

  private var builder: PackBuilder
  /// For each kind, by its number.
  private var bases = [[Base]](repeating: [], count: 5)

  /// Begins a pack.
  ///
  /// - Parameter path: The file in which it grows; nothing may be there.
  /// - Throws: `library`, `system`.
  init(growingIn path: String) throws(GitError) {
    builder = try PackBuilder(growingIn: path)
  }

  /// How many objects were added.
  var count: Int { builder.count }

  /// Whether an object is small enough to be stored here.
  ///
  /// - Parameter object: The object.
  /// - Returns: False for what git stores better.
  static func takes(_ object: GitObject) -> Bool {
    object.bytes.count < (object.kind == .blob ? largeFile : large)
  }

  /// Begins another run: what is added next has little in common with what was added last.
  mutating func beginRun() {
    for kind in bases.indices { bases[kind].removeAll() }
  }

  /// Adds an object.
  ///
  /// - Parameter object: The object; one that was not added before.
  /// - Throws: `library`, `system`; `malformed` where the pack would outgrow 2 GiB.
  mutating func add(_ object: GitObject) throws(GitError) {
    let kind = Int(object.kind.rawValue)
    guard object.kind != .tag, object.bytes.count <= DeltaEncoder.largest else {
      _ = try builder.addKnown(object)
      return
    }
    if let difference = difference(to: object, bases[kind]) {
      _ = try builder.addKnown(object, as: difference)
      return
    }
    let offset = try builder.addKnown(object)
    if bases[kind].count < LaidOutPack.mostBases {
      bases[kind].append(Base(encoder: DeltaEncoder(object.bytes), offset: offset))
    }
  }

  /// Finds the smallest difference that is worth the step that reading it takes.
  private func difference(
    to object: GitObject, _ bases: [Base]
  ) -> (bytes: [UInt8], base: Int)? {
    let size = object.bytes.count
    var best: (bytes: [UInt8], base: Base)?
    for base in bases {
      let bytes = base.encoder.difference(to: object.bytes)
      if bytes.count < best?.bytes.count ?? size { best = (bytes, base) }
    }
    guard let best, best.bytes.count + max(16, size / 8) <= size else { return nil }
    // What cannot be made of it again would be lost for good.
    guard LaidOutPack.makes(object.bytes, best.bytes, best.base.encoder.base) else { return nil }
    return (best.bytes, best.base.offset)
  }

  private static func makes(_ object: [UInt8], _ difference: [UInt8], _ base: [UInt8]) -> Bool {
    let made = try? difference.withBytes { (bytes) throws(PackFailure) in
      try ObjectDelta(bytes).apply(to: base)
    }
    return made == object
  }

  /// Ends the pack.
  ///
  /// - Parameter folder: Where its files go, under its name.
  /// - Returns: Its name.
  /// - Throws: `system`.
  consuming func finish(in folder: WritableFolder) throws(GitError) -> String {
    let pack = try builder.finish()
    try pack.write(in: folder, durably: false)
    return pack.name
  }
}
