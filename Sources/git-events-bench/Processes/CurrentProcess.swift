#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the operating system says of this process.
enum CurrentProcess {
  /// The path of the program that runs.
  static var path: String {
    let named = CommandLine.arguments.first ?? ""
    for candidate in ["/proc/self/exe", named] {
      guard let resolved = realpath(candidate, nil) else { continue }
      defer { free(resolved) }
      return String(cString: resolved)
    }
    return named
  }

  /// The environment's variables, as `NAME=VALUE`.
  static var environment: [String] {
    var variables: [String] = []
    var entry = environ
    while let text = entry.pointee {
      variables.append(String(cString: text))
      entry += 1
    }
    return variables
  }

  /// A variable of the environment.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its value; nil where it is not set or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
