import Networks

/// Divergence is a result like any other; every other error stops the job.
enum Divergence {
  static func isOne(_ error: any Error) -> Bool {
    switch error {
    case is DivergenceError, RunFailure.teacherDiverged, RunFailure.studentDiverged: true
    default: false
    }
  }
}
