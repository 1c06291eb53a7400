/// What the campaigns over operations share: the program, the shim, and a template of every store they begin with.
package struct FaultBench: Sendable {
  /// The program under test.
  package let program: EventsProgram
  /// What hits its calls.
  package let shim: FaultShim
  /// How much is done.
  package let size: CampaignSize
  /// The operations that this program knows.
  package let operations: [FaultOperation]
  /// The names of those that it does not.
  package let unknown: [String]
  /// A folder for what a campaign needs besides.
  package let directory: TemporaryDirectory

  private let templates: [FaultStart: StoreTemplate]

  /// Makes everything and lends it.
  ///
  /// - Parameters:
  ///   - size: How much is done.
  ///   - body: The campaign.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `FaultFailure` where there is no program or no shim.
  package static func with<Result: Sendable>(
    _ size: CampaignSize, _ body: @Sendable (FaultBench) async throws -> Result
  ) async throws -> Result {
    try await TemporaryDirectory.with { directory in
      guard let program = EventsProgram.built(home: directory.path) else {
        throw FaultFailure("the program was not built")
      }
      guard let shim = try await FaultShim.compiled(in: directory) else {
        throw FaultFailure("the shim cannot be compiled")
      }
      var templates: [FaultStart: StoreTemplate] = [:]
      for start in FaultStart.allCases {
        let store = GitFixture(directory: directory, name: start.rawValue, bare: false)
        try await GitCommand.run(
          ["init", "--quiet", "--template=", "--initial-branch=main", store.path],
          home: directory.path)
        try await start.make(with: program, in: store, shim)
        templates[start] = StoreTemplate(store)
      }
      var known: [FaultOperation] = []
      var unknown: [String] = []
      for operation in FaultOperation.all(isLarge: size.isLarge) {
        if let only = size.only, !operation.description.contains(only) { continue }
        if try await operation.isKnown(to: program, in: directory.path) {
          known.append(operation)
        } else {
          unknown.append(operation.description)
        }
      }
      return try await body(
        FaultBench(
          program: program, shim: shim, size: size, operations: known, unknown: unknown,
          directory: directory, templates: templates))
    }
  }

  /// The store with which an operation begins.
  ///
  /// - Parameter operation: The operation.
  /// - Returns: What is copied for it.
  /// - Throws: `FaultFailure`.
  package func template(for operation: FaultOperation) throws -> StoreTemplate {
    guard let template = templates[operation.start] else {
      throw FaultFailure("no store for \(operation)")
    }
    return template
  }

  /// The calls that an operation makes when nothing goes wrong.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - calls: Which calls.
  /// - Returns: The calls, in order.
  /// - Throws: `FaultFailure` where it goes wrong.
  package func calls(
    of operation: FaultOperation, _ calls: Fault.Calls = .changes
  ) async throws -> [FaultCall] {
    try await template(for: operation).withCopy { copy in
      let run = try await shim.run(
        program, operation.arguments, in: copy, input: operation.input, fault: nil, listing: calls)
      guard run.result.status == 0 else {
        throw FaultFailure("\(operation) fails by itself: \(run.result.errors)")
      }
      return run.calls
    }
  }
}
