import Digests
import Foundation
import GRDB
import Ledger
import Records
import Synchronization

/// A ledger in a temporary folder with a clock that ticks a second a look, and a small job whose
/// numbers were worked out by hand.
final class SampleLedger: Sendable {
  private let folder: TemporaryFolder
  let ledger: Ledger

  convenience init(startingAt milliseconds: Int64 = 1_785_587_400_000) throws {
    let clock = Ticking(start: milliseconds)
    try self.init(clock: { clock.now() })
  }

  init(clock: @escaping @Sendable () -> Timestamp) throws {
    folder = try TemporaryFolder()
    ledger = try Ledger.create(at: "\(folder.path)/ledger", clock: clock)
  }

  var root: String { folder.path }

  var databasePath: String { "\(root)/ledger/retort.sqlite" }

  /// The analyst's way in: SQL on the file itself.
  func sql(_ statement: String) throws {
    try DatabaseQueue(path: databasePath).write { try $0.execute(sql: statement) }
  }

  func value<Value: DatabaseValueConvertible>(_ type: Value.Type, _ query: String) throws -> Value?
  {
    try DatabaseQueue(path: databasePath).read { try Value.fetchOne($0, sql: query) }
  }

  /// A queued job with its bundle in the store.
  func insertJob(
    name: String = "digits", content: String = "content", priority: Int = 0, rerun: Bool = false,
    receivedAt: Timestamp = Timestamp(milliseconds: 1_785_587_000_000),
    data: String = "bytes of pixels.npy"
  ) throws -> Int {
    let claim = UUID().uuidString
    let drop = try ledger.recordDrop(
      claim: claim, name: "\(name).tar.zst", receivedAt: receivedAt)
    return try ledger.insertJob(
      try newJob(
        drop: drop.drop, name: name, content: content, priority: priority, rerun: rerun,
        data: data))
  }

  func newJob(
    drop: Int, name: String = "digits", content: String = "content", priority: Int = 0,
    rerun: Bool = false, data: String = "bytes of pixels.npy"
  ) throws -> NewJob {
    let members = try ["job.yaml", "pixels.npy"].map { member in
      let bytes = Array((member == "pixels.npy" ? data : "bytes of \(member)").utf8)
      return MemberRecord(
        name: member, sha256: try ledger.objects.write(bytes).hex, bytes: bytes.count)
    }
    return NewJob(
      drop: drop, name: name, slug: name, priority: priority, rerun: rerun,
      specificationYAML: "retort: 1\n", canonicalJSON: Sample.canonicalJSON,
      contentSHA256: Digest(of: content).hex,
      bundle: BundleRecord(
        sha256: Digest(of: "archive of \(data)").hex, bytes: 1_000, members: members),
      settings: [
        SettingRecord(name: "training.epochs", value: "60"),
        SettingRecord(name: "seeds", value: "2"),
      ], arms: .sample, plan: Sample.plan,
      testSets: [TestSetRecord(sha256: Digest(of: "3,5").hex, rows: 2)])
  }

  /// Starts a worker on a queued job.
  func start(_ job: Int) throws -> Int {
    try ledger.setState(job: job, to: .running)
    return try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
  }

  /// A run of the sample plan, its products in the store.
  func run(_ ordinal: Int, status: RunRecord.Status = .finished, seconds: Double = 1) throws
    -> RunRecord
  {
    let key = Digest(of: "run \(ordinal)").hex
    let products = try ledger.objects.write(Array("products \(ordinal)".utf8)).hex
    return RunRecord(
      key: key, ordinals: [ordinal], status: status,
      reason: status == .diverged ? "loss is NaN at step 12, epoch 1" : nil,
      metrics: Sample.metrics(ordinal), products: products, parameters: 100, epochs: 10,
      chosenEpoch: 7, wallSeconds: seconds, cpuSeconds: seconds, peakBytes: 1 << 20)
  }

  /// A whole job: teachers and students, verdict, distilled arms and controls, seal.
  /// - Parameters:
  ///   - order: of the runs after the verdict.
  ///   - wasComputed: whether its worker has computed the runs, or read what was known.
  func fill(
    job: Int, order: [Int] = [4, 5, 6, 7, 8, 9], seconds: Double = 1, wasComputed: Bool = true
  )
    throws -> String
  {
    let attempt = try start(job)
    func commit(_ ordinal: Int) throws {
      var run = try run(ordinal, seconds: seconds)
      run.wasComputed = wasComputed
      try ledger.commitRun(job: job, attempt: attempt, run)
    }
    for ordinal in 0..<4 { try commit(ordinal) }
    try ledger.commitVerdict(job: job, Sample.verdict)
    for ordinal in order { try commit(ordinal) }
    let digest = try ledger.seal(job: job, try sealRecord())
    try ledger.finishAttempt(
      attempt, .init(outcome: .finished, exitCode: 0, wallSeconds: 1, cpuSeconds: 1, peakBytes: 1))
    return digest
  }

  func sealRecord() throws -> SealRecord {
    let predictions = try ledger.objects.write(Array("row,class\n".utf8)).hex
    return SealRecord(
      comparisons: Sample.comparisons,
      summaries: [
        SummaryRecord(ordinal: 0, section: "conclusion", text: "Distil."),
        SummaryRecord(ordinal: 1, section: "power", item: "smallest gain", value: 0.03),
      ] + Sample.transfers,
      curves: [
        CurvePointRecord(
          ordinal: 0, arm: "student", teacher: "", student: "morphology", variant: "", seed: 0,
          epoch: 1, trainLoss: 2.3, validationLoss: .infinity, validationMetric: 0.1)
      ],
      files: [ReportFileRecord(name: "predictions.csv", sha256: predictions)],
      metricKinds: .sample,
      facts: [
        FactRecord(
          ordinal: 0, section: "aligner", teacher: "pixels", student: "morphology",
          cell: Cell([.init("method.lambda", .number(0.5))]), title: "Distances",
          columns: ["layer", "distance"], rows: [[.text("first"), .number(0.25)]])
      ])
  }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "retort-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

private final class Ticking: Sendable {
  private let ticks = Atomic<Int64>(0)
  private let start: Int64

