import Crypto

/// A signature as `ssh-keygen -Y sign` makes it, taken apart and not yet believed.
///
/// OpenSSH describes it in `PROTOCOL.sshsig`.
struct SSHSignature: Sendable {
  /// The public key that it names.
  let key: SSHPublicKey
  /// What it was made for: `git` for commits.
  let namespace: [UInt8]
  /// The bytes between namespace and hash, which mean nothing yet.
  private let reserved: [UInt8]
  private let hash: Hash
  /// The kind of signature.
  let format: [UInt8]
  /// What the key's method made.
  let value: [UInt8]

  private enum Hash: String { case sha256, sha512 }

  private static let magic = Array("SSHSIG".utf8)
  private static let header = Array("-----BEGIN SSH SIGNATURE-----".utf8)
  private static let footer = Array("\n-----END SSH SIGNATURE-----".utf8)

  /// Whether a text begins as such a signature does.
  static func isOne(_ armored: [UInt8]) -> Bool { armored.starts(with: header) }

  /// Takes a signature apart; fails for what OpenSSH would not read either.
  ///
  /// - Parameter armored: The signature as it stands in a commit.
  init?(_ armored: [UInt8]) {
    guard SSHSignature.isOne(armored) else { return nil }
    let body = armored.dropFirst(SSHSignature.header.count)
    guard let end = SSHSignature.place(of: SSHSignature.footer, in: body),
      let bytes = Base64.decode(body[..<end])
    else { return nil }
    var wire = SSHWire(bytes)
    guard wire.bytes(6) == SSHSignature.magic, wire.number() == 1,
      let key = wire.string().flatMap({ SSHPublicKey(blob: $0) }), let namespace = wire.string(),
      let reserved = wire.string(), let name = wire.string(), let packed = wire.string(),
      wire.isAtEnd, let hash = Hash(rawValue: String(decoding: name, as: UTF8.self))
    else { return nil }
    var inner = SSHWire(packed)
    guard let format = inner.string(), let value = inner.string() else { return nil }
    // A security key's signature has a byte and a counter behind it.
    if !key.isSecurityKey, !inner.isAtEnd { return nil }
    self.key = key
    self.namespace = namespace
    self.reserved = reserved
    self.hash = hash
    self.format = format
    self.value = value
  }

  /// What was signed: the hash of a message among what says what it is for.
  ///
  /// - Parameter payload: The message.
  /// - Returns: The bytes over which the key's method ran.
  func message(over payload: [UInt8]) -> [UInt8] {
    let digest: [UInt8] =
      switch hash {
      case .sha256: Array(SHA256.hash(data: payload))
      case .sha512: Array(SHA512.hash(data: payload))
      }
    return SSHSignature.magic + SSHWire.string(namespace) + SSHWire.string(reserved)
      + SSHWire.string(Array(hash.rawValue.utf8)) + SSHWire.string(digest)
  }

  private static func place(of mark: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var start = text.startIndex
    while let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if text[end...].starts(with: mark) { return end }
      start = end + 1
    }
    return nil
  }
}
