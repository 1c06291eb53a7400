import CSQLite

/// Owns a connection to a database file, in the mode in which a careful user would run it: WAL, synchronous=FULL.
///
/// Used by one thread at a time.
package final class SQLiteConnection {
  private let handle: OpaquePointer

  /// The version of the library.
  package static var version: String { String(cString: sqlite3_libversion()) }

  /// Opens a database, making it where it is not there.
  ///
  /// - Parameter path: The file.
  /// - Throws: What SQLite refuses.
  package init(_ path: String) throws(SQLiteFailure) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close(opened)
      throw SQLiteFailure(call: "open \(path)", code: code, message: "cannot open")
    }
    handle = opened
    try execute("PRAGMA journal_mode=WAL")
    try execute("PRAGMA synchronous=FULL")
  }

  deinit { sqlite3_close(handle) }

  /// Runs statements that answer nothing.
  ///
  /// - Parameter sql: The statements.
  /// - Throws: What SQLite refuses.
  package func execute(_ sql: String) throws(SQLiteFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(sql, code) }
  }

  /// Prepares a statement that is run often.
  ///
  /// - Parameter sql: The statement.
  /// - Returns: The statement; it must not outlive the connection.
  /// - Throws: What SQLite refuses.
  package func prepare(_ sql: String) throws(SQLiteFailure) -> SQLiteStatement {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw failure(sql, code) }
    return SQLiteStatement(prepared, of: self)
  }

  func failure(_ call: String, _ code: Int32) -> SQLiteFailure {
    SQLiteFailure(call: call, code: code, message: String(cString: sqlite3_errmsg(handle)))
  }
}
