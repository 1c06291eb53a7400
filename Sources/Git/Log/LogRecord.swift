/// What one group of acknowledged appends put into the log: their objects, and the refs that those move.
package struct LogRecord: Sendable, Equatable {
  /// One ref that an append of the group moves.
  package struct Move: Sendable, Equatable {
    package let name: String
    package let old: ObjectID?
    package let new: ObjectID
    /// What the layer above notes of the move.
    package let note: UInt8

    package init(name: String, old: ObjectID?, new: ObjectID, note: UInt8 = 0) {
      self.name = name
      self.old = old
      self.new = new
      self.note = note
    }
  }

  /// Where the ref of the commit point stood when the log began: once it has moved, the log is published.
  package let base: ObjectID
  /// The new objects, in the order in which they were made.
  package let objects: [GitObject]
  /// The moves, in the order in which they were acknowledged; one ref may be moved several times.
  package let moves: [Move]

  package init(base: ObjectID, objects: [GitObject], moves: [Move]) {
    self.base = base
    self.objects = objects
    self.moves = moves
  }

  /// The record as bytes: numbers are big-endian, as everywhere in git.
  var body: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      objects.reduce(64) { $0 + $1.bytes.count + 5 } + moves.reduce(0) { $0 + $1.name.utf8.count + 43 })
    bytes.append(contentsOf: base.bytes)
    bytes.append(bigEndian: UInt32(objects.count))
    for object in objects {
      bytes.append(object.kind.rawValue)
      bytes.append(bigEndian: UInt32(object.bytes.count))
      bytes.append(contentsOf: object.bytes)
    }
    bytes.append(bigEndian: UInt32(moves.count))
    for move in moves {
      bytes.append(move.note)
      bytes.append(bigEndian: UInt32(move.name.utf8.count))
      bytes.append(contentsOf: move.name.utf8)
      bytes.append(contentsOf: (move.old ?? .zero).bytes)
      bytes.append(contentsOf: move.new.bytes)
    }
    return bytes
  }

  /// Reads a record.
  ///
  /// - Parameter body: The bytes, whose checksum was right; fails where they are no record all the same.
  /// - Throws: `library` where an object is an attack on SHA-1.
  init?(body: ArraySlice<UInt8>) throws(GitError) {
    var rest = LogBytes(body)
    guard let base = rest.id(), let objectCount = rest.number() else { return nil }
    var objects: [GitObject] = []
    for _ in 0..<objectCount {
      guard let kind = rest.byte().flatMap(ObjectKind.init(rawValue:)), let size = rest.number(),
        let content = rest.take(size)
      else { return nil }
      let bytes = Array(content)
      objects.append(
        GitObject(id: try ObjectHasher.id(of: kind, bytes), kind: kind, bytes: bytes))
    }
    guard let moveCount = rest.number() else { return nil }
    var moves: [Move] = []
    for _ in 0..<moveCount {
      guard let note = rest.byte(), let size = rest.number(), let name = rest.take(size),
        let text = String(validating: name, as: UTF8.self), ReferenceName.isValid(text),
        let old = rest.id(), let new = rest.id()
      else { return nil }
      moves.append(Move(name: text, old: old == .zero ? nil : old, new: new, note: note))
    }
    guard rest.isEmpty else { return nil }
    self.init(base: base, objects: objects, moves: moves)
  }
}

/// Takes a record's bytes apart.
struct LogBytes {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func number() -> Int? {
    take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } }
  }

  mutating func longNumber() -> UInt64? {
    take(8).map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }

  mutating func id() -> ObjectID? { take(20).flatMap { ObjectID(bytes: Array($0)) } }
}

extension [UInt8] {
  /// Appends a number, its most significant byte first.
  mutating func append(bigEndian number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
