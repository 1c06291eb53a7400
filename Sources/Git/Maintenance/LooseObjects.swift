/// The objects of a repository that are files of their own.
struct LooseObjects {
  private let objectsDirectory: String

  /// Names the folder of objects.
  init(_ objectsDirectory: String) {
    self.objectsDirectory = objectsDirectory
  }

  /// Whether there are about so many or more, as git estimates it: from one of the 256 folders.
  ///
  /// - Parameter count: How many.
  /// - Returns: True from about that number on.
  func areMore(than count: Int) -> Bool { names(in: "17").count * 256 >= count }

  /// Lists them.
  ///
  /// - Returns: Their names with the sizes of their files.
  func list() -> [(id: ObjectID, bytes: Int)] {
    var found: [(id: ObjectID, bytes: Int)] = []
    for byte in 0...255 {
      let name = String(byte, radix: 16)
      found += names(in: name.utf8.count == 1 ? "0" + name : name)
    }
    return found
  }

  private func names(in name: String) -> [(id: ObjectID, bytes: Int)] {
    guard let folder = try? Folder(objectsDirectory + "/" + name),
      let entries = try? folder.entries()
    else { return [] }
    return entries.compactMap { entry in
      guard let id = ObjectID(hex: Array(name.utf8) + entry.name) else { return nil }
      let bytes = String(validating: entry.name, as: UTF8.self)
        .flatMap { folder.status(of: $0)?.bytes }
      return (id, bytes ?? 0)
    }
  }
}
