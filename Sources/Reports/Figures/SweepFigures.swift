import Ledger
import Records

/// The pictures of a sweep: gain against λ, and heat maps of two keys. A picture that would show
/// nothing is not drawn.
struct SweepFigures: Sendable {
  /// A picture with the sentence that says what one sees.
  struct Figure: Sendable, Hashable {
    var file: String
    var title: String
    var caption: String
    var svg: String
  }

  let figures: [Figure]

  init(_ evidence: JobEvidence) {
    guard let metric = evidence.primaryMetric else {
      figures = []
      return
    }
    let rows = evidence.report.gains.map(\.comparison).filter {
      $0.metric == metric.name && $0.split == "test" && $0.cell.part.isEmpty
        && evidence.draws[$0.setting] == nil
    }
    let sweep = SweptGains(rows, metric: metric)
    figures = [sweep.pairMap, sweep.lambdaPlot, sweep.optionMap].compactMap { $0 }
  }
}
