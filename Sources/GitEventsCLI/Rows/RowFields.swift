import GitEvents

/// The fields of an event as JSON.
enum RowField: Int, CaseIterable {
  case stream, version, id, type, time, occurred, actor, recorder, correlation, causation, schema
  case data, metadata, position, commit, expect

  private static let names = allCases.map { Array("\($0)".utf8) }

  /// Finds a field.
  ///
  /// - Parameter name: Its name. Nil is the answer where no field has it.
  init?(named name: String) {
    let name = name.utf8
    // Each row names several: most names differ in length or in how they begin.
    for (place, known) in RowField.names.enumerated()
    where known.count == name.count && known.first == name.first && known.elementsEqual(name) {
      self.init(rawValue: place)
      return
    }
    return nil
  }

  /// Its name.
  var name: String { String(decoding: RowField.names[rawValue], as: UTF8.self) }
}

/// The fields that one row has, read as what they must be.
struct RowFields {
  private let members: [JSONObjectMembers.Member]
  /// For each field, which member it is, or -1.
  private var places = SIMD16<Int8>(repeating: -1)

  /// Takes the members of a row.
  ///
  /// - Parameter members: The members, no two of the same name.
  /// - Throws: A `RowProblem` where one of them is no field.
  init(_ members: [JSONObjectMembers.Member]) throws(RowProblem) {
    self.members = members
    for (place, member) in members.enumerated() {
      guard let field = RowField(named: member.name) else {
        throw RowProblem("unknown field \"\(VisibleText.line(member.name))\"", at: member.offset)
      }
      places[field.rawValue] = Int8(truncatingIfNeeded: place)
    }
  }

  subscript(_ field: RowField) -> JSONMemberValue? {
    let place = Int(places[field.rawValue])
    return place < 0 ? nil : members[place].value
  }

  /// Which fields there are.
  var names: Set<RowField> { Set(RowField.allCases.filter { places[$0.rawValue] >= 0 }) }

  func string(_ field: RowField) throws(RowProblem) -> String? {
    try convert(field) { (value) throws(JSONError) in try value.string() }
  }

  func text(_ field: RowField) throws(RowProblem) -> JSONText? {
    try convert(field) { (value) throws(JSONError) in try value.text() }
  }

  func integer(_ field: RowField, atLeast least: Int) throws(RowProblem) -> Int? {
    let number = try convert(field) { (value) throws(JSONError) in try value.integer() }
    if let number, number < least { throw problem(field, "is at least \(least)") }
    return number
  }

  /// Reads a field by one of the model's own rules.
  func read<Value>(
    _ field: RowField, _ make: (String) throws(EventStoreError) -> Value
  ) throws(RowProblem) -> Value? {
    guard let text = try string(field) else { return nil }
    do throws(EventStoreError) {
      return try make(text)
    } catch {
      throw problem(field, error.message)
    }
  }

  func occurred() throws(RowProblem) -> OccurredTime? {
    guard let text = try string(.occurred) else { return nil }
    guard let time = OccurredTime(rfc3339: text) else {
      throw problem(.occurred, "is no RFC 3339 time")
    }
    return time
  }

  func time() throws(RowProblem) -> Timestamp? {
    guard let text = try string(.time) else { return nil }
    guard let time = Timestamp(rfc3339: text) else { throw problem(.time, "is no RFC 3339 time") }
    return time
  }

  func commit() throws(RowProblem) -> CommitID? {
    guard let text = try string(.commit) else { return nil }
    guard let commit = CommitID(text) else {
      throw problem(.commit, "is no commit id of 40 digits")
    }
    return commit
  }

  /// Reads `expect` and `version`, which says the same of the version after the event.
  func expectation() throws(RowProblem) -> ExpectedVersion {
    let version = try integer(.version, atLeast: 1)
    guard let value = self[.expect] else { return version.map { .version($0 - 1) } ?? .any }
    let expected: ExpectedVersion?
    if value.kind == .number {
      expected = try integer(.expect, atLeast: 0).map { .version($0) }
    } else {
      expected = try string(.expect).flatMap { ExpectedVersion(option: $0) }
    }
    guard let expected else {
      throw problem(.expect, "is a version, \"any\", \"none\", \"exists\" or \"@COMMIT\"")
    }
    if let version, expected != .any, expected != .version(version - 1) {
      throw problem(.expect, "does not agree with \"version\"")
    }
    return version.map { .version($0 - 1) } ?? expected
  }

  private func convert<Value>(
    _ field: RowField, _ read: (JSONMemberValue) throws(JSONError) -> Value
  ) throws(RowProblem) -> Value? {
    guard let value = self[field] else { return nil }
    do throws(JSONError) {
      return try read(value)
    } catch {
      throw RowProblem("\"\(field.name)\": \(error.reason)", at: error.offset)
    }
  }

  private func problem(_ field: RowField, _ reason: String) -> RowProblem {
    RowProblem("\"\(field.name)\": \(reason)", at: self[field]?.range.lowerBound)
  }
}
