#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells how much memory the process holds, cheaply enough to be asked hundreds of times a second.
struct ResidentMemory: Sendable {
  #if os(Linux)
    private let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private let page = Int(sysconf(Int32(_SC_PAGESIZE)))
  #endif

  /// The resident set in bytes; 0 where the system does not tell.
  ///
  /// Elsewhere than on Linux it is the largest that it ever was: a process that held more before is stopped late.
  var bytes: Int {
    #if os(Linux)
      var text = [UInt8](repeating: 0, count: 128)
      let count = pread(statistics, &text, text.count, 0)
      guard count > 0 else { return 0 }
      let fields = text[..<count].split(separator: UInt8(ascii: " "))
      guard fields.count > 1 else { return 0 }
      return fields[1].reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) } * page
    #else
      var usage = rusage()
      guard getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
      return Int(usage.ru_maxrss)
    #endif
  }
}
