import Crypto

#if !canImport(Darwin)
  import CSHA1
#endif

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
    #if canImport(Darwin)
      var hash = Insecure.SHA1()
      hash.update(bufferPointer: bytes)
      return hash.finalize().withUnsafeBytes { digest in
        // A digest of 20 bytes is never empty, so its buffer has an address.
        digest.baseAddress.map(ObjectID.init(raw:)) ?? .zero
      }
    #else
      return withUnsafeTemporaryAllocation(byteCount: ObjectID.byteCount, alignment: 8) { digest in
        // An allocation of 20 bytes has an address.
        guard let start = digest.baseAddress else { return .zero }
        CCryptoBoringSSL_SHA1(
          bytes.baseAddress, UInt(bytes.count), start.assumingMemoryBound(to: UInt8.self))
        return ObjectID(raw: start)
      }
    #endif
  }

  /// Names an object.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - bytes: Its content, without git's header.
  /// - Returns: The name that the bytes have.
  static func id(of kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    var hash = Insecure.SHA1()
    var header = Array(kind.word)
    header.append(UInt8(ascii: " "))
    header.append(contentsOf: String(bytes.count).utf8)
    header.append(0)
    header.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes { digest in
      // A digest of 20 bytes is never empty, so its buffer has an address.
      digest.baseAddress.map(ObjectID.init(raw:)) ?? .zero
    }
  }
}
