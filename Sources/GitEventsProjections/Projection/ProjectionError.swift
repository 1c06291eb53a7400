public import GitEvents

/// What went wrong while a state was made, and at which event.
public struct ProjectionError: Error, Sendable {
  /// The kinds of failure.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word that stands for the kind in JSON.
    public let rawValue: String

    /// Makes a kind from its word.
    ///
    /// - Parameter rawValue: The word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The program cannot be compiled, or a definition breaks a rule.
    public static let invalidDefinition = Code(rawValue: "invalid-definition")
    /// The program stopped at an event: an error, no value, or several.
    public static let programFailed = Code(rawValue: "program-failed")
    /// The program ran for too long, or took too much memory.
    public static let programStopped = Code(rawValue: "program-stopped")
    /// There is no projection of that name.
    public static let projectionNotFound = Code(rawValue: "projection-not-found")
    /// The projection does not apply to that stream.
    public static let notApplicable = Code(rawValue: "not-applicable")
    /// The state cannot be kept: it is too large or too deep.
    public static let stateTooLarge = Code(rawValue: "state-too-large")
    /// A state that was given is not one that the projection can have.
    public static let invalidState = Code(rawValue: "invalid-state")
  }

  /// What kind of failure it is.
  public let code: Code
  /// What went wrong, in one line; never holds a payload.
  public let message: String
  /// What to do about it.
  public let hint: String?
  /// The projection.
  public let projection: String?
  /// The event at which it happened.
  public let stream: StreamName?
  /// The event's version.
  public let version: Int?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: What kind of failure it is.
  ///   - message: What went wrong.
  ///   - hint: What to do about it.
  ///   - projection: The projection.
  ///   - stream: The stream of the event at which it happened.
  ///   - version: The version of that event.
  public init(
    _ code: Code, _ message: String, hint: String? = nil, projection: String? = nil,
    stream: StreamName? = nil, version: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.projection = projection
    self.stream = stream
    self.version = version
  }
}
