import Distillation
import Glibc
import Information
import Plans
import Records
import Specifications
import Synchronization
import Testing

@testable import Experiments

@Suite("The queue of a plan's pieces") struct PlanQueueTests {
  /// One run a seed of a teacher and of what reads it.
  private static func chain(seeds: Int = 1) -> Plan {
    var builder = PlanBuilder(seeds: seeds)
    builder.begin(.silent)
    let teacher = builder.add(SilentStage(name: "teacher"), at: Place(.teacher, phase: ""))
    _ = builder.add(
      SilentStage(name: "reader", inputs: [.teacher]), at: Place(.student, phase: ""),
      reading: [.teacher: teacher])
    return builder.plan
  }

  /// A teacher, a verdict on it, and a distilled student behind the verdict.
  private static func gated(seeds: Int) -> Plan {
    var builder = PlanBuilder(seeds: seeds)
    builder.begin(.silent)
    let gate = Plan.Gate("pair")
    let teacher = builder.add(SilentStage(name: "teacher"), at: Place(.teacher, phase: ""))
    _ = builder.verdict("protocol", opening: gate, reading: [.teacher: teacher])
    builder.gate = gate
    _ = builder.add(SilentStage(name: "distilled"), at: Place(.distilled, phase: ""))
    return builder.plan
  }

  private func queue(
    _ plan: Plan, unless isStopRequested: @escaping @Sendable () -> Bool = { false },
    onExpected: @escaping @Sendable ([Int]) -> Void = { _ in }
  ) -> PlanQueue {
    PlanQueue(PlanState(plan, environment: "any"), unless: isStopRequested, onExpected: onExpected)
  }

  private func run(_ piece: PlanQueue.Piece?) throws -> DueRun {
    guard case .run(let run) = piece else {
      throw WrongPiece(found: "\(String(describing: piece))")
    }
    return run
  }

  private struct WrongPiece: Error { var found: String }
  private struct Broken: Error, Equatable { var number: Int }

  /// What another thread is given, which asks now and may have to wait.
  private final class Asking: Sendable {
    private let piece = ResultSlots<PlanQueue.Piece?>(count: 1)
    private let thread: WorkThread?

    init(_ queue: PlanQueue) {
      let (isAsking, piece) = (Wish(), piece)
      thread = WorkThread {
        isAsking.set()
        piece[0] = .some(queue.take())
      }
      isAsking.wait()
      // Time enough to find that nothing is due: whoever does not wait then has its answer by now.
      usleep(20_000)
    }

    var hasAnswer: Bool { piece[0] != nil }

    func answer() throws -> PlanQueue.Piece? {
      try #require(thread).join()
      return try #require(piece[0])
    }
  }

