import Plans
import Records
import Specifications

/// How a student teaches itself on rows without a label.
public struct SelfTrainingForm: Sendable {
  public let arm: Arm
  let labels: Disturbance.PseudoLabels

  /// - Parameter isClassification: of a real target there is no likeliest class, and one form.
  public static func all(isClassification: Bool) -> [SelfTrainingForm] {
    isClassification
      ? [
        SelfTrainingForm(arm: .selfHard, labels: .hard),
        SelfTrainingForm(arm: .selfSoft(isClassification), labels: .soft),
        SelfTrainingForm(arm: .selfConfident, labels: .confident),
      ] : [SelfTrainingForm(arm: .selfSoft(isClassification), labels: .soft)]
  }
}

/// A student modality that teaches itself in one form: labels, and on rows without one what the tuned student says of
/// them. One round, tuned over the same cells and weight decays as a distilled student: what rows without a label are
/// worth when nobody knows more of them.
public struct SelfTraining: Sendable {
  public let form: SelfTrainingForm
  public private(set) var cells: CellSearch

  public var arm: Arm { form.arm }

  init(
    _ form: SelfTrainingForm, _ student: String, _ question: Question, _ variants: [Variant],
    _ range: DecayRange, into plan: inout PlanBuilder
  ) {
    self.form = form
    cells = CellSearch(variants, into: &plan) { variant, plan in
      let loss = variant.expanded.pseudoLabelLoss
      return plan.derive(
        from: [question.student],
        at: Place(
          form.arm, student: student, words: variant.label, cell: variant.cell,
          method: variant.method, phase: Phase.selfTraining),
        reading: [.teacher: question.student]
      ) { origins in
        origins[0].teachingItself(form.labels, question, loss: loss)
      }
    }
    let method = variants.first?.method ?? ""
    cells.addSearch(range, from: question.student, into: &plan) { decay in
      Place(
        form.arm, student: student, words: Cell.searchedWords(decay), cell: .searched(decay),
        method: method, phase: Phase.selfTraining)
    }
  }
}
