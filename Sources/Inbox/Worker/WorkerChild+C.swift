import CSystem
import Digests
import Experiments
import Glibc
import Ledger
import Records
import Synchronization

/// The life of a worker child at its edges: the order on standard input, frames on what was standard
/// output, products in the object store. What is computed in between is handed in.
public struct WorkerChild: Sendable {
  public typealias Work = @Sendable (WorkerOrder, ExecutionEnvironment) throws -> Void

  let environment: EnvironmentRecord
  let work: Work

  public init(environment: EnvironmentRecord, work: @escaping Work) {
    self.environment = environment
    self.work = work
  }

  /// - Returns: the code to leave with.
  ///
  /// The first SIGTERM asks it to stop between two runs; a second ends it at once.
  public func run() -> Int32 {
    let stop = StopRequest.bySignals()
    let mouth: FrameMouth
    let order: WorkerOrder
    let objects: ObjectStore
    do {
      mouth = try FrameMouth.takingStandardOutput()
      order = try Self.order()
      objects = try ObjectStore(opening: order.objectsDirectory)
    } catch {
      Self.complain("the worker cannot begin: \(error)")
      return Int32(ChildExit.speechless)
    }
    let startedAt = Clock.steadySeconds()
    let staged = StagedObjects(in: objects)
    let frames = DurableFrames(staged) { frame in try mouth.say(frame) }
    defer { frames.end() }
    let world = ExecutionEnvironment(
      environment: environment, workers: order.workers,
      store: { bytes in try staged.write(bytes).hex },
      load: { digest in try staged.read(digest) },
      // The ledger makes the objects' names durable before a row names one.
      emit: { frame in try frames(frame) },
      meter: { Self.reading(since: startedAt) }, clock: { Clock.steadySeconds() },
      isStopRequested: { stop.isRequested })
    do {
      try work(order, world)
      return 0
    } catch let error as ObjectStoreError {
      Self.complain(error.description)
      return Int32(ChildExit.noStorage)
    } catch {
      let isMemory = (error as? SystemError)?.code == ENOMEM
      let failure = WorkerFailure(reason: "\(error)", isOutOfMemory: isMemory)
      do { try frames(.failed(failure)) } catch {
        Self.complain("the worker cannot speak: \(error)")
        return Int32(ChildExit.speechless)
      }
      return 1
    }
  }

  private static func order() throws -> WorkerOrder {
    let input = Descriptor(dup(0), path: "the worker's order")
    var reader = FrameReader()
    while true {
      if let payload = try reader.next() {
        return try FrameCodec.decode(WorkerOrder.self, payload: payload)
      }
      let bytes = try input.read(atMost: 1 << 16)
      guard !bytes.isEmpty else {
        throw SystemError(code: EPIPE, action: "read the whole order")
      }
      reader.append(bytes)
    }
  }

  /// Wall time since the start, processor time of the calling thread, largest memory of the process.
  private static func reading(since startedAt: Double) -> ResourceReading {
    ResourceReading(
      wallSeconds: Clock.steadySeconds() - startedAt, cpuSeconds: retort_thread_seconds(),
      peakBytes: Int(retort_peak_bytes()))
  }

  private static func complain(_ text: String) {
    try? Descriptor(dup(2), path: "standard error").write(Array("\(text)\n".utf8))
  }
}

/// Where a child's frames go. Standard output itself then leads to standard error, so that nothing a
/// library prints can stand between two frames.
public final class FrameMouth: Sendable {
  private let output: Descriptor
  private let turn = Mutex(())

  private init(_ output: Descriptor) { self.output = output }

  public static func takingStandardOutput() throws(SystemError) -> FrameMouth {
    let kept = fcntl(1, F_DUPFD_CLOEXEC, 3)
    guard kept >= 0 else { throw .last("keep the pipe for frames") }
    guard dup2(2, 1) == 1 else { throw .last("lead standard output to standard error") }
    return FrameMouth(Descriptor(kept, path: "the pipe for frames"))
  }

  public func say(_ frame: some Encodable) throws {
    let bytes = try FrameCodec.encode(frame)
    try turn.withLock { _ in try output.write(bytes) }
  }
}
