import Git

/// Reads objects and names each anew with collision detection, as git does when it lets an object in.
///
/// The reader beneath checks what it reads by a plain hash, which is enough for what was let in. A verifier does not know
/// how an object came to be there.
struct CheckedObjects: ObjectReading {
  private let objects: any ObjectReading

  init(_ objects: any ObjectReading) {
    self.objects = objects
  }

  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject {
    try checked(objects.object(id, limit: limit), id)
  }

  func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject {
    try checked(objects.object(id, kind, at: place, limit: limit), id)
  }

  private func checked(_ object: GitObject, _ id: ObjectID) throws(GitError) -> GitObject {
    let name: ObjectID
    do throws(GitError) {
      name = try ObjectHasher.id(of: object.kind, object.bytes)
    } catch {
      throw .damagedObject(id, reason: "its bytes are an attack on SHA-1")
    }
    guard name == id else { throw .damagedObject(id, reason: "its bytes have the name \(name)") }
    return object
  }
}
