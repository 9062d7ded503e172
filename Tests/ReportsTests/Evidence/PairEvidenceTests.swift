import Ledger
import Records
import Testing

@testable import Reports

@Suite("Evidence of a pair") struct PairEvidenceTests {
  @Test("arms stand in the order a reader asks for them, whatever order they were sealed in")
  func order() {
    let pair = SampleReport.pair(summaries: { $0.reverse() })
    #expect(
      pair.arms.map(\.label) == [
        "teacher", "student", "distilled", "fused", "class-mean", "smoothed", "within", "across",
        "constant",
      ])
  }

  @Test("an arm nobody knows yet stands between the controls and the constant")
  func unknown() {
    let pair = SampleReport.pair(summaries: {
      $0.append(
        SummaryRecord(
          ordinal: 0, section: "arm", item: "accuracy", label: "self-graph", teacher: "pixels",
          student: "morphology", value: 0.7))
    })
    #expect(pair.arms.map(\.label).suffix(2) == ["self-graph", "constant"])
  }

  @Test("the primary metric is the first column, and each arm has a value a column")
  func metrics() {
    let pair = SampleReport.pair()
    #expect(pair.armMetrics.map(\.name) == ["accuracy", "log-loss", "calibration-error"])
    for arm in pair.arms { #expect(arm.values.count == 3) }
    #expect(pair.armValue("student") { $0.name == "log-loss" }?.value == 1.55 - 0.7124)
  }

  @Test("of an arm with several variants the selected one is kept")
  func variants() {
    #expect(SampleReport.pair().arms.filter { $0.label == "across" }.map(\.variant) == ["selected"])
  }

  @Test("facts of another setting or pair are not this pair's")
  func scope() {
    let pair = SampleReport.pair(summaries: { records in
      records += [("x", "pixels"), ("", "fourier")].map { setting, teacher in
        SummaryRecord(
          ordinal: 0, section: "reservation", setting: setting, teacher: teacher,
          student: "morphology", text: "not here")
      }
    })
    #expect(pair.reservations.isEmpty)
  }
}
