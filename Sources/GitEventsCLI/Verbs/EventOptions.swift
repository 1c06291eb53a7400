import ArgumentParser
import GitEvents

/// What an event says, as options of `append`.
struct EventOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The payload: JSON, @FILE, or - for standard input; {} where none is given.",
      valueName: "json"))
  var data: String?

  @Option(
    name: [.customShort("f"), .long], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A member of the payload with a text as its value.", valueName: "key=text"))
  var field: [String] = []

  @Option(
    name: [.customShort("F"), .long], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A member of the payload with JSON as its value.", valueName: "key=json"))
  var jsonField: [String] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What is said about the event: JSON or @FILE.", valueName: "json"))
  var metadata: String?

  @Option(
    name: .long, help: "The event's id, which makes a retry safe; the store makes one otherwise.")
  var id: String?

  @Option(name: .long, help: ArgumentHelp("When it happened, if not now.", valueName: "time"))
  var occurred: String?

  @Option(name: .long, help: ArgumentHelp("Who did it: 'NAME <MAIL>' or NAME.", valueName: "actor"))
  var actor: String?

  @Option(
    name: .long, help: ArgumentHelp("The larger thing that it is a part of.", valueName: "id"))
  var correlation: String?

  @Option(name: .long, help: ArgumentHelp("What caused it.", valueName: "id"))
  var causation: String?

  @Option(name: .long, help: ArgumentHelp("The schema version of the payload.", valueName: "n"))
  var schema: Int?

  /// Whether any of the options was given.
  var isUsed: Bool {
    data != nil || !field.isEmpty || !jsonField.isEmpty || metadata != nil || id != nil
      || occurred != nil || actor != nil || correlation != nil || causation != nil || schema != nil
  }

  func validate() throws {
    if data != nil, !field.isEmpty || !jsonField.isEmpty {
      throw ValidationError("either --data or -f and -F say the payload, not both")
    }
    if let schema, schema < 1 { throw ValidationError("--schema is 1 or more") }
  }

  /// The event that the options describe.
  ///
  /// - Parameters:
  ///   - type: What happened.
  ///   - context: Where files and standard input come from.
  /// - Returns: The event.
  /// - Throws: A `Failure` or an `EventStoreError`.
  func event(_ type: String, _ context: Context) throws -> EventData {
    let payload = PayloadReader(context: context)
    var event = EventData(type: try EventType(type))
    if let data { event.data = try payload.text(data, option: "--data", allowsInput: true) }
    if !field.isEmpty || !jsonField.isEmpty {
      event.data = try payload.object(texts: field, values: jsonField)
    }
    event.metadata = try metadata.map { try payload.text($0, option: "--metadata") }
    event.id = try id.map { try EventID($0) }
    event.actor = try actor.map { try Actor($0) }
    event.occurred = try occurred.flatMap { try Self.time($0, now: context.clock.now()) }
    event.schema = schema
    event.correlation = correlation
    event.causation = causation
    return event
  }

  /// A time that keeps its nanoseconds where it is written as RFC 3339.
  private static func time(_ text: String, now: Timestamp) throws -> OccurredTime? {
    if let time = OccurredTime(rfc3339: text) { return time }
    return OccurredTime(rfc3339: try TimeExpression.time(text, now: now).canonicalText)
  }
}
