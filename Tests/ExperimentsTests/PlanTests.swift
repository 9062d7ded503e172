import Datasets
import Distillation
import Specifications
import Testing

@testable import Experiments

@Suite("The plan of a job") struct PlanTests {
  private func experiment(
    _ editing: (inout PlantedJob) -> Void = { _ in },
    method: String = "{hinton: {lambda: [0.5, 1]}}",
    seeds: Int = 3
  ) throws -> Experiment {
    var job = PlantedJob(.cleanLabels, draw: 1, testRows: 60, seeds: seeds, method: method)
    editing(&job)
    var members = job.members
    members["job.yaml"] = Array(job.yaml.utf8)
    let checked = try CheckedJob(
      yaml: Array(job.yaml.utf8), source: MemoryMembers(members), members: [], numerics: "test")
    return try #require(checked.design.experiments.first)
  }

  private func works(_ experiment: Experiment, in stage: RunStage) -> [RunWork] {
    experiment.plan.runs.filter { $0.stage == stage && $0.seed == 0 }.map(\.work)
  }

  @Test("begins students with the job's own decay and the usual decades")
  func start() throws {
    let experiment = try experiment()
    let decays = works(experiment, in: .labels).compactMap { work -> Double? in
      guard case .student(_, let configuration) = work else { return nil }
      #expect(configuration.labelSmoothing == 0)
      return configuration.weightDecay
    }
    #expect(decays == [1e-4, 1e-3, 1e-2, 1e-1])
  }

  @Test("has a place for everything a search can come to, each named by what it is")
  func searches() throws {
    let experiment = try experiment()
    let students = experiment.plan.runs.filter { $0.stage == .studentSearch }.map(\.variant)
    #expect(students.contains("weight_decay=0.003, label_smoothing=0"))
    #expect(students.contains("weight_decay=10, label_smoothing=0.1"))
    let distilled = experiment.plan.runs.filter { $0.stage == .distilledSearch }.map(\.variant)
    #expect(distilled.contains("selected, weight_decay=0.03"))
    #expect(
      Set(experiment.plan.runs.map { "\($0.work.arm) \($0.variant) \($0.seed)" }).count
        == experiment.plan.runs.count)
  }

  @Test("searches nothing without validation rows, and nothing where the job wants none")
  func none() throws {
    let fixed = try experiment(
      { $0.yaml = $0.yaml.replacing("validation: validation.npy", with: "validation: none") },
      method: "{hinton: {lambda: 0.5}}")
    let untuned = try experiment {
      $0.yaml = $0.yaml.replacing(
        "student: {modality: regular, network: linear}",
        with: "student: {modality: regular, network: linear, tuning: none}")
    }
    for experiment in [fixed, untuned] {
      #expect(works(experiment, in: .studentSearch).isEmpty)
      #expect(works(experiment, in: .distilledSearch).isEmpty)
      #expect(experiment.plan.runs.count == experiment.plan.size.runs)
    }
  }

  @Test(
    "draws ten permutations of a shuffled control in all, whatever the seeds",
    arguments: [1, 3, 5, 10, 20])
  func permutations(seeds: Int) throws {
    let experiment = try experiment(seeds: seeds)
    func count(_ control: TeacherControl) -> Int {
      experiment.plan.runs.count {
        if case .control(control, _, .selected, _) = $0.work { true } else { false }
      }
    }
    #expect(count(.across) >= 10 && count(.across) < 10 + seeds)
    #expect(count(.within) == count(.across))
    #expect(count(.classMean) == seeds)
  }

  @Test("counts at most as many runs as it has places, and more than without its searches")
  func size() throws {
    let experiment = try experiment()
    let places = experiment.plan.runs
    #expect(experiment.plan.size.runs < places.count)
    #expect(experiment.plan.size.runs > places.count { !$0.stage.isSearch })
  }

  // MARK: - What is inherited

  private func identity(
    _ work: RunWork, _ experiment: Experiment, _ selection: Selection
  ) throws -> RunIdentity {
    let execution = ExperimentExecution(
      experiment: experiment, world: MemoryWorld().world(), results: RunResults())
    let ordinal = try #require(experiment.plan.places(of: work).first)
    let run = try #require(experiment.plan.runs.first { $0.ordinal == ordinal })
    return try #require(execution.resolve(run, selection)).identity
  }

  @Test(
    "gives every arm of a pair the student's regularisation, and the selected one its own decay")
  func inherited() throws {
    let experiment = try experiment()
    let pair = try #require(experiment.plan.sweep.pairs.first)
    let variants = experiment.plan.sweep.variants
    var selection = Selection()
    selection.students["regular"] = StudentConfiguration(weightDecay: 3e-3, labelSmoothing: 0.1)
    selection.distilled[pair] = DistilledConfiguration(variant: variants[0], weightDecay: 3e-2)
    func regularisation(_ work: RunWork) throws -> [Double] {
      let identity = try identity(work, experiment, selection)
      return [identity.weightDecay, identity.labelSmoothing]
    }
    #expect(try regularisation(.distilled(pair, variants[1])) == [3e-3, 0.1])
    #expect(try regularisation(.searched(pair, weightDecay: 3e-2)) == [3e-2, 0.1])
    for control in TeacherControl.allCases {
      #expect(
        try regularisation(.control(control, pair, .selected, permutation: 0)) == [3e-2, 0.1])
      // The twin at λ = 1 was trained at the student's decay.
      #expect(
        try regularisation(.control(control, pair, .fullWeight, permutation: 0)) == [3e-3, 0.1])
    }
    #expect(try regularisation(.smoothed(modality: "regular")) == [3e-3, 0.1])
    #expect(try regularisation(.concatenation(pair)) == [3e-3, 0.1])
    #expect(try regularisation(.teacher(modality: "privileged")) == [1e-4, 0])
  }

  @Test(
    "calls a searched arm that comes back to a planned cell by the same key, and permutations by others"
  )
  func keys() throws {
    let experiment = try experiment()
    let pair = try #require(experiment.plan.sweep.pairs.first)
    let variant = experiment.plan.sweep.variants[0]
    var selection = Selection()
    selection.students["regular"] = StudentConfiguration(weightDecay: 1e-2)
    selection.distilled[pair] = DistilledConfiguration(variant: variant, weightDecay: 1e-2)
    func key(_ work: RunWork) throws -> String { try identity(work, experiment, selection).key }
    #expect(
      try key(.searched(pair, weightDecay: 1e-2)) == key(.distilled(pair, variant)))
    #expect(
      try key(.control(.across, pair, .selected, permutation: 0))
        != key(.control(.across, pair, .selected, permutation: 1)))
    // The smoothed control is the student's own smoothing, once it has chosen its decay.
    #expect(
      try key(.smoothed(modality: "regular"))
        == key(
          .student(
            modality: "regular", StudentConfiguration(weightDecay: 1e-2, labelSmoothing: 0.1))))
  }
}
