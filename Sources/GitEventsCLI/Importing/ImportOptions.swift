import GitEvents

/// How an import makes events of rows.
struct ImportOptions: Sendable {
  /// Who records the events.
  let recorder: Actor
  /// The name that stands for the input in derived ids; nil where the user must say one.
  var source: String?
  /// Whether every row gets a new id, whatever id it has.
  var makesNewIDs = false
  /// Whether rows keep the times at which, and the names under which, another store recorded them.
  var keepsTimes = false
}
