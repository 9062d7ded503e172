import Ledger
import Testing

@testable import Reports

@Suite("The index of reports") struct IndexTests {
  @Test("lists jobs newest first, with state and headline")
  func index() throws {
    var completed = SampleReport.job(state: .completed, number: 12)
    completed.report = "reports/0012-mfeat-two-pairs"
    var failed = SampleReport.job(name: "a|b", state: .failed, number: 13, seal: false)
    failed.reason = "the worker died three times (signal 9)"
    let index = ReportIndex([
      .init(job: completed, headline: "Distil: pixels makes morphology better."),
      .init(job: failed, headline: nil),
    ])
    try Snapshot.expect(Array(index.markdown.utf8), equals: "index.md")
    let lines = index.markdown.split(separator: "\n")
    #expect(lines[3].contains("| `a\\|b`"))
    #expect(lines[3].contains("FAILED"))
    #expect(lines[4].contains("[mfeat: two pairs](0012-mfeat-two-pairs/report.md)"))
  }

  @Test("of an empty root says what to do")
  func empty() {
    #expect(ReportIndex([]).markdown.contains("Drop a bundle into `inbox/`"))
  }
}
