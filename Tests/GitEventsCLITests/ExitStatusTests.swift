import GitEvents
import GitEventsCLI
import Testing

struct ExitStatusTests {
  @Test(arguments: [
    (EventStoreError.Code.invalidInput, Int32(2)), (.wrongExpectedVersion, 3), (.eventIDReused, 3),
    (.otherStore, 3), (.storeNotFound, 4), (.streamNotFound, 4), (.eventNotFound, 4), (.damaged, 5),
    (.unsupported, 6), (.diskFull, 6), (.permissionDenied, 6), (.io, 6), (.clockSkew, 6),
    (.outcomeUnknown, 7), (.busy, 8), (.init(rawValue: "of-a-later-version"), 6),
  ])
  func everyCodeHasItsStatus(_ code: EventStoreError.Code, _ expected: Int32) {
    #expect(ExitStatus(code).rawValue == expected)
    #expect(Failure(EventStoreError(code, "what went wrong")).status.rawValue == expected)
  }

  @Test func anUnknownErrorIsAFailureLikeAnother() {
    struct Surprise: Error {}
    let failure = Failure(Surprise())
    #expect(failure.status == .environment)
    #expect(failure.message.contains("Surprise"))
  }

  @Test func theStoresHintGoesBeforeOurs() {
    let failure = Failure(EventStoreError(.busy, "busy", hint: "theirs"))
    #expect(failure.hint == "theirs")
    #expect(Failure(EventStoreError(.busy, "busy")).hint?.contains("retry") == true)
  }
}
