import Experiments
import Foundation
import Ledger
import Records
import Synchronization
import Testing

@testable import Inbox

@Suite("A watch") struct WatchTests {
  /// Watches while the body runs, then stops and waits for the end.
  private func watching(
    _ workshop: Workshop, _ body: () throws -> Void
  ) throws {
    let outcome = Mutex<(any Error)?>(nil)
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread { @Sendable in
      var watch = Watch(workshop.workplace)
      watch.pauseAfterTrouble = 0.1
      do { try watch.run() } catch { outcome.withLock { $0 = error } }
      ended.signal()
    }
    thread.start()
    let result = Result { try body() }
    workshop.stop.request()
    ended.wait()
    try result.get()
    if let error = outcome.withLock({ $0 }) { throw error }
  }

  /// Waits until something holds; generous, for a loaded machine.
  private func until(_ what: String, _ condition: () throws -> Bool) throws {
    for _ in 0..<3_000 {
      if try condition() { return }
      usleep(10_000)
    }
    Issue.record("never happened: \(what)")
  }

  /// Children that take every drop for the job its text names, of two good runs.
  private func workshop(worker: String = "cat $W/frames", settings: String = "") throws -> Workshop
  {
    let workshop = try Workshop(
      worker: worker, intake: "read -r line; cat $W/$line", settings: settings)
    for name in ["one", "two"] {
      try workshop.keepAnswer(
        .accepted(try workshop.bundle(name), Workshop.description(content: name)), as: name)
    }
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: .bundle, reason: "not an archive")), as: "bad")
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: .truncated, reason: "it ends early")), as: "cut")
    try workshop.keep(
      [.run(try workshop.run(0)), .run(try workshop.run(1)), .seal(Workshop.seal)], as: "frames")
    return workshop
  }

  private func state(_ workshop: Workshop, _ job: Int) throws -> JobState? {
    do throws(LedgerError) { return try workshop.workplace.ledger.job(job).state } catch {
      return nil
    }
  }

  @Test("takes a drop that comes while it waits, and ends when it is asked to")
  func drop() throws {
    let workshop = try workshop()
    try watching(workshop) {
      try until("the status says so") { workshop.place.text("ledger/status.json") != nil }
      try workshop.place.drop("a.tar", "one\n")
      try until("the answer is there") { workshop.place.text("inbox/done/a.tar.md") != nil }
    }
    #expect(try state(workshop, 1) == .completed)
    #expect(workshop.place.text("ledger/status.json") == nil)
  }

  @Test("takes drops in and refuses them while a job runs")
  func meanwhile() throws {
    let workshop = try workshop(worker: "while [ ! -e $W/go ]; do sleep 0.05; done; cat $W/frames")
    try watching(workshop) {
      try workshop.place.drop("a.tar", "one\n")
      try until("it runs") { try state(workshop, 1) == .running }
      try workshop.place.drop("b.tar", "two\n")
      try workshop.place.drop("c.tar", "bad\n")
      try until("the refusal is there") {
        workshop.place.text("inbox/rejected/c.tar.reason.md") != nil
      }
      // Which of the two is taken in first is not said, so neither is its number.
      try until("the second waits") {
        try workshop.workplace.ledger.jobs().contains { $0.state == .queued }
      }
      #expect(try state(workshop, 1) == .running)
      try workshop.keep([UInt8](), as: "go")
      try until("both are answered") {
        workshop.place.text("inbox/done/a.tar.md") != nil
          && workshop.place.text("inbox/done/b.tar.md") != nil
      }
    }
  }

  @Test("starts no job while it is held, and goes on when it is released")
  func held() throws {
    let workshop = try workshop()
    try ControlFiles(workshop.place.root).hold()
    try watching(workshop) {
      try workshop.place.drop("a.tar", "one\n")
      try until("the reason is told") {
        workshop.place.text("ledger/status.json")?.contains("held by inbox") == true
      }
      #expect(try state(workshop, 1) == .queued)
      try ControlFiles(workshop.place.root).release()
      try until("it is done") { try state(workshop, 1) == .completed }
    }
  }

  @Test(
    "cancels the running job and the waiting one, by name and by number, and answers both files")
  func cancelled() throws {
    let workshop = try workshop(worker: "cat $W/first; sleep 60")
    try workshop.keep([.run(try workshop.run(0))], as: "first")
    try watching(workshop) {
      try workshop.place.drop("a.tar", "one\n")
      try until("it runs") { try state(workshop, 1) == .running }
      try workshop.place.drop("b.tar", "two\n")
      // Which of the two is taken in first is not said, so neither is its number.
      try until("the second waits") {
        try workshop.workplace.ledger.jobs().contains { $0.state == .queued }
      }
      try ControlFiles(workshop.place.root).cancel(2)
      try until("the waiting one is cancelled") { try state(workshop, 2) == .cancelled }
      try workshop.place.drop("a.tar.cancel", "")
      try until("all is answered") {
        try workshop.place.names("inbox/done") == ["a.tar.cancel.md", "job-2.cancel.md"]
      }
    }
    #expect(try state(workshop, 1) == .cancelled)
    #expect(try workshop.outcomes(of: 1) == [.cancelled])
    #expect(try workshop.place.names("inbox/failed") == ["a.tar.md", "b.tar.md"])
    let answer = try #require(workshop.place.text("inbox/failed/a.tar.md"))
    #expect(answer.hasPrefix("# a.tar: CANCELLED"))
    #expect(answer.contains("cancelled by inbox/a.tar.cancel"))
    #expect(answer.contains("1 of 2 runs are in the ledger"))
    #expect(try DropScan(workshop.place.root.inbox).contents().cancels.isEmpty)
  }

  @Test("says that there is nothing to cancel, and why")
  func nothingToCancel() throws {
    let workshop = try workshop()
    try watching(workshop) {
      try workshop.place.drop("a.tar", "one\n")
      try until("it is done") { try state(workshop, 1) == .completed }
      try workshop.place.drop("a.tar.cancel", "")
      try workshop.place.drop("job-77.cancel", "")
      try until("both are answered") { try workshop.place.names("inbox/rejected").count == 2 }
    }
    #expect(
      workshop.place.text("inbox/rejected/a.tar.cancel.md")?.contains("COMPLETED already") == true)
    #expect(
      workshop.place.text("inbox/rejected/job-77.cancel.md")?.contains(
        "No job was dropped as job-77")
        == true)
    #expect(try state(workshop, 1) == .completed)
  }

  @Test("reads a drop that ends early once, and again when nothing about it has changed for long")
  func cut() throws {
    let workshop = try workshop(settings: "truncated_after_seconds: 2\n")
    try watching(workshop) {
      try workshop.place.drop("a.tar", "cut\n")
      try until("it is refused") { workshop.place.text("inbox/rejected/a.tar") != nil }
    }
    let drops = try workshop.workplace.ledger.drops().count
    #expect(drops <= 2)
    #expect(
      workshop.place.text("inbox/rejected/a.tar.reason.md")?.contains("it ends early") == true)
  }

  @Test("survives trouble of the machine and takes its work up again")
  func trouble() throws {
    let workshop = try workshop(
      worker: """
        if [ -e $W/room ]; then cat $W/frames
        else echo 'No space left on device' >&2; exit \(ChildExit.noStorage); fi
        """)
    try watching(workshop) {
      try workshop.place.drop("a.tar", "one\n")
      try until("it has failed twice") {
        try workshop.workplace.ledger.drops().count == 1
          && workshop.outcomes(of: 1).filter { $0 == .interrupted }.count >= 2
      }
      try workshop.keep([UInt8](), as: "room")
      try until("it is done") { try state(workshop, 1) == .completed }
    }
  }

  @Test("ends with an error when its inbox is put away")
  func inboxPutAway() throws {
    let workshop = try workshop()
    #expect(throws: RootError.self) {
      try watching(workshop) {
        try until("it watches") { workshop.place.text("ledger/status.json") != nil }
        try FileManager.default.moveItem(
          atPath: "\(workshop.place.path)/inbox", toPath: "\(workshop.place.path)/elsewhere")
        try until("it ends") { workshop.place.text("ledger/status.json") == nil }
      }
    }
  }
}
