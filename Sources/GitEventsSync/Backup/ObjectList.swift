import Git

/// Objects as git reads them from standard input: a name a line.
struct ObjectList {
  private(set) var text: [UInt8] = []

  /// Lists objects.
  init(_ ids: some Sequence<ObjectID>) {
    for id in ids { add(id) }
  }

  /// Lists objects that are left out, with all that they lead to.
  mutating func exclude(_ ids: some Sequence<ObjectID>) {
    for id in ids {
      text.append(UInt8(ascii: "^"))
      add(id)
    }
  }

  private mutating func add(_ id: ObjectID) {
    id.appendHex(to: &text)
    text.append(UInt8(ascii: "\n"))
  }
}
