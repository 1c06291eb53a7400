import GitEvents
import GitEventsProjections
import Testing

/// Two states of a stream, and what is different in them.
@Suite struct StateComparisonTests {
  /// Payloads that have much in common, as those of one stream do.
  private static func payloads(_ count: Int, _ values: inout RandomValues) -> [JSONValue] {
    var payloads = [values.object(depth: 4, count: 6)]
    while payloads.count < count {
      let isNew = values.below(3) == 0
      payloads.append(
        isNew
          ? values.value(depth: 4) : values.edited(payloads[values.below(payloads.count)]))
    }
    return payloads
  }

  @Test(arguments: 0..<24)
  func thePatchMakesAnyStateOfAnyOther(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    let history = try History(Self.payloads(30, &values), skipping: seed % 2 == 0 ? [] : [3, 7, 8])
    let replayer = try history.replayer()
    for _ in 0..<60 {
      let (old, new) = (values.below(31), values.below(31))
      let comparison = try replayer.compare(old, new)
      #expect(comparison.old.version == old)
      #expect(comparison.new.version == new)
      #expect(comparison.old.state == history.states[old].text)
      #expect(comparison.new.state == history.states[new].text)
      let patch = try JSONPatch(parsing: comparison.difference.patch.text)
      #expect(
        try patch.apply(to: JSONValue(comparison.old.state)).text == comparison.new.state,
        "seed \(seed), versions \(old) and \(new)")
      #expect(comparison.difference.isEmpty == (history.states[old] == history.states[new]))
    }
  }

  @Test func anEventThatIsLeftOutChangesNothing() throws {
    let history = try History(
      try ["{\"a\":1}", "{\"a\":2}"].map { try JSONValue(parsing: $0) }, skipping: [2])
    #expect(try history.replayer().compare(1, 2).difference.isEmpty)
    var options = ReplayOptions()
    options.includesSkipped = true
    #expect(try !history.replayer(.merge, options).compare(1, 2).difference.isEmpty)
  }
}
