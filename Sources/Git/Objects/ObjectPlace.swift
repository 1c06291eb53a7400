/// Where an object may lie: a guess that spares looking it up.
///
/// A guess says nothing about the object, and whoever follows one checks the object's name. So all guesses are equal, and
/// what holds one is compared by what it says otherwise.
package struct ObjectPlace: Sendable, Equatable {
  /// The pack's number among those that this process has opened; 0 for none.
  let pack: Int
  /// Where the entry begins.
  let offset: Int

  /// No guess.
  package static let unknown = ObjectPlace(pack: 0, offset: 0)

  /// The order in which it is good to read what lies at several places.
  package var rank: Int { pack << 40 | min(offset, 1 << 40 - 1) }

  /// Whether there is a guess.
  var isKnown: Bool { pack != 0 }

  package static func == (left: ObjectPlace, right: ObjectPlace) -> Bool { true }
}
