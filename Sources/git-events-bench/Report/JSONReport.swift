import GitEvents

/// The report for programs: one JSON object.
enum JSONReport {
  /// Writes the report.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - machine: What it was measured on.
  /// - Returns: The text, with a newline at its end.
  static func text(_ lines: [ReportLine], _ machine: Machine) -> [UInt8] {
    var report = JSONLineWriter()
    report.beginObject("machine")
    for (name, value) in machine.facts { report.member(name, string: value) }
    report.endObject()
    var rows: [UInt8] = [UInt8(ascii: "[")]
    for (index, line) in lines.enumerated() {
      if index > 0 { rows += Array(",\n".utf8) }
      rows += object(line)
    }
    report.member("rows", raw: rows + [UInt8(ascii: "]")])
    return report.finish() + [UInt8(ascii: "\n")]
  }

  private static func object(_ line: ReportLine) -> [UInt8] {
    var object = JSONLineWriter()
    object.member("row", string: line.row)
    object.member("events", integer: line.events)
    object.member("unit", string: line.unit.rawValue)
    add("figure", line.figure, to: &object)
    object.member("peerName", string: line.peerName)
    add("peer", line.peer, to: &object)
    if let ratio = line.ratio { object.member("ratio", raw: number(ratio)) }
    if let limit = line.target.limit { object.member("targetLimit", raw: number(limit)) }
    if let ratio = line.target.ratio { object.member("targetRatio", raw: number(ratio)) }
    object.member("verdict", string: line.verdict.rawValue)
    object.member("note", string: line.note)
    return object.finish()
  }

  private static func add(
    _ name: String, _ figure: ReportLine.Figure?, to object: inout JSONLineWriter
  ) {
    guard let figure else { return }
    object.beginObject(name)
    object.member("value", raw: number(figure.value))
    object.member("statistic", string: figure.statistic)
    object.member("runs", integer: figure.runs)
    object.member("spread", raw: number(figure.spread))
    object.endObject()
  }

  private static func number(_ value: Double) -> [UInt8] {
    Array(Decimals.text(value, places: 4).utf8)
  }
}
