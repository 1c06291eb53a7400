/// What happens at a chosen system call of a program under test.
package struct Fault: Sendable {
  /// Which calls are counted.
  package enum Calls: String, Sendable {
    /// Those that change, secure or lock something on disk, and the answer on standard output.
    case changes = "change"
    /// Those that flush something to the disk.
    case syncs = "sync"
    /// Those that open a file or folder.
    case opens = "open"
    /// All of these and those that read.
    case all
  }

  /// What becomes of a call.
  package enum Action: Sendable, CustomStringConvertible {
    /// The process that makes it is killed.
    case killProcess
    /// The program and all processes that it started are killed.
    case killGroup
    /// Half of a write is done, then as `killGroup`.
    case tearWrite
    /// The power of the file system that is mounted there is cut, then as `killGroup`.
    case cutPower(mountedAt: String)
    /// Half of a write is done, and it says so.
    case shortWrite
    /// Nothing is done, and success is told.
    case skip
    /// It fails with the error of that number.
    case fail(name: String, number: Int32)

    /// The word in a report.
    package var description: String {
      switch self {
      case .killProcess: "kill"
      case .killGroup: "kill all"
      case .tearWrite: "torn write"
      case .cutPower: "power cut"
      case .shortWrite: "short write"
      case .skip: "skip"
      case .fail(let name, _): name
      }
    }

    /// The word that the shim knows.
    var word: String {
      switch self {
      case .killProcess: "kill"
      case .killGroup: "group"
      case .tearWrite: "torn"
      case .cutPower: "cut"
      case .shortWrite: "short"
      case .skip: "skip"
      case .fail(_, let number): String(number)
      }
    }
  }

  /// Which calls are counted.
  package let calls: Calls
  /// What becomes of those that are hit.
  package let action: Action
  /// The first that is hit, counted from 1.
  package let first: Int
  /// Whether all that follow are hit, too.
  package let goesOn: Bool

  /// Names a fault.
  ///
  /// - Parameters:
  ///   - action: What becomes of a call that is hit.
  ///   - first: The first that is hit, counted from 1.
  ///   - calls: Which calls are counted.
  ///   - goesOn: Whether all that follow are hit, too.
  package init(
    _ action: Action, at first: Int, of calls: Calls = .changes, goesOn: Bool = false
  ) {
    self.action = action
    self.first = first
    self.calls = calls
    self.goesOn = goesOn
  }

  /// What tells the shim.
  func variables(counter: String) -> [String: String] {
    var variables = [
      "FAULT_COUNTER": counter, "FAULT_CALLS": calls.rawValue, "FAULT_FROM": String(first),
      "FAULT_LAST": goesOn ? "0" : String(first), "FAULT_ACTION": action.word,
    ]
    if case .cutPower(let disk) = action { variables["FAULT_DISK"] = disk }
    return variables
  }
}

/// One system call that the shim counted.
package struct FaultCall: Sendable {
  /// Its function in the C library.
  package let name: String
  /// The file, or `answer` for what the program writes to standard output.
  package let path: String

  /// Whether it is what the program writes to standard output.
  package var isAnswer: Bool { path == "answer" }
  /// Whether it writes bytes, which can be torn.
  package var isWrite: Bool { ["write", "pwrite", "writev"].contains(name) }
}
