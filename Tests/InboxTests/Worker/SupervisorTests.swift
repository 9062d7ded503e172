import Experiments
import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("A job in worker processes") struct SupervisorTests {
  private func supervise(_ workshop: Workshop, _ job: Int) throws -> Supervisor.Outcome {
    #expect(try workshop.workplace.running.begin(job, in: workshop.workplace.ledger))
    return try Supervisor(workplace: workshop.workplace, onProgress: { _ in }).run(job)
  }

  @Test("is committed frame by frame and sealed by its last frame")
  func whole() throws {
    let workshop = try Workshop(worker: "cat $W/frames")
    let job = try workshop.queuedJob()
    try workshop.keep(
      [
        .started(Workshop.environment), .run(try workshop.run(0)), .run(try workshop.run(1)),
        .seal(Workshop.seal),
      ], as: "frames")
    #expect(try supervise(workshop, job) == .sealed)
    #expect(try workshop.workplace.ledger.committedRuns(job: job).count == 2)
    #expect(try workshop.outcomes(of: job) == [.finished])
    #expect(try workshop.workplace.ledger.job(job).seal != nil)
  }

  @Test("killed in the middle goes on from what is committed; nothing is committed twice")
  func killed() throws {
    let workshop = try Workshop(
      worker: """
        if [ -e $W/second ]; then cat > $W/order; cat $W/rest
        else touch $W/second; cat $W/first; kill -KILL $$; fi
        """)
    let job = try workshop.queuedJob()
    let (first, second) = (try workshop.run(0), try workshop.run(1))
    try workshop.keep([.run(first)], as: "first")
    // The second worker says the first run again, as one might whose pipe was read before it died.
    try workshop.keep([.run(first), .run(second), .seal(Workshop.seal)], as: "rest")
    #expect(try supervise(workshop, job) == .sealed)
    #expect(try workshop.outcomes(of: job) == [.died, .finished])
    let ledger = workshop.workplace.ledger
    #expect(Set(try ledger.committedRuns(job: job).map(\.key)) == [first.key, second.key])
    #expect(try ledger.attempts(on: .worker(job: job)).map(\.committedRuns) == [1, 1])
    #expect(workshop.kept("order")?.contains(first.key) == true)
    #expect(workshop.kept("order")?.contains(second.key) == false)
  }

  @Test("fails after three deaths in a row without a new run, and says of what it died")
  func hopeless() throws {
    let workshop = try Workshop(worker: "echo 'last words' >&2; kill -SEGV $$")
    let job = try workshop.queuedJob()
    guard case .ended(.failed, let reason) = try supervise(workshop, job) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(reason.contains("died 3 times in a row"))
    #expect(reason.contains("SIGSEGV"))
    #expect(reason.contains("last words"))
    #expect(try workshop.outcomes(of: job) == [.died, .died, .died])
    #expect(try workshop.workplace.ledger.job(job).state == .failed)
  }

  @Test("may die as often as it likes while every worker finishes a run")
  func stubborn() throws {
    let workshop = try Workshop(
      worker: """
        n=$(cat $W/n 2>/dev/null || echo 0); echo $((n+1)) > $W/n
        cat $W/run-$n; [ $n = 4 ] && exit 0; kill -KILL $$
        """)
    let job = try workshop.queuedJob(runs: 5)
    for ordinal in 0..<5 {
      let frames: [WorkerFrame] = [.run(try workshop.run(ordinal))]
      try workshop.keep(
        frames + (ordinal == 4 ? [.seal(Workshop.seal)] : []), as: "run-\(ordinal)")
    }
    #expect(try supervise(workshop, job) == .sealed)
    #expect(try workshop.outcomes(of: job) == [.died, .died, .died, .died, .finished])
  }

  @Test(
    "whose words are no frames is ended: they are never taken for results",
    arguments: ["\\377\\377\\377\\377", "\\0\\0\\0\\2{}", "hello, this is no frame at all"])
  func hostile(_ bytes: String) throws {
    let workshop = try Workshop(worker: "printf '\(bytes)'; sleep 60")
    let job = try workshop.queuedJob()
    guard case .ended(.failed, let reason) = try supervise(workshop, job) else {
      Issue.record("the job did not fail")
      return
    }
    #expect(reason.contains("could not be read"))
    #expect(try workshop.workplace.ledger.committedRuns(job: job).isEmpty)
  }

  @Test("that ends in the middle of a frame has died")
  func halfAFrame() throws {
    let workshop = try Workshop(worker: "head -c 30 $W/frames")
    let job = try workshop.queuedJob()
    try workshop.keep([.seal(Workshop.seal)], as: "frames")
    guard case .ended(.failed, _) = try supervise(workshop, job) else {
      Issue.record("half a frame was taken for a whole")
      return
    }
    #expect(try workshop.workplace.ledger.job(job).seal == nil)
  }

  @Test("is not sealed by a worker that was killed after it said so")
  func sealedThenKilled() throws {
    let workshop = try Workshop(worker: "cat $W/frames; kill -KILL $$")
    let job = try workshop.queuedJob()
    try workshop.keep([.seal(Workshop.seal)], as: "frames")
    guard case .ended(.failed, _) = try supervise(workshop, job) else {
      Issue.record("a dead worker sealed its job")
      return
    }
  }

  @Test("names a run outside its plan, or a product nobody stored: nothing is committed")
  func unplanned() throws {
    let workshop = try Workshop(worker: "cat $W/frames")
    let job = try workshop.queuedJob(runs: 1)
    try workshop.keep([.run(try workshop.run(7))], as: "frames")
    guard case .ended(.failed, let reason) = try supervise(workshop, job) else {
      Issue.record("an unplanned run was taken")
      return
    }
    #expect(reason.contains("plans 1 runs"))
  }

  @Test("says what is wrong with it and has failed at once")
  func said() throws {
    let workshop = try Workshop(worker: "cat $W/frames")
    let job = try workshop.queuedJob()
    try workshop.keep([.failed(WorkerFailure(reason: "no rows"))], as: "frames")
    #expect(try supervise(workshop, job) == .ended(.failed, reason: "no rows"))
    #expect(try workshop.outcomes(of: job) == [.failed])
  }

  @Test("out of memory is told from failed, whether it says so or dies of it")
  func memory() throws {
    let saying = try Workshop(worker: "cat $W/frames; exit 1")
    var job = try saying.queuedJob()
    try saying.keep(
      [.failed(WorkerFailure(reason: "asked for 2 GiB", isOutOfMemory: true))], as: "frames")
    #expect(try supervise(saying, job) == .ended(.outOfMemory, reason: "asked for 2 GiB"))

    let dying = try Workshop(
      worker: "echo 'failed to allocate 2147483648 bytes of memory' >&2; kill -ABRT $$")
    job = try dying.queuedJob()
    guard case .ended(.outOfMemory, let reason) = try supervise(dying, job) else {
      Issue.record("a refused allocation was not recognised")
      return
    }
    #expect(reason.contains("asked for another 2 GiB"))
    #expect(reason.contains("raise memory_gib"))
    #expect(try dying.outcomes(of: job) == [.outOfMemory])
  }

  @Test("beyond the time limit is TIMEOUT")
  func timeout() throws {
    let workshop = try Workshop(worker: "sleep 60", settings: "time_hours: 0.0001\n")
    let job = try workshop.queuedJob()
    guard case .ended(.timeout, _) = try supervise(workshop, job) else {
      Issue.record("the limit was not kept")
      return
    }
    #expect(try workshop.outcomes(of: job) == [.timeout])
  }

  @Test("returns to the queue when Retort is asked to stop; that is not its fault")
  func stopped() throws {
    let workshop = try Workshop(worker: "sleep 60", settings: "stop_grace_seconds: 0\n")
    let job = try workshop.queuedJob()
    workshop.stop.request()
    #expect(try supervise(workshop, job) == .requeued)
    #expect(try workshop.outcomes(of: job) == [.interrupted])
    #expect(try workshop.workplace.ledger.job(job).state == .queued)
    #expect(try workshop.workplace.ledger.deathsInARow(on: .worker(job: job)) == 0)
  }

  @Test("waits in the queue when the store cannot be written: the job is not to blame")
  func noStorage() throws {
    let workshop = try Workshop(
      worker: "echo 'No space left on device' >&2; exit \(ChildExit.noStorage)")
    let job = try workshop.queuedJob()
    #expect(throws: ParentFailure.self) { try supervise(workshop, job) }
    #expect(try workshop.workplace.ledger.job(job).state == .queued)
    #expect(try workshop.outcomes(of: job) == [.interrupted])
  }

  @Test("tells its progress as it goes")
  func progress() throws {
    let workshop = try Workshop(worker: "cat $W/frames")
    let job = try workshop.queuedJob()
    let progress = WorkerProgress(stage: "distilling", done: 1, total: 2, arm: "student", seed: 0)
    try workshop.keep([.progress(progress), .seal(Workshop.seal)], as: "frames")
    var seen: [WorkerProgress] = []
    #expect(try workshop.workplace.running.begin(job, in: workshop.workplace.ledger))
    _ = try Supervisor(workplace: workshop.workplace, onProgress: { seen.append($0) }).run(job)
    #expect(seen == [progress])
  }
}
