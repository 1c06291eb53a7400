import ArgumentParser
package import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The command line as a function: whatever it knows of the world comes in as an argument.
package enum CommandLineTool {
  /// Runs one command.
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
  ///   - executable: The program itself, to be started again for what is done in the background; nil where nothing is.
  /// - Returns: The status with which the program ends.
  package static func run(
    arguments: [String], environment: [String: String], currentDirectory: String,
    input: Descriptor = .standardInput, output: Descriptor = .standardOutput,
    errors: Descriptor = .standardError, clock: StoreClock = .system,
    random: RandomSource = .system,
    executable: String? = nil
  ) async -> Int32 {
    // A reader that leaves is told by EPIPE, not by a signal that ends the program.
    signal(SIGPIPE, SIG_IGN)
    let messages = TextOutput(errors)
    var report = FailureReport(messages, isJSON: asksForJSON(arguments))
    do {
      let prelude = try Prelude(arguments)
      let surroundings = Surroundings(
        environment: environment, currentDirectory: currentDirectory, prelude: prelude)
      let verb: any Verb
      switch try parse(prelude.rest, columns: surroundings.columns) {
      case .verb(let parsed): verb = parsed
      case .text(let text):
        let page = TextOutput(output)
        try page.write(text.hasSuffix("\n") ? text : text + "\n")
        try page.flush()
        return ExitStatus.done.rawValue
      }
      report.isJSON = verb.isJSON
      let context = try Context(
        surroundings: surroundings, prelude: prelude, verb: verb, clock: clock, random: random,
        input: input, output: TextOutput(output), messages: messages, executable: executable)
      try await context.run(verb)
      return ExitStatus.done.rawValue
    } catch is ClosedPipe {
      return ExitStatus.done.rawValue
    } catch is NegativeAnswer {
      return ExitStatus.negative.rawValue
    } catch is DamageFound {
      return ExitStatus.damaged.rawValue
    } catch {
      return report.tell(Failure(error)).rawValue
    }
  }

  /// Whether a command line that cannot be parsed wants its failure as JSON.
  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }
      .contains { $0 == "--json" || $0 == "--jq" || $0.hasPrefix("--jq=") }
  }

  private enum Parsed {
    case verb(any Verb)
    case text(String)
  }

  private static func parse(_ arguments: [String], columns: Int) throws -> Parsed {
    if let name = arguments.first, !name.hasPrefix("-"), name != "help",
      !RootCommand.configuration.subcommands.contains(where: { $0._commandName == name })
    {
      throw unknownVerb(name)
    }
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let verb = command as? any Verb { return .verb(verb) }
      try command.run()
      return .text("")
    } catch let failure as Failure {
      throw failure
    } catch {
      guard RootCommand.exitCode(for: error).isSuccess else { throw usageFailure(error, arguments) }
      return .text(RootCommand.fullMessage(for: error, columns: columns))
    }
  }

  /// What the parser refused, in the form of every other failure.
  private static func usageFailure(_ error: any Error, _ arguments: [String]) -> Failure {
    let message = RootCommand.message(for: error)
    let first = message.split(separator: "\n").first.map(String.init) ?? "invalid arguments"
    let verb = arguments.first.flatMap { name in
      RootCommand.configuration.subcommands.contains { $0._commandName == name } ? name : nil
    }
    var failure = Failure.invalid(
      VisibleText.line(startingLower(first)),
      hint: "git events \(verb.map { "\($0) " } ?? "")-h shows how it is used")
    failure.code = "usage"
    return failure
  }

  /// Names a verb that is none, with the one that may have been meant.
  private static func unknownVerb(_ name: String) -> Failure {
    let known = RootCommand.configuration.subcommands.map { $0._commandName }
    let near = known.filter {
      NearNames.distance(name, $0, limit: NearNames.limit(for: name)) != nil
    }
    var failure = Failure.invalid(
      "'\(name)' is not a verb of git events",
      hint: near.isEmpty
        ? "git events -h lists the verbs" : "did you mean \(near.joined(separator: ", "))?")
    failure.code = "usage"
    return failure
  }

  /// A message as it follows a colon: its first letter is small, unless the first word is all capitals.
  private static func startingLower(_ text: String) -> String {
    guard text.dropFirst().first?.isLowercase == true else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
