import Testing

@testable import Git

/// Which packs are put together, and when.
@Suite struct PackChoiceTests {
  private static func pack(_ name: String, _ bytes: Int, isKept: Bool = false) -> PackFile {
    PackFile(name: name, bytes: bytes, isKept: isKept)
  }

  private static func record(
    laidOut: Set<String> = [], others: Set<String> = []
  ) -> MaintenanceRecord {
    var record = MaintenanceRecord(seconds: 1)
    record.laidOut = laidOut
    record.others = others
    return record
  }

  private func chosen(
    _ packs: [PackFile], _ record: MaintenanceRecord?, _ extent: MaintenanceExtent
  ) -> [String] {
    PackChoice(packs: packs, record: record).chosen(extent).map(\.name)
  }

  @Test func whatNobodyHasLaidOutIsChosenAndWhatIsKeptIsNot() {
    let packs = [
      Self.pack("a", 10), Self.pack("b", 20, isKept: true), Self.pack("c", 1 << 30),
      Self.pack("d", 1 << 30),
    ]
    #expect(chosen(packs, nil, .added) == ["a", "c", "d"])
    #expect(chosen(packs, Self.record(others: ["d"]), .added) == ["a", "c"])
    #expect(chosen(packs, Self.record(others: ["d"]), .full) == ["a", "c"])
  }

  @Test func aLaidOutPackIsWrittenAgainOnlyForAsMuchAsItHolds() {
    let packs = [Self.pack("new", 100), Self.pack("small", 90), Self.pack("large", 191)]
    let record = Self.record(laidOut: ["small", "large"])
    #expect(chosen(packs, record, .added) == ["new", "small"])
    #expect(chosen(packs, record, .full) == ["new", "small", "large"])
    #expect(chosen(packs, Self.record(laidOut: ["small", "large", "new"]), .added) == [])
  }

  @Test func aFullGrownPackIsWrittenAgainOnlyWhenAllAre() {
    let packs = [Self.pack("new", 1 << 30), Self.pack("grown", PackChoice.fullGrown)]
    let record = Self.record(laidOut: ["grown"])
    #expect(chosen(packs, record, .added) == ["new"])
    #expect(chosen(packs, record, .full) == ["new", "grown"])
  }

  @Test func fiftySmallPacksAreDueAndAHundredOfAnySize() {
    func isDue(_ small: Int, _ large: Int) -> Bool {
      let packs =
        (0..<small).map { Self.pack("s\($0)", 10) }
        + (0..<large).map { Self.pack("l\($0)", PackFile.small) }
      return PackChoice(packs: packs, record: nil).isDue
    }
    #expect(!isDue(49, 50))
    #expect(isDue(50, 0))
    #expect(isDue(0, 100))
    #expect(!isDue(0, 99))
  }
}
