import Datasets
import Distillation
import Statistics
import Testing

@testable import Experiments

/// The evidence of a pair whose arms say of each row what a test lets them say: nothing is trained.
struct HandMadePair {
  /// What an arm says of a row of a part: the probability of its label, or a real value.
  typealias Answer = @Sendable (_ seed: Int, _ row: Int) -> Double

  let experiment: Experiment
  let pair = Pair(teacher: "scan", student: "photo")
  var teacher: ArmPredictions
  var student: ArmPredictions
  var selected: ArmPredictions?
  var atStudentDecay: ArmPredictions?
  /// As the student, unless a test says otherwise.
  var controls: [PairEvidence.ControlPlace: ArmPredictions] = [:]
  var smoothed: ArmPredictions?
  var fused: ArmPredictions?

  /// Every arm is right on all even rows, with a probability of 0.8.
  init(_ job: ReadableJob) throws {
    experiment = try job.experiment()
    let half: Answer = { _, row in row.isMultiple(of: 2) ? 0.8 : 0.2 }
    teacher = experiment.arm(.teacher(modality: "scan"), half)
    let configuration = StudentConfiguration(weightDecay: 1e-2)
    student = experiment.arm(.student(modality: "photo", configuration), half)
    selected = experiment.arm(.distilled(pair, experiment.plan.sweep.variants[0]), half)
    smoothed = experiment.arm(.smoothed(modality: "photo"), half)
    for control in TeacherControl.allCases { set(control, half) }
  }

  mutating func set(
    _ control: TeacherControl, at variant: ControlledVariant = .selected, _ answer: Answer
  ) {
    controls[PairEvidence.ControlPlace(control: control, variant: variant)] = experiment.arm(
      .control(control, pair, variant, permutation: 0), answer)
  }

  var chosen: DistilledConfiguration {
    DistilledConfiguration(variant: experiment.plan.sweep.variants[0], weightDecay: 1e-2)
  }

  var evidence: PairEvidence {
    PairEvidence(
      pair: pair, experiment: experiment, teacher: teacher, student: student,
      chosen: selected == nil ? nil : chosen, selected: selected, atStudentDecay: atStudentDecay,
      controls: controls, fused: fused, smoothed: smoothed,
      constant: experiment.constantPredictions)
  }
}

extension Experiment {
  func testPredictions(_ answer: (_ row: Int) -> Double) -> Predictions {
    predictions(dataset.split.test, answer)
  }

  func validationPredictions(_ answer: (_ row: Int) -> Double) -> Predictions {
    predictions(task.validation, answer)
  }

  /// What an answer says of some rows; the classes that are not the label share what is left.
  private func predictions(_ rows: [Int], _ answer: (_ row: Int) -> Double) -> Predictions {
    switch task.target {
    case .labels(let labels, let classes):
      let probabilities = rows.indices.flatMap { row -> [Double] in
        let own = answer(row)
        return (0..<classes).map {
          $0 == labels[rows[row]] ? own : (1 - own) / Double(classes - 1)
        }
      }
      return .classes(
        ClassProbabilities(
          probabilities: probabilities, labels: rows.map { labels[$0] }, classes: classes))
    case .values(let values):
      return .values(
        PredictedValues(
          predicted: rows.indices.map(answer), actual: rows.map { values[$0] }))
    }
  }

  /// An arm that answers alike on validation and on test rows, whose numbers begin at 0 in each.
  func arm(_ work: RunWork, _ answer: HandMadePair.Answer) -> ArmPredictions {
    var arm = ArmPredictions(setting: setting, work: work)
    for seed in 0..<plan.seeds {
      arm.test[seed] = testPredictions { answer(seed, $0) }
      guard !task.validation.isEmpty else { continue }
      arm.validation[seed] = validationPredictions { answer(seed, $0) }
    }
    return arm
  }
}
