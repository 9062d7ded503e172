import Datasets
import Digests
import Distillation
import Plans
import Records
import Specifications
import Statistics

/// Turns the runs of a finished job into its evidence: comparisons, summaries, curves and files of all
/// pairs of all settings, and the sentence over all of them.
struct JobSealing: Sendable {
  let job: CompletedJob
  let verdicts: [VerdictRecord]

  private var design: JobDesign { job.design }
  private var world: ExecutionEnvironment { job.world }

  func record() throws -> SealRecord {
    let sealings = design.experiments.enumerated().map { index, experiment in
      ExperimentSealing(
        job: job, experiment: experiment, setting: index,
        number: design.experiments.count > 1 ? index + 1 : nil)
    }
    let pairs = try pairSeals(sealings)
    let repeated = repeatedSplits(pairs)
    // What is tested; draws of a split are tested together.
    var tested =
      repeated.isEmpty ? pairs.flatMap(\.comparisons) : repeated.flatMap(\.comparisons)
    Claim.decide(&tested, primary: design.specification.metric.metric)
    adjustOtherMetrics(&tested)
    var comparisons = tested
    if !repeated.isEmpty { comparisons += pairs.flatMap(\.comparisons).map(\.asOneDraw) }
    for index in comparisons.indices { comparisons[index].ordinal = index }

    var ofPairs = repeated.isEmpty ? pairs.flatMap(\.summaries) : repeated.flatMap(\.summaries)
    ofPairs = concluded(ofPairs, tested, facts: pairs.map(\.facts) + repeated.map(\.facts))
    var summaries = [conclusion(tested, of: ofPairs)]
    summaries += draws + transfers(tested)
    func data(_ sealing: ExperimentSealing) -> String {
      "\(sealing.experiment.dataset.digest.hex) \(sealing.experiment.dataset.splitDigest.hex)"
    }
    let sharesData = Set(sealings.map(data)).count == 1
    var seen: Set<String> = []
    for sealing in sealings {
      summaries += try ExperimentSummaries(
        sealing: sealing, withData: seen.insert(data(sealing)).inserted, sharesData: sharesData
      ).records()
    }
    summaries += ofPairs
    if !repeated.isEmpty {
      summaries += pairs.flatMap(\.summaries).filter { $0.section != "conclusion" }
    }
    let cells = CellsOfWords(design, comparisons)
    for index in summaries.indices {
      summaries[index].ordinal = index
      summaries[index].cell = cells.cell(of: summaries[index])
    }
    var curves = pairs.flatMap(\.curves)
    for index in curves.indices { curves[index].ordinal = index }

    let predictions = PredictionTable.csv(pairs.compactMap(\.export))
    // A student's own model is the same whoever teaches it.
    let files =
      pairs.flatMap(\.files).withoutRepeats + [
        ReportFileRecord(
          name: "predictions.csv", sha256: try world.store(Array(predictions.utf8)))
      ]
    return SealRecord(
      comparisons: comparisons, summaries: summaries, curves: curves,
      files: files.sorted { $0.name < $1.name },
      metricKinds: design.first.task.metrics.map { MetricKindRecord($0) })
  }

  /// Of every pair of every setting, in the order of the plan.
  private func pairSeals(_ sealings: [ExperimentSealing]) throws -> [PairSeal] {
    let places = sealings.flatMap { sealing in
      sealing.experiment.nodes.questions.map { (sealing: sealing, question: $0) }
    }
    let slots = ResultSlots<PairSeal>(count: places.count)
    try ParallelRuns.perform(
      Array(places.indices), workers: world.workers, unless: world.isStopRequested
    ) { index in
      // Verdicts are numbered as the pairs are.
      slots[index] = try places[index].sealing.seal(
        of: places[index].question, verdict: verdicts.first { $0.ordinal == index })
    }
    return slots.values.compactMap { $0 }
  }

