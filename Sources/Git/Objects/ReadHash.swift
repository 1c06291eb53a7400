import Crypto

/// Checks what is read: SHA-1 as the processor computes it, without the search for collisions.
///
/// What is written, and what comes in from elsewhere, is named by `ObjectHasher`, which refuses an attack on SHA-1; git
/// refuses it likewise. What is read back only has to be what was let in.
enum ReadHash {
  /// Names an object of which header and content lie one behind the other.
  ///
  /// - Parameter bytes: Both.
  /// - Returns: The name that they have.
  static func id(_ bytes: UnsafeRawBufferPointer) -> ObjectID {
    var hash = Insecure.SHA1()
    hash.update(bufferPointer: bytes)
    return id(hash)
  }

  /// Names an object.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - bytes: Its content, without git's header.
  /// - Returns: The name that the bytes have.
  static func id(of kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    var hash = Insecure.SHA1()
    let header = Array(kind.word) + Array(" \(bytes.count)\0".utf8)
    header.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return id(hash)
  }

  private static func id(_ hash: Insecure.SHA1) -> ObjectID {
    hash.finalize().withUnsafeBytes { digest in
      // A digest of 20 bytes is never empty, so its buffer has an address.
      digest.baseAddress.map(ObjectID.init(raw:)) ?? .zero
    }
  }
}
