package import Git

/// A commit of a replica's ledger: what one append added, or a part of it.
package struct LedgerCommit: Sendable, Equatable {
  /// What an entry records.
  package enum Kind: String, Sendable {
    case genesis, append, `import`, pull, rebase, adopt
  }

  /// At most so many lines a commit; a larger append is a chain of parts.
  package static let maximumLines = 256

  package var kind: Kind
  package var replica: String
  /// The events that this replica has accepted, up to and including this commit.
  package var position: Int
  package var time: Timestamp
  /// The streams, in byte order of their components.
  package var lines: [LedgerLine]
  /// The replica's previous ledger commit; nil for the genesis.
  package var previous: ObjectID?
  /// The heads of other replicas' ledgers that a pull or an adoption took over.
  package var foreignLedgers: [ObjectID]
  /// Which part of how many; 1 of 1 for most.
  package var part: Part
  /// The store's id; in a genesis only.
  package var storeID: String?
  /// Reserved: the ledger that this one goes on from.
  package var continues: String?
  /// Whether a signature stands in it.
  package var isSigned = false

  package struct Part: Sendable, Equatable {
    package var number: Int
    package var total: Int
    package static let whole = Part(number: 1, total: 1)

    package init(number: Int, total: Int) {
      self.number = number
      self.total = total
    }
  }

  package init(
    kind: Kind, replica: String, position: Int, time: Timestamp, lines: [LedgerLine],
    previous: ObjectID?, foreignLedgers: [ObjectID] = [], part: Part = .whole,
    storeID: String? = nil, continues: String? = nil
  ) {
    self.kind = kind
    self.replica = replica
    self.position = position
    self.time = time
    self.lines = lines
    self.previous = previous
    self.foreignLedgers = foreignLedgers
    self.part = part
    self.storeID = storeID
    self.continues = continues
  }

  /// How many events the commit covers.
  package var count: Int { lines.reduce(0) { $0 + $1.count } }
}

extension LedgerCommit {
  /// Writes the commit.
  ///
  /// - Parameters:
  ///   - recorder: Who writes it.
  ///   - emptyTree: The name of the empty tree.
  /// - Returns: The content of the commit object.
  /// - Throws: `GitError.malformed` where the recorder or the position cannot stand in a commit.
  package func encode(recorder: Actor, emptyTree: ObjectID) throws(GitError) -> [UInt8] {
    guard position <= DecimalCount.maximum else {
      throw .malformed(what: "ledger", reason: "its position is beyond what the format knows")
    }
    var trailers = TrailerBlock<StoreLayout.LedgerTrailer>()
    trailers[.replica] = replica
    trailers[.position] = String(position)
    trailers[.time] = time.canonicalText
    trailers[.kind] = kind.rawValue
    trailers[.part] = part == .whole ? nil : "\(part.number)/\(part.total)"
    trailers[.store] = storeID
    trailers[.continues] = continues
    var message = "ledger \(position)\n\n"
    for line in lines { message += line.text + "\n" }
    if !lines.isEmpty { message += "\n" }
    trailers.append(to: &message)
    let signature = try Signature(
      name: recorder.name, email: recorder.email, seconds: Int(time.seconds))
    return CommitObject(
      tree: emptyTree, parents: (previous.map { [$0] } ?? []) + lines.map(\.head) + foreignLedgers,
      author: signature, committer: signature, message: Array(message.utf8)
    ).serialized()
  }
}

