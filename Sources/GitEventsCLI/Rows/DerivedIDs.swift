import Crypto
import GitEvents

/// Gives rows without an id one that is the same whenever the same input is read again.
///
/// The id is a UUID of version 8 (RFC 9562, section 5.8) over a SHA-256 of the source's name, what the row says, and
/// how many rows before it said the same.
struct DerivedIDs {
  /// How often each content was seen; 16 bytes of its digest stand for it.
  private var seen: [Fingerprint: Int] = [:]

  /// What stands for the content of a row.
  struct Fingerprint: Hashable, Sendable {
    fileprivate let high: UInt64
    fileprivate let low: UInt64
  }

  init() {}

  /// Tells what stands for a row, whatever rows were before it.
  ///
  /// - Parameters:
  ///   - event: What the row says.
  ///   - stream: The stream that it goes to.
  ///   - source: The name of the input.
  /// - Returns: A part of the digest of all this.
  static func fingerprint(
    of event: EventData, in stream: StreamName, from source: String
  ) -> Fingerprint {
    var content = SHA256()
    let fields: [[UInt8]?] = [
      Array("git-events import 1".utf8), Array(source.utf8), Array(stream.text.utf8),
      Array(event.type.text.utf8), event.data.bytes, event.metadata?.bytes,
      event.actor.map { Array($0.description.utf8) }, event.occurred.map { Array($0.text.utf8) },
      event.schema.map { Array(String($0).utf8) }, event.correlation.map { Array($0.utf8) },
      event.causation.map { Array($0.utf8) },
    ]
    for field in fields { add(field, to: &content) }
    return fingerprint(Array(content.finalize()))
  }

  /// Derives the id of the next row.
  ///
  /// - Parameter fingerprint: What stands for it.
  /// - Returns: The id.
  /// - Throws: Never in practice: a UUID is a valid id.
  mutating func next(for fingerprint: Fingerprint) throws(EventStoreError) -> EventID {
    let before = seen[fingerprint, default: 0]
    seen[fingerprint] = before + 1
    if before == 0 { return try DerivedIDs.id(fingerprint) }
    var repeated = SHA256()
    DerivedIDs.add(
      DerivedIDs.bytes(fingerprint.high) + DerivedIDs.bytes(fingerprint.low), to: &repeated)
    DerivedIDs.add(DerivedIDs.bytes(UInt64(before)), to: &repeated)
    return try DerivedIDs.id(DerivedIDs.fingerprint(Array(repeated.finalize())))
  }

  /// Adds a field behind its length, so that no two lists of fields are the same bytes.
  private static func add(_ field: [UInt8]?, to hash: inout SHA256) {
    let length = bytes(field.map { UInt64($0.count) + 1 } ?? 0)
    (length + (field ?? [])).withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  private static func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
  }

  private static func fingerprint(_ digest: [UInt8]) -> Fingerprint {
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return Fingerprint(high: word(digest[0..<8]), low: word(digest[8..<16]))
  }

  private static func id(_ fingerprint: Fingerprint) throws(EventStoreError) -> EventID {
    let high = fingerprint.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
    let low = fingerprint.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return try EventID(EventID.uuidText(high, low))
  }
}
