import Synchronization

/// What the packs of one object database share: memory that must be bounded over all of them.
final class PackTools: Sendable {
  let bases = DeltaBases()
  /// Names are met in no order, so an index is wanted as a whole.
  let indexPages = ResidentPages(bytes: 80 << 20)
  let packPages = ResidentPages(bytes: 48 << 20)
  private let lastSerial = Atomic<Int>(0)

  /// Draws a number that no other pack has, 1 or more.
  func nextSerial() -> Int { lastSerial.wrappingAdd(1, ordering: .relaxed).newValue }
}
