import GitEventsTesting
import Testing

/// What the shipped maps make of rows as other stores export them; `import-map.t` shows how they are used.
struct ImportMapTests {
  /// Imports rows with a map and reads back what `jq` picks of the events, oldest first.
  private func events(
    _ map: String, _ rows: [String], _ pick: String
  ) async throws -> (picked: String, errors: String) {
    var found = (picked: "", errors: "")
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      try tool.write("rows.jsonl", rows)
      let outcome = try await tool.run(["import", "rows.jsonl", "--map", map])
      let again = try await tool.run(["import", "rows.jsonl", "--map", map, "--jq", ".added"])
      #expect(again.output == "0\n")
      let log = try await tool.run(["log", "--reverse", "--jq", pick])
      found = (log.output, outcome.errors)
    }
    return found
  }

  @Test func aPageOfKurrentDBsFeedIsTakenFromItsEnd() async throws {
    let page = """
      {"title":"Event stream 's-1'","entries":[\
      {"eventId":"e3","eventType":"third","streamId":"s-1","isJson":false,"data":"AAEC"},\
      {"eventId":"e2","eventType":"$>","streamId":"$ce-s","data":"1@s-1"},\
      {"eventId":"e1","eventType":"first","streamId":"s-1","isJson":true,"data":"[1]","metaData":""}]}
      """
    let found = try await events("kurrentdb", [page], "[.version, .id, .type, .data, .metadata]")
    #expect(
      found.picked == #"[1,"e1","first",[1],null]"# + "\n" + #"[2,"e3","third","AAEC",null]"# + "\n"
    )
  }

  @Test func aResolvedEventOfKurrentDBsClientIsUnwrapped() async throws {
    let rows = [
      #"{"event":{"id":"a","type":"T","streamId":"s-1","revision":0,"created":1700000000123,"data":{"n":1},"#
        + #""metadata":{"$correlationId":7}},"link":null}"#,
      #"{"event":{"id":"b","type":"T","streamId":"s-1","revision":1,"created":"2024-03-01T10:00:00Z"}}"#,
    ]
    let found = try await events(
      "kurrentdb", rows, "[.id, .occurred, .correlation, .metadata, .data]")
    #expect(
      found.picked == """
        ["a","2023-11-14T22:13:20.123Z",null,{"$correlationId":7},{"n":1}]
        ["b","2024-03-01T10:00:00Z",null,null,{}]

        """)
  }

  @Test(arguments: [
    ("2019-11-24T17:56:09.71594", "2019-11-24T17:56:09.71594Z"),
    ("2019-11-24 17:56:09", "2019-11-24T17:56:09Z"),
    ("2019-11-24 17:56:09.5+00", "2019-11-24T17:56:09.5Z"),
    ("2019-11-24 17:56:09-05:30", "2019-11-24T23:26:09Z"),
  ])
  func messageDBsTimesAreInUTC(_ written: String, _ read: String) async throws {
    let row =
      #"{"id":"m","stream_name":"a-1","type":"T","data":"{\"n\":1}","metadata":"{}","time":"\#(written)"}"#
    let found = try await events("message-db", [row], "[.occurred, .data, .metadata]")
    #expect(found.picked == #"["\#(read)",{"n":1},null]"# + "\n")
  }

  @Test func whatFitsIntoNoTrailerStaysInTheMetadata() async throws {
    let long = String(repeating: "x", count: 300)
    let row =
      #"{"id":"not an id","stream_name":"a-1","type":"T","data":{},"#
      + #""metadata":{"correlationStreamName":"\#(long)","causationMessageStreamName":"b\nc","#
      + #""causationMessagePosition":1}}"#
    let found = try await events(
      "message-db", [row],
      "[.correlation, .causation, (.metadata.correlationStreamName | length), (.id | length)]")
    #expect(found.picked == "[null,null,300,36]\n")
  }

  @Test func aCloudEventsOwnWordsStay() async throws {
    let rows = [
      #"{"specversion":"1.0","type":"a.b","source":"/sensors/9","id":"1","subject":"","data":"<x/>","#
        + #""datacontenttype":"text/xml","correlationid":"c-1","traceparent":"00-1"}"#,
      #"{"specversion":"1.0.2","type":"a.c","source":"/sensors/9","id":"2","subject":"s-1","data":null}"#,
    ]
    let found = try await events(
      "cloudevents", rows, "[.stream, .id, .correlation, .data, .metadata]")
    #expect(
      found.picked == """
        ["/sensors/9","1","c-1","<x/>",{"datacontenttype":"text/xml","source":"/sensors/9","subject":"","traceparent":"00-1"}]
        ["s-1","2",null,{},{"source":"/sensors/9"}]

        """)
  }

  @Test func equalRowsOfATableAreSeparateEvents() async throws {
    let row =
      #"{"event_type":"Ticked","aggregate_id":"clock","payload":null,"version":0,"created_at":1577934245}"#
    let found = try await events("rows", [row, row, row], "[.version, .occurred, .data]")
    #expect(found.picked.split(separator: "\n").count == 3)
    #expect(found.picked.hasPrefix(#"[1,"2020-01-02T03:04:05Z",{}]"#))
  }

  @Test func aTextThatIsNoJSONIsAPayload() async throws {
    let rows = ["nan", "{half", "42", "true", " [1]", "nullable"].map {
      #"{"event_type":"T","aggregate_type":"a","aggregate_id":1,"payload":"\#($0)"}"#
    }
    let found = try await events("rows", rows, ".data | tojson")
    #expect(found.picked == "\"nan\"\n\"{half\"\n42\ntrue\n[1]\n\"nullable\"\n")
  }

  @Test func aRowWithoutAnAggregateIsRefused() async throws {
    let found = try await events("rows", [#"{"event_type":"T"}"#], ".")
    #expect(found.errors.contains("rows.jsonl:1: --map rows: aggregate_id is missing"))
  }

  @Test func roundedNumbersAreCountedAlsoInsideOfText() async throws {
    let rows = ["1", "9007199254740993", "1.5", "0.12345678901234567890"].map {
      #"{"event_type":"T","aggregate_id":"a","payload":"{\"n\": \#($0)}"}"#
    }
    let found = try await events("rows", rows, ".")
    #expect(
      found.errors
        == "git-events: warning: 2 rows hold a number with more digits than jq keeps, the first in line 2\n"
    )
  }

  @Test func aMappedImportGoesOnOverSeveralChunks() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      try tool.write("rows.jsonl", (0..<2500).map { "{\"n\":\($0)}" })
      try tool.write(
        "twice.jq", [#"{stream: "s-\(.n % 7)", type: ("made", "kept"), data: .}"#])
      let first = try await tool.run(["import", "rows.jsonl", "--map", "twice.jq"])
      #expect(first.output == "added 5000, skipped 0\n")
      let second = try await tool.run(["import", "rows.jsonl", "--map", "twice.jq"])
      #expect(second.output == "added 0, skipped 5000\n")
    }
  }
}
