import Dispatch
import Synchronization

/// A value that is made on another thread while whoever wants it does something else.
final class Aside<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let isDone = DispatchSemaphore(value: 0)
  private let make: @Sendable () -> Value

  /// Begins to make the value.
  ///
  /// - Parameter make: Makes it.
  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    DispatchQueue.global(qos: .userInitiated).async {
      let value = make()
      self.made.withLock { $0 = value }
      self.isDone.signal()
    }
  }

  /// Waits for the value.
  ///
  /// - Returns: The value.
  func value() -> Value {
    isDone.wait()
    // A second caller finds the value where the first has found it.
    isDone.signal()
    return made.withLock { $0 } ?? make()
  }
}
