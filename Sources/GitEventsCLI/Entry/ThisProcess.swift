import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process that runs: the one place that asks the operating system for it.
package enum ThisProcess {
  /// The number that no other process has now.
  static var identifier: Int32 { getpid() }

  /// The arguments without the program's name.
  private static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

  /// The environment's variables.
  private static var environment: [String: String] {
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
  private static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The program's file; nil where the system does not tell.
  private static var executable: String? {
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

  /// Runs the command that the process was started for.
  ///
  /// Threads for tasks are started only where the command waits for other programs: that takes longer than most
  /// commands.
  package static func run() -> Never {
    let tool = CommandLineTool(
      arguments: arguments, environment: environment, currentDirectory: currentDirectory,
      executable: { executable })
    switch tool.begin() {
    case .ended(let status): end(status)
    case .waits(let command):
      Task { end(await command.run()) }
      dispatchMain()
    }
  }

  /// Ends the process.
  ///
  /// - Parameter status: What its parent is told.
  private static func end(_ status: Int32) -> Never { exit(status) }
}
