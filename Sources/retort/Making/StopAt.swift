import Foundation
import Glibc
import Inbox
import Synchronization

/// A rehearsal of sudden death: `RETORT_STOP_AT=claimed` ends this process, as `kill -9` would, when
/// it first comes to that step; `claimed:3`, when it comes there for the third time.
///
/// The operator's environment alone may ask for it; it is there for the tests that show that no such
/// end loses anything.
enum StopAt {
  static let variable = "RETORT_STOP_AT"

  /// - Throws: `TroubleError` where the step is none: a rehearsal that ends nothing would show nothing.
  static func guardian(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(TroubleError) -> CrossingGuard {
    guard let wish = environment[variable] else { return { _ in } }
    let parts = wish.split(separator: ":", omittingEmptySubsequences: false)
    let count = parts.count == 2 ? Int(parts[1]) : 1
    guard parts.count <= 2, let count, count > 0, let step = Crossing(rawValue: String(parts[0]))
    else {
      let known = Crossing.allCases.map(\.rawValue).joined(separator: ", ")
      throw TroubleError(
        """
        \(variable) is '\(wish)'
          expected: STEP or STEP:COUNT, with a step out of \(known)
          remedy: unset it, unless this process is to end there
        """)
    }
    let passed = CrossingCount()
    return { crossing in
      guard crossing == step, passed.next() == count else { return }
      kill(getpid(), SIGKILL)
    }
  }
}

/// How often the step has been taken.
private final class CrossingCount: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
