import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("Figures") struct FigureTests {
  @Test("an axis has round ticks that cover its numbers")
  func axis() {
    let axis = Axis(covering: [-0.7, 2.26, 0], from: 0, to: 100, ticks: 6)
    #expect(
      axis.ticks.map { axis.label($0, signed: true) } == [
        "−1.0", "−0.5", "0.0", "+0.5", "+1.0", "+1.5", "+2.0", "+2.5",
      ])
    #expect(axis.pixel(axis.lower) == 0)
    #expect(axis.pixel(axis.upper) == 100)
  }

  @Test(
    "an axis of one number, of none and of huge ones still has ticks",
    arguments: [
      [3], [], [0, 0], [1e9, 3e9], [1e-7, 2e-7], [.nan, 1], [0, 4e74], [-1e299, 1e299],
      [1e17, 1e17 + 64], [0, 1e308],
    ] as [[Double]])
  func degenerate(_ values: [Double]) {
    let axis = Axis(covering: values, from: 0, to: 100)
    #expect(axis.ticks.count >= 2 && axis.ticks.count < 12)
    #expect(axis.lower < axis.upper)
    #expect(axis.ticks.allSatisfy { axis.pixel($0).isFinite })
  }

  @Test("a learning curve is a mean over seeds and ends when half of them have stopped")
  func learningCurve() {
    let records = [(0, 2), (1, 4), (2, 6), (3, 6)].flatMap { seed, epochs in
      (1...epochs).map { epoch in
        CurvePointRecord(
          ordinal: 0, arm: "student", teacher: "", student: "x", variant: "", seed: seed,
          epoch: epoch, trainLoss: Double(seed), validationLoss: nil, validationMetric: nil)
      }
    }
    let curve = LearningCurve(
      arm: "student", style: .student, records: records.reversed(), value: \.trainLoss)
    #expect(curve.points.map(\.epoch) == [1, 2, 3, 4, 5, 6])
    #expect(curve.points[0].mean == 1.5)
    #expect(abs(curve.points[0].deviation - (5.0 / 3).squareRoot()) < 1e-12)
    #expect(curve.points[5].mean == 2.5)
    #expect(
      LearningCurve(arm: "student", style: .student, records: records, value: \.validationLoss)
        .points.isEmpty)
  }

  @Test("a picture is well-formed XML with a title and a description")
  func wellFormed() {
    for file in Report(SampleReport.report()).rendered.files where file.name.hasSuffix(".svg") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(text.contains("<title>") && text.contains("<desc>"))
      #expect(!text.contains("<script") && !text.contains("href"))
      #expect(!text.contains("nan") && !text.contains("inf\""))
      #expect(text.components(of: "<text") == text.components(of: "</text>"))
    }
  }

  @Test(
    "the forest has the constant beside the controls, and a setting once, in the title of its pair")
  func forest() throws {
    let evidence = SampleReport.evidence { report in
      for index in report.gains.indices {
        report.gains[index].comparison.setting = "epochs=30"
        report.gains[index].comparison.variant = "epochs=30, " + report.gains[index].variant
      }
      for index in report.summaries.indices where !report.summaries[index].student.isEmpty {
        report.summaries[index].setting = "epochs=30"
      }
    }
    let svg = try #require(ReportFigures(evidence).gain)
    #expect(svg.contains(">pixels → morphology, epochs=30</text>"))
    #expect(svg.components(of: ">epochs=30") == 0)
    #expect(svg.contains(">constant, looks at no input</text>"))
    #expect(svg.contains(">−61.2</text>"))
  }

  @Test("a gain without an interval says so beside its dot")
  func noInterval() throws {
    let evidence = SampleReport.evidence { report in
      for index in report.gains.indices {
        report.gains[index].comparison.gainLower = nil
        report.gains[index].comparison.gainUpper = nil
      }
    }
    let svg = try #require(ReportFigures(evidence).gain)
    #expect(svg.contains("+1.3  (no interval)</text>"))
  }

  @Test("a label too long for its column is shortened and kept as a tooltip")
  func longLabels() {
    let label = String(repeating: "student.network.hidden=256, ", count: 4)
    let plot = ForestPlot(
      title: "t", axisTitle: "a",
      groups: [
        .init(
          title: "p",
          rows: [
            .init(
              label: label, mark: .selected, estimate: 1, lower: 0, upper: 2, caption: "+1")
          ])
      ])
    #expect(plot.svg.contains("<title>\(label)</title>"))
    #expect(plot.svg.contains("…"))
  }

  @Test("what does not fit a width is cut in the middle")
  func shortening() {
    #expect(shortened("short", toFit: 100, size: 12) == "short")
    let cut = shortened("a-very-long-name-of-a-variant", toFit: 80, size: 12)
    #expect(cut.contains("…") && estimatedWidth(of: cut, size: 12) <= 80)
  }
}
