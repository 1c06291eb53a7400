import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// Names and texts that try to be something else.
  @Suite struct NameTests {
    @Test(arguments: [
      "a/b", "../../../etc/passwd", "..", ".", "x.lock", ".hidden", "a b", "100%", "%2E%2E",
      "📦-1", "a..b", "a@{1}", "HEAD", "-n", "refs/heads/main", "a\\b", "a:b", "a?b*[c]", "~^",
      "naïve", String(repeating: "x", count: 200), "ends.",
    ])
    func anyNameIsOneRefAndComesBackAsItWas(name: String) async throws {
      try await ProgramStore.with { store in
        let rows = Rows.batch([name], "named")
        try await store.succeed(
          "append", "--batch", input: rows.text.replacingOccurrences(of: "\\", with: "\\\\"))
        let refs = try await store.fixture.git("for-each-ref", "--format=%(refname)", "refs/events")
          .lines
        #expect(refs.count == 2)
        #expect(refs.allSatisfy { $0.split(separator: "/").count == 3 })
        let log = try await store.succeed("log", "--json").lines
        #expect(log.compactMap { ProgramStore.member("stream", in: $0) }.contains(name))
        let read = try await store.succeed("log", "--json", "--", name).lines
        #expect(read.compactMap { ProgramStore.member("id", in: $0) } == ["named-0"])
      }
    }

    @Test(arguments: [
      "", " x", "x ", "a\u{7}b", "a\nb", "a\u{0}b", "a\u{7F}b", "a\u{85}b", "e\u{301}",
      String(repeating: "x", count: 201), String(repeating: "📦", count: 17), "_own",
    ])
    func aNameThatBreaksARuleIsRefused(name: String) async throws {
      try await ProgramStore.with { store in
        try await refuse(store, ["stream": name, "type": "a.b"])
      }
    }

    @Test func controlCharactersAreRefusedInEveryField() async throws {
      try await ProgramStore.with { store in
        for text in ["a\u{0}b", "a\nb", "a\u{1B}[31mb", "a\u{7F}b", "a\r\nEvent-Version: 9"] {
          for field in ["type", "id", "actor", "correlation", "causation", "occurred"] {
            var row: [String: Any] = ["stream": "order-1", "type": "a.b"]
            row[field] = field == "actor" ? "\(text) <a@b.c>" : text
            try await refuse(store, row)
          }
        }
        // In a payload they are data: kept, and never sent to a terminal as they are.
        let data = "a\u{0}b\u{1B}[31m"
        try await store.succeed(
          "append", "--batch", input: line(["stream": "order-1", "type": "a.b", "data": data]))
        let shown = try await store.succeed("log", "order-1")
        #expect(
          !shown.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 127 })
        let json = try await store.succeed("log", "order-1", "--json").lines
        #expect(json.compactMap { ProgramStore.member("data", in: $0) } == [data])
      }
    }

    private func refuse(_ store: ProgramStore, _ row: [String: Any]) async throws {
      let result = try await store.run(["append", "--batch"], input: line(row))
      #expect(result.status == 2, "\(row): \(result.output)\(result.errors)")
      #expect(result.errors.hasPrefix("git-events: "))
      #expect(!result.errors.contains("\u{1B}"))
      #expect(try await store.ids() == [])
    }

    private func line(_ row: [String: Any]) throws -> String {
      String(decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self) + "\n"
    }
  }
}
