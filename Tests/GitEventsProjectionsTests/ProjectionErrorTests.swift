import GitEventsProjections
import Testing

@Suite struct ProjectionErrorTests {
  @Test func kindsAreToldApartByTheirWords() {
    #expect(ProjectionError.Code.programFailed != .programStopped)
  }
}
