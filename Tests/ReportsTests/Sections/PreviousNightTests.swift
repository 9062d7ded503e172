import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("What moved since the last night") struct PreviousNightTests {
  private func row(
    _ variant: String, metric: String = "accuracy", then: Double? = 0.0134, now: Double? = 0.0134
  ) -> NightRow {
    var row = NightRow(
      teacher: "pixels", student: "morphology", variant: variant, variantThen: variant,
      split: "test", metric: metric, selected: true)
    (row.gainThen, row.gain) = (then, now)
    row.difference = now.flatMap { now in then.map { now - $0 } }
    row.moved = then == now ? false : nil
    return row
  }

  private func text(_ rows: [NightRow], changes: [String] = []) -> String {
    let evidence = SampleReport.evidence { report in
      report.night = Night(
        previousJob: 7, previousSubmittedAt: Timestamp(milliseconds: 0), changes: changes,
        rows: rows)
    }
    return NightSection(evidence).blocks.joined(separator: "\n\n")
  }

  @Test("a pair the other night did not have stands beside a dash, and is not the same")
  func new() {
    var new = row("lambda=1", then: nil, now: 0.02)
    new.variantThen = nil
    let line = text([new], changes: ["specification"]).line(with: "nothing to set it against")
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    // Gain then, gain now, difference, interval, moved.
    #expect(cells.suffix(5) == ["–", "+2.0", "–", "–", "–"])
  }

  @Test("a night without a gain is not called the same")
  func none() {
    let text = text([])
    #expect(text.contains("No gain to set against one of then."))
    #expect(!text.contains("Every gain is the same"))
  }

  @Test("rows that are not test rows are no part of it")
  func split() {
    var validation = row("lambda=1", then: 0, now: 0.3)
    (validation.split, validation.moved) = ("validation", true)
    #expect(text([validation, row("lambda=1")]).contains("Every gain is the same."))
  }

  @Test("a verdict that is another is said once a pair, however many rows it has")
  func verdicts() {
    let rows = ["lambda=1", "lambda=2"].map { variant in
      var row = row(variant)
      (row.verdictThen, row.verdict) = ("distil", "cannot tell")
      return row
    }
    let words = "pixels → morphology: **cannot tell**, then distil"
    #expect(text(rows).components(of: words) == 1)
  }

  @Test("a gain in another metric has that metric's name and unit")
  func otherMetric() {
    var moved = row("lambda=1", metric: "log-loss", then: 0.02, now: 0.31)
    moved.moved = true
    let line = text([moved], changes: ["data"]).line(with: "- pixels")
    #expect(line.contains(": log-loss +0.02") && line.hasSuffix(" nats now"))
    #expect(!line.contains("points"))
  }
}
