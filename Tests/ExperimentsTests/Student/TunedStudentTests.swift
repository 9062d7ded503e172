import Datasets
import Distillation
import Randomness
import Records
import Specifications
import Testing

@testable import Experiments

/// What an arm is compared with must be as good as its network can be: the student a job arrives at
/// by itself is held against a ridge that scikit-learn tuned on the same validation rows of the
/// same splits, from 60 to 400 train rows of five public data sets.
///
/// scikit-learn chooses among 33 decays, Retort among those its search comes to, and among label
/// smoothings. Where few validation rows choose, the two may take different decays; whoever is luckier
/// is ahead on test rows. So single cases are held from below, their mean from both sides, and the fit
/// itself at the decay it has.
///
/// The splits are one draw. In five draws of all of them, 135 cases, 6 were more than 1.5 points below;
/// of no case was the mean over draws.
@Suite("A tuned linear student") struct TunedStudentTests {
  struct Outcome: Sendable {
    var name: String
    var testRows: Int
    /// Of the ridge.
    var ridge: Double
    /// Of the ridge at the student's decay; `nil` where the student is smoothed.
    var ridgeAtDecay: Double?
    var student: Double
    /// Of the student at the job's own decay, 1e-4.
    var untuned: Double
  }

  private static let outcomes = Result<[Outcome], any Error> {
    let reference = try RidgeReference.read()
    return try reference.cases.map { try outcome($0, of: reference) }
  }

  @Test("is at most 1.5 points below a ridge tuned by scikit-learn on the same validation rows")
  func each() throws {
    let outcomes = try Self.outcomes.get()
    #expect(outcomes.count >= 20)
    for outcome in outcomes {
      #expect(
        outcome.student >= outcome.ridge - 0.015,
        "\(outcome.name): student \(outcome.student), ridge \(outcome.ridge)")
    }
  }

  @Test("is that ridge within half a point on average")
  func average() throws {
    let difference = Self.mean(try Self.outcomes.get().map { $0.student - $0.ridge })
    #expect(abs(difference) <= 0.005)
  }

  @Test("has the test accuracy that scikit-learn has at the decay it chose")
  func optimum() throws {
    let outcomes = try Self.outcomes.get()
    let unsmoothed = outcomes.filter { $0.ridgeAtDecay != nil }
    #expect(unsmoothed.count >= outcomes.count / 2)
    for outcome in unsmoothed {
      let ridge = try #require(outcome.ridgeAtDecay)
      let rows = abs(outcome.student - ridge) * Double(outcome.testRows)
      // 3e-3 is held against 3.16e-3: rows close to a border change sides.
      #expect(rows.rounded() <= Double(max(2, outcome.testRows / 200)), "\(outcome.name)")
    }
  }

  @Test(
    "would fall behind at the job's own decay, so that these bounds tell it from an untuned one")
  func untuned() throws {
    let differences = try Self.outcomes.get().map { $0.untuned - $0.ridge }
    #expect(differences.count { $0 < -0.015 } >= 3)
    #expect(Self.mean(differences) < -0.005)
  }

  // MARK: - The job of a case

  /// The verdict alone needs a teacher: noise. The student is searched before it.
  private static let yaml = """
    retort: 1
    name: tuned
    data:
      modalities:
        noise: {file: noise.npy}
        view: {file: view.npy}
      labels: {file: labels.npy}
      split: {train: train.npy, validation: validation.npy, test: test.npy}
    teacher: {modality: noise, network: linear}
    student: {modality: view, network: linear}
    method: hinton
    distil: false
    seeds: 1
    """

  private static func outcome(
    _ item: RidgeReference.Case, of reference: RidgeReference
  ) throws -> Outcome {
    let split = reference.splits[item.split]
    let rows = split.train.count + split.validation.count + split.test.count
    var stream = RandomStream(seed: item.split, role: .design, purpose: .noise)
    var members = [
      "view.npy": try reference.bytes("\(item.view).npy", of: item),
      "labels.npy": try reference.bytes("labels.npy", of: item),
      "noise.npy": NumPy.matrix((0..<rows).map { _ in [stream.normal(), stream.normal()] }),
      "train.npy": NumPy.integers(split.train),
      "validation.npy": NumPy.integers(split.validation),
      "test.npy": NumPy.integers(split.test),
    ]
    let world = MemoryWorld()
    try world.run(yaml, members: members, workers: 2)

    members["job.yaml"] = Array(yaml.utf8)
    let job = try CheckedJob(
      yaml: Array(yaml.utf8), source: MemoryMembers(members), members: [], numerics: "test")
    let tuning = try #require(
      world.seal?.summaries.first { $0.section == "tuning" && $0.label == "student" })
    let decay = try #require(tuning.value)
    let smoothing = try #require(tuning.extra)
    let chosen = StudentConfiguration(weightDecay: decay, labelSmoothing: smoothing)
    let own = StudentConfiguration(weightDecay: job.specification.training.weightDecay)
    let near = try #require(reference.testAccuracy(of: item, near: decay))
    return Outcome(
      name: "\(split.folder), \(item.view), \(split.train.count) train rows, \(chosen.label)",
      testRows: split.test.count, ridge: item.testAccuracy,
      ridgeAtDecay: smoothing == 0 ? near : nil, student: try accuracy(chosen, job, world),
      untuned: try accuracy(own, job, world))
  }

  /// On test rows, of the student with a configuration.
  private static func accuracy(
    _ configuration: StudentConfiguration, _ job: CheckedJob, _ world: MemoryWorld
  ) throws -> Double {
    let place = try #require(
      job.design.runs.first { $0.arm == "student" && $0.variant == configuration.label })
    let run = try #require(world.runs.first { $0.ordinals.contains(place.ordinal) })
    let metric = try #require(
      run.metrics.first { $0.split == "test" && $0.metric == "accuracy" })
    return try #require(metric.value.value)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