extension LedgerCommit {
  /// Reads a commit.
  ///
  /// - Parameter bytes: The content of the commit object.
  /// - Throws: `FormatError`, with what makes it not a ledger commit of this format.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    let commit: CommitObject
    do {
      commit = try CommitObject(parsing: bytes)
    } catch {
      throw FormatError("it is not a commit that git would write")
    }
    let paragraphs = try LedgerCommit.paragraphs(commit.message[...])
    let trailers = try TrailerBlock<StoreLayout.LedgerTrailer>(parsing: paragraphs.trailers)
    guard let kind = trailers[.kind].flatMap(Kind.init(rawValue:)) else {
      throw FormatError("its Ledger-Kind is missing or unknown")
    }
    guard let replica = trailers[.replica], !replica.isEmpty else {
      throw FormatError("it has no Ledger-Replica")
    }
    guard let position = trailers[.position].flatMap(DecimalCount.value) else {
      throw FormatError("its Ledger-Position is missing or not valid")
    }
    guard let time = trailers[.time].flatMap({ Timestamp(canonicalText: $0) }) else {
      throw FormatError("its Ledger-Time is missing or not valid")
    }
    guard paragraphs.subject == "ledger \(position)" else {
      throw FormatError("its subject does not repeat its position")
    }
    self.init(
      kind: kind, replica: replica, position: position, time: time,
      lines: try LedgerCommit.lines(paragraphs.lines), previous: nil,
      part: try LedgerCommit.part(trailers[.part]), storeID: trailers[.store],
      continues: trailers[.continues])
    try LedgerCommit.check(commit, time)
    try takeParents(commit.parents)
    isSigned = !commit.extraHeaders.isEmpty
  }

  /// What is not in the message has one form only: nothing may hide there.
  private static func check(_ commit: CommitObject, _ time: Timestamp) throws(FormatError) {
    guard commit.tree == .emptyTree else { throw FormatError("its tree is not empty") }
    guard commit.author == commit.committer, commit.committer.zone == .utc,
      Int64(commit.committer.seconds) == time.seconds
    else { throw FormatError("its author or committer is not the recorder at its Ledger-Time") }
    guard commit.extraHeaders.allSatisfy(\.isSignature) else {
      throw FormatError("it has a header that the format does not know")
    }
  }

  /// Parent 1 is the previous commit, then the heads in the order of the lines, then foreign ledgers.
  private mutating func takeParents(_ parents: [ObjectID]) throws(FormatError) {
    if kind == .genesis {
      guard parents.isEmpty, lines.isEmpty, position == 0, storeID != nil else {
        throw FormatError("a genesis has no parents and no lines, and names its store")
      }
      return
    }
    guard let first = parents.first, parents.dropFirst().prefix(lines.count).count == lines.count,
      zip(parents.dropFirst(), lines).allSatisfy({ $0 == $1.head })
    else { throw FormatError("its parents are not the heads that its lines name") }
    previous = first
    foreignLedgers = Array(parents.dropFirst(1 + lines.count))
    guard foreignLedgers.isEmpty || kind == .pull || kind == .adopt else {
      throw FormatError("it has parents that no line names")
    }
  }

  /// Splits a message into its subject, its lines and its trailers.
  private static func paragraphs(
    _ message: ArraySlice<UInt8>
  ) throws(FormatError) -> (
    subject: String, lines: ArraySlice<UInt8>, trailers: ArraySlice<UInt8>
  ) {
    var starts: [Int] = [message.startIndex]
    var index = message.startIndex
    while let end = message[index...].firstIndex(of: newline) {
      index = end + 1
      if index < message.endIndex, message[index] == newline {
        index += 1
        starts.append(index)
      }
    }
    guard index == message.endIndex, (2...3).contains(starts.count),
      let subject = String(
        validating: message[starts[0]..<max(starts[0], starts[1] - 2)], as: UTF8.self)
    else { throw FormatError("it is not a subject, lines and trailers") }
    let trailers = message[starts[starts.count - 1]...]
    let lines = starts.count == 3 ? message[starts[1]..<(starts[2] - 1)] : []
    return (subject, lines, trailers)
  }

  private static func lines(_ text: ArraySlice<UInt8>) throws(FormatError) -> [LedgerLine] {
    var lines: [LedgerLine] = []
    var rest = text
    while let end = rest.firstIndex(of: newline) {
      let line = try LedgerLine(parsing: rest[..<end])
      if let last = lines.last,
        !last.component.utf8.lexicographicallyPrecedes(line.component.utf8)
      {
        throw FormatError("its lines are not in order")
      }
      lines.append(line)
      rest = rest[(end + 1)...]
    }
    guard lines.count <= maximumLines else {
      throw FormatError("it has more than \(maximumLines) lines")
    }
    return lines
  }

  private static let newline = UInt8(ascii: "\n")

  private static func part(_ text: String?) throws(FormatError) -> Part {
    guard let text else { return .whole }
    let numbers = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard numbers.count == 2, let number = DecimalCount.value(numbers[0]),
      let total = DecimalCount.value(numbers[1]), number >= 1, number <= total, total > 1
    else { throw FormatError("its Ledger-Part is not valid") }
    return Part(number: number, total: total)
  }
}
