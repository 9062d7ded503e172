import Digests
import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("A report's folder") struct ReportPublicationTests {
  private func sealedJob(
    _ workshop: Workshop, files: [ReportFileRecord] = []
  ) throws -> Int {
    let job = try workshop.queuedJob()
    var seal = Workshop.seal
    seal.files = files
    try workshop.workplace.ledger.setState(job: job, to: .running)
    _ = try workshop.workplace.ledger.seal(job: job, seal)
    return job
  }

  private func publication(_ workshop: Workshop) -> ReportPublication {
    ReportPublication(
      root: workshop.place.root, ledger: workshop.workplace.ledger, renderer: Workshop.renderer)
  }

  @Test("holds the rendered files and the worker's objects; what was there before is gone")
  func whole() throws {
    let workshop = try Workshop()
    let table = try workshop.workplace.ledger.objects.write(Array("a,b\n".utf8))
    let job = try sealedJob(
      workshop, files: [ReportFileRecord(name: "predictions.csv", sha256: table.hex)])
    #expect(try publication(workshop).publish(job: job) == "reports/0001-slug")
    try Data().write(to: URL(fileURLWithPath: "\(workshop.place.path)/reports/0001-slug/old"))
    try publication(workshop).publish(job: job)
    #expect(
      try workshop.place.names("reports/0001-slug") == ["models", "predictions.csv", "report.md"])
    #expect(workshop.place.text("reports/0001-slug/predictions.csv") == "a,b\n")
    #expect(try workshop.place.names("reports") == ["0001-slug"])
  }

  @Test(
    "is never left by a name a worker made up",
    arguments: ["../escaped", "/etc/escaped", "a/../../escaped", "", "report.md"])
  func hostileName(_ name: String) throws {
    let workshop = try Workshop()
    let object = try workshop.workplace.ledger.objects.write([1])
    let job = try sealedJob(
      workshop, files: [ReportFileRecord(name: name, sha256: object.hex)])
    #expect(throws: SystemError.self) { try publication(workshop).publish(job: job) }
    #expect(try workshop.place.names("reports").isEmpty)
    #expect(try !workshop.place.names(".").contains("escaped"))
  }

  @Test("is made of sealed results only")
  func unsealed() throws {
    let workshop = try Workshop()
    let job = try workshop.queuedJob()
    #expect(throws: LedgerError.notSealed(job: job)) {
      try publication(workshop).publish(job: job)
    }
  }
}
