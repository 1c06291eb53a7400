import GitEventsProjections
import Testing

@Suite struct EventCountsTests {
  static let scenarios = [
    Scenario(
      "types, categories, days",
      """
      order-1 08:00 order.placed
      order-2 08:05 order.placed
      order-1 08:10 order.paid {"total":1}
      limits 08:20 limit.set
      """,
      [
        .init(".byType | map_values(.count)", #"{"order.placed":2,"order.paid":1,"limit.set":1}"#),
        .init(
          ".byCategory | map_values([.count, .first[11:16], .last[11:16]])",
          #"{"order":[3,"08:00","08:10"],"limits":[1,"08:20","08:20"]}"#),
        .init(".byDay", #"{"2026-11-21":4}"#),
        .init(".total.count, .byActor.unknown.count", "4\n4"),
      ]),
    Scenario(
      "first and last by when it happened, to the fraction",
      """
      order-1 08:10:00.5 order.placed
      order-1 08:10:00.51 order.placed
      order-1 08:10:00 order.placed
      order-1 08:30<08:05 order.placed
      order-1 08:31<08:07 order.placed
      """,
      [.init(".total | .count, .first[11:], .last[11:]", "5\n\"08:05:00Z\"\n\"08:10:00.51Z\"")]),
    Scenario(
      "no time at all",
      "order-1 - order.placed",
      [.init(".total.count, .byDay", "1\n{\"unknown\":1}")]),
  ]

  @Test(arguments: scenarios) func countsAreAsTheEventsSay(_ scenario: Scenario) throws {
    try scenario.check("event-counts")
  }

  @Test func actorsAreCountedByTheirWholeName() throws {
    let ready = try #require(ReadyMadeProjections.named("event-counts"))
    let state = try Scenario.state(
      ready,
      [
        #"{"stream":"a-1","type":"t","time":"2026-11-21T08:00:00Z","actor":"Ada <ada@example.org>"}"#,
        #"{"stream":"a-1","type":"t","time":"2026-11-21T08:00:00Z","actor":"Ada"}"#,
      ])
    #expect(String(decoding: state, as: UTF8.self).contains(#""Ada <ada@example.org>":{"count":1"#))
  }
}
