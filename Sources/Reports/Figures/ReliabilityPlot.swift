import PlainText

/// How often an arm is right when it says it is sure: accuracy against mean confidence, a bin a dot.
struct ReliabilityPlot: Sendable {
  struct Bin: Sendable, Hashable {
    var confidence: Double
    var accuracy: Double
    var rows: Int
  }

  struct Panel: Sendable {
    var arm: String
    var style: ArmStyle
    /// What stands under the arm's name: "calibration error 3.2 points".
    var note: String
    var bins: [Bin]
  }

  var title: String
  var panels: [Panel]

  private let side = 200.0
  private let top = 92.0
  private let left = 64.0
  private let gap = 62.0

  var svg: String {
    let width = max(430, left + Double(panels.count) * (side + gap) - gap + 26)
    let height = top + side + 84
    var picture = SVGDocument(
      width: width, height: height, title: title, description: description)
    picture.text(
      shortened(title, toFit: width - 32, size: 15, bold: true), at: Point(16, 26), size: 15,
      bold: true)
    for (index, panel) in panels.enumerated() {
      draw(panel, &picture, x: left + Double(index) * (side + gap))
    }
    picture.text(
      "dot area: share of rows · below the line: surer than right", at: Point(left, height - 16),
      size: 11, color: Palette.quiet)
    picture.text(
      "share right", at: Point(20, top + side / 2), size: 12, anchor: .middle, rotated: true)
    return picture.svg
  }

  private var description: String {
    panels.map { panel in
      "\(panel.arm)\(panel.note.isEmpty ? "" : ", \(panel.note)"): "
        + panel.bins.map {
          "confidence \(percent($0.confidence)), right \(percent($0.accuracy)), \($0.rows) rows"
        }.joined(separator: "; ")
    }.joined(separator: ". ") + "."
  }

  private func percent(_ value: Double) -> String {
    FixedDecimal(value * 100, decimals: 0).typeset + " %"
  }

  private func draw(_ panel: Panel, _ picture: inout SVGDocument, x left: Double) {
    let base = top + side
    let across = Axis.unit(from: left, to: left + side)
    let up = Axis.unit(from: base, to: top)
    let color = panel.style.color
    picture.text(panel.arm, at: Point(left, top - 28), size: 12.5, color: color, bold: true)
    picture.text(panel.note, at: Point(left, top - 12), size: 11, color: Palette.quiet)
    for tick in up.ticks {
      picture.line(
        Point(left, up.pixel(tick)), Point(left + side, up.pixel(tick)),
        .init(color: Palette.grid))
      picture.text(
        up.label(tick), at: Point(left - 7, up.pixel(tick) + 4), size: 11, anchor: .end,
        color: Palette.quiet)
      picture.text(
        across.label(tick), at: Point(across.pixel(tick), base + 17), size: 11, anchor: .middle,
        color: Palette.quiet)
    }
    picture.line(Point(left, base), Point(left + side, base), .init(color: Palette.axis))
    picture.line(Point(left, top), Point(left, base), .init(color: Palette.axis))
    picture.text("confidence", at: Point(left + side / 2, base + 36), size: 12, anchor: .middle)
    picture.line(
      Point(left, base), Point(left + side, top), .init(color: Palette.axis, dashes: "4 3"))
    let total = Double(max(1, panel.bins.map(\.rows).reduce(0, +)))
    let dots = panel.bins.map { Point(across.pixel($0.confidence), up.pixel($0.accuracy)) }
    picture.polyline(dots, .init(color: color, width: 1.5))
    for (bin, dot) in zip(panel.bins, dots) {
      let radius = 2 + 10 * (Double(bin.rows) / total).squareRoot()
      picture.circle(dot, radius: radius, fill: color, opacity: 0.65)
    }
  }
}
