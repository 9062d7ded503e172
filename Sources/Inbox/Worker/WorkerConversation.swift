import Experiments
import Ledger
import Logging
import Records

/// One worker child: gets its order, is heard frame by frame, and every frame is committed as it
/// comes. What it leaves is how it ended and what its last frame said.
struct WorkerConversation {
  /// What the last frame of a worker says.
  enum LastFrame: Sendable, Hashable {
    case sealed(SealRecord)
    case failed(WorkerFailure)
    /// Asked to stop, it ended between two runs.
    case stopped
  }

  let workplace: Workplace
  let job: Int
  let attempt: Int
  let onProgress: (WorkerProgress) -> Void

  private var reader = FrameReader()
  private var lastFrame: LastFrame?
  private var stopAskedAt: Double?

  init(
    workplace: Workplace, job: Int, attempt: Int, onProgress: @escaping (WorkerProgress) -> Void
  ) {
    self.workplace = workplace
    self.job = job
    self.attempt = attempt
    self.onProgress = onProgress
  }

  mutating func run(_ order: WorkerOrder) throws -> (ending: ChildEnding, said: LastFrame?) {
    let settings = workplace.settings
    let frame = try FrameCodec.encode(order)
    let child = try workplace.spawner.spawn(
      workplace.programs.worker, input: try Descriptor.inMemory(frame, as: "the worker's order"),
      limits: ChildLimits(
        memory: settings.memoryBytes, wallSeconds: settings.attemptSeconds, openFiles: 1024))
    workplace.cross(.workerStarted)
    var conversation = self
    let ending = child.listen(
      wallSeconds: settings.attemptSeconds,
      stop: { conversation.stop(child) },
      onOutput: { bytes throws(ListenError) in try conversation.hear(bytes) },
      onWords: { words in
        let text = ShownName.lines(String(decoding: words, as: UTF8.self))
        workplace.log.debug("worker", metadata: ["job": "\(job)", "said": "\(text)"])
      })
    self = conversation
    return (ending, lastFrame)
  }

  private mutating func hear(_ bytes: [UInt8]) throws(ListenError) {
    reader.append(bytes)
    // Runs that came in together are committed together, whatever comes behind them.
    var runs: [RunRecord] = []
    let outcome = Result { () throws(ListenError) in try hearFrames(&runs) }
    do throws(LedgerError) { try commit(&runs) } catch {
      throw ListenError(Self.stop(because: error))
    }
    try outcome.get()
  }

  /// - Parameter runs: gets those that are still to be committed.
  private mutating func hearFrames(_ runs: inout [RunRecord]) throws(ListenError) {
    while let frame = try nextFrame() {
      guard lastFrame == nil else {
        throw ListenError(.garbled("it went on after its last frame"))
      }
      if case .run(let run) = frame {
        runs.append(run)
        continue
      }
      do throws(LedgerError) {
        try commit(&runs)
        try take(frame)
      } catch {
        throw ListenError(Self.stop(because: error))
      }
    }
  }

  private func commit(_ runs: inout [RunRecord]) throws(LedgerError) {
    guard !runs.isEmpty else { return }
    try workplace.ledger.commitRuns(job: job, attempt: attempt, runs)
    for _ in runs { workplace.cross(.runCommitted) }
    runs = []
  }

  private mutating func nextFrame() throws(ListenError) -> WorkerFrame? {
    do throws(FrameError) {
      guard let payload = try reader.next() else { return nil }
      return try FrameCodec.decode(WorkerFrame.self, payload: payload)
    } catch {
      throw ListenError(.garbled(error.description))
    }
  }

  private mutating func take(_ frame: WorkerFrame) throws(LedgerError) {
    switch frame {
    case .started(let environment):
      guard environment != workplace.environment else { return }
      try workplace.ledger.appendEvent(
        kind: "ENVIRONMENT", level: .warning, job: job,
        message: "the worker computes with \(environment.computation), "
          + "the daemon expected \(workplace.environment.computation)")
    case .progress(let progress):
      onProgress(progress)
    case .run(let run):
      try workplace.ledger.commitRun(job: job, attempt: attempt, run)
    case .verdict(let verdict):
      try workplace.ledger.commitVerdict(job: job, verdict)
      workplace.cross(.verdictCommitted)
    case .seal(let seal):
      lastFrame = .sealed(seal)
    case .failed(let failure):
      lastFrame = .failed(failure)
    case .stopped:
      lastFrame = .stopped
    }
  }

  /// A worker whose job was cancelled is ended at once. When Retort is asked to stop, the worker is
  /// asked too: the runs under way may still be committed within the time of grace.
  private mutating func stop(_ child: ChildProcess) -> ChildEnding.Stop? {
    if let reason = workplace.running.cancellation { return .cancelled(reason) }
    guard workplace.stop.isRequested else { return nil }
    let now = Clock.steadySeconds()
    if stopAskedAt == nil { child.askToEnd() }
    let askedAt = stopAskedAt ?? now
    stopAskedAt = askedAt
    return now - askedAt >= workplace.settings.stopGraceSeconds ? .requested : nil
  }

  /// A ledger that cannot be written is the parent's trouble; one that refuses what was said, the
  /// worker's.
  private static func stop(because error: LedgerError) -> ChildEnding.Stop {
    switch error {
    case .notRunning, .notPlanned, .placeTaken, .unknownRun, .verdictTooLate, .sealed,
      .object(.missing), .object(.notADigest):
      .garbled(error.description)
    default: .parentFailed(error.description)
    }
  }
}
