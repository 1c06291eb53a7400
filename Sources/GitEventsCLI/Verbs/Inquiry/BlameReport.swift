import GitEvents
import GitEventsProjections

/// Writes the leaves of a state with the events that last changed them.
struct BlameReport {
  let context: Context
  let stream: StreamName

  /// A value that is longer is cut in text.
  private static let longest = 60

  /// Writes a line for each leaf, in columns.
  func writeText(_ blame: Blame) throws {
    let rows = blame.leaves.map(cells)
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let style = context.style
    try context.startPager()
    for row in rows {
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - cell.count))
      }
      let cells = [
        style.reference(padded[0]), style.type(padded[1]), padded[2], style.faint(padded[3]),
        style.changed(padded[4]), row[5],
      ]
      try context.output.line(cells.joined(separator: "  "))
    }
  }

  /// Reference, type, actor, time, path, value; without colours, which have no width.
  private func cells(_ leaf: Blame.Leaf) -> [String] {
    let text = EventText(style: .plain, now: context.clock.now())
    let cause =
      leaf.event.map { event in
        [
          text.reference(event), text.type(event), VisibleText.line(event.actor.name),
          text.seconds(event.time),
        ]
      } ?? ["\(VisibleText.line(stream.text))@0", "(initial state)", "", ""]
    let value = DifferenceText.line(leaf.value)
    let isLong = value.count > Self.longest
    return cause + [
      VisibleText.json(leaf.path.description),
      isLong ? "\(value.prefix(Self.longest - 1))…" : value,
    ]
  }

  /// Writes an object for each leaf.
  func writeJSON(_ blame: Blame) throws {
    for leaf in blame.leaves {
      var line = JSONLineWriter()
      line.member("path", string: leaf.path.description)
      line.member("pointer", string: leaf.path.pointer.description)
      line.member("value", raw: leaf.value.compact())
      line.member("stream", string: stream.text)
      line.member("version", integer: leaf.event?.version ?? 0)
      line.member("id", string: leaf.event?.id.text)
      line.member("type", string: leaf.event?.type.text)
      line.member("actor", string: leaf.event?.actor.description)
      line.member("time", string: leaf.event?.time.canonicalText)
      line.member("commit", string: leaf.event?.commit.description)
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
  }
}
