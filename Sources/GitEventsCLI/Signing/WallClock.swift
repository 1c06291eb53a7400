#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a clock on the wall of this machine shows.
enum WallClock {
  /// When a clock on the wall showed a time.
  ///
  /// As `ssh-keygen` reads times without a zone: summer time is not thought of.
  ///
  /// - Parameter shown: What it showed, in seconds as if it had shown UTC.
  /// - Returns: Seconds since 1970; nil where there was no such time.
  static func seconds(shown: Int64) -> Int64? {
    var time = time_t(shown)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil else { return nil }
    parts.tm_isdst = 0
    let seconds = mktime(&parts)
    return seconds == -1 ? nil : Int64(seconds)
  }
}
