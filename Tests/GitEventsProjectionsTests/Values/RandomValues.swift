import GitEventsProjections

/// Values by chance, from few names and scalars, so that two of them have much in common.
struct RandomValues {
  var random: SeededRandom

  init(seed: Int) { random = SeededRandom(seed: UInt64(seed)) }

  static let names: [JSONString] = [
    "", "a", "b", "c", "d", "id", "aa", "a/b", "m~n", "~1", "0", "-", "\"", "\\", "\n", "\u{1}",
    "\u{1F}x", "\u{7F}", "\u{E9}", "e\u{301}", "\u{10FFFF}", "odd name", "nine char", "nine char!",
    "nine char\n", "fifteen_letters",
    "sixteen_letters_", "sixteen_letters\n", "sixteen_letters\\",
    "a_name_of_more_than_sixteen_bytes",
    "a_name_of_more_than_sixteen_bytes_", "a_name_of_more_than_sixteen_byte\u{1}",
  ]

  static let numbers = [
    "0", "-0", "1", "1.0", "1e0", "10", "12.50", "-3.25e-7", "9007199254740993",
  ]

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  /// One element of a list that is not empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  mutating func scalar() -> JSONValue {
    switch below(6) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2, 3: number(one(of: Self.numbers))
    default: .string(one(of: Self.names))
    }
  }

  mutating func value(depth: Int) -> JSONValue {
    guard depth > 0 else { return scalar() }
    switch below(8) {
    case 0...2: return object(depth: depth, count: below(6))
    case 3, 4: return .array((0..<below(7)).map { _ in value(depth: below(depth)) })
    case 5: return list(depth: depth)
    default: return scalar()
    }
  }

  /// An object of so many members at most.
  mutating func object(depth: Int, count: Int) -> JSONValue {
    .object(
      JSONMembers(
        (0..<count).map { _ in
          JSONMember(name: one(of: Self.names), value: value(depth: below(depth)))
        }))
  }

  /// A list of objects that are told apart by their `id`.
  mutating func list(depth: Int) -> JSONValue {
    var ids = (0..<below(8)).map { $0 }
    ids.shuffle(using: &random)
    return .array(
      ids.map { id in
        guard case .object(var members) = object(depth: depth, count: 3) else { return .null }
        members.set("id", to: id % 3 == 0 ? .string(JSONString("id\(id)")) : number(String(id)))
        return .object(members)
      })
  }

  /// The value after an edit or several, somewhere inside.
  mutating func edited(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(var members) where below(12) > 0:
      for _ in 0...below(2) {
        let name = members.isEmpty ? "a" : one(of: members.map(\.name))
        switch below(5) {
        case 0: members.remove(name)
        case 1: members.set(one(of: Self.names), to: self.value(depth: 2))
        default:
          guard name != "id" || below(8) == 0, let old = members[name] else { continue }
          members.set(name, to: edited(old))
        }
      }
      return .object(members)
    case .array(var elements) where below(12) > 0:
      for _ in 0...below(3) { edit(&elements) }
      return .array(elements)
    default:
      return below(4) == 0 ? self.value(depth: 2) : scalar()
    }
  }

  private mutating func edit(_ elements: inout [JSONValue]) {
    let place = below(elements.count + 1)
    switch below(6) {
    case 0: elements.insert(value(depth: 2), at: place)
    case 1: if place < elements.count { elements.remove(at: place) }
    case 2: elements.shuffle(using: &random)
    case 3:
      if place < elements.count {
        let element = elements.remove(at: place)
        elements.insert(element, at: below(elements.count + 1))
      }
    default: if place < elements.count { elements[place] = edited(elements[place]) }
    }
  }

  private func number(_ literal: String) -> JSONValue {
    (try? JSONValue(parsing: literal)) ?? .null
  }
}
