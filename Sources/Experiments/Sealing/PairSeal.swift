import Networks
import Records

/// The sealed evidence of one pair.
struct PairSeal: Sendable {
  var comparisons: [ComparisonRecord]
  var summaries: [SummaryRecord]
  var curves: [CurvePointRecord]
  var files: [ReportFileRecord]
  var export: ExportedSeed?
}

extension ExperimentSealing {
  /// - Parameter verdict: what was said of the pair before distillation.
  func seal(of pair: Pair, verdict: VerdictRecord?) throws -> PairSeal {
    let evidence = try evidence(of: pair)
    let comparisons = try evidence.comparisons { try predictions(of: .distilled(pair, $0)) }
    let exported = try export(of: evidence)
    var files: [ReportFileRecord] = []
    let folder = number.map { "setting-\($0)/" } ?? ""
    if let exported, let model = try model(of: exported, evidence: evidence) {
      files.append(
        ReportFileRecord(
          name: "models/\(folder)\(evidence.pair.fileName).safetensors",
          sha256: try world.store(model.bytes())))
    }
    return PairSeal(
      comparisons: comparisons,
      summaries: PairSummaries(
        evidence: evidence, comparisons: comparisons, export: exported, verdict: verdict
      ).records(),
      curves: try curves(of: evidence), files: files, export: exported)
  }

  /// Learning curves of the selected student and the selected distilled variant, every seed.
  private func curves(of evidence: PairEvidence) throws -> [CurvePointRecord] {
    var points: [CurvePointRecord] = []
    for arm in [evidence.student, evidence.selected].compactMap({ $0 }) {
      for seed in arm.seeds {
        guard let products = try part.products(of: arm.work, seed: seed) else { continue }
        for epoch in products.curve {
          points.append(
            CurvePointRecord(
              ordinal: 0, setting: arm.setting, arm: arm.work.arm, teacher: evidence.pair.teacher,
              student: evidence.pair.student, variant: arm.variant, seed: seed,
              epoch: epoch.epoch, trainLoss: epoch.trainLoss.finite,
              validationLoss: epoch.validationLoss?.finite, validationMetric: nil))
        }
      }
    }
    return points
  }

  /// The seed best on validation, with the three models' words on every test row.
  private func export(of evidence: PairEvidence) throws -> ExportedSeed? {
    guard let selected = evidence.selected, let seed = selected.exportedSeed,
      let distilled = selected.test[seed]
    else { return nil }
    return ExportedSeed(
      experiment: evidence.experiment, pair: evidence.pair, seed: seed, work: selected.work,
      distilled: distilled,
      student: evidence.student.test[seed], teacher: evidence.teacher.test[seed])
  }

  private func model(
    of exported: ExportedSeed, evidence: PairEvidence
  ) throws -> StudentModel? {
    guard let products = try part.products(of: exported.work, seed: exported.seed) else {
      return nil
    }
    return try StudentModel(
      inputs: experiment, pair: evidence.pair, variant: exported.variant, seed: exported.seed,
      parameters: products.parameters)
  }
}

extension Pair {
  /// `pixels-to-morphology`, with anything that is not a letter, digit, dash or underscore replaced.
  var fileName: String {
    let safe = "\(teacher)-to-\(student)".unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || scalar == "-" || scalar == "_")
        ? Character(scalar) : "-"
    }
    return String(safe)
  }
}
