import Synchronization
import Testing

@testable import Experiments

@Suite("The gate of a worker's frames") struct EmissionGateTests {
  private struct Gone: Error {}

  private static func frame(_ thread: Int, _ number: Int) -> WorkerFrame {
    .progress(WorkerProgress(stage: "\(thread)", done: number, total: 100))
  }

  @Test("lets one thread speak at a time, and each in its own order")
  func single() throws {
    let isSpeaking = Atomic(false)
    let said = Mutex<[WorkerFrame]>([])
    let gate = EmissionGate { frame in
      let (wasFree, _) = isSpeaking.compareExchange(
        expected: false, desired: true, ordering: .sequentiallyConsistent)
      #expect(wasFree)
      said.withLock { $0.append(frame) }
      isSpeaking.store(false, ordering: .sequentiallyConsistent)
    }
    try ParallelRuns.perform(Array(0..<4), workers: 4) { thread in
      for number in 0..<100 { try gate.emit(Self.frame(thread, number)) }
    }
    let frames = said.withLock { $0 }
    for thread in 0..<4 {
      let own = frames.filter {
        if case .progress(let progress) = $0 { progress.stage == "\(thread)" } else { false }
      }
      #expect(own == (0..<100).map { Self.frame(thread, $0) })
    }
  }

  @Test("tells the one who speaks that nobody listens, and is open to the next")
  func failure() throws {
    let calls = Atomic(0)
    let gate = EmissionGate { _ in
      if calls.add(1, ordering: .relaxed).newValue == 1 { throw Gone() }
    }
    #expect(throws: Gone.self) { try gate.emit(.stopped) }
    try gate.emit(.stopped)
    #expect(calls.load(ordering: .relaxed) == 2)
  }
}
