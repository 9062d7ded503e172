import Ledger
import Records

/// `report.md`: the sections in reading order, an empty line between blocks.
///
/// Answer first, then what it rests on, then what it was made from.
struct ReportDocument: Sendable {
  private let evidence: JobEvidence
  private let figures: ReportFigures

  init(_ evidence: JobEvidence, figures: ReportFigures) {
    self.evidence = evidence
    self.figures = figures
  }

  var text: String {
    let opening = OpeningSection(evidence, figures: figures).blocks
    let body = self.body
    let contents = evidence.pairs.count > 1 ? ContentsList(body, pairs: pairTitles).blocks : []
    return (opening + contents + body).joined(separator: "\n\n") + "\n"
  }

  private var pairTitles: Set<String> { Set(evidence.pairs.map(\.name.markdown)) }

  private var body: [String] {
    var blocks: [String] = []
    blocks += NightSection(evidence).blocks
    blocks += SweepSection(figures.sweep).blocks
    for (index, pair) in evidence.pairs.enumerated() {
      blocks.append("## \(pair.name.markdown)")
      blocks += PairSection(pair, of: evidence, explains: index == 0).blocks
      blocks += ControlsTable(pair).blocks
      blocks += VerdictSection(pair, explains: index == 0).blocks
    }
    blocks += SplitSection(evidence).blocks
    blocks += VariantsSection(evidence).blocks
    blocks += CalibrationSection(evidence, figures: figures).blocks
    blocks += ClassSection(evidence).blocks
    blocks += PowerSection(evidence).blocks
    blocks += learningCurves
    blocks += DataSection(evidence).blocks
    blocks += WarningsSection(evidence).blocks
    blocks += LimitsSection(evidence).blocks
    blocks += FilesSection(evidence, figures: figures).blocks
    blocks += ProvenanceSection(evidence).blocks
    return blocks
  }

  private var learningCurves: [String] {
    let pictures = evidence.pairs.indices.compactMap { index in
      figures.curves[index].map { _ in
        "![Learning curves, \(evidence.pairs[index].name.markdown)]"
          + "(\(figures.curvesFile(pair: index)))"
      }
    }
    guard !pictures.isEmpty else { return [] }
    return [
      "## Learning curves",
      """
      Mean over seeds with a band of one standard deviation. The training losses of the two arms are \
      different sums and cannot be compared; the validation losses can.
      """,
    ] + pictures
  }
}
