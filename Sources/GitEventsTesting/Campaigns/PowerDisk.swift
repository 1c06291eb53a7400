#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An ext4 file system in a file, whose power can be cut: what was not flushed is gone.
package struct PowerDisk: Sendable {
  /// `FS_IOC_SHUTDOWN`, and that the journal is not written first.
  private static let shutdown: UInt = 0x8004_587D
  private static let withoutFlush: UInt32 = 2

  /// The file.
  package let image: String
  /// Where it is mounted.
  package let mountPoint: String

  /// Whether such disks can be made here: by root, where loop devices are.
  ///
  /// - Returns: What a trial says.
  package static func isPossible() async -> Bool {
    #if canImport(Glibc)
      guard geteuid() == 0 else { return false }
      let isDone = try? await TemporaryDirectory.with { directory in
        try await PowerDisk.make(directory.path("image"), megabytes: 8)
        try await PowerDisk(image: directory.path("image"), in: directory).mounted { disk in
          try disk.cutPower()
        }
        return true
      }
      return isDone == true
    #else
      return false
    #endif
  }

  /// Names a disk whose image is there.
  ///
  /// - Parameters:
  ///   - image: The file.
  ///   - directory: Where the folder `disk` is made, on which it is mounted.
  package init(image: String, in directory: TemporaryDirectory) {
    self.image = image
    mountPoint = directory.path("disk")
  }

  /// Makes an empty file system.
  ///
  /// - Parameters:
  ///   - image: The file.
  ///   - megabytes: How large.
  /// - Throws: `HostCommand.Failure`.
  package static func make(_ image: String, megabytes: Int) async throws {
    try await HostCommand.succeed("truncate", "-s", "\(megabytes)M", image)
    try await HostCommand.succeed(
      "mkfs.ext4", "-q", "-F", "-b", "4096", "-N", "8192", "-E",
      "lazy_itable_init=0,lazy_journal_init=0,nodiscard", image)
  }

  /// Mounts the disk, lends it, and unmounts it whatever happens.
  ///
  /// - Parameter body: What happens on it.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `HostCommand.Failure`.
  package func mounted<Result: Sendable>(
    _ body: (PowerDisk) async throws -> Result
  ) async throws -> Result {
    mkdir(mountPoint, 0o700)
    try await HostCommand.succeed("mount", "-o", "loop", image, mountPoint)
    do {
      let result = try await body(self)
      try await unmount()
      return result
    } catch {
      _ = try? await HostCommand.run("umount", "-l", mountPoint)
      throw error
    }
  }

  /// Cuts the power.
  ///
  /// - Throws: `FaultFailure`.
  package func cutPower() throws {
    #if canImport(Glibc)
      let folder = open(mountPoint, O_RDONLY)
      defer { close(folder) }
      var flags = PowerDisk.withoutFlush
      if folder < 0 || ioctl(folder, PowerDisk.shutdown, &flags) != 0 {
        let reason = String(cString: strerror(errno))
        throw FaultFailure("the power of \(mountPoint) cannot be cut: \(reason)")
      }
    #endif
  }

  /// Processes that were killed may hold files for a moment yet.
  private func unmount() async throws {
    for _ in 1...50 {
      if try await HostCommand.run("umount", mountPoint).status == 0 { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw FaultFailure("\(mountPoint) stays busy")
  }
}

/// Makes programs believe that the machine was started anew: their shim shows them other files in place of the kernel's.
package struct FalseBoot: Sendable {
  private let folder: String
  private let shim: FaultShim

  /// Names the folder.
  ///
  /// - Parameters:
  ///   - directory: Where its files are made.
  ///   - shim: What shows them.
  package init(in directory: TemporaryDirectory, _ shim: FaultShim) {
    folder = directory.path("boot")
    self.shim = shim
    mkdir(folder, 0o700)
  }

  /// Begins another boot.
  ///
  /// It begins a second ahead: real ones take longer, and what is older than a boot is told by whole seconds.
  ///
  /// - Returns: What must be in the environment of the programs from now on.
  /// - Throws: Where the files cannot be written.
  package func begin() async throws -> [String: String] {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    try await HostCommand.succeed(
      "sh", "-c",
      "printf '%s\\n' \(UInt64.random(in: .min ... .max)) >'\(folder)/boot_id'; "
        + "printf 'btime %d\\n' \(now.tv_sec + 1) >'\(folder)/stat'")
    return ["LD_PRELOAD": shim.library, "FAULT_BOOT": folder]
  }
}
