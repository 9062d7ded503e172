internal import GRDB
internal import GRDBSQLite

extension Database {
  /// What the operating system said when SQLite last failed to open, read or write a file.
  var systemError: Int32 { sqlite3_system_errno(sqliteConnection) }

  /// Keeps `-wal` and `-shm` when the last connection closes, so that a reader who may not write
  /// the folder can still open the ledger.
  func makeWALPersistent() throws {
    var isPersistent: CInt = 1
    let code = sqlite3_file_control(
      sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
