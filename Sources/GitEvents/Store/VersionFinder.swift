import Git

/// Finds the commits of versions far below a stream's head, and keeps a table for whoever asks next.
struct VersionFinder {
  /// So many commits must have been walked for a table to be worth a file.
  private static let worthKeeping = 4096

  private let repository: any StoreRepository
  private let reader: EventReader
  private let stream: StreamName

  /// Looks at one stream.
  ///
  /// - Parameters:
  ///   - repository: Where the table is kept.
  ///   - reader: Reads the commits.
  ///   - stream: The stream.
  init(_ repository: any StoreRepository, _ reader: EventReader, _ stream: StreamName) {
    self.repository = repository
    self.reader = reader
    self.stream = stream
  }

  /// A head with what is known of the commits below it.
  struct Known {
    let head: VersionTable.Place
    let commit: EventCommit
    /// A table that belongs to this head; nil where there is none, or where it was not worth looking.
    var table: VersionTable?

    /// The nearest known commit that is not below a version.
    func place(atOrAbove version: Int) -> VersionTable.Place {
      table?.place(atOrAbove: version) ?? head
    }
  }

  /// Looks for a table and proves that it belongs to the stream as it is now.
  ///
  /// - Parameters:
  ///   - id: The stream's head.
  ///   - commit: What it says.
  /// - Returns: The head, with the table brought up to it where there is one.
  /// - Throws: `damaged`, `io`.
  func known(
    below id: ObjectID, _ commit: EventCommit
  ) throws(EventStoreError) -> Known {
    let head = VersionTable.Place(version: commit.version, id: id)
    var known = Known(head: head, commit: commit)
    guard let table = VersionTable.load(of: stream, from: repository),
      table.head.version <= head.version
    else { return known }
    // The stream has grown from the table's head if its head leads there; otherwise it was rewound or replaced.
    var trail = Trail()
    var walk = StreamWalk(
      reader, stream, from: id, version: head.version, downTo: table.head.version, reading: commit)
    var last = id
    while let (id, commit) = try walk.step() {
      trail.note(commit.version, id)
      last = id
    }
    guard last == table.head.id else { return known }
    known.table = VersionTable(
      head: head, places: trail.merged(with: table.places, below: head.version))
    if head.version - table.head.version >= VersionFinder.worthKeeping {
      known.table?.save(of: stream, in: repository)
    }
    return known
  }

  /// Finds the commit of a version.
  ///
  /// Without a table the way there is walked, and a long way leaves a table behind.
  ///
  /// - Parameters:
  ///   - version: The version, not above the head's.
  ///   - id: The stream's head.
  ///   - commit: What it says.
  /// - Returns: The commit with its id.
  /// - Throws: `damaged`, `io`.
  func commit(
    at version: Int, below id: ObjectID, _ commit: EventCommit
  ) throws(EventStoreError) -> (id: ObjectID, commit: EventCommit) {
    if version == commit.version { return (id, commit) }
    var known = Known(
      head: .init(version: commit.version, id: id), commit: commit)
    if commit.version - version > VersionTable.shortWay {
      known = try self.known(below: id, commit)
    }
    let start = known.place(atOrAbove: version)
    var walk = StreamWalk(
      reader, stream, from: start.id, version: start.version, downTo: version,
      reading: start == known.head ? commit : nil)
    var trail = Trail()
    var found = (id: id, commit: commit)
    while let step = try walk.step() {
      trail.note(step.commit.version, step.id)
      found = step
    }
    if start.version - version >= VersionFinder.worthKeeping {
      keep(trail, known)
    }
    return found
  }

  /// Keeps what a walk has met beside what was known.
  private func keep(_ trail: Trail, _ known: Known) {
    let places = trail.merged(with: known.table?.places ?? [], below: known.head.version)
    VersionTable(head: known.head, places: places).save(of: stream, in: repository)
  }

  /// Keeps what a walk from the head has met.
  ///
  /// - Parameters:
  ///   - trail: The walk's trail, from the head on.
  ///   - head: The head.
  ///   - count: How many commits were walked.
  func keep(_ trail: Trail, below head: VersionTable.Place, walked count: Int) {
    guard count >= VersionFinder.worthKeeping else { return }
    VersionTable(head: head, places: trail.merged(with: [], below: head.version))
      .save(of: stream, in: repository)
  }
}

/// Some commits that a walk down a stream has met.
struct Trail {
  private var places: [VersionTable.Place] = []

  /// Notes a commit, if its version is one that tables hold.
  mutating func note(_ version: Int, _ id: ObjectID) {
    if version % VersionTable.step == 0 { places.append(.init(version: version, id: id)) }
  }

  /// Puts what was met beside what was known.
  ///
  /// - Parameters:
  ///   - known: Other versions of the same stream, in ascending order.
  ///   - head: Only versions below this one are taken.
  /// - Returns: All versions in ascending order, each once.
  func merged(with known: [VersionTable.Place], below head: Int) -> [VersionTable.Place] {
    var places: [VersionTable.Place] = []
    for place in (known + self.places).sorted(by: { $0.version < $1.version })
    where place.version < head && place.version > places.last?.version ?? 0 {
      places.append(place)
    }
    return places
  }
}
