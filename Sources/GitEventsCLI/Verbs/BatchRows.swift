import GitEvents

/// The rows of `append --batch`: one append.
enum BatchRows {
  /// The most rows of a batch; `import` takes any number.
  static let most = 100_000

  /// Reads all rows.
  ///
  /// - Parameters:
  ///   - source: Where they come from.
  ///   - actor: Who acts where a row does not say; nil for who records.
  /// - Returns: The steps in order.
  /// - Throws: A `Failure` with file and line.
  static func read(_ source: InputSource, actor: Actor?) throws -> [AppendBatch.Step] {
    var lines = LineReader(source.descriptor)
    let reader = EventRowReader(allowsChecks: true)
    var steps: [AppendBatch.Step] = []
    while let line = try lines.next() {
      do throws(RowProblem) {
        steps.append(try reader.read(line.bytes).step(actor: actor))
      } catch {
        throw error.failure(file: source.name, line: line.number)
      }
      if steps.count > most {
        throw Failure.invalid(
          "a batch has at most \(most) rows", hint: "git events import takes any number")
      }
    }
    return steps
  }

  /// Says which row of the batch the store refused.
  static func failure(_ failure: Failure, _ error: EventStoreError) -> Failure {
    guard let index = error.index else { return failure }
    var failure = failure
    failure.message = "row \(index + 1): \(failure.message)"
    return failure
  }
}
