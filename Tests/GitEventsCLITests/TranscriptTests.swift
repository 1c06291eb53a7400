import GitEventsTesting
import Testing

/// Runs every transcript and compares what comes out; `GIT_EVENTS_UPDATE=1` writes it down instead.
struct TranscriptTests {
  @Test(arguments: try Transcript.names())
  func transcriptHolds(_ name: String) async throws {
    var transcript = try Transcript(named: name)
    try await TemporaryDirectory.with { directory in
      var session = try TranscriptSession(in: directory)
      for index in transcript.steps.indices {
        let output = try await session.run(transcript.steps[index].command)
        if Transcript.isUpdating {
          transcript.steps[index].output = output
        } else {
          #expect(
            output == transcript.steps[index].output,
            "\(name).t: $ \(transcript.steps[index].command)")
        }
      }
    }
    if Transcript.isUpdating { try transcript.write() }
  }
}
