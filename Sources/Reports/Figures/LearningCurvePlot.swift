import PlainText

/// Learning curves side by side, one panel a quantity, one line an arm, mean ± one standard
/// deviation over seeds.
struct LearningCurvePlot: Sendable {
  struct Panel: Sendable {
    var title: String
    var curves: [LearningCurve]
  }

  var title: String
  /// Panels with at least one point.
  var panels: [Panel]

  private let panelWidth = 300.0
  private let panelHeight = 200.0
  private let top = 74.0
  private let left = 60.0
  private let gap = 70.0

  var svg: String {
    let width = left + Double(panels.count) * (panelWidth + gap) - gap + 26
    let height = top + panelHeight + 84
    var picture = SVGDocument(
      width: width, height: height, title: title, description: description)
    picture.text(
      shortened(title, toFit: width - 32, size: 15, bold: true), at: Point(16, 26), size: 15,
      bold: true)
    for (index, panel) in panels.enumerated() {
      draw(panel, &picture, x: left + Double(index) * (panelWidth + gap))
    }
    drawLegend(&picture, y: height - 16)
    return picture.svg
  }

  private var description: String {
    panels.map { panel in
      panel.title + ": "
        + panel.curves.compactMap { curve in
          guard let first = curve.points.first, let last = curve.points.last else { return nil }
          return "\(curve.arm) from \(rounded(first.mean)) at epoch \(first.epoch) to "
            + "\(rounded(last.mean)) at epoch \(last.epoch)"
        }.joined(separator: "; ")
    }.joined(separator: ". ") + "."
  }

  private func rounded(_ value: Double) -> String { FixedDecimal(value, decimals: 3).typeset }

  private func draw(_ panel: Panel, _ picture: inout SVGDocument, x left: Double) {
    let points = panel.curves.flatMap(\.points)
    let base = top + panelHeight
    let epochs = Axis(
      covering: points.map { Double($0.epoch) }, from: left, to: left + panelWidth, ticks: 5)
    let values = Axis(
      covering: points.flatMap { [$0.mean - $0.deviation, $0.mean + $0.deviation] }, from: base,
      to: top, ticks: 4)
    picture.text(panel.title, at: Point(left, top - 14), size: 12.5, bold: true)
    for tick in values.ticks {
      let y = values.pixel(tick)
      picture.line(Point(left, y), Point(left + panelWidth, y), .init(color: Palette.grid))
      picture.text(
        values.label(tick), at: Point(left - 8, y + 4), size: 11, anchor: .end,
        color: Palette.quiet)
    }
    for tick in epochs.ticks where tick == tick.rounded() {
      let x = epochs.pixel(tick)
      picture.line(Point(x, base), Point(x, base + 4), .init(color: Palette.axis))
      picture.text(
        FixedDecimal(tick, decimals: 0).typeset, at: Point(x, base + 18), size: 11,
        anchor: .middle, color: Palette.quiet)
    }
    picture.line(Point(left, base), Point(left + panelWidth, base), .init(color: Palette.axis))
    picture.text(
      "epoch", at: Point(left + panelWidth / 2, base + 36), size: 12, anchor: .middle)
    for curve in panel.curves { draw(curve, &picture, epochs, values) }
  }

  private func draw(
    _ curve: LearningCurve, _ picture: inout SVGDocument, _ epochs: Axis, _ values: Axis
  ) {
    let color = curve.style.color
    func place(_ point: LearningCurve.Point, _ deviations: Double) -> Point {
      Point(
        epochs.pixel(Double(point.epoch)),
        values.pixel(point.mean + deviations * point.deviation))
    }
    let upper = curve.points.map { place($0, 1) }
    let lower = curve.points.map { place($0, -1) }
    if curve.points.contains(where: { $0.deviation > 0 }), curve.points.count > 1 {
      picture.polygon(upper + lower.reversed(), fill: color, opacity: 0.15)
    }
    let line = curve.points.map { place($0, 0) }
    if curve.points.count > 1 {
      picture.polyline(
        line,
        .init(color: color, width: 2, dashes: curve.style.dashes))
    } else if let only = line.first {
      picture.circle(only, radius: 4, fill: color)
    }
  }

  private func drawLegend(_ picture: inout SVGDocument, y: Double) {
    var shown: [LearningCurve] = []
    for curve in panels.flatMap(\.curves) where !shown.contains(where: { $0.arm == curve.arm }) {
      shown.append(curve)
    }
    var x = left
    for curve in shown {
      let arm = curve.arm
      picture.line(
        Point(x, y - 4), Point(x + 26, y - 4),
        .init(color: curve.style.color, width: 2, dashes: curve.style.dashes))
      picture.text(arm, at: Point(x + 32, y), size: 11, color: Palette.quiet)
      x += 32 + estimatedWidth(of: arm, size: 11) + 22
    }
    picture.text(
      "mean and one standard deviation over seeds", at: Point(x, y), size: 11,
      color: Palette.quiet)
  }
}
