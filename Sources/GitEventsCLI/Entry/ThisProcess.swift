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

  /// The program's file; nil where the system does not tell.
  package static var executable: String? {
    #if canImport(Glibc)
      guard let path = realpath("/proc/self/exe", nil) else { return nil }
    #else
      var size: UInt32 = 4096
      var name = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&name, &size) == 0, let path = realpath(name, nil) else {
        return nil
      }
    #endif
    defer { free(path) }
    return String(cString: path)
  }

  /// Ends the process.
  ///
  /// - Parameter status: What its parent is told.
  package static func end(_ status: Int32) -> Never { exit(status) }
}
