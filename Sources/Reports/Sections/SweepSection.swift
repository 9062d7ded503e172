/// The pictures of a sweep, each with the sentence that says what one sees.
struct SweepSection: Sendable {
  private let figures: SweepFigures

  init(_ figures: SweepFigures) {
    self.figures = figures
  }

  var blocks: [String] {
    guard !figures.figures.isEmpty else { return [] }
    return ["## The sweep in pictures"]
      + figures.figures.flatMap { figure in
        [
          "![\(MarkdownText.sentence(figure.title))](\(figure.file))",
          MarkdownText.sentence("\(figure.title). \(figure.caption)"),
        ]
      }
  }
}
