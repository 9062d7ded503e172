import Experiments
import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("Taking a job in again") struct RerunTests {
  private func take(_ workshop: Workshop, _ name: String) throws -> Intake.Outcome {
    try workshop.place.drop(name, "")
    let claim = try #require(try workshop.place.claim(FileName(own: name)))
    return try Intake(workplace: workshop.workplace).take(claim, isPatient: false)
  }

  @Test("makes a job of the same bundle that reuses nothing and names the one it repeats")
  func repeated() throws {
    let workshop = try Workshop(
      intake: "printf %s \"$0\" > $W/order; cat > $W/input; cat $W/answer")
    let ledger = workshop.workplace.ledger
    let first = try workshop.queuedJob()
    try ledger.setState(job: first, to: .failed, reason: "no luck")
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))

    guard case .job(let second, _) = try take(workshop, "job-1.rerun") else {
      Issue.record("the job was not taken in again")
      return
    }
    let row = try ledger.job(second)
    #expect(row.repeats == first && row.rerun && row.state == .queued)
    #expect(try ledger.storedBundle(job: second) == ledger.storedBundle(job: first))
    #expect(try ledger.drops(job: second).map(\.name) == ["job-1.rerun"])
    let order = try JSONDecoder().decode(
      IntakeOrder.self, from: Data(try #require(workshop.kept("order")).utf8))
    #expect(order.isStored)
    // The child is told what the ledger keeps, not what was dropped.
    #expect(try #require(workshop.kept("input")).contains("x.npy"))
  }

  @Test("refuses a job that is not there, has not ended, or was never taken")
  func refused() throws {
    let workshop = try Workshop(intake: "exit 9")
    let ledger = workshop.workplace.ledger
    guard case .rejected(let refusal, let unknown) = try take(workshop, "job-5.rerun") else {
      Issue.record("an unknown job was taken in again")
      return
    }
    #expect(unknown.contains("job 5 is not in the ledger"))
    guard case .rejected(_, let never) = try take(workshop, "job-\(refusal).rerun") else {
      Issue.record("a refused bundle was taken in again")
      return
    }
    #expect(never.contains("REJECTED") && never.contains("remedy:"))
    let queued = try workshop.queuedJob()
    guard case .rejected(_, let waits) = try take(workshop, "job-\(queued).rerun") else {
      Issue.record("a job that waits was taken in again")
      return
    }
    #expect(waits.contains("QUEUED"))
    #expect(try ledger.queue().map(\.job) == [queued])
  }
}
