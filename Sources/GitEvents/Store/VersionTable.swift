package import Git

/// Which commits some versions of a long stream are, so that nobody walks to them from the head.
///
/// A commit knows its parent only: without a table, version 500 of a stream of a million events is a million commits
/// away. The table is disposable and belongs to one head. That head's id covers all that the table says, so it holds as
/// long as the stream has grown from that head, which is proven by walking from the stream's head down to it.
package struct VersionTable: Equatable {
  /// A version with its commit.
  package struct Place: Equatable, Sendable {
    package let version: Int
    package let id: ObjectID
  }

  /// Every so many versions one is noted.
  static let step = 512
  /// Shorter ways are walked without a table.
  static let shortWay = 2048
  /// A table of more bytes is neither read nor written: it would be of 70 million events.
  private static let largest = 4 << 20
  private static let generation = Array("git-events versions 1\n".utf8)
  private static let placeSize = 8 + ObjectID.byteCount

  /// The head that the table belongs to.
  package let head: Place
  /// Versions in ascending order, all below the head's.
  package let places: [Place]

  init(head: Place, places: [Place]) {
    self.head = head
    self.places = places
  }

  /// The nearest known commit that is not below a version.
  ///
  /// - Parameter version: The version, not above the head's.
  /// - Returns: A place of the table, or its head.
  package func place(atOrAbove version: Int) -> Place {
    var range = 0..<places.count
    while let first = range.first {
      let middle = first + range.count / 2
      range =
        places[middle].version < version ? middle + 1..<range.upperBound : first..<middle
    }
    return range.lowerBound < places.count ? places[range.lowerBound] : head
  }

  /// The name of a stream's table among the store's disposable files.
  private static func name(of stream: StreamName) -> CacheName? {
    guard let digest = try? ObjectHasher.id(of: .blob, Array(stream.text.utf8)) else { return nil }
    return CacheName("versions-\(digest.hex)")
  }

  /// Reads the table of a stream.
  ///
  /// - Returns: Nil where there is none, and where it is not whole to the last byte.
  static func load(of stream: StreamName, from cache: some DisposableCache) -> VersionTable? {
    guard let name = name(of: stream),
      let bytes = try? cache.cached(name, StoreLayout.paths, limit: largest)
    else { return nil }
    return VersionTable(bytes, of: stream)
  }

  /// Keeps the table; where that cannot be done, nothing is kept.
  func save(of stream: StreamName, in cache: some DisposableCache) {
    guard let name = VersionTable.name(of: stream), let bytes = bytes(of: stream),
      bytes.count <= VersionTable.largest
    else { return }
    cache.cache(bytes, as: name, StoreLayout.paths)
  }

  /// Writes the table: what it is, the stream, the places, the head, a checksum.
  func bytes(of stream: StreamName) -> [UInt8]? {
    var bytes = VersionTable.generation + Array(stream.text.utf8) + [0x0A]
    for place in places + [head] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: place.version >> shift))
      }
      bytes += place.id.bytes
    }
    guard let sum = try? ObjectHasher.id(of: .blob, bytes) else { return nil }
    return bytes + sum.bytes
  }

  /// Reads a table; fails for one that is not whole, or is another stream's.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - stream: The stream.
  package init?(_ bytes: [UInt8], of stream: StreamName) {
    let start = VersionTable.generation + Array(stream.text.utf8) + [0x0A]
    let end = bytes.count - ObjectID.byteCount
    guard end > start.count, bytes.starts(with: start),
      (end - start.count) % VersionTable.placeSize == 0,
      let sum = ObjectID(in: bytes, at: end),
      let computed = try? ObjectHasher.id(of: .blob, Array(bytes[..<end])), sum == computed
    else { return nil }
    var places: [Place] = []
    for offset in stride(from: start.count, to: end, by: VersionTable.placeSize) {
      let version = bytes[offset..<offset + 8].reduce(0) { $0 << 8 | Int($1) }
      guard version > places.last?.version ?? 0, let id = ObjectID(in: bytes, at: offset + 8) else {
        return nil
      }
      places.append(Place(version: version, id: id))
    }
    guard let head = places.popLast() else { return nil }
    self.init(head: head, places: places)
  }
}
