import Dispatch
import Synchronization

/// Waits for tasks from where nothing is a task.
enum Waiting {
  /// Runs a task to its end.
  ///
  /// - Parameter body: What the task does.
  /// - Returns: Its result.
  /// - Throws: What it throws.
  static func result<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let done = DispatchSemaphore(value: 0)
    let board = Board<Value>()
    Task.detached {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      board.result.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = board.result.withLock(\.self) else {
      throw BenchFailure("a task ended without a result")
    }
    return try result.get()
  }

  private final class Board<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }
}
