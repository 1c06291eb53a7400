import GitEvents

/// Writes a stream as a line of a listing.
struct StreamText {
  let context: Context

  func write(_ stream: StreamSummary) throws {
    let line = context.isJSON ? json(stream) : Array(text(stream).utf8)
    try context.output.write(bytes: line + [UInt8(ascii: "\n")])
  }

  private func text(_ stream: StreamSummary) -> String {
    let text = EventText(style: context.style, now: context.clock.now())
    let name = context.style.reference("\(VisibleText.line(stream.name.text))@\(stream.version)")
    return "\(name)  \(VisibleText.line(stream.lastType.text))  \(text.seconds(stream.lastTime))"
  }

  private func json(_ stream: StreamSummary) -> [UInt8] {
    var line = JSONLineWriter()
    line.member("stream", string: stream.name.text)
    line.member("version", integer: stream.version)
    line.member("category", string: stream.name.category)
    line.member("type", string: stream.lastType.text)
    line.member("time", string: stream.lastTime.canonicalText)
    line.member("commit", string: stream.head.description)
    return line.finish()
  }
}