  /// Something that comes true once, and is seen from another thread.
  private final class Wish: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
    func wait() { while !isSet { sched_yield() } }
  }

  // MARK: - Waiting

  @Test("hands out a run as soon as what it reads has ended, and nothing once all have")
  func order() throws {
    let queue = queue(Self.chain(seeds: 2))
    let first = [try run(queue.take()), try run(queue.take())]
    #expect(first.map(\.ordinals) == [[0], [1]])
    queue.finish(first[1], FinishedScore())
    let second = try run(queue.take())
    #expect(second.ordinals == [3], "seed 1 of the reader waits for its own teacher alone")
    queue.finish(first[0], FinishedScore())
    let third = try run(queue.take())
    #expect(third.ordinals == [2])
    queue.finish(second, FinishedScore())
    queue.finish(third, FinishedScore())
    #expect(queue.take() == nil)
    #expect(try queue.outcome().unfilled == [])
  }

  @Test("lets a thread that finds nothing wait while another may open more")
  func waits() throws {
    let queue = queue(Self.chain())
    let teacher = try run(queue.take())
    let other = Asking(queue)
    #expect(!other.hasAnswer)
    queue.finish(teacher, FinishedScore())
    let reader = try run(other.answer())
    #expect(reader.ordinals == [1])
    // The last piece ends: whoever waits is told that there is nothing more.
    let last = Asking(queue)
    #expect(!last.hasAnswer)
    queue.finish(reader, FinishedScore())
    #expect(try last.answer() == nil)
  }

  @Test("is empty at once where a plan has no runs")
  func none() throws {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.silent)
    let queue = queue(builder.plan)
    #expect(queue.take() == nil)
    #expect(try queue.outcome().unfilled == [])
  }

  // MARK: - Errors and stops

  @Test("ends every thread with the first error, which is what it came to")
  func failure() throws {
    let queue = queue(Self.chain(seeds: 2))
    let runs = [try run(queue.take()), try run(queue.take())]
    let other = Asking(queue)
    #expect(!other.hasAnswer)
    queue.fail(Broken(number: 1))
    #expect(try other.answer() == nil)
    // What was under way ends as it may; nothing new begins.
    queue.finish(runs[0], FinishedScore())
    queue.fail(Broken(number: 2))
    #expect(queue.take() == nil)
    #expect(throws: Broken(number: 1)) { try queue.outcome() }
  }

  @Test("ends every thread where it is asked to stop, before a piece is handed out")
  func stop() throws {
    let wish = Wish()
    let queue = queue(Self.chain(seeds: 2), unless: { wish.isSet })
    let runs = [try run(queue.take()), try run(queue.take())]
    let others = [Asking(queue), Asking(queue)]
    wish.set()
    // It opens the reader of its seed, which nobody is given any more.
    queue.finish(runs[0], FinishedScore())
    for other in others { #expect(try other.answer() == nil) }
    queue.finish(runs[1], FinishedScore())
    #expect(queue.take() == nil)
    #expect(throws: Stopped.self) { try queue.outcome() }
  }

  @Test("says an error before a stop: it would come back")
  func failingStop() throws {
    let wish = Wish()
    let queue = queue(Self.chain(), unless: { wish.isSet })
    _ = try run(queue.take())
    wish.set()
    queue.fail(Broken(number: 7))
    #expect(queue.take() == nil)
    #expect(throws: Broken(number: 7)) { try queue.outcome() }
  }

  @Test("is no stop where the wish comes after the last piece was taken")
  func late() throws {
    let wish = Wish()
    let queue = queue(Self.gated(seeds: 1), unless: { wish.isSet })
    queue.finish(try run(queue.take()), FinishedScore())
    guard case .estimate(let due, let seed) = queue.take() else { throw WrongPiece(found: "") }
    queue.finish(nil, of: due, seed: seed)
    guard case .verdict = queue.take() else { throw WrongPiece(found: "") }
    queue.announce(due)
    let last = try run(queue.take())
    wish.set()
    queue.finish(last, FinishedScore())
    #expect(queue.take() == nil)
    #expect(try queue.outcome().unfilled == [])
  }

  // MARK: - Verdicts

  @Test("asks for an estimate a seed, then for the verdict, and opens the gate once it is written")
  func verdicts() throws {
    let queue = queue(Self.gated(seeds: 3))
    for run in try (0..<3).map({ _ in try run(queue.take()) }) {
      queue.finish(run, FinishedScore())
    }
    var estimates: [(due: DueVerdict, seed: Int)] = []
    for _ in 0..<3 {
      guard case .estimate(let due, let seed) = queue.take() else { throw WrongPiece(found: "") }
      estimates.append((due, seed))
    }
    #expect(estimates.map(\.seed) == [0, 1, 2])
    // They end in another order; those of seed 1 say nothing.
    for (due, seed) in estimates.reversed() {
      let estimate: VerdictEstimate? =
        seed == 1 ? nil : .failure(.tooFewRows(found: seed, needed: 9))
      queue.finish(estimate, of: due, seed: seed)
    }
    guard case .verdict(let due, let said) = queue.take() else { throw WrongPiece(found: "") }
    #expect(
      said.map { estimate -> InformationError? in
        guard case .failure(let error) = estimate else { return nil }
        return error
      } == [.tooFewRows(found: 0, needed: 9), nil, .tooFewRows(found: 2, needed: 9)])
    let other = Asking(queue)
    #expect(!other.hasAnswer, "no student is distilled while the verdict is being written")
    queue.announce(due)
    #expect(try run(other.answer()).ordinals == [3])
  }

  // MARK: - What is expected

  private struct Search: CandidateSearch {
    func next(scores: (Int) -> [ValidationScore?]?, origin: Computation?) -> SearchStep {
      scores(1) == nil ? .compute([1]) : .chosen(1)
    }
  }

  @Test("leaves what a search did not ask for unfilled, and says what it expects as it asks")
  func searches() throws {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.silent)
    let candidates = (0..<3).map {
      builder.add(
        SilentStage(name: "\($0)"), at: Place(.student, words: "\($0)", phase: ""), isOptional: true
      )
    }
    let chosen = builder.choose(among: candidates, by: .search(Search(), from: nil))
    _ = builder.derive(from: [chosen], at: Place(.smoothed, phase: "")) { $0[0] }
    let expected = Mutex<[[Int]]>([])
    let queue = queue(
      builder.plan, onExpected: { ordinals in expected.withLock { $0.append(ordinals) } })
    let asked = try run(queue.take())
    #expect(asked.ordinals == [1])
    queue.finish(asked, FinishedScore())
    let again = try run(queue.take())
    #expect(again.ordinals == [3] && again.isFinished, "the same run fills the place of its choice")
    queue.finish(again, FinishedScore())
    #expect(queue.take() == nil)
    let outcome = try queue.outcome()
    #expect(outcome.unfilled == [0, 2])
    #expect(outcome.plan.winner(of: chosen) == candidates[1])
    #expect(expected.withLock { $0 } == [[1, 3], [1, 3]])
  }
}
