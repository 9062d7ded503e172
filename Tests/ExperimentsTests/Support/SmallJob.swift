import Datasets
import Randomness
import Records
import Testing

@testable import Experiments

/// A job of few rows and three modalities; a test writes what it is about and nothing else.
///
/// `sight` tells the class, `sound` half of it, `touch` hardly anything. Rows 0 to 59 train, 60 to
/// 99 choose, 100 to 139 test.
struct SmallJob: Sendable {
  static let trainRows = 60
  static let validationRows = 40
  static let testRows = 40

  var name = "small"
  var teacher = "{modality: sight, network: linear}"
  var student = "{modality: sound, network: linear}"
  var method = "hinton"
  var target = "labels: {file: labels.npy}"
  var split = "{train: train.npy, validation: validation.npy, test: test.npy}"
  /// Short; linear networks go to their optimum whatever it says.
  var training = "{epochs: 4, batch: 16}"
  var seeds = 2
  /// Further lines of `job.yaml`.
  var rest = ""
  var members = SmallJob.rows

  var yaml: String {
    """
    retort: 1
    name: \(name)
    data:
      modalities:
        sight: {file: sight.npy}
        sound: {file: sound.npy}
        touch: {file: touch.npy}
      \(target)
      split: \(split)
    teacher: \(teacher)
    student: \(student)
    method: \(method)
    training: \(training)
    seeds: \(seeds)
    \(rest)
    """
  }

  /// The same with some of its parts written otherwise.
  func with(_ editing: (inout SmallJob) -> Void) -> SmallJob {
    var job = self
    editing(&job)
    return job
  }

  /// The students' search costs most of the runs; tests about something else do without.
  static let untuned = SmallJob(student: "{modality: sound, network: linear, tuning: none}")

  /// As `retort check` and a worker see it.
  func checked() throws -> CheckedJob {
    var all = members
    all["job.yaml"] = Array(yaml.utf8)
    return try CheckedJob(
      yaml: Array(yaml.utf8), source: MemoryMembers(all), members: [], numerics: "test")
  }

  /// The plan as the ledger keeps it.
  func plan() throws -> [PlannedRunRecord] { try checked().design.runs }

  // MARK: - Rows

  static let labels = (0..<trainRows + validationRows + testRows).map { ($0 * 7 % 5) % 2 }

  /// Real numbers in place of the labels.
  static let values = labels.enumerated().map { Double($1) + 0.01 * Double($0 % 13) }

  private static let rows: [String: [UInt8]] = {
    var stream = RandomStream(seed: 4, role: .design, purpose: .noise)
    func modality(columns: Int, signal: Double) -> [UInt8] {
      NumPy.matrix(
        labels.map { label in
          (0..<columns).map { $0 == 0 ? signal * Double(label) + stream.normal() : stream.normal() }
        })
    }
    func part(_ start: Int, _ count: Int) -> [UInt8] {
      NumPy.integers(Array(start..<start + count))
    }
    return [
      "sight.npy": modality(columns: 2, signal: 4), "sound.npy": modality(columns: 4, signal: 1),
      "touch.npy": modality(columns: 3, signal: 0.3), "labels.npy": NumPy.integers(labels),
      "values.npy": NumPy.reals(values), "train.npy": part(0, trainRows),
      "validation.npy": part(trainRows, validationRows),
      "test.npy": part(trainRows + validationRows, testRows),
    ]
  }()
}

extension MemoryWorld {
  func run(
    _ job: SmallJob, workers: Int = 1, finished: [FinishedRun] = [],
    verdicts: [VerdictRecord] = []
  ) throws {
    try run(
      job.yaml, members: job.members, workers: workers, finished: finished, verdicts: verdicts)
  }

  /// A world in which a job ran.
  static func after(_ job: SmallJob, workers: Int = 1) throws -> MemoryWorld {
    let world = MemoryWorld()
    try world.run(job, workers: workers)
    return world
  }

  /// What the ledger would tell a later worker of these runs.
  var finishedRuns: [FinishedRun] {
    runs.map {
      FinishedRun(key: $0.key, products: $0.products, status: $0.status, reason: $0.reason)
    }
  }
}
