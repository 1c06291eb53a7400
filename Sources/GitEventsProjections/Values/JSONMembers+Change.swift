extension JSONMembers {
  /// Sets a member's value, in its place or in a new one.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - value: Its value.
  package mutating func set(_ name: JSONString, to value: JSONValue) {
    // Whatever is changed is first taken out of the enumeration: two references would mean a copy.
    switch storage {
    case .few(var members):
      storage = .few([])
      Self.set(name, to: value, in: &members)
      guard members.count > Self.largestArray else {
        storage = .few(members)
        return
      }
      var arrays = [members]
      Self.divide(0, of: &arrays)
      storage = .many(arrays)
    case .many(var arrays):
      storage = .few([])
      let number = Self.array(for: name, in: arrays)
      Self.set(name, to: value, in: &arrays[number])
      if arrays[number].count > Self.largestArray { Self.divide(number, of: &arrays) }
      storage = .many(arrays)
    }
  }

  /// Removes a member.
  ///
  /// - Parameter name: The member's name.
  /// - Returns: Its value; nil where there is none.
  @discardableResult
  package mutating func remove(_ name: JSONString) -> JSONValue? {
    switch storage {
    case .few(var members):
      let place = Self.place(of: name, in: members)
      guard place.isFound else { return nil }
      storage = .few([])
      defer { storage = .few(members) }
      return members.remove(at: place.index).value
    case .many(var arrays):
      let number = Self.array(for: name, in: arrays)
      let place = Self.place(of: name, in: arrays[number])
      guard place.isFound else { return nil }
      storage = .few([])
      let value = arrays[number].remove(at: place.index).value
      if arrays[number].isEmpty { arrays.remove(at: number) }
      storage = arrays.isEmpty ? .few([]) : .many(arrays)
      return value
    }
  }

  /// Changes a member's value in place.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - change: Changes the value.
  /// - Returns: What `change` returned; nil where there is no such member.
  /// - Throws: What `change` threw.
  package mutating func update<Result, Failure: Error>(
    _ name: JSONString, _ change: (inout JSONValue) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    switch storage {
    case .few(var members):
      let place = Self.place(of: name, in: members)
      guard place.isFound else { return nil }
      storage = .few([])
      defer { storage = .few(members) }
      return try change(&members[place.index].value)
    case .many(var arrays):
      let number = Self.array(for: name, in: arrays)
      let place = Self.place(of: name, in: arrays[number])
      guard place.isFound else { return nil }
      storage = .few([])
      defer { storage = .many(arrays) }
      return try change(&arrays[number][place.index].value)
    }
  }

  private static func set(
    _ name: JSONString, to value: JSONValue, in members: inout [JSONMember]
  ) {
    let place = place(of: name, in: members)
    if place.isFound {
      members[place.index].value = value
    } else {
      members.insert(JSONMember(name: name, value: value), at: place.index)
    }
  }

  /// Cuts an array in two halves.
  private static func divide(_ number: Int, of arrays: inout [[JSONMember]]) {
    let whole = arrays[number]
    let half = whole.count / 2
    arrays[number] = Array(whole[..<half])
    arrays.insert(Array(whole[half...]), at: number + 1)
  }
}
