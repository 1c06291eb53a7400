/// A hook of git's by which the program guards a store.
enum GuardHook: String, CaseIterable {
  case preReceive = "pre-receive"
  case update
  case postReceive = "post-receive"
  case referenceTransaction = "reference-transaction"
  case prePush = "pre-push"

  /// What a repository is guarded against.
  enum Role: String {
    /// Against what is pushed to it.
    case server
    /// Against its own git, and what is pushed from it.
    case local
  }

  /// What the hook is there for.
  var role: Role {
    switch self {
    case .preReceive, .update, .postReceive: .server
    case .referenceTransaction, .prePush: .local
    }
  }

  /// The script as it stands in the folder `Hooks` of this project, from which the build puts it into the code.
  var script: [UInt8] {
    switch self {
    case .preReceive: PackageResources.pre_receive
    case .update: PackageResources.update
    case .postReceive: PackageResources.post_receive
    case .referenceTransaction: PackageResources.reference_transaction
    case .prePush: PackageResources.pre_push
    }
  }

  /// The hooks that guard a repository.
  ///
  /// - Parameters:
  ///   - role: Against what.
  ///   - perRef: Whether pushes are looked at ref by ref alone, where a server runs no other hook.
  /// - Returns: The hooks.
  static func all(_ role: Role, perRef: Bool = false) -> [GuardHook] {
    allCases.filter { $0.role == role && !(perRef && $0 == .preReceive) }
  }
}
