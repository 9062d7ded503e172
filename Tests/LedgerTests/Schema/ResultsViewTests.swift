import Records
import Testing

@testable import Ledger

@Suite("The view `results`") struct ResultsViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  @Test("has the metrics of committed runs alone, one row a place and metric")
  func committed() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(1, accuracy: 0.25)
    #expect(
      try sample.answer("SELECT ordinal, arm, seed, value FROM results") == [
        "1|teacher|1|0.25"
      ])
  }

  @Test("gives a run that fills several places at each of them, with the words of the place")
  func shared() throws {
    let setting = "training.epochs=30"
    let plan: [PlannedRunRecord] = .plan(
      .arm("student", "", "morphology", seeds: 1),
      .arm("student", "", "morphology", variant: setting, setting: setting, seeds: 1),
      .arm("smoothed", "", "morphology", variant: "smoothing=0.1", seeds: 1))
    let job = try HandMadeJob(in: sample, plan: plan)
    try job.commit(0, 1, 2, accuracy: 0.5)
    #expect(
      try sample.answer(
        "SELECT ordinal, arm, variant, setting, value, reused FROM results ORDER BY ordinal") == [
          "0|student|||0.5|0",
          "1|student|training.epochs=30|training.epochs=30|0.5|1",
          "2|smoothed|smoothing=0.1||0.5|1",
        ])
    #expect(try sample.answer("SELECT count(DISTINCT run) FROM results") == ["1"])
  }

  @Test("gives a run of two jobs in each of them, reused in the one that did not compute it")
  func twoJobs() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, key: "a run", accuracy: 0.5)
    let second = try HandMadeJob(in: sample)
    try second.commit(1, key: "a run", accuracy: 0.5, wasComputed: false)
    #expect(
      try sample.answer("SELECT job, ordinal, value, reused FROM results ORDER BY job") == [
        "\(first.job)|0|0.5|0", "\(second.job)|1|0.5|1",
      ])
  }

  @Test(
    "has a number exactly where the kind is `finite`",
    arguments: [
      (0.1, "0.1|finite"), (.nan, "-|nan"), (.infinity, "-|+inf"), (-.infinity, "-|-inf"),
      (nil, "-|undefined"), (Double.leastNonzeroMagnitude, "5e-324|finite"),
      (-Double.greatestFiniteMagnitude, "-1.7976931348623157e+308|finite"),
    ] as [(Double?, String)])
  func kinds(value: Double?, row: String) throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0, accuracy: value)
    #expect(try sample.answer("SELECT value, value_kind FROM results") == [row])
    #expect(try job.ledger.jobReport(job: job.job).results.map(\.value) == [LedgerValue(value)])
  }

  @Test("tells diverged runs from finished ones, and keeps the numbers they have")
  func diverged() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0, accuracy: .nan, status: .diverged, reason: "loss is NaN")
    try job.commit(1, accuracy: 0.75)
    #expect(
      try sample.answer("SELECT ordinal, status, value FROM results ORDER BY ordinal") == [
        "0|diverged|-", "1|finished|0.75",
      ])
  }

  @Test("sorts by place and then by metric, as the run named its metrics")
  func order() throws {
    let job = try HandMadeJob(in: sample)
    let metrics = [("test", "b"), ("validation", "z"), ("test", "a")].map {
      MetricRecord(split: $0.0, metric: $0.1, value: LedgerValue(1))
    }
    try job.commit(1, metrics: metrics)
    try job.commit(0, metrics: metrics)
    #expect(
      try sample.answer(
        "SELECT ordinal, split, metric FROM results ORDER BY ordinal, metric_ordinal")
        == [0, 1].flatMap { ["\($0)|test|b", "\($0)|validation|z", "\($0)|test|a"] })
  }

  @Test("of a run without metrics has no row, though its place is filled")
  func withoutMetrics() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0, metrics: [])
    #expect(try sample.answer("SELECT * FROM results") == [])
    #expect(try sample.answer("SELECT committed_runs FROM job_list") == ["1"])
  }
}
