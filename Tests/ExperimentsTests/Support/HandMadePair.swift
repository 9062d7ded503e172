import Datasets
import Distillation
import Plans
import Records
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
  var controls: [PairEvidence.ControlEvidence] = []
  var smoothed: ArmPredictions?
  var fused: ArmPredictions?

  /// Every arm is right on all even rows, with a probability of 0.8.
  init(_ job: ReadableJob) throws {
    experiment = try job.experiment()
    let half: Answer = { _, row in row.isMultiple(of: 2) ? 0.8 : 0.2 }
    teacher = experiment.arm(Place(.teacher, teacher: "scan", phase: ""), half)
    let configuration = StudentConfiguration(weightDecay: 1e-2)
    student = experiment.arm(
      Place(.student, student: "photo", words: configuration.label, phase: ""), half)
    smoothed = experiment.arm(
      Place(.smoothed, student: "photo", words: "selected, label_smoothing=0.1", phase: ""), half)
    set(at: experiment.sweep.variants[0], half)
    for control in experiment.sweep.controls { set(control.arm, half) }
  }

  /// What the student says.
  mutating func setStudent(_ answer: Answer) { student = experiment.arm(student.place, answer) }

  /// What the distilled student of a cell says; `nil` for the cell that was chosen.
  mutating func set(at variant: Variant? = nil, _ answer: Answer) {
    selected = experiment.arm(distilled(variant ?? chosen.variant), answer)
  }

  /// What a control of the chosen student says, or of its twin at which labels are silent.
  mutating func set(_ arm: Arm, ofTwin isOfTwin: Bool = false, _ answer: Answer) {
    remove(arm, ofTwin: isOfTwin)
    let words = isOfTwin ? "selected, lambda=1" : "selected"
    let place = Place(arm, teacher: "scan", student: "photo", words: words, phase: "")
    controls.append(
      PairEvidence.ControlEvidence(
        isOfTwin: isOfTwin, predictions: experiment.arm(place, answer)))
  }

  mutating func remove(_ arm: Arm, ofTwin isOfTwin: Bool = false) {
    controls.removeAll { $0.arm == arm && $0.isOfTwin == isOfTwin }
  }

  func distilled(_ variant: Variant) -> Place {
    Place(
      .distilled, teacher: "scan", student: "photo", words: variant.label, method: variant.method,
      phase: "")
  }

  var chosen: ChosenVariant {
    ChosenVariant(variant: experiment.sweep.variants[0], weightDecay: 1e-2)
  }

  var evidence: PairEvidence {
    PairEvidence(
      pair: pair, experiment: experiment, teacher: teacher, student: student,
      chosen: selected == nil ? nil : chosen, selected: selected, atStudentDecay: atStudentDecay,
      controls: controls,
      controlArms: experiment.nodes.questions[0].controls.map { ($0.control.arm, $0.isOfTwin) },
      fused: fused, smoothed: smoothed, smoothedArm: .smoothed,
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
  func arm(_ place: Place, _ answer: HandMadePair.Answer) -> ArmPredictions {
    var arm = ArmPredictions(setting: setting, place: place)
    arm.limitKey = (place.arm == .teacher ? recipes.teacher : recipes.student).limitKey
    for seed in 0..<seeds {
      arm.test[seed] = testPredictions { answer(seed, $0) }
      guard !task.validation.isEmpty else { continue }
      arm.validation[seed] = validationPredictions { answer(seed, $0) }
    }
    return arm
  }
}
