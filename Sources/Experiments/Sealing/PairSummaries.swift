import Datasets
import Distillation
import Randomness
import Records
import Specifications
import Statistics

/// What a pair's report says beyond the gains: arms, calibration, classes, McNemar, power, fusion and
/// the sentence a person can act on.
struct PairSummaries: Sendable {
  let evidence: PairEvidence
  let comparisons: [ComparisonRecord]
  let export: ExportedSeed?
  let verdict: VerdictRecord?

  private var pair: Pair { evidence.pair }
  private var primary: Metric { evidence.experiment.specification.metric.metric }

  func records() -> [SummaryRecord] {
    var records = [summary("conclusion", text: conclusion)]
    records += arms.flatMap(armRecords)
    records += reliability + classes + mcnemar + power + fusion + warnings
    return records
  }

  private func summary(
    _ section: String, item: String = "", label: String = "", variant: String = "",
    value: Double? = nil, lower: Double? = nil, upper: Double? = nil, extra: Double? = nil,
    count: Int? = nil, text: String? = nil
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: section, item: item, label: label,
      setting: evidence.experiment.setting, teacher: pair.teacher,
      student: pair.student, variant: variant, value: value?.finite, lower: lower?.finite,
      upper: upper?.finite, extra: extra?.finite, count: count, text: text)
  }

  /// The comparison the headline stands on.
  private var headline: ComparisonRecord? {
    comparisons.first { $0.selected && $0.metric == primary.rawValue }
  }

  private var conclusion: String {
    guard evidence.experiment.specification.distil else { return conclusionOfVerdict }
    return Conclusion(headline, pair: pair, metric: primary, smallestGain: smallestGain).text
  }

  private var conclusionOfVerdict: String {
    let words = verdict.map { "The verdict is '\($0.verdict)': \($0.reason)" }
    return (words ?? "There is no verdict.") + " Nothing was distilled, as the job asked."
  }

  // MARK: - Arms

  private var arms: [ArmPredictions] {
    let controls = TeacherControl.allCases.flatMap { control in
      [ControlledVariant.selected, .fullWeight].compactMap {
        evidence.controls[PairEvidence.ControlPlace(control: control, variant: $0)]
      }
    }
    return [evidence.teacher, evidence.student, evidence.selected, evidence.fused]
      .compactMap { $0 } + controls + [evidence.smoothed].compactMap { $0 }
  }

  /// Level of every metric: value ± the seeds' standard error, `extra` the rows' standard error.
  private func armRecords(_ arm: ArmPredictions) -> [SummaryRecord] {
    evidence.experiment.metrics.compactMap { metric in
      guard let mean = arm.mean(metric) else { return nil }
      let errors = standardErrors(metric, arm)
      return summary(
        "arm", item: metric.rawValue, label: arm.work.arm, variant: arm.variant, value: mean,
        lower: errors.seeds.map { mean - $0 }, upper: errors.seeds.map { mean + $0 },
        extra: errors.rows, count: arm.seeds.count)
    }
  }

  private func standardErrors(
    _ metric: Metric, _ arm: ArmPredictions
  ) -> (seeds: Double?, rows: Double?) {
    let predictions = arm.seeds.compactMap { arm.test[$0] }
    let scores = predictions.compactMap(metric.rowScores)
    if scores.count == predictions.count, !scores.isEmpty {
      let interval = CrossedInterval(
        differences: ScoreTable(scores), groups: evidence.experiment.testGroups)
      return (interval.standardErrorOfSeeds, interval.standardErrorOfRows)
    }
    // Resampling costs seconds, so only the metric that leads the report gets it.
    if metric == primary, !predictions.isEmpty {
      let level = PigeonholeBootstrap().level(
        metric, seeds: predictions, groups: evidence.experiment.testGroups,
        stream: RandomStream(seed: 0, role: .design, purpose: .resampling))
      return (level?.standardErrorOfSeeds, level?.standardErrorOfRows)
    }
    let values = predictions.compactMap(metric.value)
    guard values.count > 1 else { return (nil, nil) }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    return ((variance / Double(values.count)).squareRoot(), nil)
  }

  // MARK: - Calibration and classes

  /// The arms a reader looks at one by one.
  private var models: [ArmPredictions] {
    [evidence.teacher, evidence.student] + [evidence.selected].compactMap { $0 }
  }

  private var reliability: [SummaryRecord] {
    models.flatMap { arm -> [SummaryRecord] in
      let seeds = arm.seeds.compactMap { seed -> ClassProbabilities? in
        guard case .classes(let classes) = arm.test[seed] else { return nil }
        return classes
      }
      guard !seeds.isEmpty else { return [] }
      return ReliabilityDiagram(seeds: seeds).bins.enumerated().compactMap {
        index, bin -> SummaryRecord? in
        guard bin.rows > 0 else { return nil }
        return summary(
          "reliability", item: "\(index + 1)", label: arm.work.arm, variant: arm.variant,
          value: bin.accuracy, lower: bin.lower, upper: bin.upper, extra: bin.confidence,
          count: bin.rows)
      }
    }
  }

  /// Recall of every class, mean over seeds: which classes lose.
  private var classes: [SummaryRecord] {
    guard case .labels(_, let names) = evidence.experiment.dataset.target else { return [] }
    return models.flatMap { arm -> [SummaryRecord] in
      let matrices = arm.seeds.compactMap { seed -> ConfusionMatrix? in
        guard case .classes(let classes) = arm.test[seed] else { return nil }
        return ConfusionMatrix(classes)
      }
      return names.indices.compactMap { index -> SummaryRecord? in
        guard let first = matrices.first,
          let recall = Selection.mean(matrices.map { $0.recall(index) })
        else { return nil }
        return summary(
          "class", item: names[index], label: arm.work.arm, variant: arm.variant,
          value: recall, count: first.labelled(index))
      }
    }
  }

  // MARK: - Tests and sizes

  /// The exported student against its baseline twin of the same seed; never pooled over seeds.
  private var mcnemar: [SummaryRecord] {
    guard let export, case .classes(let distilled) = export.distilled,
      case .classes(let student) = export.student
    else { return [] }
    let test = McNemar(baselineRight: student.isRight, distilledRight: distilled.isRight)
    return [
      summary("mcnemar", label: "seed", count: export.seed),
      summary(
        "mcnemar", label: "distilled right, student wrong", value: Double(test.onlyDistilledRight),
        count: test.onlyDistilledRight),
      summary(
        "mcnemar", label: "student right, distilled wrong", value: Double(test.onlyBaselineRight),
        count: test.onlyBaselineRight),
      summary("mcnemar", label: "p", value: test.pValue, text: test.form.rawValue),
    ]
  }

  /// The smallest gain this test set can show: at the usual discordances and at the one observed.
  private var power: [SummaryRecord] {
    let rows = evidence.experiment.testUnits
    guard evidence.experiment.task.isClassification else {
      return smallestGain.map {
        [summary("power", item: "smallest gain", label: "observed spread", value: $0, count: rows)]
      } ?? []
    }
    var records = [0.05, 0.10].map { discordance in
      summary(
        "power", item: "smallest gain", label: "discordance \(discordance)",
        value: Power.smallestGain(rows: rows, discordance: discordance), count: rows)
    }
    if let observed = observedDiscordance {
      records.append(
        summary(
          "power", item: "smallest gain", label: "observed discordance",
          value: Power.smallestGain(rows: rows, discordance: observed), extra: observed,
          count: rows))
    }
    return records
  }

  /// Share of test rows on which exactly one of the two is right, mean over seeds.
  private var observedDiscordance: Double? {
    guard let selected = evidence.selected else { return nil }
    let arms = selected.paired(with: evidence.student)
    let shares = zip(arms.candidate, arms.reference).map { candidate, reference -> Double? in
      guard case .classes(let distilled) = candidate, case .classes(let student) = reference
      else { return nil }
      let different = zip(distilled.isRight, student.isRight).count { $0 != $1 }
      return Double(different) / Double(max(distilled.rows, 1))
    }
    return Selection.mean(shares)
  }

  private var smallestGain: Double? {
    let rows = evidence.experiment.testUnits
    if let observedDiscordance {
      return Power.smallestGain(rows: rows, discordance: observedDiscordance)
    }
    // Real targets: 2.8 s/√n with s the paired spread over rows, of which s/√n is the standard error.
    return headline?.seRows.map { 2.8 * $0 }
  }

  // MARK: - Fusion

  /// Share of the fused gap in accuracy the distilled student closes, where that gap is worth dividing by.
  private var fusion: [SummaryRecord] {
    guard let fused = evidence.fused, let selected = evidence.selected,
      evidence.experiment.task.isClassification
    else { return [] }
    let gapArms = fused.paired(with: evidence.student)
    let gainArms = selected.paired(with: evidence.student)
    guard fused.seeds == selected.seeds, gapArms.candidate.count == gainArms.candidate.count,
      let gap = Metric.accuracy.differences(gapArms.candidate, gapArms.reference),
      let gain = Metric.accuracy.differences(gainArms.candidate, gainArms.reference)
    else { return [] }
    let interval = CrossedInterval(differences: gap, groups: evidence.experiment.testGroups)
    guard interval.lower > 0.02,
      let share = FiellerInterval(gain: gain, gap: gap, groups: evidence.experiment.testGroups)
    else {
      return [
        summary(
          "fused", item: "share of gap", variant: fused.variant,
          text: "not printed: the gap between fused and student is not clearly above 2 points")
      ]
    }
    return [
      summary(
        "fused", item: "share of gap", variant: fused.variant, value: share.ratio,
        lower: share.lower, upper: share.upper)
    ]
  }

  // MARK: - Warnings

  private var warnings: [SummaryRecord] {
    var texts: [String] = []
    if let across = headline?.acrossGain, let level = headline?.studentMean,
      across > primary.flatMargin(studentMean: level) / 2
    {
      texts.append(
        "The control 'across' gains: a teacher whose rows were shuffled over all rows should not. "
          + "Look for shrinkage, or for a mistake in the data.")
    }
    if let headline, let gain = headline.gain,
      let same = comparisons.first(where: {
        $0.metric == headline.metric && $0.variant == evidence.atStudentDecay?.variant
      })?.gain, gain * same < 0
    {
      texts.append(
        "Weight decay decides the sign: the student chose another one than the job's, and with the "
          + "student's own the gain turns around. Set training.weight_decay to what the student chose."
      )
    }
    let planned = evidence.experiment.plan.seeds
    let missing = [evidence.student, evidence.selected].compactMap { $0 }
      .filter { $0.seeds.count < planned }
    for arm in missing {
      texts.append(
        "\(planned - arm.seeds.count) of \(planned) seeds of the arm '\(arm.work.arm)' diverged "
          + "and are left out of its means.")
    }
    return texts.map { summary("warning", text: $0) }
  }
}
