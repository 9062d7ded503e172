import Plans
import Records
import Synchronization

/// What a finished run left that others need: where its outputs lie, and what was said of it. The outputs
/// themselves stay in the object store until somebody reads them.
struct RunResult: Sendable, Hashable {
  /// As it was said of its first places.
  var record: RunRecord
  /// `nil` without validation rows or after divergence.
  var validationScore: ValidationScore?
  /// Whether its best epoch is the last one it was allowed.
  var isCutShort: Bool
}

/// Results of a job's runs by key, filled by several threads.
final class RunResults: Sendable {
  private let results = Mutex<[RunKey: RunResult]>([:])

  func record(_ result: RunResult, of key: RunKey) {
    results.withLock { $0[key] = result }
  }

  subscript(key: RunKey) -> RunResult? {
    results.withLock { $0[key] }
  }
}
