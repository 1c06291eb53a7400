#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which start of the machine this is: what a file says of locks and unfinished work holds for one boot only.
package struct BootIdentity: Sendable, Equatable {
  /// A word that no two boots share.
  package let id: String

  /// Asks the kernel.
  ///
  /// - Returns: This boot.
  /// - Throws: `system` or `malformed`.
  package static func current() throws(GitError) -> BootIdentity {
    #if canImport(Glibc)
      let id = try OpenFile("/proc/sys/kernel/random/boot_id", O_RDONLY).read(limit: 64)
      let text = String(decoding: id, as: UTF8.self).prefix { !$0.isWhitespace }
      return BootIdentity(id: String(text))
    #else
      let start = try start()
      return BootIdentity(id: "\(start.tv_sec).\(start.tv_usec)")
    #endif
  }

  /// When the machine started, in seconds since 1970; the kernel is asked each time, and an append does without.
  package var startSeconds: Int64 {
    get throws(GitError) {
      #if canImport(Glibc)
        let text = String(
          decoding: try OpenFile("/proc/stat", O_RDONLY).read(limit: 1 << 20), as: UTF8.self)
        for line in text.split(separator: "\n") where line.hasPrefix("btime ") {
          if let seconds = Int64(line.dropFirst("btime ".count)) { return seconds }
        }
        throw .malformed(what: "/proc/stat", reason: "it has no btime")
      #else
        return Int64(try BootIdentity.start().tv_sec)
      #endif
    }
  }

  #if !canImport(Glibc)
    private static func start() throws(GitError) -> timeval {
      var start = timeval()
      var size = MemoryLayout<timeval>.size
      try system("sysctlbyname", "kern.boottime") {
        sysctlbyname("kern.boottime", &start, &size, nil, 0)
      }
      return start
    }
  #endif
}