  init(start: Int64) { self.start = start }

  func now() -> Timestamp {
    let tick = ticks.wrappingAdd(1, ordering: .relaxed).newValue
    return Timestamp(milliseconds: start + 1_000 * tick)
  }
}

/// The sample job: one pair, two seeds, two variants, one control.
enum Sample {
  static let canonicalJSON = """
    {"data":{"modalities":{"pixels":{"file":"pixels.npy"}},"split":{"seed":1}},"retort":1}
    """

  static let environment = EnvironmentRecord(
    retortVersion: "0.1.0", build: "abc", engineVersion: 1, blasVersion: "0.3.21",
    blasCore: "Haswell", kernelLevel: "x86-64-v3", threads: 1, processor: "A processor")

  static let plan: [PlannedRunRecord] = {
    let arms = [
      ("teacher", "pixels", "", ""), ("student", "", "morphology", ""),
      ("distilled", "pixels", "morphology", "lambda=0.5"),
      ("distilled", "pixels", "morphology", "lambda=1"),
      ("across", "pixels", "morphology", "lambda=0.5"),
    ]
    return arms.enumerated().flatMap { place, arm in
      (0..<2).map { seed in
        PlannedRunRecord(
          ordinal: place * 2 + seed, arm: arm.0, teacher: arm.1, student: arm.2, variant: arm.3,
          method: arm.3.isEmpty ? "" : "hinton", seed: seed)
      }
    }
  }()

  /// Accuracies of the ten places on test rows.
  static let accuracies = [0.9, 0.92, 0.7, 0.74, 0.75, 0.77, 0.71, 0.73, 0.7, 0.72]

  static func metrics(_ ordinal: Int) -> [MetricRecord] {
    [
      MetricRecord(
        split: "validation", metric: "accuracy", value: LedgerValue(accuracies[ordinal] - 0.01)),
      MetricRecord(split: "test", metric: "accuracy", value: LedgerValue(accuracies[ordinal])),
      MetricRecord(split: "test", metric: "auc", value: LedgerValue(nil)),
      MetricRecord(
        split: "test", metric: "log-loss", value: LedgerValue(ordinal == 3 ? .nan : 0.5)),
    ]
  }

  static let verdict: VerdictRecord = {
    var verdict = VerdictRecord(
      ordinal: 0, teacher: "pixels", student: "morphology", variant: "", estimator: "ksg",
      rows: 400, verdict: "distil", reason: "the interval is above 0",
      information: [
        InformationRecord(
          ordinal: 0, teacher: "pixels", student: "morphology", quantity: "I(T;S)",
          estimator: "ksg", valueNats: 1.2, rows: 400, dimension: 3),
        InformationRecord(
          ordinal: 1, teacher: "pixels", student: "morphology", quantity: "I(T;S|Y)",
          estimator: "ksg", valueNats: 0.4, lower: 0.3, upper: 0.5, rows: 400, dimension: 3,
          recovered: 0.8),
      ])
    verdict.iTeacherStudent = 1.2
    verdict.iStudentLabel = 0.9
    verdict.delta = 0.3
    verdict.deltaLower = 0.1
    verdict.deltaUpper = 0.5
    verdict.deltaWithin = -.infinity
    verdict.teacherBetter = true
    return verdict
  }()

  static let comparisons: [ComparisonRecord] = {
    var first = ComparisonRecord(
      ordinal: 0, teacher: "pixels", student: "morphology", variant: "lambda=0.5",
      method: "hinton", split: "test", metric: "accuracy", seeds: 2, rows: 1_600)
    first.studentMean = 0.72
    first.distilledMean = 0.76
    first.gain = 0.04
    first.gainLower = 0.02
    first.gainUpper = 0.06
    first.transfer = 0.001
    first.transferLower = -0.005
    first.transferUpper = 0.007
    first.transferReference = "smoothed"
    first.cell = Cell([.init("method.lambda", .number(0.5))])
    first.controls = [ControlRecord(arm: "across", gain: -0.01, held: true)]
    first.outcome = "helps"
    first.selected = true
    first.claimPValue = 0.74
    first.studentVariant = ""
    first.distilledVariant = "lambda=0.5"
    var second = first
    second.ordinal = 1
    second.metric = "log-loss"
    second.gain = 0.1
    second.claimPValue = nil
    var third = first
    third.ordinal = 2
    third.variant = "lambda=1"
    third.cell = Cell([.init("method.lambda", .integer(1))])
    third.gain = 0
    third.selected = false
    third.claimPValue = nil
    third.distilledVariant = "lambda=1"
    return [first, second, third]
  }()

  /// Of the selected variant over two of its references.
  static let transfers = [
    transfer("student", 0.04, 0.02, 0.06, p: 0.0004, ordinal: 2),
    transfer("smoothed", 0.001, -0.005, 0.007, p: 0.74, ordinal: 3),
  ]

  private static func transfer(
    _ reference: String, _ value: Double, _ lower: Double, _ upper: Double, p: Double, ordinal: Int
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: ordinal, section: "transfer", item: "accuracy", label: reference,
      teacher: "pixels", student: "morphology", variant: "lambda=0.5", value: value, lower: lower,
      upper: upper, extra: p)
  }
}
