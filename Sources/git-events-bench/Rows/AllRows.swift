/// The rows in the order in which they are measured: those that read a store before those that add to it.
enum AllRows {
  static let rows: [any Row] = [
    ImportRow(), ReadRow(.streams), ReadRow(.all), VerifyRow(), DiskRow(), AppendProcessRow(),
    AppendOneRow(), AppendManyRow(), MemoryRow(), ReplaySnapshotRow(), LastEventsRow(),
    ManyStreamsRow(), GrowthRow(),
  ]

  /// The names with which rows are asked for.
  static var names: [String] { rows.map(\.name) }
}
