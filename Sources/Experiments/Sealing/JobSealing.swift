import Datasets
import Digests
import Distillation
import Records
import Specifications
import Statistics

/// Turns the runs of a finished job into its evidence: comparisons, summaries, curves and files of all
/// pairs of all settings, and the sentence over all of them.
struct JobSealing: Sendable {
  let design: JobDesign
  let parts: [ExperimentExecution]
  let selections: [Selection]
  let world: ExecutionEnvironment

  func record() throws -> SealRecord {
    let sealings = zip(parts, selections).enumerated().map { index, part in
      ExperimentSealing(
        part: part.0, selection: part.1, number: parts.count > 1 ? index + 1 : nil)
    }
    let pairs = try pairSeals(sealings)
    var comparisons = pairs.flatMap(\.comparisons)
    adjustOverPairs(&comparisons)
    for index in comparisons.indices { comparisons[index].ordinal = index }

    var summaries = [conclusion(comparisons, of: pairs)]
    var seen: Set<String> = []
    for sealing in sealings {
      let dataset = sealing.experiment.dataset
      let isNew = seen.insert("\(dataset.digest.hex) \(dataset.splitDigest.hex)").inserted
      summaries += try ExperimentSummaries(sealing: sealing, withData: isNew).records()
    }
    summaries += pairs.flatMap(\.summaries)
    for index in summaries.indices { summaries[index].ordinal = index }
    var curves = pairs.flatMap(\.curves)
    for index in curves.indices { curves[index].ordinal = index }

    let predictions = PredictionTable.csv(pairs.compactMap(\.export))
    let files =
      pairs.flatMap(\.files) + [
        ReportFileRecord(
          name: "predictions.csv", sha256: try world.store(Array(predictions.utf8)))
      ]
    return SealRecord(
      comparisons: comparisons, summaries: summaries, curves: curves,
      files: files.sorted { $0.name < $1.name })
  }

  /// Of every pair of every setting, in the order of the plan.
  private func pairSeals(_ sealings: [ExperimentSealing]) throws -> [PairSeal] {
    let places = sealings.flatMap { sealing in
      sealing.experiment.plan.sweep.pairs.map { (sealing: sealing, pair: $0) }
    }
    let slots = ResultSlots<PairSeal>(count: places.count)
    try ParallelRuns.perform(
      Array(places.indices), workers: world.workers, unless: world.isStopRequested
    ) { index in
      slots[index] = try places[index].sealing.seal(of: places[index].pair)
    }
    return slots.values.compactMap { $0 }
  }

  /// Several selected variants are one family: Benjamini and Hochberg.
  private func adjustOverPairs(_ comparisons: inout [ComparisonRecord]) {
    for metric in design.first.task.metrics {
      let family = comparisons.indices.filter {
        comparisons[$0].selected && comparisons[$0].metric == metric.rawValue
          && comparisons[$0].pValue != nil
      }
      guard family.count > 1 else { continue }
      let adjusted = BenjaminiHochberg.adjusted(family.compactMap { comparisons[$0].pValue })
      for (index, value) in zip(family, adjusted) { comparisons[index].pAdjusted = value }
    }
  }

  /// One sentence over all pairs; of a single pair its own, which has the numbers.
  private func conclusion(
    _ comparisons: [ComparisonRecord], of pairs: [PairSeal]
  ) -> SummaryRecord {
    let own = pairs.flatMap(\.summaries).filter { $0.section == "conclusion" }
    return SummaryRecord(
      ordinal: 0, section: "conclusion",
      text: pairs.count == 1 ? own.first?.text : sentence(over: comparisons))
  }

  private func sentence(over comparisons: [ComparisonRecord]) -> String {
    let primary = design.specification.metric.metric.rawValue
    let headlines = comparisons.filter { $0.selected && $0.metric == primary }
    let units = parts.count > 1 ? "pairs and settings" : "pairs"
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
  /// `pixels → morphology at training.epochs=30`.
  fileprivate var pairInWords: String {
    "\(teacher) → \(student)" + (setting.isEmpty ? "" : " at \(setting)")
  }
}
