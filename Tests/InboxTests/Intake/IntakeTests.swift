import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("Taking a drop in") struct IntakeTests {
  private func take(
    _ workshop: Workshop, _ name: String = "a.tar", isPatient: Bool = false
  ) throws -> Intake.Outcome {
    try workshop.place.drop(name)
    let claim = try #require(
      try workshop.place.claim(FileName(own: name)))
    return try Intake(workplace: workshop.workplace).take(claim, isPatient: isPatient)
  }

  @Test("queues a job with everything the child said of it; the archive is the child's input")
  func accepted() throws {
    let workshop = try Workshop(intake: "cat > $W/archive; cat $W/answer")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    guard case .job(let job, let warnings) = try take(workshop) else {
      Issue.record("the drop was not taken")
      return
    }
    #expect(workshop.kept("archive") == "text")
    #expect(warnings == ["a warning"])
    let row = try workshop.workplace.ledger.job(job)
    #expect(row.state == .queued)
    #expect(row.plannedRuns == 2)
    let drop = try #require(try workshop.workplace.ledger.drops().first)
    #expect(drop.name == "a.tar")
    #expect(drop.outcome == .accepted)
  }

  @Test("tells the child where to store and how much, as its one argument")
  func order() throws {
    let workshop = try Workshop(
      intake: "printf %s \"$0\" > $W/order; cat $W/answer", settings: "members: 7\n")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    _ = try take(workshop)
    let order = try JSONDecoder().decode(
      IntakeOrder.self, from: Data(try #require(workshop.kept("order")).utf8))
    #expect(order.objectsDirectory == workshop.workplace.ledger.objects.path)
    #expect(order.members == 7)
  }

  @Test("refuses what the child refuses, in its words")
  func refused() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.refused(IntakeRefusal(kind: .bundle, reason: "no job.yaml")))
    #expect(try take(workshop) == .rejected(1, reason: "no job.yaml"))
    #expect(try workshop.workplace.ledger.job(1).state == .rejected)
  }

  @Test("refuses a bundle that has ended three readers, with the signal as its reason")
  func deadly() throws {
    let workshop = try Workshop(intake: "echo x >> $W/count; kill -BUS $$")
    guard case .rejected(_, let reason) = try take(workshop) else {
      Issue.record("a deadly bundle was taken")
      return
    }
    #expect(reason.contains("ended 3 processes"))
    #expect(reason.contains("SIGBUS"))
    #expect(workshop.kept("count") == "x\nx\nx\n")
    let attempts = try workshop.workplace.ledger.attempts(on: .intake(drop: 1))
    #expect(attempts.map { $0.ending?.outcome } == [.died, .died, .died])
  }

  @Test("takes half an answer, or a wrong one, for no answer")
  func garbled() throws {
    let workshop = try Workshop(intake: "head -c 20 $W/answer")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    guard case .rejected = try take(workshop) else {
      Issue.record("half an answer was taken")
      return
    }
  }

  @Test("does not believe a child whose plan does not count up or whose digest is none")
  func damaged() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    var description = Workshop.description()
    description.plan[1].ordinal = 5
    try workshop.keepAnswer(.accepted(try workshop.bundle(), description))
    guard case .rejected(_, let reason) = try take(workshop) else {
      Issue.record("a damaged description was taken")
      return
    }
    #expect(reason.contains("damaged"))
  }

  @Test("answers known content with the earlier job, unless it is to be run again")
  func duplicate() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    guard case .job(let first, _) = try take(workshop) else { return }
    #expect(try take(workshop, "b.tar") == .duplicate(of: first, drop: 2))
    try workshop.keepAnswer(
      .accepted(try workshop.bundle(), Workshop.description(rerun: true)))
    guard case .job(let second, _) = try take(workshop, "c.tar") else {
      Issue.record("a rerun was taken for a duplicate")
      return
    }
    #expect(second != first)
  }

  @Test("leaves an archive that ends early until it has rested, then calls it truncated")
  func truncated() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.refused(IntakeRefusal(kind: .truncated, reason: "it ends early")))
    #expect(
      try take(workshop, isPatient: true) == .postponed(reason: "it ends early", isTrouble: false))

    let strict = try Workshop(intake: "cat $W/answer", settings: "truncated_after_seconds: 0\n")
    try strict.keepAnswer(.refused(IntakeRefusal(kind: .truncated, reason: "it ends early")))
    #expect(try take(strict, isPatient: true) == .rejected(1, reason: "it ends early"))
  }

  @Test("does not blame the bundle for a full disk")
  func fullDisk() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.refused(IntakeRefusal(kind: .system, reason: "no space")))
    #expect(try take(workshop) == .postponed(reason: "no space", isTrouble: true))
    #expect(try workshop.workplace.ledger.jobs().isEmpty)
  }

  @Test("refuses a job that needs more memory than the root allows, before it runs")
  func memory() throws {
    let workshop = try Workshop(intake: "cat $W/answer", settings: "memory_gib: 1\n")
    try workshop.keepAnswer(
      .accepted(try workshop.bundle(), Workshop.description(memory: 2 << 30)))
    guard case .rejected(_, let reason) = try take(workshop) else {
      Issue.record("the limit was not looked at")
      return
    }
    #expect(reason.contains("the job needs about 2 GiB of memory"))
    #expect(reason.contains("at most 1 GiB"))
  }

  @Test("answers a folder without opening it")
  func folder() throws {
    let workshop = try Workshop(intake: "touch $W/started")
    try FileManager.default.createDirectory(
      atPath: "\(workshop.place.path)/inbox/d", withIntermediateDirectories: false)
    let claim = try #require(
      try workshop.place.claim(FileName(own: "d")))
    guard
      case .rejected(_, let reason) = try Intake(workplace: workshop.workplace).take(
        claim, isPatient: false)
    else {
      Issue.record("a folder was taken")
      return
    }
    #expect(reason.contains("a folder was dropped"))
    #expect(reason.contains("retort pack"))
    #expect(workshop.kept("started") == nil)
  }

  @Test("of a claim that was answered before a crash asks nobody again")
  func again() throws {
    let workshop = try Workshop(intake: "echo x >> $W/count; cat $W/answer")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.place.drop("a.tar")
    let claim = try #require(
      try workshop.place.claim(FileName(own: "a.tar")))
    let intake = Intake(workplace: workshop.workplace)
    guard case .job(let first, _) = try intake.take(claim, isPatient: false),
      case .job(let second, _) = try intake.take(claim, isPatient: false)
    else {
      Issue.record("the drop was not taken")
      return
    }
    #expect(first == second)
    #expect(workshop.kept("count") == "x\n")
  }
}