  /// Metrics that nobody claims anything of: several selected variants are one family all the same.
  private func adjustOtherMetrics(_ comparisons: inout [ComparisonRecord]) {
    for metric in design.first.task.metrics where metric != design.specification.metric.metric {
      let family = comparisons.indices.filter {
        comparisons[$0].selected && comparisons[$0].metric == metric.rawValue
      }
      let adjusted = BenjaminiHochberg.adjusted(family.map { comparisons[$0].pValue ?? 1 })
      for (index, value) in zip(family, adjusted) where comparisons[index].pValue != nil {
        comparisons[index].pAdjusted = value
      }
    }
  }

  /// The pairs' own conclusions, which know by now what may be claimed.
  ///
  /// - Parameter facts: of every pair of every setting, and of those that draws of a split are parts of.
  private func concluded(
    _ summaries: [SummaryRecord], _ comparisons: [ComparisonRecord], facts: [ConclusionFacts]
  ) -> [SummaryRecord] {
    guard design.specification.distil else { return summaries }
    let primary = design.specification.metric.metric
    return summaries.map { summary in
      guard summary.section == "conclusion" else { return summary }
      let headline = comparisons.first {
        $0.selected && $0.metric == primary.rawValue && $0.setting == summary.setting
          && $0.teacher == summary.teacher && $0.student == summary.student
      }
      let own = facts.first {
        $0.setting == summary.setting && $0.pair.teacher == summary.teacher
          && $0.pair.student == summary.student
      }
      var summary = summary
      summary.text =
        Conclusion(
          headline,
          facts: own
            ?? ConclusionFacts(
              setting: summary.setting,
              pair: Pair(teacher: summary.teacher, student: summary.student), metric: primary)
        ).text
      return summary
    }
  }

  /// Every reference of every headline, for the report and for queries.
  private func transfers(_ comparisons: [ComparisonRecord]) -> [SummaryRecord] {
    comparisons.flatMap { comparison in
      comparison.transfers.map { transfer in
        SummaryRecord(
          ordinal: 0, section: "transfer", item: comparison.metric, label: transfer.reference,
          setting: comparison.setting, teacher: comparison.teacher, student: comparison.student,
          variant: comparison.variant, value: transfer.value, lower: transfer.lower,
          upper: transfer.upper, extra: transfer.pValue)
      }
        + comparison.reservations.map { text in
          SummaryRecord(
            ordinal: 0, section: "reservation", item: comparison.metric,
            setting: comparison.setting,
            teacher: comparison.teacher, student: comparison.student, variant: comparison.variant,
            text: text)
        }
    }
  }

  /// One sentence over all pairs; of a single pair its own, which has the numbers.
  private func conclusion(
    _ comparisons: [ComparisonRecord], of pairs: [SummaryRecord]
  ) -> SummaryRecord {
    let own = pairs.filter { $0.section == "conclusion" }
    return SummaryRecord(
      ordinal: 0, section: "conclusion",
      text: own.count == 1
        ? own[0].text
        : design.specification.distil ? sentence(over: comparisons) : sentenceOfVerdicts)
  }

  private var sentenceOfVerdicts: String {
    let worth = verdicts.filter { $0.verdict == "distil" }
    let words = worth.map { verdict in
      "\(verdict.teacher) → \(verdict.student)"
        + (verdict.variant.isEmpty ? "" : " at \(verdict.variant)")
    }
    let open = verdicts.count { $0.verdict == "cannot tell" }
    return "Nothing was distilled. The verdict says 'distil' for \(worth.count) of "
      + "\(verdicts.count) pairs\(words.isEmpty ? "" : " (\(words.joined(separator: ", ")))") and "
      + "cannot tell for \(open)."
  }

  // MARK: - Repeated splits

  /// What all draws say of one pair at one setting.
  private struct Repeated {
    var comparisons: [ComparisonRecord]
    var summaries: [SummaryRecord]
    var facts: ConclusionFacts
  }

  /// Which settings are draws of a split that are tested together; the report tells them apart from
  /// settings that are tested by themselves.
  private var draws: [SummaryRecord] {
    design.experiments.filter { $0.repeats != nil }.map {
      SummaryRecord(
        ordinal: 0, section: "design", item: "split", label: $0.repeats ?? "",
        setting: $0.setting, count: design.specification.splits)
    }
  }

