/// The members of an object, in the order of their names' code points.
///
/// Finding, replacing, inserting and removing one takes time that hardly grows with the number of
/// members, and happens in place where nobody else has the object.
package struct JSONMembers: Sendable {
  /// How the members are held.
  enum Storage: Sendable {
    /// All in one array.
    case few([JSONMember])
    /// In at least one array, none of them empty, so that inserting one member moves a bounded
    /// number of others.
    case many([[JSONMember]])
  }

  var storage: Storage

  /// The size past which an array is cut in two.
  static let largestArray = 512

  /// Creates an object without members.
  package init() { storage = .few([]) }

  /// Takes members in order, each name once.
  init(sorted members: [JSONMember]) {
    guard members.count > Self.largestArray else {
      storage = .few(members)
      return
    }
    let half = Self.largestArray / 2
    storage = .many(
      stride(from: 0, to: members.count, by: half).map { start in
        Array(members[start...].prefix(half))
      })
  }

  /// Creates an object from members in any order.
  ///
  /// - Parameter members: The members; where a name occurs twice, the last one counts.
  package init(_ members: some Sequence<JSONMember>) {
    self.init()
    for member in members { set(member.name, to: member.value) }
  }

  /// How many members there are.
  package var count: Int {
    switch storage {
    case .few(let members): members.count
    case .many(let arrays): arrays.reduce(0) { $0 + $1.count }
    }
  }

  /// Whether there are no members.
  package var isEmpty: Bool {
    switch storage {
    case .few(let members): members.isEmpty
    case .many: false
    }
  }

  /// A member's value; nil where there is none.
  ///
  /// - Parameter name: The member's name.
  package subscript(name: JSONString) -> JSONValue? {
    switch storage {
    case .few(let members):
      let place = Self.place(of: name, in: members)
      return place.isFound ? members[place.index].value : nil
    case .many(let arrays):
      let number = Self.array(for: name, in: arrays)
      let place = Self.place(of: name, in: arrays[number])
      return place.isFound ? arrays[number][place.index].value : nil
    }
  }

  /// Finds a name, or where it would go.
  static func place(
    of name: JSONString, in members: [JSONMember]
  ) -> (index: Int, isFound: Bool) {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      let order = members[middle].name.contents.compared(to: name.contents)
      if order == 0 { return (middle, true) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return (low, false)
  }

  /// Finds the array in which a name is or would go: the last that does not begin after it, or the
  /// first.
  static func array(for name: JSONString, in arrays: [[JSONMember]]) -> Int {
    var low = 0
    var high = arrays.count
    while low < high {
      let middle = (low + high) / 2
      if name < arrays[middle][0].name { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? 0 : low - 1
  }
}

extension JSONMembers: Sequence {
  /// Steps through the members.
  package struct Iterator: IteratorProtocol {
    private var current: [JSONMember]
    private var index = 0
    private var rest: ArraySlice<[JSONMember]>

    /// Creates an iterator over members that are cut into arrays.
    init(_ arrays: ArraySlice<[JSONMember]>, first: [JSONMember] = []) {
      current = first
      rest = arrays
    }

    package mutating func next() -> JSONMember? {
      while index == current.count {
        guard let following = rest.popFirst() else { return nil }
        current = following
        index = 0
      }
      defer { index += 1 }
      return current[index]
    }
  }

  package func makeIterator() -> Iterator {
    switch storage {
    case .few(let members): Iterator([], first: members)
    case .many(let arrays): Iterator(arrays[...])
    }
  }

  package var underestimatedCount: Int { count }
}

extension JSONMembers: Hashable {
  package static func == (left: JSONMembers, right: JSONMembers) -> Bool {
    if case .few(let members) = left.storage, case .few(let others) = right.storage {
      return members == others
    }
    guard left.count == right.count else { return false }
    // The same members may be cut into arrays in several ways.
    var (olds, news) = (left.arrays[...], right.arrays[...])
    dropEqualArrays(&olds, &news)
    return IteratorSequence(Iterator(olds)).elementsEqual(IteratorSequence(Iterator(news)))
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for member in self { hasher.combine(member) }
  }
}
