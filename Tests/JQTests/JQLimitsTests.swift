import JQ
import Testing

@Suite struct JQLimitsTests {
  @Test func aProgramMayRunForTenSecondsUnlessToldOtherwise() {
    #expect(JQLimits.standard.time == .seconds(10))
  }
}
