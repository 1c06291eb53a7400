/// What an event store says when it cannot do what was asked.
///
/// `code` is for programs, `message` and `hint` are for people. Payload bytes never enter a message.
public struct EventStoreError: Error, Sendable {
  /// What kind of failure it was, so that a caller can decide what to do.
  public var code: Code

  /// What is wrong, in one line.
  public var message: String

  /// What to do about it, where one thing helps.
  public var hint: String?

  /// The stream that the failure concerns.
  public var stream: StreamName?

  /// The version that the caller had expected.
  public var expected: ExpectedVersion?

  /// The version at which the stream is; 0 where there is none.
  public var actual: Int?

  /// The commit that the failure concerns.
  public var commit: CommitID?

  /// The 0-based place in a batch of the event that the failure concerns.
  public var index: Int?

  /// The failure one floor below that caused this one.
  public var cause: (any Error)?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: What kind of failure it is.
  ///   - message: What is wrong, in one line.
  ///   - hint: What to do about it.
  ///   - stream: The stream concerned.
  ///   - expected: The version that the caller had expected.
  ///   - actual: The version at which the stream is.
  ///   - commit: The commit concerned.
  ///   - index: The place in a batch of the event concerned.
  ///   - cause: The failure one floor below.
  public init(
    _ code: Code, _ message: String, hint: String? = nil, stream: StreamName? = nil,
    expected: ExpectedVersion? = nil, actual: Int? = nil, commit: CommitID? = nil,
    index: Int? = nil, cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.stream = stream
    self.expected = expected
    self.actual = actual
    self.commit = commit
    self.index = index
    self.cause = cause
  }
}

extension EventStoreError {
  /// The kinds of failure; later versions may add some.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word that stands for the code in JSON output.
    public let rawValue: String

    /// Makes a code from its word.
    ///
    /// - Parameter rawValue: The word.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The input breaks a rule of the format; nothing was written.
    public static let invalidInput = Code(rawValue: "invalid-input")
    /// A stream is not at the version that the caller expected; nothing was written.
    public static let wrongExpectedVersion = Code(rawValue: "wrong-expected-version")
    /// The id already belongs to an event with other content; nothing was written.
    public static let eventIDReused = Code(rawValue: "event-id-reused")
    /// The repository holds another store than the one that was meant.
    public static let otherStore = Code(rawValue: "other-store")
    /// There is no store (or no repository) at that place.
    public static let storeNotFound = Code(rawValue: "store-not-found")
    /// There is no such stream.
    public static let streamNotFound = Code(rawValue: "stream-not-found")
    /// There is no such event.
    public static let eventNotFound = Code(rawValue: "event-not-found")
    /// What is stored breaks the format: it was damaged or tampered with.
    public static let damaged = Code(rawValue: "damaged")
    /// The repository or the store is of a kind that this version does not serve.
    public static let unsupported = Code(rawValue: "unsupported")
    /// The disk is full or a quota is used up; nothing was written.
    public static let diskFull = Code(rawValue: "disk-full")
    /// A permission is missing; nothing was written.
    public static let permissionDenied = Code(rawValue: "permission-denied")
    /// The operating system or the `git` command failed; nothing was written.
    public static let io = Code(rawValue: "io")
    /// This machine's clock and the store's times are too far apart; nothing was written.
    public static let clockSkew = Code(rawValue: "clock-skew")
    /// Whether the append was committed is not known; retrying with the same ids is safe.
    public static let outcomeUnknown = Code(rawValue: "outcome-unknown")
    /// No signature could be made that the configuration asks for; nothing was written.
    public static let signingFailed = Code(rawValue: "signing-failed")
    /// Another writer held the store for longer than the caller would wait; nothing was written.
    public static let busy = Code(rawValue: "busy")
  }
}

extension EventStoreError: CustomStringConvertible {
  /// The message, with the hint behind it.
  public var description: String {
    hint.map { "\(message) (\($0))" } ?? message
  }
}
