import Testing

@Suite struct MemoryIndexTests {
  static let scenarios = [
    Scenario(
      "stored, read and deleted",
      """
      memory-m1 08:00 memory:stored {"memoryId":"m1","namespace":"plans","key":"a","memoryType":"note","size":10}
      memory-m2 08:01 memory:stored {"memoryId":"m2","namespace":"plans","key":"b","size":5}
      memory-m1 08:02 memory:retrieved {"memoryId":"m1"}
      memory-m1 08:03 memory:retrieved {"namespace":"plans","key":"a"}
      memory-m2 08:04 memory:deleted {"memoryId":"m2"}
      """,
      [
        .init(
          ".entries[\"plans/a\"] | [.type, .size, .reads, .heat, .read[11:16]]",
          #"["note",10,2,"warm","08:03"]"#),
        .init(".entries | keys", #"["plans/a"]"#),
        .init(".namespaces.plans | [.entries, .bytes, .stored, .reads, .deleted]", "[1,10,2,2,1]"),
        .init(".heat", #"{"cold":0,"warm":1,"hot":0}"#),
        .init(".ids", #"{"m1":"plans/a"}"#),
      ]),
    Scenario(
      "hot and cold",
      """
      memory 08:00 memory:stored {"key":"a","size":1}
      memory 08:00 memory:stored {"key":"b","size":1}
      memory 08:00 memory:stored {"key":"c","size":1}
      memory 08:01 memory:accessed {"key":"b","accessCount":4}
      memory 08:01 memory:read {"key":"c","access_count":4}
      memory 08:02 memory:recalled {"key":"c","accessCount":1}
      """,
      [
        .init(
          ".entries | map_values(.heat)",
          #"{"default/a":"cold","default/b":"warm","default/c":"hot"}"#),
        .init(".heat, .totals.reads", "{\"cold\":1,\"warm\":1,\"hot\":1}\n9"),
      ]),
    Scenario(
      "stored anew",
      """
      memory 08:00 memory:stored {"key":"a","size":10}
      memory 08:01 memory:retrieved {"key":"a"}
      memory 08:02 memory:updated {"key":"a","size":4}
      memory 08:03<07:59 memory:stored {"key":"a","size":99}
      """,
      [
        .init(
          ".entries[\"default/a\"] | [.size, .reads, .stored[11:16], .changed[11:16]]",
          #"[4,1,"07:59","08:02"]"#),
        .init(".totals | [.entries, .bytes, .stored]", "[1,4,3]"),
      ]),
    Scenario(
      "sizes from what was stored",
      """
      memory 08:00 memory:stored {"key":"a","value":"hé"}
      memory 08:00 memory:stored {"key":"b","content":{"x":[1]}}
      memory 08:00 memory:stored {"key":"c","size":"large"}
      memory 08:00 memory:stored {"key":"d","sizeBytes":7}
      """,
      [
        .init(
          ".entries | map_values(.size)",
          #"{"default/a":3,"default/b":9,"default/c":0,"default/d":7}"#)
      ]),
    Scenario(
      "read in vain",
      """
      memory 08:00 memory:retrieved {"key":"a"}
      memory 08:01 memory:retrieved {"key":"a"}
      memory 08:02 memory:stored {"key":"a","size":1}
      """,
      [
        .init(
          ".missing[\"default/a\"].reads, .totals.misses, .entries[\"default/a\"].reads", "2\n2\n0")
      ]),
    Scenario(
      "a read that is recorded before what it read",
      """
      memory 08:05 memory:retrieved {"key":"a"}
      memory 08:06<08:00 memory:stored {"key":"a","size":1}
      """,
      [
        .init(
          ".entries[\"default/a\"].reads, .totals.misses, .totals.reads, .missing", "1\n0\n1\n{}"),
        .init(".heat", #"{"cold":0,"warm":1,"hot":0}"#),
      ]),
    Scenario(
      "an end that is recorded before its entry",
      """
      memory 08:05 memory:expired {"key":"a"}
      memory 08:06<08:00 memory:stored {"key":"a","size":1}
      memory 08:07 memory:stored {"key":"a","size":2}
      """,
      [
        .init(".entries[\"default/a\"].size, .totals.entries, .totals.bytes", "2\n1\n2"),
        .init(".totals.expired, .missing", "1\n{}"),
      ]),
    Scenario(
      "a deletion that happened before the entry was stored anew",
      """
      memory 08:00 memory:stored {"key":"a","size":1}
      memory 08:05 memory:stored {"key":"a","size":2}
      memory 08:06<08:03 memory:deleted {"key":"a"}
      """,
      [.init(".totals | [.entries, .bytes, .deleted]", "[1,2,1]")]),
    Scenario(
      "other spellings, and events that lack what they need",
      """
      memory-m9 08:00 MemoryStored {"memory_id":"m1","size_bytes":3}
      memory-m9 08:01 memory.retrieved
      memory 08:02 memory:stored {"size":3}
      memory 08:02 memory:deleted
      memory - memory:stored {"key":"x"}
      """,
      [
        .init(".entries | keys", #"["default/m1","default/x"]"#),
        .init(".missing | keys", #"["default/m9"]"#),
      ]),
  ]

  @Test(arguments: scenarios) func memoryIsAsItsEventsSay(_ scenario: Scenario) throws {
    try scenario.check("memory-index")
  }
}
