import Foundation
import Information
import Plans
import Records

/// Hands out the pieces of a plan, to several threads, each as soon as everything it reads is there.
///
/// A thread that finds nothing waits while others work: what they finish may open more.
final class PlanQueue: @unchecked Sendable {
  enum Piece: Sendable {
    case run(DueRun)
    /// What the outputs of one seed say, for a verdict.
    case estimate(DueVerdict, seed: Int)
    /// All estimates of a verdict are there; one a seed, `nil` for seeds without outputs.
    case verdict(DueVerdict, [VerdictEstimate?])
  }

  private struct OpenVerdict {
    var estimates: [VerdictEstimate?]
    var missing: Int
  }

  private let isStopRequested: @Sendable () -> Bool
  /// Told which places will be filled as far as is known.
  private let onExpected: @Sendable ([Int]) -> Void
  /// Guards what follows.
  private let condition = NSCondition()
  private var state: PlanState
  private var pieces: [Piece] = []
  private var next = 0
  private var underWay = 0
  private var openVerdicts: [Plan.ID: OpenVerdict] = [:]
  private var failure: (any Error)?
  private var isStopped = false

  init(
    _ state: PlanState, unless isStopRequested: @escaping @Sendable () -> Bool,
    onExpected: @escaping @Sendable ([Int]) -> Void
  ) {
    self.state = state
    self.isStopRequested = isStopRequested
    self.onExpected = onExpected
  }

  /// The next piece; `nil` where no more will come.
  func take() -> Piece? {
    condition.withLock {
      while true {
        guard failure == nil, !isStopped else { return nil }
        if next < pieces.count || refill() {
          guard !isStopRequested() else {
            isStopped = true
            condition.broadcast()
            return nil
          }
          underWay += 1
          next += 1
          return pieces[next - 1]
        }
        guard underWay > 0 else {
          condition.broadcast()
          return nil
        }
        condition.wait()
      }
    }
  }

  // MARK: - What has ended

  func finish(_ run: DueRun, _ score: FinishedScore) {
    end { state.finish(run.key, score) }
  }

  func finish(_ estimate: VerdictEstimate?, of verdict: DueVerdict, seed: Int) {
    end {
      guard var open = openVerdicts[verdict.node] else { return }
      open.estimates[seed] = estimate
      open.missing -= 1
      openVerdicts[verdict.node] = open
      if open.missing == 0 { pieces.append(.verdict(verdict, open.estimates)) }
    }
  }

  /// Once it is written.
  func announce(_ verdict: DueVerdict) {
    end { state.announce(verdict.node) }
  }

  func fail(_ error: any Error) {
    end { if failure == nil { failure = error } }
  }

  /// What the plan came to, once no thread is at work any more.
  ///
  /// - Throws: the first error of a piece, else `Stopped` where pieces were left.
  func outcome() throws -> (plan: CompletedPlan, unfilled: [Int]) {
    try condition.withLock {
      if let failure { throw failure }
      if isStopped { throw Stopped() }
      let unfilled = state.unfilled
      return (state.completed(), unfilled)
    }
  }

  // MARK: - With the lock held

  private func refill() -> Bool {
    // What was handed out is of no use any more.
    pieces.removeFirst(next)
    next = 0
    let runs = state.takeDue()
    let verdicts = state.takeDueVerdicts()
    guard !runs.isEmpty || !verdicts.isEmpty else { return false }
    onExpected(state.expected())
    for verdict in verdicts {
      let seeds = state.plan.seeds
      openVerdicts[verdict.node] = OpenVerdict(
        estimates: Array(repeating: nil, count: seeds), missing: seeds)
      pieces += (0..<seeds).map { .estimate(verdict, seed: $0) }
    }
    pieces += runs.map { .run($0) }
    condition.broadcast()
    return true
  }

  private func end(_ change: () -> Void) {
    condition.withLock {
      change()
      underWay -= 1
      condition.broadcast()
    }
  }
}

/// What one seed's outputs say, or why they say nothing.
typealias VerdictEstimate = Result<ComplementarityEstimate, InformationError>
