/// A row of the benchmark: what is measured together, and becomes one line of the report or several.
protocol Row: Sendable {
  /// The name with which the row is asked for; the names of its lines begin with it.
  var name: String { get }
  /// At which sizes it is measured.
  var scope: RowScope { get }
  /// Measures.
  ///
  /// - Parameters:
  ///   - session: The run.
  ///   - size: How many events the store holds.
  /// - Returns: The lines.
  /// - Throws: What keeps it from being measured.
  func lines(_ session: Session, _ size: Int) throws -> [ReportLine]
}

/// At which sizes a row is measured.
enum RowScope {
  /// At every size of the run.
  case everySize
  /// Once, at the largest.
  case largest
}
