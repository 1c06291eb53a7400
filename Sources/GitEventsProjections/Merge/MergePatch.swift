extension JSONValue {
  /// Applies a JSON Merge Patch, as RFC 7396 defines it.
  ///
  /// Members of the patch replace the value's members, objects are merged, and null removes.
  /// Numbers keep their digits. Happens in place: what the patch does not name is neither copied
  /// nor looked at.
  ///
  /// - Parameter patch: The patch; if it is no object, it becomes the value.
  package mutating func merge(_ patch: JSONValue) {
    guard case .object(let changes) = patch else {
      self = patch
      return
    }
    var members: JSONMembers
    if case .object(let own) = self { members = own } else { members = JSONMembers() }
    // Now the members have one owner and can be changed where they are.
    self = .null
    for change in changes {
      if case .null = change.value {
        members.remove(change.name)
      } else if members.update(change.name, { $0.merge(change.value) }) == nil {
        members.set(change.name, to: change.value.withoutNulls)
      }
    }
    self = .object(members)
  }

  /// The value as a patch leaves it where nothing was: objects lose the members that are null.
  private var withoutNulls: JSONValue {
    guard case .object(let members) = self, hasNullMember else { return self }
    let kept = members.compactMap { member in
      member.value == .null ? nil : JSONMember(name: member.name, value: member.value.withoutNulls)
    }
    return .object(JSONMembers(sorted: kept))
  }

  /// Whether an object has a null member, itself or below: arrays are taken as they are.
  private var hasNullMember: Bool {
    guard case .object(let members) = self else { return false }
    return members.contains { $0.value == .null || $0.value.hasNullMember }
  }
}
