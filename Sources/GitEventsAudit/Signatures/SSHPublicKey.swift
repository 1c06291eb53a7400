import Crypto

/// A public key as OpenSSH packs it.
struct SSHPublicKey: Sendable, Hashable {
  /// All of it.
  let blob: [UInt8]
  /// What it calls its method, such as `ssh-ed25519`.
  let type: String

  /// Takes a packed key; fails where no method's name begins it.
  ///
  /// - Parameter blob: The bytes; what follows the method's name is looked at when something is verified.
  init?(blob: [UInt8]) {
    var wire = SSHWire(blob)
    guard let name = wire.string(), !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !wire.isAtEnd
    else { return nil }
    self.blob = blob
    type = String(decoding: name, as: UTF8.self)
  }

  /// Whether it is a certificate: a key with what an authority says of it.
  var isCertificate: Bool { type.hasSuffix("-cert-v01@openssh.com") }

  /// Whether it lies in a device that answers for each use.
  var isSecurityKey: Bool { type.hasPrefix("sk-") }

  /// What `ssh-keygen -l` calls it.
  var fingerprint: String {
    "SHA256:\(Base64.encodeWithoutPadding(SHA256.hash(data: blob)))"
  }

  /// Whether a signature is this key's, as far as that can be said here.
  ///
  /// - Parameters:
  ///   - signature: The signature.
  ///   - message: What was signed.
  /// - Returns: Nil for a method that is left to `ssh-keygen`: RSA, security keys, certificates.
  func isValid(_ signature: SSHSignature, over message: [UInt8]) -> Bool? {
    var wire = SSHWire(blob)
    _ = wire.string()
    switch type {
    case "ssh-ed25519":
      guard signature.format.elementsEqual(type.utf8), let point = wire.string(), wire.isAtEnd,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point)
      else { return false }
      return key.isValidSignature(signature.value, for: message)
    case "ecdsa-sha2-nistp256":
      guard let (point, values) = curve("nistp256", &wire, signature, bytes: 32),
        let key = try? P256.Signing.PublicKey(x963Representation: point),
        let value = try? P256.Signing.ECDSASignature(rawRepresentation: values)
      else { return false }
      return key.isValidSignature(value, for: message)
    case "ecdsa-sha2-nistp384":
      guard let (point, values) = curve("nistp384", &wire, signature, bytes: 48),
        let key = try? P384.Signing.PublicKey(x963Representation: point),
        let value = try? P384.Signing.ECDSASignature(rawRepresentation: values)
      else { return false }
      return key.isValidSignature(value, for: message)
    case "ecdsa-sha2-nistp521":
      guard let (point, values) = curve("nistp521", &wire, signature, bytes: 66),
        let key = try? P521.Signing.PublicKey(x963Representation: point),
        let value = try? P521.Signing.ECDSASignature(rawRepresentation: values)
      else { return false }
      return key.isValidSignature(value, for: message)
    default: return nil
    }
  }

  /// The point of a key on a curve, and the two numbers of a signature (RFC 5656, section 3).
  private func curve(
    _ name: String, _ wire: inout SSHWire, _ signature: SSHSignature, bytes count: Int
  ) -> (point: [UInt8], values: [UInt8])? {
    guard wire.string()?.elementsEqual(name.utf8) == true, let point = wire.string(),
      wire.isAtEnd, signature.format.elementsEqual(type.utf8)
    else { return nil }
    var values = SSHWire(signature.value)
    guard let first = values.integer(bytes: count), let second = values.integer(bytes: count),
      values.isAtEnd
    else { return nil }
    return (point, first + second)
  }
}
