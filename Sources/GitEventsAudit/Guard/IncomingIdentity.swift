import Git
import GitEvents

/// Finds out of which store the moves must be: two stores never mix.
struct IncomingIdentity {
  private let known: EventReader
  private let new: EventReader
  private let references: any ReferenceReading

  init(known: EventReader, new: EventReader, _ references: any ReferenceReading) {
    self.known = known
    self.new = new
    self.references = references
  }

  /// Finds the store's id: by what is there, else by what comes.
  ///
  /// - Parameters:
  ///   - moves: The moves; the store's own stream is taken out where it is another store's.
  ///   - asked: Which store it must be, where whoever asks knows.
  ///   - report: Takes why moves are refused.
  /// - Returns: The id; empty where nothing tells.
  /// - Throws: `io`; `damaged`, `unsupported` where what is there cannot be read.
  func storeID(
    _ moves: inout IncomingMoves, asked: String?, _ report: inout IncomingReport
  ) throws(EventStoreError) -> String {
    // Only what begins says of which store it is: the store's own stream, and ledgers, also those that one took over.
    let begins = moves.streams.contains { $0.name == .store && $0.old == nil }
    if !begins, moves.ledgers.isEmpty { return "" }
    let reference = StoreLayout.reference(of: .store)
    let target = try onGit(.store) { () throws(GitError) in try references.reference(reference) }
    if let target, asked == nil { return try StoreCreation.find(behind: target, known).id }
    let there = if let asked { asked } else { try ledgerThere() }
    guard let stream = moves.streams.first(where: { $0.name == .store }) else { return there ?? "" }
    do throws(EventStoreError) {
      let id = try StoreCreation.find(behind: stream.new, new).id
      guard let there, there != id else { return id }
      report.add(
        IncomingRefusal(
          stream.reference, .format(.storeIdentity), "store \(id); expected store \(there)"))
      moves.leaveOut(.store)
      return there
    } catch {
      guard error.code == .damaged || error.code == .unsupported else { throw error }
      report.add(
        IncomingRefusal(stream.reference, .format(.storeIdentity), error.message))
      moves.leaveOut(.store)
      return there ?? ""
    }
  }

  /// Checks that the store's own stream says the same as the ledgers' beginnings.
  ///
  /// - Parameters:
  ///   - heads: Where streams will be, as far as refs or ledgers tell.
  ///   - storeID: The store's id; empty where only the ledgers' beginnings tell.
  ///   - report: Takes why moves are refused.
  /// - Throws: `io`.
  func check(
    _ heads: [StreamName: ObjectID], _ storeID: String, _ report: inout IncomingReport
  ) throws(EventStoreError) {
    guard report.refusals.isEmpty, let head = heads[.store] else { return }
    let beginnings = report.beginnings.sorted { $0.key < $1.key }
    if beginnings.isEmpty { return }
    let id: String
    do throws(EventStoreError) {
      id = try StoreCreation.find(behind: head, new).id
    } catch {
      guard error.code == .damaged || error.code == .unsupported else { throw error }
      for (reference, _) in beginnings {
        report.add(IncomingRefusal(reference, .format(.storeIdentity), error.message))
      }
      return
    }
    for (reference, said) in beginnings where said != id {
      report.add(
        IncomingRefusal(
          reference, .format(.ledgerChain), "the ledger of store \(said); expected store \(id)"))
    }
  }

  /// The store that a ledger which is there belongs to.
  private func ledgerThere() throws(EventStoreError) -> String? {
    let listed = try onGit { () throws(GitError) in
      try references.references(under: StoreLayout.ledgerPrefix, after: nil, limit: 1)
    }
    guard let first = listed.first else { return nil }
    var next: ObjectID? = try onGit { () throws(GitError) in try first.target.get() }
    while let id = next {
      let commit = try known.ledgerCommit(id)
      if let storeID = commit.storeID { return storeID }
      next = commit.previous
    }
    return nil
  }
}
