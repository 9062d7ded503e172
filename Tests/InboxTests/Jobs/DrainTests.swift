import Digests
import Experiments
import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("A drain") struct DrainTests {
  private func drain(_ workshop: Workshop) throws -> Drain.Summary {
    try Drain(workshop.workplace, onProgress: { _, _ in }).run()
  }

  /// A workshop whose children take every drop for the same good job of two runs.
  private func goodWorkshop(settings: String = "") throws -> Workshop {
    let workshop = try Workshop(
      worker: "cat $W/frames", intake: "cat $W/answer", settings: settings)
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keep(
      [.run(try workshop.run(0)), .run(try workshop.run(1)), .seal(Workshop.seal)], as: "frames")
    return workshop
  }

  @Test("takes a drop all the way: job, report, index, answer; the inbox is empty")
  func whole() throws {
    let workshop = try goodWorkshop()
    try workshop.place.drop("a.tar")
    let summary = try drain(workshop)
    #expect(summary == Drain.Summary(completed: [1]))
    let place = workshop.place
    let seal = try #require(try workshop.workplace.ledger.job(1).seal)
    #expect(place.text("reports/0001-slug/report.md") == "seal \(seal)\n")
    #expect(place.text("reports/0001-slug/models/a.txt") == "model")
    #expect(place.text("reports/index.md") == "1 Tune the *baseline* first.\n")
    #expect(try place.names("reports") == ["0001-slug", "index.md"])
    #expect(
      place.text("inbox/done/a.tar.md") == """
        # a.tar: COMPLETED

        Job 1, job of content.

        Tune the \\*baseline\\* first.

        [Report](../../reports/0001-slug/report.md): `reports/0001-slug/`

        `retort show 1` shows what the ledger knows of it.

        """)
    #expect(try place.names("inbox") == [".claimed", "done", "failed", "rejected"])
    #expect(try place.names("inbox/.claimed").isEmpty)
  }

  @Test("with nothing to do does nothing")
  func empty() throws {
    #expect(try drain(try Workshop()) == Drain.Summary())
  }

  @Test("answers a failure in failed/, with the reason and what is left")
  func failure() throws {
    let workshop = try Workshop(worker: "cat $W/frames", intake: "cat $W/answer")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keep(
      [.run(try workshop.run(0)), .failed(WorkerFailure(reason: "it `broke`"))], as: "frames")
    try workshop.place.drop("a.tar")
    #expect(try drain(workshop) == Drain.Summary(failed: [1]))
    let answer = try #require(workshop.place.text("inbox/failed/a.tar.md"))
    #expect(answer.hasPrefix("# a.tar: FAILED\n"))
    #expect(answer.contains("```text\nit `broke`\n```"))
    #expect(answer.contains("1 of 2 runs are in the ledger"))
  }

  @Test("answers a refusal in rejected/, the drop beside it, and goes on with the queue")
  func rejection() throws {
    let workshop = try Workshop(
      worker: "cat $W/frames",
      intake: "read -r line; if [ \"$line\" = bad ]; then cat $W/refusal; else cat $W/answer; fi")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: .bundle, reason: "not an archive")), as: "refusal")
    try workshop.keep(
      [.run(try workshop.run(0)), .run(try workshop.run(1)), .seal(Workshop.seal)], as: "frames")
    try workshop.place.drop("bad.tar", "bad\n")
    try workshop.place.drop("good.tar", "good\n")
    let summary = try drain(workshop)
    #expect(summary.rejected.count == 1)
    #expect(summary.completed.count == 1)
    #expect(workshop.place.text("inbox/rejected/bad.tar") == "bad\n")
    let reason = try #require(workshop.place.text("inbox/rejected/bad.tar.reason.md"))
    #expect(reason.contains("not an archive"))
    #expect(workshop.place.text("inbox/done/good.tar.md") != nil)
  }

  @Test("answers a second drop of the same content with the first job's report")
  func duplicate() throws {
    let workshop = try goodWorkshop()
    try workshop.place.drop("a.tar")
    _ = try drain(workshop)
    try workshop.place.drop("a.tar")
    #expect(try drain(workshop) == Drain.Summary())
    let answer = try #require(workshop.place.text("inbox/done/a.tar.drop-2.md"))
    #expect(answer.contains("the content of job 1"))
    #expect(answer.contains("reports/0001-slug"))
    #expect(try workshop.workplace.ledger.drops().map(\.outcome) == [.accepted, .duplicate])
  }

  @Test("leaves what is still being written, and says so")
  func unfinished() throws {
    let workshop = try goodWorkshop()
    try workshop.place.drop("a.tar")
    let writer = try #require(
      FileHandle(forWritingAtPath: "\(workshop.place.path)/inbox/a.tar"))
    let summary = try drain(workshop)
    #expect(
      summary.left == [LeftDrop(name: "a.tar", reason: "it is still being written")])
    try writer.close()
    #expect(try drain(workshop).completed == [1])
  }

  @Test("leaves a truncated archive that may still be on its way, under its own name")
  func onItsWay() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.refused(IntakeRefusal(kind: .truncated, reason: "it ends early")))
    try workshop.place.drop("a.tar")
    #expect(
      try drain(workshop).left == [LeftDrop(name: "a.tar", reason: "it ends early")])
    #expect(workshop.place.text("inbox/a.tar") == "text")
    #expect(try workshop.place.names("inbox/.claimed").isEmpty)
  }

  @Test("asked to stop takes nothing more")
  func stop() throws {
    let workshop = try goodWorkshop()
    try workshop.place.drop("a.tar")
    workshop.stop.request()
    let summary = try drain(workshop)
    #expect(summary.wasStopped)
    #expect(summary.completed.isEmpty)
    #expect(workshop.place.text("inbox/a.tar") == "text")
  }

  @Test("asked to stop with nothing left to do was not stopped")
  func stopAtTheEnd() throws {
    let workshop = try Workshop()
    workshop.stop.request()
    #expect(try !drain(workshop).wasStopped)
  }

  @Test("escapes a hostile name in its answer")
  func hostileName() throws {
    let workshop = try goodWorkshop()
    let name = try #require(FileName("<img src=x>\u{1B}[31m.tar"))
    try workshop.place.root.inbox.write(Array("text".utf8), as: name)
    _ = try drain(workshop)
    let answers = try workshop.place.names("inbox/done")
    #expect(answers.count == 1)
    #expect(!answers[0].contains("\u{1B}"))
    let answer = try #require(workshop.place.text("inbox/done/\(answers[0])"))
    #expect(answer.hasPrefix("# &lt;img src=x&gt;\\\\u{1b}\\[31m.tar: COMPLETED"))
  }
}

