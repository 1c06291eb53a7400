import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a campaign did and found.
package struct CampaignReport: Sendable, CustomStringConvertible {
  private let name: String
  private let seed: UInt64
  private let start = ContinuousClock.now
  private var counts: [(what: String, count: Int)] = []
  private var remarks: [String] = []
  /// What is wrong, a sentence each.
  package private(set) var findings: [String] = []

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - name: The campaign.
  ///   - size: Its size and seed.
  package init(_ name: String, _ size: CampaignSize) {
    self.name = name
    seed = size.seed
  }

  /// Adds to a count.
  ///
  /// - Parameters:
  ///   - what: What is counted.
  ///   - more: How many more.
  package mutating func count(_ what: String, _ more: Int = 1) {
    if let index = counts.firstIndex(where: { $0.what == what }) {
      counts[index].count += more
    } else {
      counts.append((what, more))
    }
  }

  /// How many were counted.
  package subscript(_ what: String) -> Int { counts.first { $0.what == what }?.count ?? 0 }

  /// Adds a remark, such as what could not be tried.
  ///
  /// - Parameter text: A few words.
  package mutating func remark(_ text: String) { remarks.append(text) }

  /// Adds what is wrong.
  ///
  /// - Parameters:
  ///   - findings: A sentence each.
  ///   - place: Where it was found.
  package mutating func add(_ findings: [String], at place: String) {
    self.findings += findings.map { finding in
      let line = finding.split(separator: "\n").joined(separator: " | ")
      return "\(name), seed \(seed), \(place): \(line)"
    }
  }

  /// One line.
  package var description: String {
    let seconds = (ContinuousClock.now - start).components.seconds
    let numbers = counts.map { "\($0.count) \($0.what)" }.joined(separator: ", ")
    let notes = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
    return "\(name): \(numbers); \(findings.count) findings; seed \(seed), \(seconds) s\(notes)"
  }

  /// Prints the report, and appends it with its findings to the file that `GIT_EVENTS_CAMPAIGN_REPORT` names.
  ///
  /// - Returns: The findings.
  package func published() -> [String] {
    print(description)
    if let path = CampaignSize.variable("GIT_EVENTS_CAMPAIGN_REPORT") {
      let text = ([description] + findings.map { "  " + $0 }).joined(separator: "\n") + "\n"
      if let file = try? OpenFile(path, O_WRONLY | O_CREAT | O_APPEND) {
        try? file.write(Array(text.utf8))
      }
    }
    return findings
  }
}

/// Does something for each item, several at a time, and keeps the order of the results.
///
/// - Parameters:
///   - items: The items.
///   - width: At most so many at a time.
///   - body: What is done.
/// - Returns: A result for each item.
/// - Throws: What the body throws.
package func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], width: Int, _ body: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: items.count)
    var next = 0
    while next < items.count || !group.isEmpty {
      if next < items.count && next < width {
        let index = next
        group.addTask { (index, try await body(items[index])) }
        next += 1
        continue
      }
      guard let (index, result) = try await group.next() else { break }
      results[index] = result
      if next < items.count {
        let index = next
        group.addTask { (index, try await body(items[index])) }
        next += 1
      }
    }
    return results.compactMap { $0 }
  }
}
