internal import GRDB
import Glibc

extension LedgerError {
  /// SQLite's refusals in the ledger's words.
  ///
  /// - Parameter systemError: what the operating system said last to the connection; looked at only
  ///   where it is why SQLite refused.
  init(_ error: DatabaseError, path: String, systemError: Int32) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      // A full quota, and room that lacks for `-shm` or shows when a file is synchronised.
      switch systemError {
      case ENOSPC, EDQUOT: self = .full(path: path)
      case EROFS: self = .readOnly(path: path, reason: ObjectFile.reason(systemError))
      default: self = .database(path: path, message: error.message ?? "\(error)")
      }
    case .SQLITE_READONLY: self = .readOnly(path: path, reason: error.message ?? "\(error)")
    case .SQLITE_BUSY: self = .busy(path: path)
    case .SQLITE_NOTADB:
      self = .foreign(path: path, found: "a file that is no SQLite database")
    default: self = .database(path: path, message: error.message ?? "\(error)")
    }
  }
}
