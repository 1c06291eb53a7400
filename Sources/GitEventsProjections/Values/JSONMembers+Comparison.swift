extension JSONMembers {
  /// A member that is not the same in two objects.
  struct Inequality {
    let name: JSONString
    /// Its value in the first object; nil where that has no such member.
    let old: JSONValue?
    /// Its value in the second object; nil where that has no such member.
    let new: JSONValue?
  }

  /// Finds the members that are not the same in another object.
  ///
  /// What both objects share in memory, because one was made from the other, is hardly looked at.
  ///
  /// - Parameter other: The other object.
  /// - Returns: The members in order; none where the objects are equal.
  func inequalities(to other: JSONMembers) -> [Inequality] {
    var (olds, news) = (arrays[...], other.arrays[...])
    Self.dropEqualArrays(&olds, &news)
    while let old = olds.last, let new = news.last, old == new {
      olds.removeLast()
      news.removeLast()
    }
    var result: [Inequality] = []
    var left = Iterator(olds)
    var right = Iterator(news)
    var old = left.next()
    var new = right.next()
    while true {
      switch (old, new) {
      case (nil, nil): return result
      case (let before?, nil):
        result.append(Inequality(name: before.name, old: before.value, new: nil))
        old = left.next()
      case (nil, let after?):
        result.append(Inequality(name: after.name, old: nil, new: after.value))
        new = right.next()
      case (let before?, let after?):
        let order = before.name.contents.compared(to: after.name.contents)
        if order != 0 || before.value != after.value {
          result.append(
            Inequality(
              name: order > 0 ? after.name : before.name, old: order > 0 ? nil : before.value,
              new: order < 0 ? nil : after.value))
        }
        if order <= 0 { old = left.next() }
        if order >= 0 { new = right.next() }
      }
    }
  }

  /// Drops arrays of members from the beginning as long as they are equal in both lists.
  ///
  /// Arrays that are the same in memory are equal without a look at their members.
  static func dropEqualArrays(
    _ olds: inout ArraySlice<[JSONMember]>, _ news: inout ArraySlice<[JSONMember]>
  ) {
    while let old = olds.first, let new = news.first, old == new {
      olds.removeFirst()
      news.removeFirst()
    }
  }

  /// The arrays into which the members are cut.
  var arrays: [[JSONMember]] {
    switch storage {
    case .few(let members): [members]
    case .many(let arrays): arrays
    }
  }
}
