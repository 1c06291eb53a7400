import ArgumentParser
import GitEvents

/// What an acknowledgement promises, as `--durability` takes it.
enum DurabilityChoice: String, CaseIterable, ExpressibleByArgument {
  case full, none

  // The parser finds the same by way of key paths, which takes as long as parsing a few options.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// The store's own value.
  var value: Durability {
    switch self {
    case .full: .full
    case .none: .none
    }
  }
}
