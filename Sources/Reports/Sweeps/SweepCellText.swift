/// One number of a table in words.
struct SweepCellText: Sendable, Hashable {
  /// For Markdown and terminals: `▶ +1.3 (+0.4 to +2.3)`, `79.6 ±0.2 ±1.0`.
  let words: String
  /// The same for LaTeX, numbers in mathematics so that a minus is one.
  let latex: String

  static let missing = SweepCellText(words: noNumber, latex: "--")

  private init(words: String, latex: String) {
    self.words = words
    self.latex = latex
  }

  init(
    _ row: SweepRow, _ format: MetricFormat, isDifference: Bool, isMarked: Bool, withSpread: Bool
  ) {
    let number = isDifference ? format.difference(row.number) : format.level(row.number)
    var words = number
    var latex = LaTeXText.mathematics(number)
    if withSpread, row.hasSpread {
      switch row.spread {
      case .interval(let lower, let upper):
        words += " (\(format.interval(lower, upper)))"
        let ends = [lower, upper].map { LaTeXText.mathematics(format.difference($0)) }
        latex += " {\\footnotesize [\(ends.joined(separator: ", "))]}"
      case .errors(let seeds, let rows):
        for error in [seeds, rows] {
          words += " ±\(format.level(error))"
          latex += " {\\footnotesize $\\pm$\(error == nil ? "--" : format.level(error))}"
        }
      }
    }
    self.words = (isMarked ? "\(SweepTable.mark) " : "") + words
    self.latex = (isMarked ? "$\\triangleright$ " : "") + latex
  }
}
