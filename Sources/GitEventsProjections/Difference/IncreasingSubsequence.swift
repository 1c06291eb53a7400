/// Finds out which elements of a shuffled list can stay where they are.
enum IncreasingSubsequence {
  /// Finds a longest increasing subsequence; takes n log n time.
  ///
  /// - Parameter values: Numbers, each once.
  /// - Returns: The indexes of the subsequence's numbers, in order.
  static func longest(in values: [Int]) -> [Int] {
    // For each length, the index of the smallest number with which a subsequence of it can end.
    var ends: [Int] = []
    var predecessors = Array(repeating: -1, count: values.count)
    for (index, value) in values.enumerated() {
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if values[ends[middle]] < value { low = middle + 1 } else { high = middle }
      }
      if low > 0 { predecessors[index] = ends[low - 1] }
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: [Int] = []
    var index = ends.last ?? -1
    while index >= 0 {
      result.append(index)
      index = predecessors[index]
    }
    return result.reversed()
  }
}
