#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process that runs: the one place that asks the operating system for it.
package enum ThisProcess {
  /// The arguments without the program's name.
  package static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

  /// The environment's variables.
  package static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let (name, value) = Prelude.setting(String(cString: text))
      variables[name] = value
      entry += 1
    }
    return variables
  }

  /// The current folder.
  package static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// Ends the process.
  ///
  /// - Parameter status: What its parent is told.
  package static func end(_ status: Int32) -> Never { exit(status) }
}
