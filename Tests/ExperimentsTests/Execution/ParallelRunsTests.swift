import Glibc
import Synchronization
import Testing

@testable import Experiments

@Suite("Pieces of work side by side") struct ParallelRunsTests {
  /// The pieces that were done, in the order in which they ended.
  private final class Done: Sendable {
    private let pieces = Mutex<[Int]>([])

    func note(_ piece: Int) { pieces.withLock { $0.append(piece) } }
    var all: [Int] { pieces.withLock { $0 } }
  }

  private struct Broken: Error, Equatable { var piece: Int }

  @Test(
    "are each done once, with fewer workers than pieces and with more", arguments: [1, 2, 3, 64])
  func once(workers: Int) throws {
    let done = Done()
    try ParallelRuns.perform(Array(0..<40), workers: workers) { done.note($0) }
    #expect(done.all.sorted() == Array(0..<40))
  }

  @Test("are done where no worker was asked for: the calling thread is one", arguments: [0, -1])
  func caller(workers: Int) throws {
    let done = Done()
    try ParallelRuns.perform([5, 6], workers: workers) { done.note($0) }
    #expect(done.all == [5, 6])
  }

  @Test("come in their order with one worker")
  func order() throws {
    let done = Done()
    try ParallelRuns.perform([3, 1, 2], workers: 1) { done.note($0) }
    #expect(done.all == [3, 1, 2])
  }

  @Test("may be none, of which nothing is asked")
  func none() throws {
    let always: @Sendable () -> Bool = { true }
    try ParallelRuns.perform([Int](), workers: 3, unless: always) { _ in
      Issue.record("there is no piece")
    }
  }

  @Test("end with the first that fails, and nothing further is begun")
  func failure() {
    let done = Done()
    #expect(throws: Broken(piece: 2)) {
      try ParallelRuns.perform(Array(0..<9), workers: 1) { piece in
        if piece >= 2 { throw Broken(piece: piece) }
        done.note(piece)
      }
    }
    #expect(done.all == [0, 1])
  }

  @Test("that were begun when another failed are finished before the failure is thrown")
  func begun() {
    let done = Done()
    let isSlowBegun = Atomic(false)
    let hasFailed = Atomic(false)
    #expect(throws: Broken(piece: 0)) {
      try ParallelRuns.perform([0, 1], workers: 2) { piece in
        if piece == 0 {
          while !isSlowBegun.load(ordering: .acquiring) { sched_yield() }
          hasFailed.store(true, ordering: .releasing)
          throw Broken(piece: 0)
        }
        isSlowBegun.store(true, ordering: .releasing)
        while !hasFailed.load(ordering: .acquiring) { sched_yield() }
        done.note(piece)
      }
    }
    #expect(done.all == [1])
  }

  @Test("stop where they are asked to: what was done stays done", arguments: [0, 1, 4])
  func stop(after count: Int) {
    let done = Done()
    #expect(throws: Stopped.self) {
      try ParallelRuns.perform(
        Array(0..<5), workers: 1, unless: { done.all.count >= count }, { done.note($0) })
    }
    #expect(done.all == Array(0..<count))
  }

  @Test("are whole, and no stop, where the wish comes after the last was taken")
  func late() throws {
    let done = Done()
    try ParallelRuns.perform(
      Array(0..<5), workers: 1, unless: { done.all.count >= 5 }, { done.note($0) })
    #expect(done.all.count == 5)
  }
}
