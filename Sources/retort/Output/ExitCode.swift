/// What `retort` leaves with. Scripts and cron rely on these.
enum RetortExit {
  static let trouble: Int32 = 1
  static let usage: Int32 = 2
  static let jobFailed: Int32 = 10
  static let bundleRejected: Int32 = 11
  /// `verify` found a difference.
  static let differs: Int32 = 12
  /// `EX_TEMPFAIL`: another `watch`, `drain` or `run` holds the root.
  static let held: Int32 = 75
}

/// Ends a command with a code and, where nothing has been said yet, a message.
struct CommandFailure: Error {
  var code: Int32
  var message: String?

  init(_ code: Int32, _ message: String? = nil) {
    self.code = code
    self.message = message
  }
}
