/// What `gpg --verify` says on its status lines.
struct OpenPGPStatus {
  /// The one answer to whether a signature is good.
  enum Answer: Equatable {
    case good, bad, expiredSignature, expiredKey, revokedKey
    /// It cannot be checked: 9 where the key is not there.
    case error(Int)
  }

  /// The answer; nil where there is none, or more than one.
  private(set) var answer: Answer?
  /// The fingerprint of the key, or as much of it as is known.
  private(set) var key = ""
  /// Whether the signature is sound, whatever became of the key.
  private(set) var isValid = false
  private(set) var trust: OpenPGPVerifier.Trust?

  init(_ output: [UInt8]) {
    var answers: [Answer] = []
    var primary: String?
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 2, words[0] == "[GNUPG:]" else { continue }
      let values = words.dropFirst(2).map(String.init)
      switch words[1] {
      case "GOODSIG": note(.good, values, &answers)
      case "BADSIG": note(.bad, values, &answers)
      case "EXPSIG": note(.expiredSignature, values, &answers)
      case "EXPKEYSIG": note(.expiredKey, values, &answers)
      case "REVKEYSIG": note(.revokedKey, values, &answers)
      case "ERRSIG":
        let code = values.count > 5 ? Int(values[5]) : nil
        note(.error(code ?? -1), values, &answers)
        if values.count > 6, values[6] != "-" { key = values[6] }
      case "VALIDSIG":
        isValid = true
        // The last field is the primary key's: it is what people know.
        primary = values.count > 9 ? values[9] : values.first
      case "TRUST_UNDEFINED", "TRUST_UNKNOWN": trust = .undefined
      case "TRUST_NEVER": trust = .never
      case "TRUST_MARGINAL": trust = .marginal
      case "TRUST_FULLY": trust = .fully
      case "TRUST_ULTIMATE": trust = .ultimate
      default: break
      }
    }
    if let primary { key = primary }
    if answers.count == 1 { answer = answers[0] }
    // The keyring is asked with it.
    if !key.utf8.allSatisfy({ OpenPGPStatus.isHexadecimal($0) }) { answer = nil }
  }

  private mutating func note(_ found: Answer, _ values: [String], _ answers: inout [Answer]) {
    answers.append(found)
    if key.isEmpty, let id = values.first { key = id }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }
}
