import Foundation
import GitEventsCLI
import Testing

/// Compares the pages that are generated with those in `Docs`; `GIT_EVENTS_UPDATE=1` writes them anew.
struct ReferenceTests {
  private static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Docs").standardized

  @Test func referenceIsUpToDate() throws {
    try compare(ReferencePage(tool: ToolDescription.read()).text(), "CLI-reference.md")
  }

  @Test func manualPageIsUpToDate() throws {
    try compare(ManualPage(tool: ToolDescription.read()).text(), "git-events.1")
  }

  @Test func everyVerbHasExamplesAndUsage() throws {
    for verb in try ToolDescription.read().verbs {
      #expect(!verb.examples.isEmpty, "\(verb.commandName) has no examples")
      #expect(CommandReference.usages[verb.commandName]?.isEmpty == false)
      for example in verb.examples {
        #expect(example.utf8.count <= 76, "help pages would break the line: \(example)")
      }
    }
  }

  /// An option that is taken and then not looked at would be a lie.
  @Test func everyVerbThatTakesJQIsOneThatReports() throws {
    let takers = try ToolDescription.read().verbs.filter { verb in
      verb.own.contains { $0.title.hasPrefix("--jq ") }
    }
    #expect(takers.count > 5)
    for verb in takers {
      #expect(CommandReference.reportingVerbs.contains(verb.commandName), "\(verb.commandName)")
    }
  }

  private func compare(_ text: String, _ name: String) throws {
    let file = Self.docs.appendingPathComponent(name)
    if Transcript.isUpdating {
      try FileManager.default.createDirectory(at: Self.docs, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      let stored = try String(contentsOf: file, encoding: .utf8)
      #expect(stored == text, "Docs/\(name) is out of date: run the tests with GIT_EVENTS_UPDATE=1")
    }
  }
}
