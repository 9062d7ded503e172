import Foundation
import Ledger
import Records
import Testing

@testable import Reports

/// An arm that no file of Records, Ledger or Reports knows is a value in a job's records, and nothing else.
@Suite("An arm nobody has heard of") struct NewArmTests {
  private static let arm = Arm(
    "frozen-aligner", .control, learnsFrom: "labels and an aligner that never moves",
    meaning: "whose aligner never moves", expectation: .staysBelow, isReference: true,
    wording: ArmWording(
      aside: "the aligner stays as it was drawn", label: "frozen aligner",
      advice: "The aligner may not be needed.", remains: 1))

  /// The helping pair with one more arm, behind `within`.
  private func report(
    gain: Double = 0.0052, transfer: (Double, Double, Double) = (0.0082, 0.0011, 0.0153),
    change: (inout JobReport) -> Void = { _ in }
  ) throws -> JobReport {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    let place = try #require(report.arms.firstIndex { $0.word == "within" })
    report.arms.insert(Self.arm, at: place + 1)
    let index = try #require(report.gains.firstIndex { $0.selected && $0.metric == "accuracy" })
    let row = report.gains[index].comparison
    report.gains[index].comparison.controls.append(
      ControlRecord(arm: Self.arm.word, gain: gain, held: true))
    let arms = report.summaries.filter { $0.section == "arm" && $0.label == "across" }
    report.summaries += arms.map { record in
      var own = record
      own.label = Self.arm.word
      return own
    }
    report.summaries.append(
      SummaryRecord(
        ordinal: 0, section: "transfer", item: "accuracy", label: Self.arm.word,
        teacher: row.teacher, student: row.student, variant: row.variant, value: transfer.0,
        lower: transfer.1, upper: transfer.2, extra: 0.02))
    change(&report)
    return report
  }

  private func lines(_ text: String, with start: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(start) }
  }

  /// First cells of the table under a heading.
  private func heads(_ text: String, under heading: String) throws -> [String] {
    let start = try #require(text.range(of: heading))
    return text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: true)
      .drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
      .map { $0.split(separator: "|")[0].trimmingCharacters(in: .whitespaces) }
  }

  @Test("has its row among the arms, in the order of the plan")
  func arms() throws {
    let text = Report(try report()).rendered.markdown
    let found = try heads(text, under: "### Arms").map { $0.prefix { !",( ".contains($0) } }
    #expect(
      found.prefix(8) == [
        "teacher", "student", "distilled", "fused", "class-mean", "smoothed", "within",
        "frozen-aligner",
      ])
    #expect(
      text.contains(
        "Controls, explained below: `class-mean`, `smoothed`, `within`, `frozen-aligner`, `across`."
      ))
  }

  @Test("has its row among the controls, where the least of a teacher stands first")
  func controls() throws {
    let text = Report(try report()).rendered.markdown
    #expect(
      try heads(text, under: "### Controls").prefix(4)
        == ["`across`", "`within`", "`frozen-aligner`", "`class-mean`"])
    let row = try #require(lines(text, with: "| `frozen-aligner`").first)
    #expect(row.contains("| labels and an aligner that never moves"))
    #expect(row.contains(" +0.5 | stay below the distilled student "))
    #expect(row.contains("| yes, by 0.8 points (+0.1 to +1.5)"))
  }

  @Test("has what a method's part of it showed in a row of its own")
  func parts() throws {
    let text = Report(
      try report { report in
        for index in report.gains.indices where report.gains[index].controls.count == 5 {
          report.gains[index].comparison.controls.append(
            ControlRecord(arm: Self.arm.word, part: "text side", gain: 0.001, held: false))
        }
      }
    ).rendered.markdown
    let row = try #require(lines(text, with: "| `frozen-aligner`, text side").first)
    #expect(row.contains(" +0.1 |") && row.contains("| **no** "))
  }

  @Test("is set against the distilled student with the other transfers")
  func transfers() throws {
    let text = Report(try report()).rendered.markdown
    #expect(
      try heads(text, under: "### Gain and transfer").last == "transfer: distilled − frozen-aligner"
    )
  }

  @Test("is named where it is not beaten, with its own advice")
  func wording() throws {
    let text = Report(
      try report(transfer: (-0.001, -0.008, 0.006)) { report in
        for index in report.gains.indices where report.gains[index].selected {
          report.gains[index].comparison.claim = false
          report.gains[index].comparison.transferReference = Self.arm.word
        }
      }
    ).rendered.markdown
    #expect(
      text.contains(
        "it is not shown to beat `frozen-aligner` (the aligner stays as it was drawn). "
          + "The aligner may not be needed."))
  }

  @Test("was tuned as the distilled arm was, and is said to be")
  func tuning() throws {
    let text = Report(try report()).rendered.markdown
    #expect(
      text.contains(
        "`class-mean`, `across`, `within` and `frozen-aligner` have the distilled arm's one "
          + "configuration."))
  }

  @Test("has a column among the variants and a line in the figure")
  func variants() throws {
    let report = try report()
    let rendered = Report(report).rendered
    let heading = try #require(
      lines(rendered.markdown, with: "|").first { $0.contains("p (Holm)") })
    let columns = heading.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      columns.suffix(6)
        == ["class-mean", "smoothed", "within", "frozen-aligner", "across", "outcome"])
    let figures = rendered.files.filter { $0.name.hasSuffix(".svg") }
    #expect(
      figures.contains { String(decoding: $0.bytes, as: UTF8.self).contains(">frozen aligner<") })
  }

  @Test("has a column of `gain.csv` behind those that were there, and rows of `transfer.csv`")
  func csv() throws {
    let report = try report()
    let gain = ResultTables.gain(report).split(separator: "\r\n", omittingEmptySubsequences: true)
      .flatMap { $0.split(separator: "\n") }
    #expect(gain[0].hasSuffix(",distilled_variant,frozen_aligner_gain"))
    #expect(gain.dropFirst().count { $0.hasSuffix(",0.0052") } == 1)
    #expect(ResultTables.transfers(report).contains(",frozen-aligner,0.0082,0.0011,0.0153,0.02"))
    let known = ResultTables.gain(SampleReport.report(pairs: [SampleReport.helping]))
    #expect(!known.contains("aligner"))
  }

  @Test(
    "is known by the data alone: no file of Records, Ledger or Reports asks for a control's word")
  func words() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources")
    // What old ledgers were, and the columns of `kd_gain` that are older than the arms.
    let exempt = ["Ledger/Migrations/", "Ledger/Schema/GainColumn.swift"]
    let words = ["across", "within", "class-mean", "smoothed", "self"]
    for module in ["Records", "Ledger", "Reports"] {
      let folder = sources.appendingPathComponent(module)
      let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      let files = (paths ?? []).filter { $0.hasSuffix(".swift") }
      #expect(files.count > 10)
      for file in files where !exempt.contains(where: { "\(module)/\(file)".hasPrefix($0) }) {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        for word in words {
          #expect(!text.contains("\"\(word)\"") && !text.contains("'\(word)'"), "\(file): \(word)")
        }
      }
    }
  }

  @Test("cannot write Markdown of its own into a report")
  func hostile() throws {
    let text = Report(
      try report { report in
        for index in report.arms.indices where report.arms[index].word == Self.arm.word {
          report.arms[index].learnsFrom = "<script> | [x](y)"
        }
      }
    ).rendered.markdown
    #expect(!text.contains("<script>") || text.contains("\\<script"))
    #expect(!text.contains("| [x](y)"))
  }
}
