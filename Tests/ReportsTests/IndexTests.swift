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

  @Test("says so where it leaves earlier jobs out, and only there")
  func earlier() {
    let jobs = (1...3).map { SampleReport.job(state: .completed, number: $0) }
    let whole = ReportIndex(jobs.map { .init(job: $0, headline: nil) }).markdown
    #expect(!whole.contains("Earlier jobs"))
    let cut = ReportIndex(jobs.dropFirst().map { .init(job: $0, headline: nil) }).markdown
    #expect(
      cut.hasSuffix("\nEarlier jobs are not listed here: `retort jobs --all` lists every job.\n"))
  }

  @Test("of an empty root says what to do")
  func empty() {
    #expect(ReportIndex([]).markdown.contains("Drop a bundle into `inbox/`"))
  }
}
