import GitEvents
import Testing

@testable import git_events_bench

/// The same events for every contender, on every machine.
struct WorkloadTests {
  @Test func anEventFollowsFromItsIndexAlone() throws {
    let workload = Workload(count: 10, spread: .over(1000))
    let row = workload.event(3).row
    #expect(workload.event(3).row == row)
    #expect(Workload(count: 99, spread: .over(1000)).event(3).row == row)
    // What a run measured can be compared with another run only while these bytes stay as they are.
    #expect(
      row == """
        {"stream":"order-844","type":"order.returned","id":"8b75fc64-e547-464a-a02d-15b24c2a9d70",\
        "correlation":"req-0","data":{"orderId":"order-844","amount":75.06,"currency":"EUR","lines":\
        [{"sku":"SKU-46963","qty":9},{"sku":"SKU-45890","qty":1},{"sku":"SKU-92595","qty":2}],\
        "note":"h beddjeahaj fiejjdgbij"},"metadata":{"userId":"user-3"}}
        """)
  }

  @Test func eventsAreAboutThreeHundredAndFortyBytesAndDiffer() {
    let workload = Workload(count: 2000, spread: .over(1000))
    let events = (0..<2000).map(workload.event)
    let bytes = events.reduce(0) { $0 + $1.row.utf8.count } / events.count
    #expect((300...360).contains(bytes))
    #expect(Set(events.map(\.id)).count == 2000)
    #expect((800...1000).contains(Set(events.map(\.stream)).count))
  }

  @Test func theLibraryTakesEveryEvent() throws {
    let workload = Workload(count: 500, spread: .each)
    for index in 0..<500 {
      let event = workload.event(index)
      let data = try event.eventData()
      #expect(data.id?.text == event.id)
      #expect(try StreamName(event.stream).text == "order-\(index)")
      // The row is the same event: what the program imports is what the peers get.
      #expect(try JSONText(event.row).description.contains(event.correlation))
    }
  }

  @Test func idsAreUUIDsOfVersionFour() {
    let workload = Workload(count: 100, spread: .one)
    for index in 0..<100 {
      let id = workload.event(index).id
      #expect(
        id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil)
    }
  }
}
