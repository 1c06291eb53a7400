package import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The command line as a function: whatever it knows of the world comes in as an argument.
package struct CommandLineTool {
  private let arguments: [String]
  private let environment: [String: String]
  private let currentDirectory: String
  private let input: Descriptor
  private let output: Descriptor
  private let errors: Descriptor
  private let clock: StoreClock
  private let random: RandomSource
  private let executable: @Sendable () -> String?

  /// Makes what runs one command.
  ///
  /// - Parameters:
  ///   - arguments: The arguments, without the program's name.
  ///   - environment: The environment's variables.
  ///   - currentDirectory: An absolute path, from which relative ones start.
  ///   - input: Standard input.
  ///   - output: Standard output.
  ///   - errors: Standard error.
  ///   - clock: What time it is.
  ///   - random: Where ids come from.
  ///   - executable: Finds the program itself, to be started again for what is done in the background; nil where
  ///     nothing is.
  package init(
    arguments: [String], environment: [String: String], currentDirectory: String,
    input: Descriptor = .standardInput, output: Descriptor = .standardOutput,
    errors: Descriptor = .standardError, clock: StoreClock = .system,
    random: RandomSource = .system,
    executable: @escaping @Sendable () -> String? = { nil }
  ) {
    self.arguments = arguments
    self.environment = environment
    self.currentDirectory = currentDirectory
    self.input = input
    self.output = output
    self.errors = errors
    self.clock = clock
    self.random = random
    self.executable = executable
  }

  /// How far a command came by itself.
  package enum Beginning {
    /// It has ended, with the status that the program ends with.
    case ended(Int32)
    /// It waits for other programs.
    case waits(WaitingCommand)
  }

  /// Runs a command, all of it where it waits for no other program.
  ///
  /// Nearly every command ends here, in the thread that called: no other thread was started for it.
  ///
  /// - Returns: The status, or what is left to be waited for.
  package func begin() -> Beginning {
    // A reader that leaves is told by EPIPE, not by a signal that ends the program.
    signal(SIGPIPE, SIG_IGN)
    let messages = TextOutput(errors)
    var report = FailureReport(messages, isJSON: asksForJSON)
    do {
      let prelude = try Prelude(arguments)
      let surroundings = Surroundings(
        environment: environment, currentDirectory: currentDirectory, prelude: prelude)
      let verb: any Verb
      switch try ParsedArguments(prelude.rest, columns: surroundings.columns) {
      case .verb(let parsed): verb = parsed
      case .text(let text):
        let page = TextOutput(output)
        try page.write(text.hasSuffix("\n") ? text : text + "\n")
        try page.flush()
        return .ended(ExitStatus.done.rawValue)
      }
      report.isJSON = verb.isJSON
      let context = try Context(
        surroundings: surroundings, prelude: prelude, verb: verb, clock: clock, random: random,
        input: input, output: TextOutput(output), messages: messages, executable: executable)
      if let waiting = verb.waiting {
        return .waits(WaitingCommand(verb: waiting, context: context, report: report))
      }
      try context.run(verb)
      return .ended(ExitStatus.done.rawValue)
    } catch {
      return .ended(report.status(of: error))
    }
  }

  /// Runs a command.
  ///
  /// - Returns: The status with which the program ends.
  package func run() async -> Int32 {
    switch begin() {
    case .ended(let status): status
    case .waits(let command): await command.run()
    }
  }

  /// Whether a command line that cannot be parsed wants its failure as JSON.
  private var asksForJSON: Bool {
    arguments.prefix { $0 != "--" }
      .contains { $0 == "--json" || $0 == "--jq" || $0.hasPrefix("--jq=") }
  }
}

/// A command that has begun, and waits for other programs.
package struct WaitingCommand {
  let verb: any WaitingVerb
  let context: Context
  let report: FailureReport

  /// Runs the rest of the command.
  ///
  /// - Returns: The status with which the program ends.
  package func run() async -> Int32 {
    do {
      try await context.run(waiting: verb)
      return ExitStatus.done.rawValue
    } catch {
      return report.status(of: error)
    }
  }
}
