public import GitEvents

/// Which events of a store a state is made of, and how many states there are.
public struct StoreScope: Sendable, Hashable {
  /// By what the events are divided among states of their own.
  public enum Partition: Sendable, Hashable {
    /// A state for each stream.
    case stream
    /// A state for each category of streams.
    case category
    /// A state for each value of a jq expression over the event, such as `.data.customerId`. Events for which it is null
    /// belong to none.
    case key(String)
  }

  /// Where the events begin.
  public enum Start: Sendable, Hashable {
    /// With the first recorded at this time or later.
    case time(Timestamp)
    /// With the first behind this position of this replica.
    case position(Int)
  }

  /// Only the streams of a category; nil for all.
  public var category: String?
  /// By what the events are divided; nil for one state.
  public var partition: Partition?
  /// Where the events begin; nil for the first.
  public var start: Start?
  /// The time after which recorded events are not taken into account; nil for the newest.
  public var end: Timestamp?

  /// Makes a scope; without arguments, the whole store in one state.
  ///
  /// - Parameters:
  ///   - category: Only the streams of a category.
  ///   - partition: By what the events are divided.
  ///   - start: Where the events begin.
  ///   - end: The time after which events are not taken into account.
  public init(
    category: String? = nil, partition: Partition? = nil, start: Start? = nil,
    end: Timestamp? = nil
  ) {
    self.category = category
    self.partition = partition
    self.start = start
    self.end = end
  }

  /// Whether an event is within; the store's own streams never are.
  func contains(_ commit: EventCommit, _ position: Int?) -> Bool {
    if commit.stream.isReserved { return false }
    if let category, commit.stream.category != category { return false }
    if let end, commit.time > end { return false }
    switch start {
    case nil: return true
    case .time(let time)?: return commit.time >= time
    case .position(let first)?: return position.map { $0 > first } ?? false
    }
  }
}
