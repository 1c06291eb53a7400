import GitEvents

/// What the user's keyring says of a key: whose it is, and from when to when it may be used.
struct OpenPGPKey: Sendable {
  let signer: Signer
  /// When it was made.
  private(set) var made: Timestamp?
  /// When it expires.
  private(set) var expires: Timestamp?

  /// Reads what `gpg --with-colons --list-keys` says.
  ///
  /// - Parameters:
  ///   - output: Its lines; each has fields between colons (GnuPG's `doc/DETAILS`).
  ///   - fingerprint: The key that was asked for.
  init(_ output: [UInt8], fingerprint: String) {
    var users: [String] = []
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count > 9 else { continue }
      switch fields[0] {
      case "pub":
        made = OpenPGPKey.time(fields[5])
        expires = OpenPGPKey.time(fields[6])
      // What was revoked is not the owner's word any more.
      case "uid" where fields[1] != "r": users.append(OpenPGPKey.unescaped(fields[9]))
      default: break
      }
    }
    let addresses = users.compactMap { user -> String? in
      guard let open = user.lastIndex(of: "<"), user.hasSuffix(">") else {
        return user.contains("@") && !user.contains(" ") ? user : nil
      }
      return String(user[user.index(after: open)...].dropLast())
    }
    signer = Signer(
      named: users.first ?? "a key without a user id", key: fingerprint,
      addresses: addresses)
  }

  private static func time(_ field: Substring) -> Timestamp? {
    guard let seconds = Int64(field), seconds > 0, seconds < 1 << 40 else { return nil }
    return Timestamp(microseconds: seconds * 1_000_000)
  }

  /// Puts characters back that stand as `\x3a`.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        rest = rest.dropFirst(3)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
