import Datasets
import Distillation
import Foundation
import Plans
import Records
import Specifications
import Tensors
import Testing

@testable import Experiments

/// A run of a hand-made job, as a test tells it from the others.
struct HandMadeRun {
  var place: Place
  var setting: String
  var seed: Int

  var arm: Arm { place.arm }
}

/// A job of labels whose runs lie in the store as a test wants them: nothing is trained.
struct HandMadeJob {
  /// The probability a run gives to the label of a row; rows of each part are numbered from 0.
  typealias Answer = (_ row: Int) -> Double

  let design: JobDesign
  let world = MemoryWorld()
  let completed: CompletedJob

  /// - Parameters:
  ///   - choosing: what searches and choices are told of a run, + is better; `nil` for nothing, so that each falls on
  ///     what comes first. What the run answers on validation rows is looked at by the seal alone.
  ///   - cutShort: the runs that were still improving when they ended.
  ///   - editing: what a run leaves beside its outputs on validation and test rows.
  ///   - answers: `nil` for a run that diverged.
  init(
    _ job: ReadableJob, choosing score: (HandMadeRun) -> Double? = { _ in nil },
    cutShort: (HandMadeRun) -> Bool = { _ in false },
    editing: (HandMadeRun, inout Products) -> Void = { _, _ in },
    answers: (HandMadeRun) -> Answer?
  ) throws {
    design = try job.checked().design
    let (results, world) = (RunResults(), world.world())
    var state = PlanState(design.plan, environment: "made by hand")
    while case let runs = state.takeDue(), case let verdicts = state.takeDueVerdicts(),
      !runs.isEmpty || !verdicts.isEmpty
    {
      for verdict in verdicts { state.announce(verdict.node) }
      for due in runs where !due.isFinished {
        let node = design.plan[due.node]
        let experiment = design.experiments[node.setting]
        let run = HandMadeRun(
          place: try #require(node.place), setting: experiment.setting, seed: due.seed ?? 0)
        var products = Products()
        if let answer = answers(run) {
          products[outputs: .validation] = experiment.logits(experiment.task.validation, answer)
          products[outputs: .test] = experiment.logits(experiment.dataset.split.test, answer)
          editing(run, &products)
        } else {
          products.failure = "diverged"
        }
        let record = RunRecord(
          key: due.key.description, ordinals: due.ordinals,
          status: products.failure == nil ? .finished : .diverged, reason: products.failure,
          metrics: [], products: try world.store(products.bytes()), parameters: 0, epochs: 0,
          chosenEpoch: 0, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0)
        results.record(
          RunResult(
            record: record, validationScore: RunScores(products, of: experiment).validation,
            isCutShort: cutShort(run)), of: due.key)
        state.finish(
          due.key,
          FinishedScore(validation: score(run).map { ValidationScore(score: $0, loss: 0) }))
      }
    }
    let unfilled = Set(state.unfilled)
    completed = CompletedJob(
      design: design, plan: state.completed(), unfilled: unfilled, results: results, world: world)
  }

  /// Of a setting, as one of several where there are several.
  func sealing(_ index: Int = 0) -> ExperimentSealing {
    ExperimentSealing(
      job: completed, experiment: design.experiments[index], setting: index,
      number: design.experiments.count > 1 ? index + 1 : nil)
  }

  /// The first of a setting.
  func question(_ index: Int = 0) -> QuestionNodes { design.experiments[index].nodes.questions[0] }

  func seal(verdicts: [VerdictRecord] = []) throws -> SealRecord {
    try JobSealing(job: completed, verdicts: verdicts).record()
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
