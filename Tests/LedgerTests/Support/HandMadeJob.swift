import Digests
import Foundation
import GRDB
import Records

@testable import Ledger

/// A running job whose plan, runs and conclusions a test writes by hand.
struct HandMadeJob {
  let sample: SampleLedger
  let job: Int
  let attempt: Int
  var ledger: Ledger { sample.ledger }

  /// - Parameters:
  ///   - name: jobs of one name are nights of one sweep.
  ///   - change: of what intake hands over, before it is inserted.
  init(
    in sample: SampleLedger, name: String = "digits", plan: [PlannedRunRecord] = Sample.plan,
    rerun: Bool = false, environment: EnvironmentRecord = Sample.environment,
    change: (inout NewJob) throws -> Void = { _ in }
  ) throws {
    self.sample = sample
    let claim = UUID().uuidString
    let drop = try sample.ledger.recordDrop(claim: claim, name: "x.tar", receivedAt: .zero)
    var new = try sample.newJob(drop: drop.drop, name: name, content: claim, rerun: rerun)
    new.plan = plan
    try change(&new)
    job = try sample.ledger.insertJob(new)
    try sample.ledger.setState(job: job, to: .running)
    attempt = try sample.ledger.beginAttempt(.worker(job: job), environment: environment)
  }

  /// Commits one run at the given places.
  ///
  /// - Parameters:
  ///   - key: its words; those of its first place in this job, where none are given.
  ///   - accuracies: on test rows; what is no number stays none.
  @discardableResult
  func commit(
    _ ordinals: Int..., key: String? = nil, accuracy: Double? = 0.5, metrics: [MetricRecord]? = nil,
    status: RunRecord.Status = .finished, reason: String? = nil, wasComputed: Bool = true
  ) throws -> RunCommit {
    let words = key ?? "job \(job), place \(ordinals.first ?? 0)"
    let products = try ledger.objects.write(Array("products of \(words)".utf8)).hex
    return try ledger.commitRun(
      job: job, attempt: attempt,
      RunRecord(
        key: Digest(of: words).hex, ordinals: ordinals, status: status, reason: reason,
        metrics: metrics
          ?? [MetricRecord(split: "test", metric: "accuracy", value: LedgerValue(accuracy))],
        products: products, parameters: 1, epochs: 1, chosenEpoch: 1, wallSeconds: 2,
        cpuSeconds: 3, peakBytes: 4, wasComputed: wasComputed))
  }

  @discardableResult
  func seal(
    _ comparisons: [ComparisonRecord] = [], summaries: [SummaryRecord] = [], unfilled: [Int] = []
  ) throws -> String {
    try ledger.seal(
      job: job,
      SealRecord(
        comparisons: comparisons.numbered, summaries: summaries, curves: [], files: [],
        unfilled: unfilled, metricKinds: .sample))
  }
}

extension SampleLedger {
  func answer(_ query: String) throws -> [String] { try ledger.answer(query) }
}

extension Ledger {
  /// Rows of a query as text, their columns between bars; NULL is a dash.
  func answer(_ query: String) throws -> [String] {
    try read { database in
      try Row.fetchAll(database, sql: query).map { row in
        row.databaseValues.map(Self.text).joined(separator: "|")
      }
    }
  }

  static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "-"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}

extension [PlannedRunRecord] {
  /// The places of one arm, one a seed.
  static func arm(
    _ arm: String, _ teacher: String = "", _ student: String = "", variant: String = "",
    setting: String = "", stage: String = "", method: String = "", seeds: Int = 2
  ) -> [PlannedRunRecord] {
    (0..<seeds).map {
      PlannedRunRecord(
        ordinal: 0, stage: stage, setting: setting, arm: arm, teacher: teacher, student: student,
        variant: variant, method: method, seed: $0)
    }
  }

  /// All places of some arms, numbered.
  static func plan(_ arms: [PlannedRunRecord]...) -> [PlannedRunRecord] {
    arms.joined().enumerated().map { ordinal, run in
      var run = run
      run.ordinal = ordinal
      return run
    }
  }
}

extension ComparisonRecord {
  /// A comparison of the pair pixels → morphology with what its view is asked for.
  static func of(
    _ variant: String, setting: String = "", split: String = "test", metric: String = "accuracy",
    gain: Double? = 0, from lower: Double? = nil, to upper: Double? = nil,
    outcome: String? = "unclear", selected: Bool = true
  ) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: 0, setting: setting, teacher: "pixels", student: "morphology", variant: variant,
      method: "hinton", split: split, metric: metric, seeds: 2, rows: 100)
    record.gain = gain
    record.gainLower = lower
    record.gainUpper = upper
    record.outcome = outcome
    record.selected = selected
    return record
  }
}

extension [ComparisonRecord] {
  fileprivate var numbered: [ComparisonRecord] {
    enumerated().map { ordinal, record in
      var record = record
      record.ordinal = ordinal
      return record
    }
  }
}

extension VerdictRecord {
  /// The verdict of a pair at a setting, without estimates.
  static func of(
    _ verdict: String, ordinal: Int = 0, teacher: String = "pixels",
    student: String = "morphology", setting: String = "", estimator: String = "ksg"
  ) -> VerdictRecord {
    VerdictRecord(
      ordinal: ordinal, teacher: teacher, student: student, variant: setting,
      estimator: estimator, rows: 400, verdict: verdict, reason: "because")
  }
}
