/// What is different in two values that are not equal, as a tree along them.
indirect enum ValueDifference: Sendable {
  /// One value took another's place: they are not both objects and not both arrays.
  case replaced(old: JSONValue, new: JSONValue)
  /// Both are objects; the members that differ, in order, and whether none are left.
  case members([Member], isNowEmpty: Bool)
  /// Both are arrays.
  case elements(Elements)

  /// A member that differs.
  struct Member: Sendable {
    let name: JSONString
    let change: Change

    /// What became of a member.
    enum Change: Sendable {
      case added(JSONValue)
      case removed(JSONValue)
      case changed(ValueDifference)
    }
  }

  /// What became of an array's elements.
  struct Elements: Sendable {
    let olds: [JSONValue]
    let news: [JSONValue]
    let alignment: ElementAlignment
    /// By new index, the differences of elements that were paired or moved and are not equal.
    let differences: [Int: ValueDifference]
  }

  /// Compares two values.
  ///
  /// - Parameters:
  ///   - old: A value.
  ///   - new: Another value.
  /// - Returns: Their differences; nil where they are equal.
  static func between(_ old: JSONValue, _ new: JSONValue) -> ValueDifference? {
    // First of all: values that share their memory, as states of one replay do, are equal at once.
    old == new ? nil : ofUnequal(old, new)
  }

  /// Compares two values that are known not to be equal.
  private static func ofUnequal(_ old: JSONValue, _ new: JSONValue) -> ValueDifference {
    switch (old, new) {
    case (.object(let olds), .object(let news)):
      let members = olds.inequalities(to: news).map { member in
        Member(name: member.name, change: change(member))
      }
      return .members(members, isNowEmpty: news.isEmpty)
    case (.array(let olds), .array(let news)):
      let alignment = ElementAlignment(olds, news)
      var differences: [Int: ValueDifference] = [:]
      for step in alignment.steps {
        switch step {
        case .paired(let before, let after), .moved(let before, let after):
          differences[after] = between(olds[before], news[after])
        case .kept, .removed, .added: break
        }
      }
      return .elements(
        Elements(olds: olds, news: news, alignment: alignment, differences: differences))
    default:
      return .replaced(old: old, new: new)
    }
  }

  private static func change(_ member: JSONMembers.Inequality) -> Member.Change {
    guard let old = member.old else { return .added(member.new ?? .null) }
    guard let new = member.new else { return .removed(old) }
    return .changed(ofUnequal(old, new))
  }
}