@Suite("A start after a sudden end") struct ReconciliationTests {
  private func frames(_ workshop: Workshop) throws {
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keep(
      [.run(try workshop.run(0)), .run(try workshop.run(1)), .seal(Workshop.seal)], as: "frames")
  }

  private func workshop(on place: TemporaryRoot? = nil) throws -> Workshop {
    let workshop = try Workshop(worker: "cat $W/frames", intake: "cat $W/answer", on: place)
    try frames(workshop)
    return workshop
  }

  private func drain(_ workshop: Workshop) throws -> Drain.Summary {
    try Drain(workshop.workplace, onProgress: { _, _ in }).run()
  }

  @Test("takes a claim up again whose drop was never recorded")
  func unrecordedClaim() throws {
    let workshop = try workshop()
    try workshop.place.drop("a.tar")
    _ = try workshop.place.claim(FileName(own: "a.tar"))
    #expect(try drain(workshop).completed == [1])
    #expect(workshop.place.text("inbox/done/a.tar.md") != nil)
    #expect(try workshop.place.names("inbox/.claimed").isEmpty)
  }

  @Test("lets go of a claim whose job is in the ledger, and runs that job once")
  func recordedClaim() throws {
    let workshop = try workshop()
    try workshop.place.drop("a.tar")
    let claim = try #require(
      try workshop.place.claim(FileName(own: "a.tar")))
    _ = try Intake(workplace: workshop.workplace).take(claim, isPatient: false)
    #expect(try drain(workshop).completed == [1])
    #expect(try workshop.workplace.ledger.jobs().count == 1)
  }

  @Test("finishes an answer of refusal at every place it may have stopped")
  func refusal() throws {
    for stopsAfterReason in [false, true] {
      let workshop = try Workshop(intake: "cat $W/answer")
      try workshop.keepAnswer(.refused(IntakeRefusal(kind: .bundle, reason: "no")))
      try workshop.place.drop("a.tar")
      let claim = try #require(
        try workshop.place.claim(FileName(own: "a.tar")))
      _ = try Intake(workplace: workshop.workplace).take(claim, isPatient: false)
      if stopsAfterReason {
        let text = AnswerText.rejected(number: 1, drop: "a.tar", reason: "no")
        try workshop.place.folders.rejected.write(
          Array(text.utf8), as: FileName(own: "a.tar.reason.md"))
      }
      #expect(try drain(workshop).rejected == [1])
      #expect(
        try workshop.place.names("inbox/rejected") == ["a.tar", "a.tar.reason.md"])
      #expect(try workshop.workplace.ledger.jobs().count == 1)
    }
  }

  @Test("runs a job again that was running, from what is committed")
  func running() throws {
    let workshop = try workshop()
    let job = try workshop.queuedJob()
    let ledger = workshop.workplace.ledger
    try ledger.setState(job: job, to: .running)
    let attempt = try ledger.beginAttempt(
      .worker(job: job), environment: Workshop.environment)
    try ledger.commitRun(job: job, attempt: attempt, try workshop.run(0))
    #expect(try drain(workshop).completed == [job])
    #expect(try workshop.outcomes(of: job) == [.interrupted, .finished])
    #expect(try ledger.committedRuns(job: job).count == 2)
  }

  @Test("renders a job that was sealed and has no report, without a worker")
  func sealed() throws {
    let workshop = try Workshop(worker: "touch $W/started", intake: "cat $W/answer")
    try frames(workshop)
    let job = try workshop.queuedJob()
    let ledger = workshop.workplace.ledger
    try ledger.setState(job: job, to: .running)
    _ = try ledger.seal(job: job, Workshop.seal)
    // A report that was begun, and one that was put in place before the row could say so.
    try FileManager.default.createDirectory(
      atPath: "\(workshop.place.path)/reports/.x.part/in", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: "\(workshop.place.path)/reports/0001-slug", withIntermediateDirectories: true)
    _ = try drain(workshop)
    #expect(try ledger.job(job).state == .completed)
    #expect(workshop.kept("started") == nil)
    #expect(try workshop.place.names("reports") == ["0001-slug", "index.md"])
    #expect(workshop.place.text("reports/0001-slug/report.md") != nil)
    #expect(workshop.place.text("inbox/done/a.tar.md") != nil)
  }

  @Test("leaves a job whose report cannot be made, and goes on with the rest")
  func unreportable() throws {
    let workshop = try workshop()
    let ledger = workshop.workplace.ledger
    let jobs = [try workshop.queuedJob(), try workshop.queuedJob()]
    var impossible = Workshop.seal
    // Two files of one name are no report.
    let object = try ledger.objects.write(Array("text".utf8))
    impossible.files = [ReportFileRecord(name: "report.md", sha256: object.hex)]
    for (job, seal) in zip(jobs, [impossible, Workshop.seal]) {
      try ledger.setState(job: job, to: .running)
      _ = try ledger.seal(job: job, seal)
    }
    _ = try drain(workshop)
    #expect(try ledger.job(jobs[0]).state == .running)
    #expect(try ledger.job(jobs[0]).seal != nil)
    #expect(try ledger.job(jobs[1]).state == .completed)
  }

  @Test("writes the answer the last job lacks, and none twice")
  func answer() throws {
    let workshop = try workshop()
    let job = try workshop.queuedJob()
    try workshop.workplace.ledger.setState(job: job, to: .failed, reason: "said before the end")
    _ = try drain(workshop)
    let path = "inbox/failed/a.tar.md"
    #expect(workshop.place.text(path)?.contains("said before the end") == true)
    try FileManager.default.removeItem(atPath: "\(workshop.place.path)/\(path)")
    _ = try drain(workshop)
    #expect(workshop.place.text(path) == nil)
  }
}
