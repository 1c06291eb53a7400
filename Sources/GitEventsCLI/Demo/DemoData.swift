import CDemoData
import Synchronization

/// The data set that the program carries, read in blocks.
enum DemoData {
  /// Reads the rows of the data set.
  ///
  /// - Parameter options: How they become events.
  /// - Returns: The rows.
  static func rows(_ options: ImportOptions) -> ParallelRows {
    let position = Position()
    return ParallelRows(options) { (count) throws(Failure) in position.read(count) }
  }

  /// Where the next block begins.
  private final class Position: Sendable {
    private let offset = Mutex(0)

    func read(_ count: Int) -> [UInt8] {
      var block = [UInt8](repeating: 0, count: count)
      let taken = offset.withLock { offset in
        let taken = demo_data_copy(offset, &block, count)
        offset += taken
        return taken
      }
      block.removeLast(count - taken)
      return block
    }
  }
}
