import Foundation
import Ledger
import Testing

@testable import Reports

@Suite("The index of reports") struct IndexTests {
  @Test("lists jobs newest first, with date, state and headline")
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
    #expect(lines[4].contains("| `a\\|b`"))
    #expect(lines[4].contains("FAILED"))
    #expect(lines[5].contains("[mfeat: two pairs](0012-mfeat-two-pairs/report.md)"))
    #expect(lines[5].contains("| 2026-07-25 17:20 |"))
  }

  @Test("lists them again by name, the nights of one sweep beneath each other, newest first")
  func byName() throws {
    let names = ["nightly", "alone", "nightly", "Zeta", "nightly"]
    let entries = names.enumerated().map { index, name in
      ReportIndex.Entry(
        job: SampleReport.job(name: name, state: .completed, number: index + 1), headline: nil)
    }
    let text = ReportIndex(entries).markdown
    let section = try #require(text.range(of: "## By name"))
    let rows = text[section.upperBound...].split(separator: "\n").dropFirst(2)
    let cells = rows.map { row in
      row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(cells.map { $0[0] } == ["Zeta", "alone", "nightly", "nightly", "nightly"])
    #expect(cells.map { $0[2] } == ["4", "2", "5", "3", "1"])
  }

  @Test("says so where it leaves earlier jobs out, and only there")
  func earlier() {
    let jobs = (1...3).map { SampleReport.job(state: .completed, number: $0) }
    let whole = ReportIndex(jobs.map { .init(job: $0, headline: nil) }).markdown
    #expect(!whole.contains("retort jobs --all"))
    let cut = ReportIndex(jobs.dropFirst().map { .init(job: $0, headline: nil) }).markdown
    #expect(
      cut.hasSuffix("\nThese are the latest 2 jobs: `retort jobs --all` lists every job.\n"))
  }

  @Test("has the beginning of a long reason, all of a headline")
  func reasons() {
    func line(_ reason: String) -> String {
      var job = SampleReport.job(state: .failed, number: 1, seal: false)
      job.reason = reason
      return ReportIndex([.init(job: job, headline: nil)]).markdown.line(with: "FAILED")
    }
    #expect(line("unknown key\n  9 | method: x\n    ^^^").contains("| unknown key … "))
    #expect(line("out of patience").contains("| out of patience |"))
    let long = line(String(repeating: "ab", count: 400))
    #expect(long.contains("ab… |") && long.count < 300)
  }

  @Test("of an empty root says what to do")
  func empty() {
    #expect(ReportIndex([]).markdown.contains("Drop a bundle into `inbox/`"))
  }
}
