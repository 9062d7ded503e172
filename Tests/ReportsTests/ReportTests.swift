import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("A report") struct ReportTests {
  let report = Report(SampleReport.report())

  @Test("is the snapshot, file by file")
  func snapshot() throws {
    for file in report.rendered.files {
      try Snapshot.expect(file.bytes, equals: "two-pairs/\(file.name)")
    }
  }

  @Test("holds these files and names the worker's")
  func files() {
    #expect(
      report.rendered.files.map(\.name) == [
        "report.md", "results.csv", "gain.csv", "transfers.csv", "curves.csv",
        "information.csv",
        "figures/gain.svg", "figures/gain-by-pair.svg", "figures/gain-by-lambda.svg",
        "figures/gain-by-option.svg", "figures/learning-curves-pixels-to-morphology.svg",
        "figures/reliability-pixels-to-morphology.svg",
        "figures/learning-curves-fourier-to-zernike.svg",
        "figures/reliability-fourier-to-zernike.svg",
      ])
    #expect(report.rendered.objects.map(\.name).contains("predictions.csv"))
  }

  @Test("rendered twice has the same bytes")
  func pure() {
    #expect(report.rendered == Report(SampleReport.report()).rendered)
  }

  @Test("has the same tables and figures in another root, where number, times and attempts differ")
  func roots() {
    var other = SampleReport.job(number: 7)
    other.submittedAt = Timestamp(milliseconds: 1_790_000_000_000)
    other.startedAt = nil
    other.attempts = 3
    let elsewhere = Report(SampleReport.report(job: other)).rendered.files
    for (left, right) in zip(report.rendered.files, elsewhere) where left.name != "report.md" {
      #expect(left == right)
    }
    let markdown = Report(SampleReport.report(job: other)).rendered.markdown
    #expect(beforeProvenance(report.rendered.markdown) == beforeProvenance(markdown))
  }

  @Test("is the same text before and after its job is marked completed")
  func completed() {
    var later = SampleReport.job(state: .completed)
    later.endedAt = Timestamp(milliseconds: 1_785_000_099_000)
    later.report = "reports/0012-mfeat-two-pairs"
    #expect(Report(SampleReport.report(job: later)).rendered == report.rendered)
  }

  @Test("leads with the job's conclusion")
  func conclusion() {
    let lines = report.rendered.markdown.split(separator: "\n")
    #expect(lines[0] == "# mfeat: two pairs")
    #expect(lines[1] == "**The teacher helps in 1 of 2 pairs (pixels → morphology).**")
  }

  @Test("says once what one pair concludes")
  func onePair() {
    let value = SampleReport.report(pairs: [SampleReport.helping])
    let sentence =
      "Distil: pixels makes morphology better by +1.3 points of accuracy (95 % interval +0.4 to "
      + "+2.3), and by +0.9 points more than what comes closest of the student and all controls "
      + "('class-mean'). Of the "
      + "exported models the distilled one is better on validation."
    let markdown = Report(value).rendered.markdown
    #expect(markdown.components(of: sentence) == 1)
    #expect(Report(value).headline == sentence)
    #expect(!markdown.contains("Pairs at a glance"))
    #expect(!markdown.contains("Benjamini"))
  }

  @Test("tells state and reason of a job that never finished")
  func unfinished() {
    var job = SampleReport.job(state: .outOfMemory, seal: false)
    job.reason = "the worker asked for 9 GB"
    job.committedRuns = 4
    let empty = JobReport(
      job: job, provenance: SampleReport.provenance(), results: [], gains: [],
      seedStatistics: [], information: [], verdicts: [], summaries: [], curves: [], files: [],
      divergences: [], seal: nil)
    let rendered = Report(empty).rendered
    #expect(
      rendered.markdown.contains(
        "No answer: this job ended as OUT_OF_MEMORY: the worker asked for 9 GB (4 of 20 runs"))
    #expect(rendered.markdown.contains("not sealed"))
    #expect(!rendered.files.contains { $0.name.hasPrefix("figures/") })
  }

  @Test("the guide quotes this report, not an older one")
  func guide() throws {
    let root = Snapshot.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let guide = try String(
      contentsOf: root.appendingPathComponent("docs/reading-a-report.md"), encoding: .utf8)
    let lines = guide.split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("    | ") }.map { $0.dropFirst(4) }
    let sentence = lines.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
      .joined(separator: " ")
    #expect(rows.count > 3)
    for quoted in rows + [sentence[...]] {
      #expect(report.rendered.markdown.contains(quoted), "\(quoted)")
    }
  }

  private func beforeProvenance(_ markdown: String) -> String.SubSequence {
    markdown.range(of: "## Provenance").map { markdown[..<$0.lowerBound] } ?? ""
  }
}
