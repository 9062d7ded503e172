import Datasets
import Distillation
import Foundation
import Records
import Tensors
import Testing

@testable import Experiments

/// A job of labels whose runs lie in the store as a test wants them: nothing is trained.
struct HandMadeJob {
  /// The probability a run gives to the label of a row; rows of each part are numbered from 0.
  typealias Answer = (_ row: Int) -> Double

  let design: JobDesign
  let world = MemoryWorld()
  /// One a setting: the decay 0.01 and the first variant, unless a test says otherwise.
  var selections: [Selection]
  private let results = RunResults()

  /// - Parameters:
  ///   - cutShort: the runs that were still improving when they ended.
  ///   - editing: what a run leaves beside its outputs on validation and test rows.
  ///   - answers: `nil` for a run that diverged.
  init(
    _ job: ReadableJob, cutShort: (PlannedRun) -> Bool = { _ in false },
    editing: (PlannedRun, inout RunProducts) -> Void = { _, _ in },
    answers: (PlannedRun) -> Answer?
  ) throws {
    design = try job.checked().design
    selections = design.experiments.map(Self.selection)
    let store = world.world().store
    for experiment in design.experiments {
      for run in experiment.plan.runs where run.stage != .studentSearch {
        var products = RunProducts()
        if let answer = answers(run) {
          products.validation = experiment.logits(experiment.task.validation, answer)
          products.test = experiment.logits(experiment.dataset.split.test, answer)
          editing(run, &products)
        } else {
          products.failure = "diverged"
        }
        results.record(
          RunResult(
            key: "\(run.ordinal)", products: try store(products.bytes()),
            status: products.failure == nil ? .finished : .diverged, reason: products.failure,
            validationScore: RunScores(products, of: experiment).validation,
            isCutShort: cutShort(run)), ordinals: [run.ordinal])
      }
    }
  }

  private static func selection(_ experiment: Experiment) -> Selection {
    let plan = experiment.plan
    let decay = plan.range.start.contains(0.01) ? 0.01 : plan.range.own
    var selection = Selection()
    for student in plan.sweep.students {
      selection.students[student] = StudentConfiguration(weightDecay: decay)
      selection.studentSearches[student] = .student(plan.range)
    }
    for pair in plan.sweep.pairs {
      selection.distilled[pair] = DistilledConfiguration(
        variant: plan.sweep.variants[0], weightDecay: decay)
      selection.distilledSearches[pair] = .distilled(plan.range, from: decay)
    }
    return selection
  }

  private var parts: [ExperimentExecution] {
    design.experiments.map {
      ExperimentExecution(experiment: $0, world: world.world(), results: results)
    }
  }

  /// Of a setting, as one of several where there are several.
  func sealing(_ index: Int = 0) -> ExperimentSealing {
    ExperimentSealing(
      part: parts[index], selection: selections[index],
      number: design.experiments.count > 1 ? index + 1 : nil)
  }

  func seal(verdicts: [VerdictRecord] = []) throws -> SealRecord {
    try JobSealing(
      design: design, parts: parts, selections: selections, verdicts: verdicts,
      world: world.world()
    ).record()
  }
}

extension Experiment {
  /// Logits that give the label of each row a probability, the other classes what is left.
  func logits(_ rows: [Int], _ answer: HandMadeJob.Answer) -> Tensor? {
    guard case .labels(let labels, let classes) = task.target, !rows.isEmpty else { return nil }
    let values = rows.indices.flatMap { row -> [Float] in
      let own = answer(row)
      return (0..<classes).map {
        Float(log($0 == labels[rows[row]] ? own : (1 - own) / Double(classes - 1)))
      }
    }
    return Tensor(rows: rows.count, columns: classes, values: values)
  }
}
