import Foundation
import GitEventsTesting

/// One system call as `strace -y` prints it.
struct SystemCall {
  let name: String
  /// The paths between quotation marks, or behind a descriptor, in order.
  let paths: [String]
  let text: String
  /// How many calls of this name the process had made, with this one.
  let ordinal: Int

  var path: String { paths.first ?? "" }
  var isCreation: Bool { name == "openat" && text.contains("O_CREAT") }
  var isWrite: Bool { ["write", "pwrite64", "ftruncate"].contains(name) }
  var isSync: Bool { ["fsync", "fdatasync", "syncfs"].contains(name) }
  var isRename: Bool { name.hasPrefix("rename") }
}

/// What a process asked of the file system, in order.
struct SystemCallTrace {
  var calls: [SystemCall]

  /// The calls that change or secure something on disk, or take a lock.
  private static let names = [
    "openat", "write", "pwrite64", "fsync", "fdatasync", "syncfs", "rename", "renameat",
    "renameat2", "link", "unlink", "mkdir", "ftruncate",
  ]

  /// Whether `strace` is here and may trace.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["strace", "-f", "-o", "/dev/null", "true"]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Runs the program under `strace`.
  static func record(
    _ store: ProgramStore, _ arguments: [String], input: String = "", with more: [String] = []
  ) async throws -> (trace: SystemCallTrace, result: EventsProgram.Result) {
    let file = store.fixture.directory.path("trace-\(UInt32.random(in: 0 ... .max))")
    let wrapper =
      ["strace", "-f", "-y", "-o", file, "-e", "trace=" + names.joined(separator: ",")] + more
    let result = try await store.program.run(
      arguments, in: store.fixture.path, input: input, wrappedBy: wrapper)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    return (SystemCallTrace(parsing: text), result)
  }

  init(calls: [SystemCall]) { self.calls = calls }

  init(parsing text: String) {
    calls = []
    var ordinals: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      // "<pid> <name>(<arguments>) = <result>"; what a signal or another thread cut in two begins with "<...".
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard words.count == 2, let bracket = words[1].firstIndex(of: "(") else { continue }
      // strace pads short process numbers with several spaces.
      let call = words[1].drop { $0 == " " }
      let name = String(call.prefix { $0 != "(" })
      guard SystemCallTrace.names.contains(name) else { continue }
      let ordinal = ordinals["\(words[0]) \(name)", default: 0] + 1
      ordinals["\(words[0]) \(name)"] = ordinal
      let hasFailed = call.contains(" = -1 ") || call.hasSuffix(" = ?")
      if hasFailed { continue }
      let paths = SystemCallTrace.paths(in: words[1][bracket...], of: name)
      calls.append(SystemCall(name: name, paths: paths, text: String(call), ordinal: ordinal))
    }
  }

  /// Calls on a descriptor name their file behind it, the others between quotation marks.
  private static func paths(in arguments: Substring, of name: String) -> [String] {
    if ["write", "pwrite64", "fsync", "fdatasync", "syncfs", "ftruncate"].contains(name) {
      guard let open = arguments.firstIndex(of: "<"),
        let end = arguments[open...].firstIndex(of: ">")
      else { return [] }
      return [String(arguments[arguments.index(after: open)..<end])]
    }
    return arguments.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) == false }.map { String($0.element) }
  }

  /// The calls on files of one repository, and the acknowledgement.
  func changes(in gitDirectory: String) -> [SystemCall] {
    calls.filter { call in
      (call.path.hasPrefix(gitDirectory) || SystemCallTrace.isAcknowledgement(call))
        && (call.name != "openat" || call.isCreation)
    }
  }

  static func isAcknowledgement(_ call: SystemCall) -> Bool {
    call.name == "write" && call.text.hasPrefix("write(1<")
  }
}
