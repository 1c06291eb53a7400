/// Whose signature it is: a key, and who it belongs to according to the verifier's own files.
public struct Signer: Sendable, Hashable {
  /// Which program's key it is.
  public enum Kind: String, Sendable {
    case ssh
    case openPGP = "openpgp"
  }

  /// Which program's key it is.
  public let kind: Kind
  /// Who it belongs to: the principals of its line in the file of allowed signers, or a user id of the keyring.
  public let principal: String
  /// The key's fingerprint.
  public let key: String
  /// The addresses that the key stands for; nil where it is not said.
  private let addresses: Addresses?

  private enum Addresses: Hashable {
    case patterns(PrincipalPatterns)
    case list([String])
  }

  /// Names the owner of a key of OpenSSH.
  ///
  /// - Parameters:
  ///   - principals: The principals of its line.
  ///   - key: The key's fingerprint.
  init(principals: PrincipalPatterns, key: String) {
    kind = .ssh
    self.key = key
    let names = principals.names
    principal = names.isEmpty ? principals.text : names.joined(separator: ", ")
    addresses = names.contains { $0.contains("@") } ? .patterns(principals) : nil
  }

  /// Names the owner of a key of OpenPGP.
  ///
  /// - Parameters:
  ///   - name: The user id.
  ///   - key: The key's fingerprint.
  ///   - addresses: The addresses of all its user ids.
  init(named name: String, key: String, addresses: [String]) {
    kind = .openPGP
    principal = name
    self.key = key
    self.addresses = addresses.isEmpty ? nil : .list(addresses)
  }

  /// Whether the key stands for an address.
  ///
  /// - Parameter address: The recorder's address.
  /// - Returns: True also where nothing is said: principals need not be addresses.
  func standsFor(_ address: String) -> Bool {
    switch addresses {
    case .patterns(let patterns): patterns.match(address)
    case .list(let list): list.contains { $0.lowercased() == address.lowercased() }
    case nil: true
    }
  }
}
