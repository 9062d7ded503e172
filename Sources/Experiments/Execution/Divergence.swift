import Networks

/// Divergence is a result like any other; every other error stops the job.
enum Divergence {
  static func isOne(_ error: any Error) -> Bool {
    if error is DivergenceError { return true }
    if case RunFailure.teacherDiverged = error { return true }
    return false
  }
}
