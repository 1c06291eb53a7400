import Synchronization

/// Keeps objects that differences are to: neighbours in a stream are differences to each other, one on top of the next.
///
/// What was used last is kept, in two halves: when the newer one is full, the older one is forgotten.
final class DeltaBases: Sendable {
  /// An entry of a pack.
  struct Place: Hashable {
    let pack: Int
    let offset: Int
  }

  /// An object that was made of an entry; its name has not been checked.
  struct Base {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  private struct Halves {
    var newer: [Place: Base] = [:]
    var older: [Place: Base] = [:]
    var newerBytes = 0
  }

  private static let halfBytes = 6 << 20
  /// A larger object is not kept.
  private static let largest = 1 << 20
  /// What an entry takes beside its bytes.
  private static let overhead = 128

  private let halves = Mutex(Halves())

  /// Looks an object up.
  ///
  /// - Parameter place: The entry.
  /// - Returns: Nil where it is not kept.
  func base(at place: Place) -> Base? {
    halves.withLock { halves in
      if let base = halves.newer[place] { return base }
      guard let base = halves.older[place] else { return nil }
      DeltaBases.keep(base, place, in: &halves)
      return base
    }
  }

  /// Keeps an object.
  ///
  /// - Parameters:
  ///   - base: The object.
  ///   - place: The entry.
  func keep(_ base: Base, at place: Place) {
    guard base.bytes.count <= DeltaBases.largest else { return }
    halves.withLock { DeltaBases.keep(base, place, in: &$0) }
  }

  private static func keep(_ base: Base, _ place: Place, in halves: inout Halves) {
    if halves.newerBytes > DeltaBases.halfBytes {
      halves.older = halves.newer
      halves.newer = [:]
      halves.newerBytes = 0
    }
    if halves.newer.updateValue(base, forKey: place) == nil {
      halves.newerBytes += base.bytes.count + DeltaBases.overhead
    }
  }
}
