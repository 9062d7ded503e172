import Digests
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Numbers that are not finite") struct NotFiniteTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  /// Every number of every table that is no number, as `table.column`.
  private func stored() throws -> [String] {
    try sample.ledger.read { database in
      try Schema.tables.flatMap { table -> [String] in
        let columns = try String.fetchAll(
          database, sql: "SELECT name FROM pragma_table_info(?) WHERE type = 'REAL'",
          arguments: [table.name])
        return try columns.filter { column in
          try Int.fetchOne(
            database,
            sql: """
              SELECT count(*) FROM \(table.name)
              WHERE abs(\(column)) = 9e999 OR typeof(\(column)) NOT IN ('real', 'null')
              """) != 0
        }.map { "\(table.name).\($0)" }
      }
    }
  }

  @Test("of conclusions are never stored", arguments: [Double.nan, .infinity, -.infinity])
  func conclusions(value: Double) throws {
    var verdict = VerdictRecord.of("cannot tell")
    for path: WritableKeyPath<VerdictRecord, Double?> in [
      \.iTeacherStudent, \.iStudentLabel, \.delta, \.deltaLower, \.deltaUpper, \.deltaWithin,
      \.teacherTemperature,
    ] { verdict[keyPath: path] = value }
    verdict.information = [
      InformationRecord(
        ordinal: 0, teacher: "pixels", student: "morphology", quantity: "I(T;S)",
        estimator: "ksg", valueNats: value, lower: value, upper: value, rows: 1, dimension: 1,
        recovered: value)
    ]
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(try job.ledger.commitVerdict(job: job.job, verdict) == .unchanged)

    var comparison = ComparisonRecord.of("lambda=1", gain: value, from: value, to: value)
    for path: WritableKeyPath<ComparisonRecord, Double?> in [
      \.studentMean, \.distilledMean, \.seSeeds, \.seRows, \.pValue, \.pAdjusted, \.transfer,
      \.transferLower, \.transferUpper, \.fusedMean, \.claimPValue,
    ] { comparison[keyPath: path] = value }
    comparison.controls = [ControlRecord(arm: "across", gain: value, lower: value, upper: value)]
    let seal = SealRecord(
      comparisons: [comparison],
      summaries: [
        SummaryRecord(
          ordinal: 0, section: "arm", value: value, lower: value, upper: value, extra: value)
      ],
      curves: [
        CurvePointRecord(
          ordinal: 0, arm: "student", teacher: "", student: "morphology", variant: "", seed: 0,
          epoch: 1, trainLoss: value, validationLoss: value, validationMetric: value)
      ], files: [])
    _ = try job.ledger.seal(job: job.job, seal)

    #expect(try stored() == [])
    let report = try job.ledger.jobReport(job: job.job)
    #expect(report.gains.first?.gain == nil && report.verdicts.first?.delta == nil)
    #expect(report.summaries.first?.value == nil && report.curves.first?.trainLoss == nil)
    #expect(report.night == nil && report.information.first?.estimate.valueNats == nil)
  }

  @Test("of metrics are kept as their kind, and the same again is unchanged")
  func metrics() throws {
    for (ordinal, value) in [Double.nan, .infinity, -.infinity].enumerated() {
      try job.commit(ordinal, accuracy: value)
      #expect(try job.commit(ordinal, accuracy: value) == .unchanged)
    }
    #expect(try stored() == [])
    #expect(
      try sample.answer("SELECT value, value_kind FROM results ORDER BY ordinal")
        == ["-|nan", "-|+inf", "-|-inf"])
  }

  @Test("of one kind are not those of another: such a run differs")
  func differing() throws {
    try job.commit(0, key: "a run", accuracy: .nan)
    #expect(try job.commit(0, key: "a run", accuracy: .infinity) == .differs)
    #expect(try sample.answer("SELECT value_kind FROM results") == ["nan"])
  }

  @Test("whose value and kind contradict each other are refused whole")
  func contradiction() throws {
    var value = LedgerValue(1)
    value.value = .infinity
    let lie = [MetricRecord(split: "test", metric: "accuracy", value: value)]
    #expect(throws: LedgerError.self) { try job.commit(0, metrics: lie) }
    value = LedgerValue(.nan)
    value.value = 1
    #expect(throws: LedgerError.self) {
      try job.commit(0, metrics: [MetricRecord(split: "test", metric: "auc", value: value)])
    }
    #expect(try sample.answer("SELECT count(*) FROM runs") == ["0"])
  }
}
