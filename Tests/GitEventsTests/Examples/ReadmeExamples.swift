import Foundation
import GitEvents
import Testing

/// The library examples of README.md, compiled; a test compares the two word for word.
enum ReadmeExamples {
  static func recording() throws {
    // README: recording
    let options = EventStoreOptions(recorder: try Actor("Ada <ada@example.org>"), clock: .system)
    let store = try EventStore.open(at: "shop", options: options)
    let order = try StreamName("order-42")
    let placed = EventData(
      type: try EventType("order.placed"), data: try JSONText(#"{"total": 12.50}"#))
    let result = try store.append([placed], to: order, expecting: .noStream)
    print(result.events[0].version)  // 1
    // README end
  }

  static func reading(_ order: StreamName, in store: EventStore) throws {
    // README: reading
    var events = try store.read(order, .forward, versions: nil)
    while let event = try events.next() {
      print(event.version, event.type, event.time, event.data)
    }
    // README end
  }

  static func conflict(_ order: StreamName, in store: EventStore) throws {
    // README: conflict
    let paid = EventData(type: try EventType("order.paid"))
    do {
      try store.append([paid], to: order, expecting: .version(1))
    } catch {
      guard error.code == .wrongExpectedVersion else { throw error }
      print("\(order) is at version \(error.actual ?? 0) by now: read on, decide again")
    }
    // README end
  }
}

@Suite struct ReadmeExamplesTests {
  @Test func theReadmeShowsTheExamplesThatAreCompiledHere() throws {
    let here = URL(filePath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let examples = try String(contentsOf: here, encoding: .utf8)

    let shown = blocks(in: readme, from: "```swift", to: "```")
    let compiled = blocks(in: examples, from: "// README: ", to: "// README end")
    #expect(shown.count == 3)
    #expect(shown == compiled)
  }

  /// The lines between two marks, each block without the indentation of its opening mark.
  private func blocks(in text: String, from opening: String, to closing: String) -> [[String]] {
    var blocks: [[String]] = []
    var open: (indentation: Int, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indentation = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indentation)
      if let block = open {
        if content == closing {
          blocks.append(block.lines)
          open = nil
        } else {
          open?.lines.append(String(line.dropFirst(block.indentation)))
        }
      } else if content.hasPrefix(opening) {
        open = (indentation, [])
      }
    }
    return blocks
  }
}
