import Git
import GitEvents

extension Failure {
  /// Takes over what floor 1 says of a repository that cannot be opened.
  ///
  /// - Parameter error: The error.
  init(_ error: GitError) {
    switch error {
    case .noRepository(let path):
      self = .notFound(
        .storeNotFound, "no git repository at or above '\(path)'",
        hint: "git events init makes one here; git events demo shows one")
    case .unsupportedRepository(let feature, let hint):
      self.init(
        .environment, EventStoreError.Code.unsupported.rawValue,
        "this kind of repository is not supported: \(feature)", hint: hint)
    case .system(let call, let path, let errno):
      self = .environment("\(call) '\(path)': \(Descriptor.describe(errno))")
    case .library(let call, _, let message):
      self = .environment("\(message) (\(call))")
    case .busy(let path):
      self.init(.busy, EventStoreError.Code.busy.rawValue, "another process holds '\(path)'")
    case .malformed(let what, let reason) where what.hasPrefix("configuration"):
      self = .invalid("\(what): \(reason)", hint: "correct the setting, or the -c option")
    default:
      self.init(
        .damaged, EventStoreError.Code.damaged.rawValue, "the repository is damaged: \(error)")
    }
  }
}
