#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A new folder for all that a run writes.
struct ScratchFolder {
  /// Its absolute path, symbolic links resolved.
  let path: String

  /// Makes the folder.
  ///
  /// - Parameter parent: Where; nil for where temporary files lie that survive a reboot, and so are on a disk.
  /// - Throws: `BenchFailure`.
  init(in parent: String?) throws {
    let parent = parent ?? CurrentProcess.variable("TMPDIR") ?? "/var/tmp"
    let made = "\(parent)/git-events-bench-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    guard mkdir(made, 0o700) == 0, let resolved = realpath(made, nil) else {
      throw BenchFailure("cannot make a folder in \(parent): errno \(errno)")
    }
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  /// Removes the folder with all that is in it.
  func remove() {
    _ = try? ChildProcess(
      words: ["rm", "-rf", "--", path], environment: CurrentProcess.environment
    ).run()
  }
}
