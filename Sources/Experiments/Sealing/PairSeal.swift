import Distillation
import Networks
import Plans
import Records

/// The sealed evidence of one pair.
struct PairSeal: Sendable {
  var comparisons: [ComparisonRecord]
  var summaries: [SummaryRecord]
  var curves: [CurvePointRecord]
  var files: [ReportFileRecord]
  var export: ExportedSeed?
  /// What its conclusion needs beside the comparison.
  var facts: ConclusionFacts
}

extension ExperimentSealing {
  /// - Parameter verdict: what was said of the pair before distillation.
  func seal(of question: QuestionNodes, verdict: VerdictRecord?) throws -> PairSeal {
    let evidence = try evidence(of: question)
    let comparisons = try evidence.comparisons { variant in
      try predictions(of: question.distilled?.node(of: variant))
    }
    let exported = export(of: evidence)
    let summaries = PairSummaries(
      evidence: evidence, search: search(question), comparisons: comparisons, export: exported,
      verdict: verdict)
    return PairSeal(
      comparisons: comparisons, summaries: summaries.records(), curves: try curves(of: evidence),
      files: try models(of: evidence), export: exported, facts: summaries.facts)
  }

  /// How the distilled arm came to its weight decay.
  private func search(_ question: QuestionNodes) -> DecaySearch? {
    guard let cells = question.distilled else { return nil }
    return cells.search?.search(
      scores: { job.scores(of: cells.searched[$0]) },
      origin: job.plan.computation(of: question.question.student))
  }

  /// Learning curves of the selected student and the selected distilled variant, every seed.
  private func curves(of evidence: PairEvidence) throws -> [CurvePointRecord] {
    var points: [CurvePointRecord] = []
    for arm in [evidence.student, evidence.selected].compactMap({ $0 }) {
      for seed in arm.seeds {
        guard let digest = arm.products[seed] else { continue }
        for epoch in try job.products(digest).curve {
          points.append(
            CurvePointRecord(
              ordinal: 0, setting: arm.setting, arm: arm.word, teacher: evidence.pair.teacher,
              student: evidence.pair.student, variant: arm.variant, seed: seed,
              epoch: epoch.epoch, trainLoss: epoch.trainLoss.finite,
              validationLoss: epoch.validationLoss?.finite, validationMetric: nil))
        }
      }
    }
    return points
  }

  /// The exported models' words on every test row: each arm by the seed best on its own validation.
  private func export(of evidence: PairEvidence) -> ExportedSeed? {
    guard let selected = evidence.selected, let seed = selected.exportedSeed,
      let distilled = selected.test[seed]
    else { return nil }
    let studentSeed = evidence.student.exportedSeed
    return ExportedSeed(
      experiment: evidence.experiment, pair: evidence.pair, seed: seed, studentSeed: studentSeed,
      distilled: distilled, student: studentSeed.flatMap { evidence.student.test[$0] },
      teacher: evidence.teacher.test[seed])
  }

  /// The distilled student and the tuned one, each the seed best on validation of its own arm.
  private func models(of evidence: PairEvidence) throws -> [ReportFileRecord] {
    let folder = number.map { "setting-\($0)/" } ?? ""
    let pair = evidence.pair
    let arms = [
      (
        evidence.selected,
        ModelFileName.distilled(teacher: pair.teacher, student: pair.student), pair.teacher
      ),
      (evidence.student, ModelFileName.student(pair.student), ""),
    ]
    return try arms.compactMap { arm, name, teacher -> ReportFileRecord? in
      guard let arm, let seed = arm.exportedSeed,
        let products = try arm.products[seed].map(job.products), !products.parameters.isEmpty
      else { return nil }
      let model = try StudentModel(
        inputs: experiment, modality: pair.student, teacher: teacher, variant: arm.variant,
        seed: seed, parameters: products.parameters)
      return ReportFileRecord(
        name: "models/\(folder)\(name)\(ModelFileName.suffix)",
        sha256: try world.store(model.bytes()))
    }
  }
}
