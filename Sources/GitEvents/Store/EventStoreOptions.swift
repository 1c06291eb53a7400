/// How a store behaves, and everything that it takes from outside: who records, what time it is, what is random.
public struct EventStoreOptions: Sendable {
  /// Who records events: the committer of every event, and its actor where the event names none.
  public var recorder: Actor
  /// What time it is.
  public var clock: StoreClock
  /// Where ids and the replica's name come from.
  public var random: RandomSource
  /// What an acknowledgement promises.
  public var durability: Durability
  /// How long an append waits for other writers before it says `busy`.
  public var lockTimeout: Duration
  /// The limits of payloads and metadata.
  public var payloadLimits: JSONLimits
  /// Whether the store puts small packs together by itself, in the background, after every fifty appends.
  public var maintainsItself: Bool
  /// Which commits are signed, and with what; nil for none.
  package var signing: CommitSigning?

  /// Makes options.
  ///
  /// - Parameters:
  ///   - recorder: Who records events.
  ///   - clock: What time it is; `.system` for the machine's clock.
  ///   - random: Where ids come from.
  ///   - durability: What an acknowledgement promises.
  ///   - lockTimeout: How long an append waits for other writers.
  ///   - payloadLimits: The limits of payloads and metadata.
  ///   - maintainsItself: Whether small packs are put together in the background.
  public init(
    recorder: Actor, clock: StoreClock, random: RandomSource = .system,
    durability: Durability = .full, lockTimeout: Duration = .seconds(10),
    payloadLimits: JSONLimits = .standard, maintainsItself: Bool = true
  ) {
    self.recorder = recorder
    self.clock = clock
    self.random = random
    self.durability = durability
    self.lockTimeout = lockTimeout
    self.payloadLimits = payloadLimits
    self.maintainsItself = maintainsItself
  }
}

/// What an acknowledgement promises.
public enum Durability: Sendable, Hashable {
  /// The event survives kill -9 and power loss.
  case full
  /// The event survives kill -9; a power loss may take it. For bulk loads that can be repeated.
  case none
}
