#if canImport(Glibc)
  import CDurable
#else
  import Darwin
#endif

/// Tells file systems that are known not to do what a store relies on: locks between machines, renames and syncs that hold.
enum FileSystemKind {
  /// The kind of file system that a folder is on, where it is one of those.
  ///
  /// The corresponding C function is `statfs`.
  ///
  /// - Parameter path: The folder.
  /// - Returns: Its name; nil for any other, and where it cannot be told.
  static func unsafe(at path: String) -> String? {
    #if canImport(Glibc)
      // linux/magic.h
      switch UInt32(truncatingIfNeeded: git_events_file_system_kind(path)) {
      case 0x6969: return "NFS"
      case 0xFF53_4D42, 0xFE53_4D42, 0x517B: return "SMB"
      case 0x6573_5546: return "FUSE"
      case 0x0102_1997: return "9p"
      case 0x0102_1994, 0x8584_58F6: return "memory"
      default: return nil
      }
    #else
      var status = statfs()
      guard statfs(path, &status) == 0 else { return nil }
      let name = withUnsafeBytes(of: &status.f_fstypename) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      return ["nfs", "smbfs", "webdav", "afpfs", "msdos", "exfat"].contains(name) ? name : nil
    #endif
  }
}
