import Datasets
import Distillation
import Plans
import Randomness
import Records
import Specifications
import Statistics

/// What a pair's report says beyond the gains: arms, calibration, classes, McNemar, power, fusion and
/// the sentence a person can act on.
struct PairSummaries: Sendable {
  let evidence: PairEvidence
  /// How the distilled arm came to its weight decay.
  let search: DecaySearch?
  let comparisons: [ComparisonRecord]
  let export: ExportedSeed?
  let verdict: VerdictRecord?

  var pair: Pair { evidence.pair }
  var primary: Metric { evidence.experiment.specification.metric.metric }

  func records() -> [SummaryRecord] {
    var records = [summary("conclusion", text: conclusion)]
    records += arms.flatMap(armRecords)
    records += constantRecords + tuning + model
    records += reliability + classes + mcnemar + power + fusion + warnings
    return records
  }

  func summary(
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
  var headline: ComparisonRecord? {
    comparisons.first { $0.selected && $0.metric == primary.rawValue }
  }

  /// Of a pair that was distilled the sentence is written once it is known what may be claimed.
  private var conclusion: String? {
    evidence.experiment.specification.distil ? nil : conclusionOfVerdict
  }

  var facts: ConclusionFacts {
    let experiment = evidence.experiment
    var facts = ConclusionFacts(setting: experiment.setting, pair: pair, metric: primary)
    facts.smallestGain = smallestGain
    facts.decisive =
      evidence.comparison(primary, evidence.selected, over: evidence.student, withInterval: true)?
      .decisive
    facts.units = experiment.testUnits
    facts.unitsAreGroups = experiment.testGroups != nil
    facts.constant = primary.value(evidence.constant)?.finite
    facts.isTaught = evidence.chosen?.variant.isTaught ?? true
    facts.meanings = evidence.references(ofTwin: false).reduce(into: [:]) {
      $0[$1.arm.word] = $1.arm.meaning
    }
    facts.seesTheSame = experiment.dataset.card.areTheSame(pair.teacher, pair.student)
    facts.disagreement = disagreements.first
    facts.recommended = recommended
    return facts
  }

  private var conclusionOfVerdict: String {
    let words = verdict.map { "The verdict is '\($0.verdict)': \($0.reason)" }
    return (words ?? "There is no verdict.") + " Nothing was distilled, as the job asked."
  }

  // MARK: - Arms

  private var arms: [ArmPredictions] {
    [evidence.teacher, evidence.student, evidence.selected, evidence.fused]
      .compactMap { $0 } + evidence.controls.map(\.predictions)
      + evidence.untaught.compactMap(\.predictions)
  }

  /// Level of every metric: value ± the seeds' standard error, `extra` the rows' standard error.
  private func armRecords(_ arm: ArmPredictions) -> [SummaryRecord] {
    evidence.experiment.metrics.compactMap { metric in
      guard let mean = arm.mean(metric) else { return nil }
      let errors = standardErrors(metric, arm)
      return summary(
        "arm", item: metric.rawValue, label: arm.word, variant: name(of: arm), value: mean,
        lower: errors.seeds.map { mean - $0 }, upper: errors.seeds.map { mean + $0 },
        extra: errors.rows, count: arm.seeds.count)
    }
  }

  /// The variant of an arm's line: of the selected arm its cell, whatever decay it was searched to.
  private func name(of arm: ArmPredictions) -> String {
    guard arm.place == evidence.selected?.place, let chosen = evidence.chosen else {
      return arm.variant
    }
    return evidence.experiment.words(chosen.variant)
  }

  /// The predictor without inputs, beside the arms.
  private var constantRecords: [SummaryRecord] {
    evidence.experiment.metrics.compactMap { metric in
      metric.value(evidence.constant).map {
        // Every seed's is the same.
        summary(
          "arm", item: metric.rawValue, label: "constant", value: $0,
          count: evidence.student.seeds.count)
      }
    }
  }

  /// How many configurations the distilled arm had and where its weight decay came to lie; controls have the
  /// one of the selected arm.
  private var tuning: [SummaryRecord] {
    guard let chosen = evidence.chosen, let search else {
      return []
    }
    return [
      summary(
        "tuning", item: "weight decay", label: "distilled",
        variant: evidence.selected?.variant ?? "",
        value: chosen.weightDecay,
        count: evidence.experiment.sweep.variants.count + search.tried.count - 1,
        text: search.place(of: chosen.weightDecay))
    ]
  }

  // MARK: - The exported models

  /// The better of the two exported arms on validation; ties go to the student, which needs no teacher.
  private var recommended: String? {
    guard evidence.experiment.selects, let selected = evidence.selected else { return nil }
    return ValidationScore.best(of: [evidence.student, selected], scores: \.scores)?.word
  }

  private var model: [SummaryRecord] {
    recommended.map { [summary("model", item: "recommended", label: $0)] } ?? []
  }

  private func standardErrors(
    _ metric: Metric, _ arm: ArmPredictions
  ) -> (seeds: Double?, rows: Double?) {
    let predictions = arm.seeds.compactMap { arm.test[$0] }
    let scores = arm.seeds.compactMap { metric.meanRowScores(arm.draws(ofSeed: $0)) }
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
          "reliability", item: "\(index + 1)", label: arm.word, variant: arm.variant,
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
          let recall = SeedMean.of(matrices.map { $0.recall(index) })
        else { return nil }
        return summary(
          "class", item: names[index], label: arm.word, variant: arm.variant,
          value: recall, count: first.labelled(index))
      }
    }
  }

  // MARK: - Warnings

  private var warnings: [SummaryRecord] {
    var texts = disagreements
    for control in evidence.controls
    where !control.isOfTwin && control.arm.expectation == .doesNotGain {
      guard let level = headline?.studentMean,
        let gain = evidence.comparison(
          primary, control.predictions, over: evidence.student, withInterval: false)?.value,
        gain > primary.flatMargin(studentMean: level) / 2
      else { continue }
      texts.append(
        "The control '\(control.arm.word)' gains: it learns from \(control.arm.learnsFrom), and should "
          + "not. Look for shrinkage, or for a mistake in the data.")
    }
    if let gain = headline?.gain,
      let same = evidence.comparison(
        primary, evidence.atStudentDecay, over: evidence.student, withInterval: false)?.value,
      gain * same < 0
    {
      texts.append(
        "Weight decay decides the sign: the distilled student chose another one than the student, and at "
          + "the student's own the gain turns around.")
    }
    let planned = evidence.experiment.seeds
    let missing = [evidence.student, evidence.selected].compactMap { $0 }
      .filter { $0.seeds.count < planned }
    for arm in missing {
      texts.append(
        "\(planned - arm.seeds.count) of \(planned) seeds of the arm '\(arm.word)' diverged "
          + "and are left out of its means.")
    }
    return texts.map { summary("warning", text: $0) }
  }

  /// Arms whose validation and test rows disagree: what was chosen on the first may not hold for the second.
  private var disagreements: [String] {
    [evidence.student, evidence.selected].compactMap { $0 }.compactMap { arm in
      evidence.gap(between: arm).map {
        "The arm '\(arm.word)' scores \($0.validation) on validation and \($0.test) on test rows, "
          + "further apart than chance (\($0.errors) standard errors): validation rows are not like test "
          + "rows, and what was chosen on them may not hold."
      }
    }
  }
}
