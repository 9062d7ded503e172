import Records
import Synchronization

/// What a finished run left that later stages need: where its outputs lie and how it scored on
/// validation. The outputs themselves stay in the object store until somebody reads them.
struct RunResult: Sendable, Hashable {
  var key: String
  var products: String
  var status: RunRecord.Status
  var reason: String?
  /// `nil` without validation rows or after divergence.
  var validationScore: ValidationScore?
  /// Whether its best epoch is the last one it was allowed.
  var isCutShort: Bool
}

/// Results of a job's runs by place in the plan and by key, filled by several threads.
final class RunResults: Sendable {
  private struct State {
    var byOrdinal: [Int: RunResult] = [:]
    var byKey: [String: RunResult] = [:]
  }

  private let state = Mutex(State())

  func record(_ result: RunResult, ordinals: [Int]) {
    state.withLock { state in
      state.byKey[result.key] = result
      for ordinal in ordinals { state.byOrdinal[ordinal] = result }
    }
  }

  subscript(ordinal: Int) -> RunResult? {
    state.withLock { $0.byOrdinal[ordinal] }
  }

  subscript(key key: String) -> RunResult? {
    state.withLock { $0.byKey[key] }
  }
}
