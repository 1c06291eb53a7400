import ArgumentParser
import GitEvents

/// What an acknowledgement promises, as `--durability` takes it.
enum DurabilityChoice: String, CaseIterable, ExpressibleByArgument {
  case full, none

  /// The store's own value.
  var value: Durability {
    switch self {
    case .full: .full
    case .none: .none
    }
  }
}
