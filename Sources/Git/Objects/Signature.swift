/// Who and when, as commits and tags name it: `Name <email> 1763701200 +0100`.
package struct Signature: Sendable, Equatable {
  /// The bytes of the name: git promises no encoding.
  package let nameBytes: [UInt8]
  /// The bytes of the address between the angle brackets.
  package let emailBytes: [UInt8]
  /// Seconds since 1970.
  package let seconds: Int
  /// The zone's distance from UTC, as written.
  package let zone: Zone

  /// A zone's distance from UTC, in the four digits that git writes.
  package struct Zone: Sendable, Equatable {
    /// True for `-`; git knows a `-0000`.
    package let isNegative: Bool
    /// The four digits as one number: 530 is five hours and thirty minutes.
    package let digits: UInt16

    /// UTC: `+0000`.
    package static let utc = Zone(isNegative: false, digits: 0)

    /// The distance in minutes, eastwards positive.
    package var minutes: Int {
      let minutes = Int(digits / 100) * 60 + Int(digits % 100)
      return isNegative ? -minutes : minutes
    }

    /// Makes a zone of its sign and four digits.
    ///
    /// - Parameters:
    ///   - isNegative: True for `-`.
    ///   - digits: Hours times hundred plus minutes, at most 9999.
    package init(isNegative: Bool, digits: UInt16) {
      self.isNegative = isNegative
      self.digits = min(digits, 9999)
    }
  }

  /// Makes a signature, after checking that it cannot break out of its header line.
  ///
  /// - Parameters:
  ///   - name: No `<`, `>`, NUL or line break; no white space at its ends; it may be empty.
  ///   - email: Likewise.
  ///   - seconds: Since 1970, not negative.
  ///   - zone: The distance from UTC.
  /// - Throws: `malformed`.
  package init(
    name: String, email: String, seconds: Int, zone: Zone = .utc
  ) throws(GitError) {
    for (field, text) in [("name", name), ("email", email)] {
      let unfit = text.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 || $0 == 60 || $0 == 62 }
      if unfit || text.utf8.first == 32 || text.utf8.last == 32 {
        throw .malformed(
          what: "signature",
          reason: "its \(field) holds an angle bracket, a line break, a NUL or a space at an end")
      }
    }
    guard seconds >= 0 else {
      throw .malformed(what: "signature", reason: "its time is before 1970")
    }
    self.init(
      nameBytes: Array(name.utf8), emailBytes: Array(email.utf8), seconds: seconds, zone: zone)
  }

  init(nameBytes: [UInt8], emailBytes: [UInt8], seconds: Int, zone: Zone) {
    self.nameBytes = nameBytes
    self.emailBytes = emailBytes
    self.seconds = seconds
    self.zone = zone
  }

  /// The name as text; bytes that are not UTF-8 are replaced.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// The address as text; bytes that are not UTF-8 are replaced.
  package var email: String { String(decoding: emailBytes, as: UTF8.self) }

  /// Appends the signature as it stands in an object.
  ///
  /// - Parameter bytes: What it is appended to.
  package func append(to bytes: inout [UInt8]) {
    appendPerson(to: &bytes)
    DecimalNumber.append(seconds, to: &bytes)
    Signature.appendZone(zone, to: &bytes)
  }

  /// Appends what stands before the time: the name, the address and the space behind it.
  ///
  /// - Parameter bytes: What it is appended to.
  package func appendPerson(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: nameBytes)
    bytes.append(UInt8(ascii: " "))
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: emailBytes)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(UInt8(ascii: " "))
  }

  /// Appends what stands behind the time: a space and the zone.
  ///
  /// - Parameters:
  ///   - zone: The zone.
  ///   - bytes: What it is appended to.
  package static func appendZone(_ zone: Zone, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(UInt8(ascii: zone.isNegative ? "-" : "+"))
    var unit: UInt16 = 1000
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(zone.digits / unit % 10))
      unit /= 10
    }
  }
}
