import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Views on a small job worked out by hand") struct ViewTests {
  let sample: SampleLedger
  let job: Int
  let report: JobReport

  init() throws {
    sample = try SampleLedger()
    job = try sample.insertJob()
    // Committed out of order: what is read is in the order of the plan.
    _ = try sample.fill(job: job, order: [9, 8, 7, 6, 5, 4])
    report = try sample.ledger.jobReport(job: job)
  }

  @Test("results are in the order of the plan")
  func results() {
    #expect(report.results.count == 40)
    let accuracies = report.results.filter { $0.split == "test" && $0.metric == "accuracy" }
    #expect(accuracies.map(\.value.value) == Sample.accuracies)
    #expect(accuracies.map(\.ordinal) == Array(0..<10))
    #expect(
      Array(report.results.prefix(4).map(\.metric)) == ["accuracy", "accuracy", "auc", "log-loss"])
  }

  @Test("seed statistics have the mean and the sample standard deviation")
  func seedStatistics() throws {
    #expect(report.seedStatistics.count == 20)
    let student = try #require(
      report.seedStatistics.first {
        $0.arm == "student" && $0.split == "test" && $0.metric == "accuracy"
      })
    // Values 0.70 and 0.74: mean 0.72, sd = 0.04 / √2.
    #expect(abs(try #require(student.mean) - 0.72) < 1e-15)
    #expect(abs(try #require(student.standardDeviation) - 0.0282842712474619) < 1e-15)
    #expect(student.seeds == 2 && student.seedsWithoutValue == 0)
  }

  @Test("seed statistics say how many seeds have no number, and give no spread to one")
  func seedsWithoutValue() throws {
    let student = report.seedStatistics.filter { $0.arm == "student" && $0.split == "test" }
    let logLoss = try #require(student.first { $0.metric == "log-loss" })
    #expect(logLoss.seeds == 1 && logLoss.seedsWithoutValue == 1)
    #expect(logLoss.mean == 0.5 && logLoss.standardDeviation == nil)
    let curve = try #require(student.first { $0.metric == "auc" })
    #expect(curve.seeds == 0 && curve.seedsWithoutValue == 2 && curve.mean == nil)
  }

  @Test("kd_gain gives back what was sealed")
  func gains() {
    #expect(report.gains.map(\.comparison) == Sample.comparisons)
    #expect(report.gains.map(\.gain) == [0.04, 0.1, 0])
  }

  @Test("transfers are the references of what was sealed, the facts of other sections are not")
  func transfers() throws {
    let rows = try sample.ledger.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM transfers ORDER BY ordinal")
    }
    #expect(rows.map { $0["reference"] as String } == ["student", "smoothed"])
    #expect(rows.map { $0["transfer"] as Double } == [0.04, 0.001])
    #expect(rows.map { $0["transfer_lower"] as Double } == [0.02, -0.005])
    #expect(rows.map { $0["p_value"] as Double } == [0.0004, 0.74])
    #expect(rows.allSatisfy { $0["metric"] == "accuracy" && $0["variant"] == "lambda=0.5" })
  }

  @Test("information gives back what was committed")
  func information() {
    #expect(report.information.map(\.estimate) == Sample.verdict.information)
  }

  @Test("a verdict stands beside the selected variant on the primary metric")
  func verdict() throws {
    let verdict = try #require(report.verdicts.first)
    #expect(verdict.observedGain == 0.04)
    #expect(verdict.observedLower == 0.02 && verdict.observedUpper == 0.06)
    #expect(verdict.agreed == true, "distil, and it helps")
    #expect(verdict.agreedTransfer == false, "distil, but transfer is flat")
    #expect(verdict.verdict == "distil" && verdict.teacherBetter == true)
  }

  @Test(
    "agreement follows the table of the protocol",
    arguments: [
      ("distil", "helps", true), ("distil", "hurts", false), ("distil", "flat", false),
      ("distil", "unclear", nil), ("do not distil", "helps", false),
      ("do not distil", "hurts", true), ("do not distil", "flat", true),
      ("do not distil", "unclear", nil), ("cannot tell", "helps", nil),
      ("cannot tell", "flat", nil),
    ] as [(String, String, Bool?)])
  func agreement(verdict: String, outcome: String, agreed: Bool?) throws {
    let other = try SampleLedger()
    let job = try other.insertJob()
    _ = try other.start(job)
    var decision = Sample.verdict
    decision.verdict = verdict
    try other.ledger.commitVerdict(job: job, decision)
    var seal = try other.sealRecord()
    // Intervals that say the same of transfer on a metric outside [0, 1]: flat is 2 % of 50.
    let interval: (Double, Double) =
      switch outcome {
      case "helps": (0.5, 2)
      case "hurts": (-2, -0.5)
      case "flat": (-0.9, 0.9)
      default: (-1.1, 0.9)
      }
    seal.comparisons[0].metric = "rmse"
    seal.comparisons[0].studentMean = 50
    seal.comparisons[0].outcome = outcome
    seal.comparisons[0].transferLower = interval.0
    seal.comparisons[0].transferUpper = interval.1
    _ = try other.ledger.seal(job: job, seal)
    let row = try #require(try other.ledger.jobReport(job: job).verdicts.first)
    #expect(row.agreed == agreed)
    #expect(row.agreedTransfer == agreed)
  }

  @Test("lineage leads from a number to files, build and machine")
  func lineage() throws {
    let rows = try sample.ledger.read {
      try Row.fetchAll($0, sql: "SELECT * FROM lineage WHERE job = 1 AND ordinal = 4")
    }
    #expect(rows.map { $0["member"] as String } == ["job.yaml", "pixels.npy"])
    #expect(rows.allSatisfy { $0["blas_core"] == "Haswell" && $0["computed_by_job"] == 1 })
    #expect(report.provenance.environments == [Sample.environment])
  }

  @Test("job_list tells how a job stands")
  func jobList() {
    #expect(report.job.attempts == 1 && report.job.committedRuns == 10)
    #expect(report.job.seal == report.seal && report.seal != nil)
    #expect(report.job.startedAt != nil && report.job.endedAt == nil)
  }

  @Test("the report has summaries, curves and files; infinities are no numbers")
  func rest() throws {
    #expect(report.summaries == (try sample.sealRecord()).summaries)
    #expect(report.curves.first?.trainLoss == 2.3 && report.curves.first?.validationLoss == nil)
    #expect(report.files.map(\.name) == ["predictions.csv"])
  }
}
