import Git
import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts the system calls of the program on one folder, and hits chosen ones: `fault-shim.c`, compiled and put before
/// the C library.
package struct FaultShim: Sendable {
  /// How a run under the shim went.
  package struct Run: Sendable {
    /// How the program ended.
    package let result: EventsProgram.Result
    /// The calls that were counted, where they were listed.
    package let calls: [FaultCall]
    /// How many calls were hit.
    package let hits: Int
  }

  /// The compiled library.
  package let library: String

  /// Compiles the shim.
  ///
  /// - Parameter directory: Where it is put.
  /// - Returns: Nil where it cannot be had: away from Linux, or without a C compiler (Swift brings one).
  /// - Throws: Where its source cannot be written.
  package static func compiled(in directory: TemporaryDirectory) async throws -> FaultShim? {
    #if canImport(Glibc)
      let library = directory.path("fault-shim.so")
      let source = directory.path("fault-shim.c")
      try write(PackageResources.fault_shim_c, to: source)
      for compiler in ["clang", "cc"] {
        let done = try? await HostCommand.run(
          compiler, "-std=gnu17", "-w", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl")
        if done?.status == 0 { return FaultShim(library: library) }
      }
    #endif
    return nil
  }

  /// Runs the program under the shim.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - arguments: Its arguments.
  ///   - repository: Where it runs; the calls on files of its git folder are counted.
  ///   - input: What it reads from standard input.
  ///   - fault: What is done to which call; nil to list the calls only.
  ///   - calls: Which calls are listed without a fault.
  ///   - variables: What else is in its environment.
  ///   - limit: After so long it is killed.
  /// - Returns: How it went.
  /// - Throws: Where the program cannot be started.
  package func run(
    _ program: EventsProgram, _ arguments: [String], in repository: GitFixture, input: String = "",
    fault: Fault?, listing calls: Fault.Calls = .changes,
    environment variables: [String: String] = [:], killedAfter limit: Duration = .seconds(60)
  ) async throws -> Run {
    let stem = repository.directory.path("fault-\(UInt64.random(in: .min ... .max))")
    var all = variables.merging(environment(counting: repository.gitDirectory)) { _, new in new }
    if let fault {
      all.merge(fault.variables(counter: stem + ".counter")) { _, new in new }
    } else {
      all["FAULT_COUNTER"] = stem + ".counter"
      all["FAULT_CALLS"] = calls.rawValue
      all["FAULT_LOG"] = stem + ".log"
    }
    let result = try await program.run(
      arguments, in: repository.path, input: input, environment: all, killedAfter: limit)
    let counter = (try? FaultShim.read(stem + ".counter")) ?? []
    let log = fault == nil ? (try? FaultShim.read(stem + ".log")) ?? [] : []
    unlink(stem + ".counter")
    unlink(stem + ".log")
    return Run(
      result: result, calls: FaultShim.calls(in: log),
      hits: counter.dropFirst(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) })
  }

  /// What puts the shim before a process, which then does nothing as long as nothing else is asked for.
  ///
  /// - Parameter folder: The folder on whose files calls are counted.
  /// - Returns: Variables for its environment.
  package func environment(counting folder: String) -> [String: String] {
    ["LD_PRELOAD": library, "FAULT_ROOT": folder]
  }

  /// Whether the shim can be had here: on Linux, with a C compiler.
  package static var isPossible: Bool {
    #if canImport(Glibc)
      let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":") ?? []
      return folders.contains { folder in
        ["clang", "cc"].contains { access("\(folder)/\($0)", X_OK) == 0 }
      }
    #else
      return false
    #endif
  }

  private static func calls(in log: [UInt8]) -> [FaultCall] {
    String(decoding: log, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      return words.count == 3 ? FaultCall(name: String(words[1]), path: String(words[2])) : nil
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    try OpenFile(path, O_RDONLY).read(limit: 1 << 28)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try OpenFile(path, O_WRONLY | O_CREAT).write(bytes)
  }
}
