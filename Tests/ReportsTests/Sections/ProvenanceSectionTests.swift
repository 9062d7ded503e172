import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("Provenance") struct ProvenanceSectionTests {
  private func text(_ change: (inout JobReport) -> Void = { _ in }) -> String {
    ProvenanceSection(SampleReport.evidence(change: change)).blocks.joined(separator: "\n\n")
  }

  /// The value of a line of the first table.
  private func fact(_ name: String, _ change: (inout JobReport) -> Void) -> String {
    let cells = text(change).line(with: "| \(name) ").split(separator: "|")
    return cells.count > 1 ? cells[1].trimmingCharacters(in: .whitespaces) : ""
  }

  @Test(
    "repeats the job by two commands whose comments stand beneath each other",
    arguments: [3, 12, 4_321])
  func commands(_ number: Int) throws {
    let text = text { $0.job.job = number }
    let run = text.line(with: "retort run BUNDLE")
    let report = text.line(with: "retort report \(number) ")
    let column = try #require(run.firstIndex(of: "#"))
    #expect(report[report.index(report.startIndex, offsetBy: column.utf16Offset(in: run))] == "#")
  }

  @Test(
    "names seeds as a range where none is left out",
    arguments: [([0, 1, 2, 3], "0 to 3"), ([0, 2], "0, 2"), ([7], "7"), ([], "–")])
  func seeds(_ seeds: [Int], _ words: String) {
    let found = fact("seeds") { report in
      let sample = report.results[0]
      report.results = seeds.reversed().map { seed in
        var row = sample
        row.seed = seed
        return row
      }
    }
    #expect(found == words)
  }

  @Test("counts runs once however many metrics each left, and those that were reused")
  func runs() {
    let found = fact("runs") { report in
      let samples = Array(report.results.prefix(3))
      report.results = samples.enumerated().flatMap { place, sample in
        ["accuracy", "log-loss"].map { metric in
          var row = sample
          (row.metric, row.reused) = (metric, place == 1)
          return row
        }
      }
    }
    #expect(found == "3 of 20 planned, 1 of them reused")
  }

  @Test("has the digest of everything a result depends on, and says where a job has no seal")
  func digests() {
    let sealed = text()
    for digest in ["b", "c", "e", "1", "2", "3"] {
      #expect(sealed.contains("`\(SampleReport.digest(Character(digest)))`"))
    }
    #expect(text { $0.seal = nil }.contains("not sealed: the job did not finish"))
  }

  @Test("says whose files a job read that names its data by an earlier bundle")
  func borrowed() {
    #expect(!text().contains("earlier bundle"))
    let borrowed = text { report in
      report.provenance.borrowed = [
        BorrowedMember(
          member: MemberRecord(name: "pixels.npy", sha256: SampleReport.digest("7"), bytes: 9),
          bundleSHA256: SampleReport.digest("d"))
      ]
      report.provenance.datasetSHA256 = SampleReport.digest("a")
    }
    #expect(borrowed.contains("### Data of an earlier bundle"))
    #expect(borrowed.contains("dataset `\(SampleReport.digest("a"))`"))
    #expect(borrowed.line(with: SampleReport.digest("7")).contains("`dddddddddddd…`"))
  }

  @Test("shows job.yaml as it was written, in a fence that nothing in it can close")
  func specification() {
    let text = text { $0.provenance.specificationYAML = "name: a\n# ```` here\n\tx: \u{202E}1\n\n" }
    #expect(text.hasSuffix("`````yaml\nname: a\n# ```` here\n  x: \\u{202e}1\n`````"))
  }

  @Test("cuts a specification of hundreds of lines, and says how many are left")
  func longSpecification() {
    let yaml = (1...250).map { "# line \($0)" }.joined(separator: "\n")
    let text = text { $0.provenance.specificationYAML = yaml }
    #expect(text.hasSuffix("# line 200\n# … 50 more lines\n```"))
  }

  @Test("counts lines, not line ends", arguments: [(200, ""), (201, "\n# … 1 more line")])
  func countedLines(count: Int, rest: String) {
    let yaml = (1...count).map { "# line \($0)\n" }.joined()
    let text = text { $0.provenance.specificationYAML = yaml }
    #expect(text.hasSuffix("# line 200\(rest)\n```"))
  }
}