  private func repeatedSplits(_ seals: [PairSeal]) -> [Repeated] {
    struct Place: Hashable {
      var setting: String
      var pair: Pair
    }
    var order: [Place] = []
    var groups: [Place: [(experiment: Experiment, seal: PairSeal)]] = [:]
    let places = design.experiments.flatMap { experiment in
      experiment.sweep.pairs.map { (experiment: experiment, pair: $0) }
    }
    for ((experiment, pair), seal) in zip(places, seals) {
      guard let setting = experiment.repeats else { continue }
      let place = Place(setting: setting, pair: pair)
      if groups[place] == nil { order.append(place) }
      groups[place, default: []].append((experiment, seal))
    }
    return order.compactMap { place in
      guard let draws = groups[place], let first = draws.first?.experiment else { return nil }
      let comparisons = RepeatedSplits(
        setting: place.setting, draws: draws.map(\.seal.comparisons),
        trainRows: first.task.train.count, testRows: first.dataset.split.test.count
      ).comparisons()
      return Repeated(
        comparisons: comparisons,
        summaries: [
          SummaryRecord(
            ordinal: 0, section: "conclusion", setting: place.setting, teacher: place.pair.teacher,
            student: place.pair.student)
        ] + meanArms(of: place.pair, at: place.setting, draws.map(\.seal.summaries)),
        facts: ConclusionFacts(draws.map(\.seal.facts), setting: place.setting))
    }
  }

  /// The arms' levels, mean over the draws of those that every draw has under one name.
  private func meanArms(
    of pair: Pair, at setting: String, _ draws: [[SummaryRecord]]
  ) -> [SummaryRecord] {
    struct Arm: Hashable {
      var item: String
      var label: String
    }
    let arms = draws.map { draw in
      draw.filter { $0.section == "arm" }.reduce(into: [Arm: SummaryRecord]()) { first, record in
        let arm = Arm(item: record.item, label: record.label)
        if first[arm] == nil { first[arm] = record }
      }
    }
    let order = (draws.first ?? []).filter { $0.section == "arm" }
      .map { Arm(item: $0.item, label: $0.label) }.withoutRepeats
    return order.compactMap { arm in
      SeedMean.of(arms.map { $0[arm]?.value }).map {
        SummaryRecord(
          ordinal: 0, section: "arm", item: arm.item, label: arm.label, setting: setting,
          teacher: pair.teacher, student: pair.student, value: $0,
          count: arms.reduce(0) { $0 + ($1[arm]?.count ?? 0) })
      }
    }
  }

  // MARK: - Sentences

  private func sentence(over comparisons: [ComparisonRecord]) -> String {
    let primary = design.specification.metric.metric.rawValue
    let headlines = comparisons.filter { $0.selected && $0.metric == primary }
    let settings = Set(headlines.map(\.setting)).count
    let units = settings > 1 ? "pairs and settings" : "pairs"
    let claims = headlines.filter(\.claim).map(\.pairInWords)
    let harms = headlines.filter { $0.outcome == Outcome.hurts.rawValue }.map(\.pairInWords)
    var sentence =
      claims.isEmpty
      ? "In none of \(headlines.count) \(units) is the teacher shown to help"
      : "The teacher helps in \(claims.count) of \(headlines.count) \(units) "
        + "(\(claims.joined(separator: ", ")))"
    if !harms.isEmpty { sentence += "; it hurts in \(harms.joined(separator: ", "))" }
    return sentence + "."
  }
}

extension ComparisonRecord {
  /// As part of what all draws of a split show: not tested by itself.
  fileprivate var asOneDraw: ComparisonRecord {
    var record = self
    record.claim = false
    record.pAdjusted = nil
    return record
  }

  /// `pixels → morphology at training.epochs=30`.
  fileprivate var pairInWords: String {
    "\(teacher) → \(student)" + (setting.isEmpty ? "" : " at \(setting)")
  }
}
