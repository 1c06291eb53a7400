/// The maps that come with the program, by the names that `--map` takes.
///
/// They are files in `Maps`, beside this one; each explains itself in its first lines. The build puts their bytes into
/// the code.
enum ShippedMaps {
  private static let all: [(name: String, source: [UInt8])] = [
    ("cloudevents", PackageResources.cloudevents_jq),
    ("kurrentdb", PackageResources.kurrentdb_jq),
    ("message-db", PackageResources.message_db_jq),
    ("rows", PackageResources.rows_jq),
  ]

  /// The names of all maps.
  static var names: [String] { all.map(\.name) }

  /// Finds a map.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The jq program; nil where no map has the name.
  static func source(_ name: String) -> String? {
    all.first { $0.name == name }.map { String(decoding: $0.source, as: UTF8.self) }
  }
}
