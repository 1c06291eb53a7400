public import GitEvents

/// What is to be said of a commit's signature.
public enum SignatureVerdict: Sendable, Hashable {
  /// There is none.
  case unsigned
  /// It is of this commit, by a key that was allowed then.
  case good(Signer)
  /// It is not of this commit, or none at all.
  case bad(String)
  /// Nobody who is known has the key.
  case unknown(key: String)
  /// The key was no longer allowed then.
  case expired(Signer, since: Timestamp?)
  /// The key was not yet allowed then.
  case early(Signer, until: Timestamp?)
  /// The key is revoked, whenever that was.
  case revoked(Signer)
  /// The key is allowed for other things than commits.
  case otherPurpose(Signer)
  /// It cannot be checked here.
  case unchecked(String)
}
