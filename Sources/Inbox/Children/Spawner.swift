import Dispatch
import Foundation
import Synchronization

/// Starts every child, from one thread that lives as long as the spawner.
///
/// Children die with the thread that started them (`PR_SET_PDEATHSIG`), so that nothing goes on when
/// the daemon is killed; therefore that thread must not end before its time, as a pool's would.
public final class Spawner: Sendable {
  private let requests = SpawnRequests()

  public init() {
    let requests = requests
    let thread = Thread { Self.serve(requests) }
    thread.name = "retort-spawner"
    thread.start()
  }

  deinit { requests.append(nil) }

  /// Starts a program and returns once it runs.
  public func spawn(
    _ program: ChildProgram, input: Descriptor?, limits: ChildLimits
  ) throws(SpawnError) -> ChildProcess {
    let request = SpawnRequest(program: program, input: input, limits: limits)
    requests.append(request)
    return try request.result()
  }

  private static func serve(_ requests: SpawnRequests) {
    while let request = requests.next() { request.fulfil() }
  }
}

/// Waits in line for the spawning thread; `nil` ends it.
private final class SpawnRequests: Sendable {
  private let line = Mutex<[SpawnRequest?]>([])
  private let waiting = DispatchSemaphore(value: 0)

  func append(_ request: SpawnRequest?) {
    line.withLock { $0.append(request) }
    waiting.signal()
  }

  func next() -> SpawnRequest? {
    waiting.wait()
    return line.withLock { $0.removeFirst() }
  }
}

private final class SpawnRequest: Sendable {
  private let program: ChildProgram
  private let input: Descriptor?
  private let limits: ChildLimits
  private let outcome = Mutex<Result<ChildProcess, SpawnError>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(program: ChildProgram, input: Descriptor?, limits: ChildLimits) {
    self.program = program
    self.input = input
    self.limits = limits
  }

  func fulfil() {
    let result = Result { () throws(SpawnError) in
      try ChildProcess(starting: program, input: input, limits: limits)
    }
    outcome.withLock { $0 = result }
    done.signal()
  }

  func result() throws(SpawnError) -> ChildProcess {
    done.wait()
    guard let result = outcome.withLock({ $0 }) else {
      preconditionFailure("the spawning thread answered without a result")
    }
    return try result.get()
  }
}
