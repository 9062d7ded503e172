/// Gain of every variant with its 95 % interval, grouped by pair, around a line at zero.
///
/// The selected variant is filled and bold; controls are marks without an interval below the
/// variant they were run for.
struct ForestPlot: Sendable {
  struct Row: Sendable {
    enum Mark: Sendable { case selected, explored, control }

    var label: String
    var mark: Mark
    /// Shown numbers (points, nats, …), + is better.
    var estimate: Double?
    var lower: Double?
    var upper: Double?
    /// The numbers in words, at the right edge.
    var caption: String
  }

  struct Group: Sendable {
    var title: String
    var rows: [Row]
  }

  var title: String
  /// What the horizontal axis counts: "gain over the student, accuracy points".
  var axisTitle: String
  var groups: [Group]

  private let rowHeight = 22.0
  private let groupHeight = 34.0
  private let top = 44.0
  private let bottom = 78.0
  private let plotWidth = 400.0
  private let labelLimit = 330.0

  var svg: String {
    let height =
      top + bottom + Double(groups.count) * groupHeight
      + Double(groups.map(\.rows.count).reduce(0, +)) * rowHeight
    let labelWidth = max(120, min(labelLimit, widest(\.label)) + 46)
    let captionWidth = max(80, widest(\.caption) + 34)
    let width = labelWidth + captionWidth + plotWidth
    let axis = Axis(
      covering: [0] + numbers, from: labelWidth, to: labelWidth + plotWidth, ticks: 6)
    var picture = SVGDocument(
      width: width, height: height, title: title, description: description)
    picture.text(title, at: Point(16, 26), size: 15, bold: true)
    var y = top
    for group in groups {
      picture.text(
        shortened(group.title, toFit: width - 32, size: 12.5, bold: true), at: Point(16, y + 22),
        size: 12.5, bold: true)
      y += groupHeight
      drawGrid(&picture, axis, from: y, to: y + Double(group.rows.count) * rowHeight)
      for row in group.rows {
        draw(row, &picture, axis, y: y + rowHeight / 2 - 2, width: width)
        y += rowHeight
      }
    }
    drawAxis(&picture, axis, base: y + 6)
    drawLegend(&picture, axis, y: height - 14)
    return picture.svg
  }

  /// All that must fit on the axis: the variants. A control may lie so far away (a shuffled teacher
  /// at λ = 1) that nothing else could be told apart; it then becomes an arrow at the edge.
  private var numbers: [Double] {
    let rows = groups.flatMap(\.rows)
    let variants = rows.filter { $0.mark != .control }
    return (variants.isEmpty ? rows : variants)
      .flatMap { [$0.estimate, $0.lower, $0.upper].compactMap(\.drawable) }
  }

  private var description: String {
    groups.map { group in
      group.title + ": "
        + group.rows.map { "\($0.label) \($0.caption)" }.joined(separator: "; ")
    }.joined(separator: ". ") + "."
  }

  private func widest(_ text: (Row) -> String) -> Double {
    groups.flatMap(\.rows).map {
      estimatedWidth(of: text($0), size: 12, bold: $0.mark == .selected)
    }.max() ?? 0
  }

  private func drawGrid(
    _ picture: inout SVGDocument, _ axis: Axis, from upper: Double, to lower: Double
  ) {
    for tick in axis.ticks {
      let x = axis.pixel(tick)
      picture.line(
        Point(x, upper - 4), Point(x, lower),
        .init(color: tick == 0 ? Palette.ink : Palette.grid, width: tick == 0 ? 1.25 : 1))
    }
  }

  private func drawAxis(_ picture: inout SVGDocument, _ axis: Axis, base: Double) {
    for tick in axis.ticks {
      picture.text(
        axis.label(tick, signed: true), at: Point(axis.pixel(tick), base + 12), size: 11,
        anchor: .middle, color: Palette.quiet)
    }
    picture.text(
      axisTitle, at: Point((axis.start + axis.end) / 2, base + 32), size: 12, anchor: .middle)
  }

