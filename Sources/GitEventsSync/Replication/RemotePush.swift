package import Git
package import GitEvents

/// Sends what was planned, and nothing else, whatever is appended meanwhile.
package struct RemotePush {
  /// What became of a ref.
  package struct Result: Sendable {
    package let item: PushPlan.Item
    /// Why the remote did not take it; nil where it did.
    package let refusal: String?
  }

  private let remote: RemoteConnection

  /// Makes a push.
  ///
  /// - Parameter remote: Where to.
  package init(_ remote: RemoteConnection) { self.remote = remote }

  /// Pushes: all or nothing where the remote can do that, else streams before the ledgers that tell of them.
  ///
  /// - Parameters:
  ///   - plan: What is sent.
  ///   - readMe: The page that is sent along to a remote without branches; nil for none.
  ///   - exchange: Where the refs are put together.
  /// - Returns: What became of each ref.
  /// - Throws: `io` where the remote cannot be reached.
  package func run(
    _ plan: PushPlan, readMe: StoreReadMe?, through exchange: borrowing ExchangeFolder
  ) async throws(EventStoreError) -> [Result] {
    var plan = plan
    let git = remote.git(beside: exchange.gitDirectory)
    if let readMe { plan.add(readMe: try await readMe.write(git)) }
    if plan.items.isEmpty { return [] }
    if let results = try await push(plan.items, git, exchange, isAtomic: true) { return results }
    var results: [Result] = []
    let isLedger = { (item: PushPlan.Item) in
      if case .ledger = item.subject { true } else { false }
    }
    for part in [plan.items.filter { !isLedger($0) }, plan.items.filter(isLedger)]
    where !part.isEmpty {
      results += try await push(part, git, exchange, isAtomic: false) ?? []
      if results.contains(where: { $0.refusal != nil }) { break }
    }
    return results
  }

  /// Pushes some refs.
  ///
  /// - Returns: Nil where the remote cannot take all or nothing.
  private func push(
    _ items: [PushPlan.Item], _ git: GitChild, _ exchange: borrowing ExchangeFolder,
    isAtomic: Bool
  ) async throws(EventStoreError) -> [Result]? {
    let outcome: GitChild.Outcome
    do throws(GitError) {
      try exchange.set(items.map { ($0.reference, $0.target) })
      outcome = try await git.outcome(
        of: "push",
        ["--porcelain"] + (isAtomic ? ["--atomic"] : [])
          + (remote.showsProgress ? ["--progress"] : []) + ["--", remote.name]
          + StoreLayout.everything)
    } catch {
      throw remote.failure(error, doing: "push to")
    }
    let said = RemotePush.said(outcome.output)
    if said.isEmpty, outcome.status != 0 {
      if isAtomic, try await refusesAtomic(exchange) { return nil }
      throw remote.failure(status: outcome.status, outcome.errors, doing: "push to")
    }
    if outcome.status != 0, !said.values.contains(where: { $0.flag == "!" }) {
      throw remote.failure(status: outcome.status, outcome.errors, doing: "push to")
    }
    return items.map { item in
      let line = said[item.reference]
      guard let line else {
        return Result(item: item, refusal: outcome.status == 0 ? nil : "not sent")
      }
      return Result(item: item, refusal: line.flag == "!" ? line.summary : nil)
    }
  }

  /// Whether the remote cannot take all or nothing, which git says to people alone.
  private func refusesAtomic(
    _ exchange: borrowing ExchangeFolder
  ) async throws(EventStoreError) -> Bool {
    do throws(GitError) {
      let outcome = try await remote.git(beside: exchange.gitDirectory, isHeard: false).outcome(
        of: "push",
        ["--porcelain", "--dry-run", "--atomic", "--", remote.name] + StoreLayout.everything)
      return outcome.errors.contains("does not support --atomic")
    } catch {
      throw remote.failure(error, doing: "push to")
    }
  }

  /// What git says of each ref: `<flag> TAB <from>:<to> TAB <summary>`.
  private static func said(_ text: String) -> [String: (flag: Character, summary: String)] {
    var said: [String: (flag: Character, summary: String)] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let flag = fields[0].first,
        let name = fields[1].split(separator: ":").last
      else { continue }
      // A remote may have several addresses: what one of them refuses is refused.
      if said[String(name)]?.flag == "!" { continue }
      said[String(name)] = (flag, String(fields[2]))
    }
    return said
  }
}
