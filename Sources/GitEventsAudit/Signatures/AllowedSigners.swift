public import GitEvents

/// The keys that are allowed to sign, and whose they are: a file as `ssh-keygen(1)` describes under ALLOWED SIGNERS.
public struct AllowedSigners: Sendable {
  /// The file, for those keys that are left to `ssh-keygen`.
  let path: String
  private let lines: [SSHPublicKey: [AllowedSigner]]

  /// How many lines the file may have: each is kept.
  private static let most = 100_000

  /// Reads the file's text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: The file that it was read from.
  ///   - localTime: When it was what a clock on the wall showed: both in seconds, as if that clock had shown UTC. Times
  ///     without a `Z` mean this machine's time.
  /// - Throws: `invalidInput` with the line that cannot be read: what is skipped might be what matters.
  public init(
    _ text: [UInt8], path: String, localTime: @escaping @Sendable (Int64) -> Int64?
  ) throws(EventStoreError) {
    self.path = path
    var lines: [SSHPublicKey: [AllowedSigner]] = [:]
    let texts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard texts.count <= AllowedSigners.most else {
      throw EventStoreError(.invalidInput, "\(path) has more than \(AllowedSigners.most) lines")
    }
    for (index, line) in texts.enumerated() {
      do throws(AllowedSignerLine.Problem) {
        var parser = AllowedSignerLine(line, localTime: localTime)
        guard let signer = try parser.signer() else { continue }
        lines[signer.key, default: []].append(signer)
      } catch {
        throw EventStoreError(
          .invalidInput, "\(path):\(index + 1): \(error.reason)",
          hint: "a line is: PRINCIPALS [OPTIONS] KEYTYPE KEY; see ssh-keygen(1), ALLOWED SIGNERS")
      }
    }
    self.lines = lines
  }

  /// The lines of a key, in their order.
  ///
  /// - Parameter key: The key.
  /// - Returns: None where the file does not know it.
  func lines(of key: SSHPublicKey) -> [AllowedSigner] {
    lines[key, default: []].filter { !$0.isAuthority }
  }
}
