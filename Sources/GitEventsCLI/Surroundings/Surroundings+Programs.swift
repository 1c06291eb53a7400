#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Surroundings {
  /// Whether a program is where a script would find it.
  ///
  /// - Parameter program: Its file; nil for `git-events` on the PATH.
  /// - Returns: Whether it can be run.
  func finds(program: String?) -> Bool {
    if let program { return program.hasPrefix("/") && access(program, X_OK) == 0 }
    return (self["PATH"] ?? "").split(separator: ":").contains { folder in
      access("\(folder)/git-events", X_OK) == 0
    }
  }
}
