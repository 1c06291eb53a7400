import CDemoData

/// The data set that the program carries, read in blocks.
enum DemoData {
  /// Reads the data set line by line.
  static func lines() -> LineReader {
    var offset = 0
    return LineReader { count in
      var block = [UInt8](repeating: 0, count: count)
      let taken = demo_data_copy(offset, &block, count)
      offset += taken
      block.removeLast(count - taken)
      return block
    }
  }
}
