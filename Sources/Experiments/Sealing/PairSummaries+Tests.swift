import Distillation
import Plans
import Records
import Specifications
import Statistics

/// McNemar's test, what the test rows can show, and the share of the fused gap.
extension PairSummaries {
  /// The exported distilled student against the exported student, each the best seed of its arm; never
  /// pooled over seeds. Rows of one group count together.
  var mcnemar: [SummaryRecord] {
    guard let export, case .classes(let distilled) = export.distilled,
      case .classes(let student) = export.student
    else { return [] }
    let test = McNemar(
      baselineRight: student.isRight, distilledRight: distilled.isRight,
      groups: evidence.experiment.testGroups)
    return [
      summary("mcnemar", label: "seed", count: export.seed),
      summary("mcnemar", label: "student's seed", count: export.studentSeed),
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
  var power: [SummaryRecord] {
    let rows = evidence.experiment.testUnits
    // One group of rows can show nothing.
    guard rows > 1 else { return [] }
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
      guard case .classes(let distilled) = candidate, case .classes(let student)? = reference.first
      else { return nil }
      let different = zip(distilled.isRight, student.isRight).count { $0 != $1 }
      return Double(different) / Double(max(distilled.rows, 1))
    }
    return SeedMean.of(shares)
  }

  var smallestGain: Double? {
    let rows = evidence.experiment.testUnits
    guard rows > 1 else { return nil }
    if evidence.experiment.specification.metric.metric == .accuracy, let observedDiscordance {
      return Power.smallestGain(rows: rows, discordance: observedDiscordance)
    }
    // Other metrics: 2.8 s/√n with s the paired spread over rows, of which s/√n is the standard error.
    return headline?.seRows.map { 2.8 * $0 }
  }

  // MARK: - Fusion

  /// Share of the fused gap in accuracy the distilled student closes, where that gap is worth dividing by.
  var fusion: [SummaryRecord] {
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
}
