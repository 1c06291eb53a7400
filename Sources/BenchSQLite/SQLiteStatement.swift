import CSQLite

/// Owns a prepared statement.
package final class SQLiteStatement {
  private let handle: OpaquePointer
  // Held so that the connection is closed after its statements.
  private let connection: SQLiteConnection

  init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds a text.
  ///
  /// - Parameters:
  ///   - index: The parameter's place, from 1.
  ///   - text: The text.
  package func bind(_ index: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = git_events_sqlite_bind_text(
          handle, index, characters.baseAddress, Int32(characters.count))
      }
    }
  }

  /// Binds an integer.
  ///
  /// - Parameters:
  ///   - index: The parameter's place, from 1.
  ///   - integer: The integer.
  package func bind(_ index: Int32, _ integer: Int) {
    sqlite3_bind_int64(handle, index, Int64(integer))
  }

  /// Runs the statement once and makes it ready for the next time.
  ///
  /// - Throws: What SQLite refuses.
  package func run() throws(SQLiteFailure) {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      throw connection.failure("step", code)
    }
  }
}
