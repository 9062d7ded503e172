import Foundation
import Ledger
import Testing

@testable import Inbox

@Suite("What was left open") struct OpenEndsTests {
  private func start(_ workshop: Workshop) throws {
    try Reconciliation(workplace: workshop.workplace).run()
    try Reception(workshop.workplace).takeUpClaims()
  }

  @Test("is answered at the next start: every job that ended without an answer, each once")
  func unanswered() throws {
    let workshop = try Workshop()
    let ledger = workshop.workplace.ledger
    let jobs = [try workshop.queuedJob(), try workshop.queuedJob()]
    for job in jobs { try ledger.setState(job: job, to: .failed, reason: "no luck") }
    try start(workshop)
    #expect(try ledger.unansweredJobs() == [])
    let answers = try workshop.place.names("inbox/failed")
    #expect(answers.count == 2)
    try start(workshop)
    #expect(try workshop.place.names("inbox/failed") == answers)
  }

  @Test("is forgotten where someone took the claim away: no drop stays without an answer")
  func lostClaim() throws {
    let workshop = try Workshop()
    let ledger = workshop.workplace.ledger
    _ = try ledger.recordDrop(claim: "gone", name: "a.tar", receivedAt: Timestamp.systemClock())
    try start(workshop)
    #expect(try ledger.drops() == [])
  }

  @Test("goes back to the inbox when it is postponed, and leaves no drop behind")
  func postponed() throws {
    let workshop = try Workshop(intake: "cat $W/answer")
    try workshop.keepAnswer(.refused(IntakeRefusal(kind: .system, reason: "no space")))
    try workshop.place.drop("a.tar")
    let claim = try #require(try workshop.place.claim(FileName(own: "a.tar")))
    let outcome = try Intake(workplace: workshop.workplace).take(claim, isPatient: true)
    #expect(try workshop.workplace.ledger.openDrops().count == 1)
    try Answers(workplace: workshop.workplace).answer(outcome, to: claim)
    #expect(try workshop.workplace.ledger.drops() == [])
    #expect(try workshop.place.names("inbox").contains("a.tar"))
  }
}
