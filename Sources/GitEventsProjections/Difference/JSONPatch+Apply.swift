extension JSONPatch {
  /// Applies the operations, all or none.
  ///
  /// - Parameter value: What to apply them to.
  /// - Returns: What became of it.
  /// - Throws: A ``JSONPatchError`` for the first operation that cannot be done.
  package func apply(to value: JSONValue) throws(JSONPatchError) -> JSONValue {
    var result = value
    for (index, operation) in operations.enumerated() {
      do {
        try result.apply(operation)
      } catch {
        throw JSONPatchError(operation: index, reason: error)
      }
    }
    return result
  }
}

extension JSONValue {
  /// Applies one operation; a value in which it fails may be spoiled.
  fileprivate mutating func apply(
    _ operation: JSONPatch.Operation
  ) throws(JSONPatchError.Reason) {
    switch operation {
    case .add(let path, let value):
      try add(value, at: path)
    case .remove(let path):
      _ = try remove(at: path, otherwise: .nothingAtPath)
    case .replace(let path, let value):
      try change(at: path.tokens[...], otherwise: .nothingAtPath) { $0 = value }
    case .move(let source, let path):
      // Also a move to where the value is needs something there.
      let value = try self.value(at: source, otherwise: .nothingAtSource)
      guard source != path else { return }
      guard !path.tokens.starts(with: source.tokens) else { throw .moveIntoItself }
      _ = try remove(at: source, otherwise: .nothingAtSource)
      try add(value, at: path)
    case .copy(let source, let path):
      try add(try value(at: source, otherwise: .nothingAtSource), at: path)
    case .test(let path, let value):
      guard try self.value(at: path, otherwise: .nothingAtPath).isEqual(underTest: value) else {
        throw .testFailed
      }
    }
  }

  private func value(
    at pointer: JSONPointer, otherwise reason: JSONPatchError.Reason
  ) throws(JSONPatchError.Reason) -> JSONValue {
    do {
      return try pointer.value(in: self)
    } catch {
      throw reason
    }
  }

  private mutating func add(
    _ value: JSONValue, at pointer: JSONPointer
  ) throws(JSONPatchError.Reason) {
    guard let last = pointer.tokens.last else {
      self = value
      return
    }
    try change(at: pointer.tokens.dropLast(), otherwise: .noContainer) {
      (container) throws(JSONPatchError.Reason) in
      switch container {
      case .object(var members):
        container = .null
        members.set(last, to: value)
        container = .object(members)
      case .array(var elements):
        let index = last == "-" ? elements.count : JSONPointer.index(last)
        guard let index, index <= elements.count else { throw .badIndex }
        container = .null
        elements.insert(value, at: index)
        container = .array(elements)
      default: throw .noContainer
      }
    }
  }

  private mutating func remove(
    at pointer: JSONPointer, otherwise reason: JSONPatchError.Reason
  ) throws(JSONPatchError.Reason) -> JSONValue {
    guard let last = pointer.tokens.last else { throw .documentRemoved }
    return try change(at: pointer.tokens.dropLast(), otherwise: reason) {
      (container) throws(JSONPatchError.Reason) in
      switch container {
      case .object(var members):
        container = .null
        guard let value = members.remove(last) else { throw reason }
        container = .object(members)
        return value
      case .array(var elements):
        guard let index = JSONPointer.index(last), index < elements.count else { throw reason }
        container = .null
        let value = elements.remove(at: index)
        container = .array(elements)
        return value
      default: throw reason
      }
    }
  }

  /// Changes the value at a place where it is.
  private mutating func change<Result>(
    at tokens: ArraySlice<JSONString>, otherwise reason: JSONPatchError.Reason,
    _ body: (inout JSONValue) throws(JSONPatchError.Reason) -> Result
  ) throws(JSONPatchError.Reason) -> Result {
    guard let token = tokens.first else { return try body(&self) }
    switch self {
    case .object(var members):
      self = .null
      let result = try members.update(token) { (value) throws(JSONPatchError.Reason) in
        try value.change(at: tokens.dropFirst(), otherwise: reason, body)
      }
      guard let result else { throw reason }
      self = .object(members)
      return result
    case .array(var elements):
      guard let index = JSONPointer.index(token), index < elements.count else { throw reason }
      self = .null
      let result = try elements[index].change(at: tokens.dropFirst(), otherwise: reason, body)
      self = .array(elements)
      return result
    default: throw reason
    }
  }

  /// Compares as section 4.6 says: numbers by what they mean, everything else exactly.
  private func isEqual(underTest other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let number), .number(let otherNumber)):
      number.isNumericallyEqual(to: otherNumber)
    case (.array(let elements), .array(let others)):
      elements.count == others.count
        && zip(elements, others).allSatisfy { $0.isEqual(underTest: $1) }
    case (.object(let members), .object(let others)):
      members.count == others.count
        && zip(members, others).allSatisfy {
          $0.name == $1.name && $0.value.isEqual(underTest: $1.value)
        }
    default: self == other
    }
  }
}
