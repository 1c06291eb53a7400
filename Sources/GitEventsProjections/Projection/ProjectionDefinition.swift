package import Git
public import GitEvents

/// What a projection is, apart from the events: its program, what it applies to, when it is kept as a snapshot.
///
/// Two definitions are the same when their canonical JSON is. That JSON is the payload of `projection.defined`, and the
/// name of its blob stands in snapshots and checkpoints: a state belongs to one definition, to the letter.
public struct ProjectionDefinition: Sendable, Hashable {
  /// How a state is made from events.
  public enum Kind: Sendable, Hashable {
    /// By merging the payloads in order (RFC 7396).
    case merge
    /// By a jq program: its input is the state, `$event` the event, its output the next state.
    case jq(program: String)
    /// By a type of the program that replays.
    case swift(version: Int)
  }

  /// The name.
  public var name: String
  /// How a state is made.
  public var kind: Kind
  /// The category of the streams that it applies to; nil for any.
  public var category: String?
  /// Patterns of the streams that it applies to; empty for any.
  public var streams: [String]
  /// Patterns of the types of the events that it wants; empty for all.
  public var types: [String]
  /// After how many events of a stream a snapshot is made; nil for never.
  public var snapshotEvery: Int?
  /// A jq condition over the state, and `$event`, after which a snapshot is made.
  public var snapshotWhen: String?

  /// Makes a definition.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - kind: How a state is made.
  ///   - category: The category of the streams that it applies to.
  ///   - streams: Patterns of the streams that it applies to.
  ///   - types: Patterns of the types of the events that it wants.
  ///   - snapshotEvery: After how many events of a stream a snapshot is made.
  ///   - snapshotWhen: A jq condition after which a snapshot is made.
  public init(
    name: String, kind: Kind, category: String? = nil, streams: [String] = [],
    types: [String] = [], snapshotEvery: Int? = nil, snapshotWhen: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.category = category
    self.streams = streams
    self.types = types
    self.snapshotEvery = snapshotEvery
    self.snapshotWhen = snapshotWhen
  }

  /// The one that is used where none is named: the payloads, merged in order.
  public static let merge = ProjectionDefinition(name: "merge", kind: .merge)

  /// Whether it applies to a stream.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: True where the stream is of the category and matches a pattern.
  public func applies(to stream: StreamName) -> Bool {
    if let category, stream.category != category { return false }
    return streams.isEmpty || streams.contains { Glob($0).matches(stream.text) }
  }

  /// The name of the blob that the definition is, or would be.
  ///
  /// - Returns: The same for the same definition, whoever recorded it.
  /// - Throws: `ProjectionError`, where the definition cannot be written as JSON.
  package func id() throws(ProjectionError) -> ObjectID {
    do {
      return try ObjectHasher.id(of: .blob, text().bytes)
    } catch let error as ProjectionError {
      throw error
    } catch {
      throw ProjectionError(
        .invalidDefinition, "the definition of \(name) cannot be named", projection: name)
    }
  }
}
