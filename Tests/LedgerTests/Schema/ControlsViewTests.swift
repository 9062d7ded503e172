import Records
import Testing

@testable import Ledger

@Suite("The view `controls`") struct ControlsViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private func sealed() throws {
    let arm = Arm(
      "frozen-aligner", .control, learnsFrom: "an aligner that never moves",
      meaning: "whose aligner stands still", expectation: .staysBelow, isReference: true)
    let job = try HandMadeJob(in: sample) { $0.arms.append(arm) }
    var first = ComparisonRecord.of("lambda=1", gain: 0.5)
    first.controls = [
      ControlRecord(arm: "across", gain: 0.25, lower: 0.125, upper: 0.375, held: false),
      ControlRecord(arm: "frozen-aligner", part: "text", gain: nil),
      ControlRecord(arm: "frozen-aligner", gain: -0.5, held: true),
    ]
    try job.seal([first, .of("lambda=0.5", selected: false)])
  }

  @Test("has a row for every arm a comparison was held against, whatever it is called")
  func rows() throws {
    try sealed()
    #expect(
      try sample.answer(
        """
        SELECT variant, arm, part, learns_from, gain, lower, upper, expectation, held, selected
        FROM controls ORDER BY ordinal, control_ordinal
        """) == [
          "lambda=1|across||what across learns from|0.25|0.125|0.375|does not gain|0|1",
          "lambda=1|frozen-aligner|text|an aligner that never moves|-|-|-|stays below distilled|-|1",
          "lambda=1|frozen-aligner||an aligner that never moves|-0.5|-|-|stays below distilled|1|1",
        ])
  }

  @Test("leaves the old columns of `kd_gain` as they were, and its rows one a comparison")
  func columns() throws {
    try sealed()
    #expect(
      try sample.answer(
        "SELECT variant, across_gain, within_gain, smoothed_gain, class_mean_gain FROM kd_gain ORDER BY ordinal"
      )
        == ["lambda=1|0.25|-|-|-", "lambda=0.5|-|-|-|-"])
  }

  @Test("is read back into the comparison, control by control, in its order")
  func read() throws {
    try sealed()
    let gains = try sample.ledger.gains(job: 1)
    #expect(gains[0].controls.map(\.arm) == ["across", "frozen-aligner", "frozen-aligner"])
    #expect(gains[0].controls[0].held == false && gains[0].controls[0].upper == 0.375)
    #expect(gains[0].controls[arm: "frozen-aligner"]?.gain == -0.5)
    #expect(gains[1].controls == [])
  }

  @Test("refuses a control that no arm of the job is")
  func unknown() throws {
    let job = try HandMadeJob(in: sample)
    var comparison = ComparisonRecord.of("lambda=1")
    comparison.controls = [ControlRecord(arm: "unheard", gain: 0)]
    let error = #expect(throws: LedgerError.self) { try job.seal([comparison]) }
    #expect(error?.description.contains("FOREIGN KEY") == true)
  }

  @Test("has metrics beside it that stay what the first job said of them")
  func metrics() throws {
    var kind = [MetricKindRecord].sample[0]
    for band in [0.01, 0.5] {
      kind.flatBand = band
      let job = try HandMadeJob(in: sample)
      _ = try job.ledger.seal(
        job: job.job,
        SealRecord(comparisons: [], summaries: [], curves: [], files: [], metricKinds: [kind]))
    }
    #expect(try sample.answer("SELECT metric, flat_band FROM metric_kinds") == ["accuracy|0.01"])
  }
}
