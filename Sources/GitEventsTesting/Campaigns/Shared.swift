import Synchronization

/// A value that several tasks change in turn.
final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  /// Begins with a value.
  init(_ value: Value) { self.value = Mutex(value) }

  /// Lends the value to one task at a time.
  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    // The value itself crosses no border: it is copied in and out under the lock.
    try value.withLock { stored in
      var copy = stored
      defer { stored = copy }
      return try body(&copy)
    }
  }
}
