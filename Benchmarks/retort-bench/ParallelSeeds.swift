import Dispatch
import Synchronization

/// Does the work of every seed on a number of threads, as the runs of a job are spread over its workers.
enum ParallelSeeds {
  /// - Returns: what `body` returned, in the order of the seeds.
  static func map<Value: Sendable>(
    seeds: Int, workers: Int, _ body: @escaping @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    let results = Results<Value>(count: seeds)
    let threads = DispatchGroup()
    for _ in 0..<max(1, min(workers, seeds)) {
      DispatchQueue.global().async(group: threads) {
        while let seed = results.take() {
          results.put(Result { try body(seed) }, seed: seed)
        }
      }
    }
    threads.wait()
    return try results.values()
  }
}

/// The next seed to take, and what became of the others.
private final class Results<Value: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Int: Result<Value, any Error>] = [:]
  }

  private let state = Mutex(State())
  private let count: Int

  init(count: Int) { self.count = count }

  func take() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func put(_ result: Result<Value, any Error>, seed: Int) {
    state.withLock { $0.results[seed] = result }
  }

  func values() throws -> [Value] {
    try state.withLock { state in
      try (0..<count).compactMap { try state.results[$0]?.get() }
    }
  }
}