  private func draw(
    _ row: Row, _ picture: inout SVGDocument, _ axis: Axis, y: Double, width: Double
  ) {
    let isControl = row.mark == .control
    let color = isControl ? Palette.control : Palette.distilled
    let label = shortened(
      row.label, toFit: labelLimit, size: 12, bold: row.mark == .selected)
    picture.text(
      label, at: Point(isControl ? 42 : 28, y + 4), size: isControl ? 11 : 12,
      color: isControl ? Palette.quiet : Palette.ink, bold: row.mark == .selected,
      tooltip: label == row.label ? nil : row.label)
    picture.text(
      row.caption, at: Point(width - 14, y + 4), size: isControl ? 11 : 12, anchor: .end,
      color: isControl ? Palette.quiet : Palette.ink, bold: row.mark == .selected)
    if let lower = row.lower.drawable, let upper = row.upper.drawable {
      let stroke = SVGDocument.Stroke(color: color, width: row.mark == .selected ? 2.5 : 1.5)
      picture.line(Point(axis.pixel(lower), y), Point(axis.pixel(upper), y), stroke)
      for end in [lower, upper] {
        picture.line(Point(axis.pixel(end), y - 4), Point(axis.pixel(end), y + 4), stroke)
      }
    }
    guard let estimate = row.estimate.drawable else { return }
    let center = Point(axis.pixel(estimate), y)
    switch row.mark {
    case .selected: picture.circle(center, radius: 5, fill: color)
    case .explored:
      picture.circle(
        center, radius: 4, fill: Palette.ground, stroke: .init(color: color, width: 1.5))
    case .control where estimate < axis.lower:
      picture.arrow(at: Point(axis.start, y), towards: -1, color: color)
    case .control where estimate > axis.upper:
      picture.arrow(at: Point(axis.end, y), towards: 1, color: color)
    case .control: picture.diamond(center, radius: 4.5, fill: Palette.ground, color: color)
    }
  }

  private func drawLegend(_ picture: inout SVGDocument, _ axis: Axis, y: Double) {
    let marks = groups.flatMap(\.rows).map(\.mark)
    var x = 28.0
    func entry(_ text: String, _ mark: (Point) -> Void) {
      mark(Point(x, y - 4))
      picture.text(text, at: Point(x + 11, y), size: 11, color: Palette.quiet)
      x += estimatedWidth(of: text, size: 11) + 34
    }
    if marks.contains(.selected) {
      entry("chosen on validation, 95 % interval") {
        picture.circle($0, radius: 5, fill: Palette.distilled)
      }
    }
    if marks.contains(.explored) {
      entry("other variant") {
        picture.circle(
          $0, radius: 4, fill: Palette.ground,
          stroke: .init(color: Palette.distilled, width: 1.5))
      }
    }
    if marks.contains(.control) {
      entry("control") {
        picture.diamond($0, radius: 4.5, fill: Palette.ground, color: Palette.control)
      }
    }
    let controls = groups.flatMap(\.rows).filter { $0.mark == .control }
    let isBeyond = controls.compactMap(\.estimate.drawable)
      .contains { $0 < axis.lower || $0 > axis.upper }
    if isBeyond {
      entry("control beyond the axis") {
        picture.arrow(at: Point($0.x - 5, $0.y), towards: -1, color: Palette.control)
      }
    }
  }
}

extension SVGDocument {
  /// A filled triangle that points left (−1) or right (+1).
  mutating func arrow(at tip: Point, towards direction: Double, color: String) {
    polygon(
      [
        tip, Point(tip.x - direction * 9, tip.y - 5), Point(tip.x - direction * 9, tip.y + 5),
      ], fill: color, stroke: Stroke(color: color, width: 1))
  }

  mutating func diamond(_ center: Point, radius: Double, fill: String, color: String) {
    polygon(
      [
        Point(center.x, center.y - radius), Point(center.x + radius, center.y),
        Point(center.x, center.y + radius), Point(center.x - radius, center.y),
      ], fill: fill, stroke: Stroke(color: color, width: 1.5))
  }
}
