import GitEvents
import Testing

@Suite struct StreamComponentTests {
  @Test(arguments: [
    ("order-42", "order-42"), ("a/b", "a%2Fb"), (".", "%2E"), ("..", "%2E%2E"), (".a", "%2Ea"),
    ("a.", "a%2E"), ("a..b", "a.%2Eb"), ("a.lock", "a%2Elock"), ("a.lock.b", "a.lock.b"),
    ("a b", "a%20b"), ("100%", "100%25"), ("ä", "%C3%A4"), ("😀", "%F0%9F%98%80"),
    ("~^:?*[\\@{", "%7E%5E%3A%3F%2A%5B%5C%40%7B"), ("A_b+c", "A_b+c"),
  ])
  func everyNameHasOneEncoding(_ name: String, _ component: String) {
    #expect(StreamComponent.encode(name) == component)
    #expect(StreamComponent.decode(component) == name)
  }

  @Test(arguments: [
    "a%2fb", "%41", "a%", "a%2", "%GG", "a b", ".a", "a..b", "a.lock", "%FF", "ä", "a/b",
  ])
  func whatEncodingNeverWritesIsNotDecoded(_ component: String) {
    #expect(StreamComponent.decode(component) == nil)
  }

  @Test func namesAreCheckedByTheRulesOfTheFormat() throws {
    for name in ["", " a", "a ", "a\n", "\u{7F}", "a\u{85}b", "e\u{301}", "\u{2126}"] {
      #expect(throws: EventStoreError.self) { try StreamName(name) }
    }
    for name in ["é", "a b", "😀", "日本語", "_own", "-", "\u{200D}"] {
      #expect(try StreamName(name).text == name)
    }
    #expect(try StreamName(String(repeating: "x", count: 200)).text.count == 200)
    #expect(throws: EventStoreError.self) { try StreamName(String(repeating: "x", count: 201)) }
    #expect(throws: EventStoreError.self) { try StreamName(String(repeating: "ä", count: 34)) }
    #expect(try StreamName("order-42-b").category == "order")
    #expect(try StreamName("order").category == "order")
  }
}
