import Distillation
import Records
import Testing

@testable import Experiments

/// A plan whose runs are scored by hand instead of trained: what is searched, and what is chosen.
///
/// The only place of these tests that knows in which steps a search is made.
struct ScoredPlan {
  /// What a search tried, in rounds, and where it ended.
  struct Search<Choice> {
    var rounds: [[Double]]
    var choice: Choice?

    var tried: [Double] { rounds.flatMap { $0 }.sorted() }
  }

  let experiment: Experiment
  private let results = RunResults()

  init(_ job: SmallJob) throws {
    experiment = try #require(try job.checked().design.experiments.first)
  }

  private var execution: ExperimentExecution {
    ExperimentExecution(experiment: experiment, world: MemoryWorld().world(), results: results)
  }

  /// - Parameter scores: one a seed, + is better; `nil` where the seed diverged.
  func score(_ work: RunWork, _ scores: [Double?], loss: Double = 0) {
    let places = experiment.plan.places(of: work)
    #expect(!places.isEmpty, "the plan has no place for \(work)")
    for (ordinal, score) in zip(places, scores) {
      let result = RunResult(
        key: "\(ordinal)", products: "", status: score == nil ? .diverged : .finished, reason: nil,
        validationScore: score.map { ValidationScore(score: $0, loss: loss) }, isCutShort: false)
      results.record(result, ordinals: [ordinal])
    }
  }

  /// The same score in every seed.
  func score(_ work: RunWork, _ score: Double?, loss: Double = 0) {
    self.score(work, [Double?](repeating: score, count: experiment.plan.seeds), loss: loss)
  }

  // MARK: - Searches

  /// The search of a student whose every configuration has a known score.
  func searchStudent(
    _ modality: String = "sound", score: (StudentConfiguration) -> (score: Double?, loss: Double)
  ) -> Search<StudentConfiguration> {
    func fill(_ works: [RunWork]) -> [Double] {
      works.compactMap { work in
        guard case .student(_, let configuration) = work else { return nil }
        let (value, loss) = score(configuration)
        self.score(work, value, loss: loss)
        return configuration.weightDecay
      }
    }
    var search = DecaySearch.student(experiment.plan.range)
    let start = search.tried.map {
      RunWork.student(modality: modality, StudentConfiguration(weightDecay: $0))
    }
    var rounds = [fill(start)]
    while case let next = execution.nextStudents(modality, &search), !next.isEmpty {
      rounds.append(fill(next))
    }
    _ = fill(execution.smoothedStudents(modality, search))
    return Search(rounds: rounds, choice: execution.selectedStudent(modality, search))
  }

  /// The search of a distilled arm whose best cell has a known score at every decay.
  func searchDistilled(
    _ pair: Pair, student: StudentConfiguration, score: (Double) -> Double?
  ) throws -> Search<Double> {
    let variant = try #require(execution.selectedVariant(pair))
    self.score(.distilled(pair, variant), score(student.weightDecay))
    var selection = Selection()
    selection.students[pair.student] = student
    selection.distilled[pair] = DistilledConfiguration(
      variant: variant, weightDecay: student.weightDecay)
    var search = DecaySearch.distilled(experiment.plan.range, from: student.weightDecay)
    var rounds = [[student.weightDecay]]
    while case let next = execution.nextDistilled(pair, &search, selection), !next.isEmpty {
      rounds.append(
        next.compactMap { work in
          guard case .searched(_, let decay) = work else { return nil }
          self.score(work, score(decay))
          return decay
        })
    }
    return Search(rounds: rounds, choice: execution.selectedDecay(pair, search, selection))
  }

  /// The cell that wins at the student's regularisation.
  func selectedVariant(_ pair: Pair) -> Variant? { execution.selectedVariant(pair) }
}
