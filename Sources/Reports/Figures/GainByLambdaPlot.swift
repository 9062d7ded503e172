import PlainText

/// Gain against λ with 95 % intervals, panels side by side with the same lines.
///
/// Each panel has a vertical axis of its own: a teacher that ruins its students at λ = 1 would flatten
/// what all others gain.
struct GainByLambdaPlot: Sendable {
  struct Dot: Sendable, Hashable {
    var lambda: Double
    /// Shown numbers (points, nats, …), + is better.
    var gain: Double
    var lower: Double?
    var upper: Double?
    var isChosen: Bool
  }

  struct Panel: Sendable {
    var title: String
    /// By the index of their name in ``lines``; rising λ.
    var dots: [[Dot]]
  }

  var title: String
  /// "gain in accuracy, points".
  var axisTitle: String
  /// What tells the lines apart: `temperature=1`, a student; one empty name where nothing does.
  var lines: [String]
  var panels: [Panel]

  private let panelWidth = 260.0
  private let panelHeight = 170.0
  private let top = 78.0
  private let left = 66.0
  private let across = 64.0
  private let down = 76.0
  private let perLine = 3
  /// More lines than can be told apart are drawn alike.
  private static let mostStyles = 6

  var svg: String {
    let columns = min(perLine, panels.count)
    let rows = (panels.count + perLine - 1) / perLine
    let width = max(
      430, left + Double(columns) * (panelWidth + across) - across + 26,
      estimatedWidth(of: title, size: 15, bold: true) + 32)
    let legend = legendLines(width: width)
    let body = top + Double(rows) * (panelHeight + down) - down
    let height = body + 54 + Double(legend.count) * 20 + 12
    var picture = SVGDocument(
      width: width, height: height, title: title, description: description)
    picture.text(title, at: Point(16, 26), size: 15, bold: true)
    let dots = panels.flatMap { $0.dots.joined() }
    let lambdas = Set(dots.map(\.lambda)).sorted()
    for (index, panel) in panels.enumerated() {
      let x = left + Double(index % perLine) * (panelWidth + across)
      let y = top + Double(index / perLine) * (panelHeight + down)
      let numbers = panel.dots.joined().flatMap {
        [$0.gain, $0.lower, $0.upper].compactMap(\.finite)
      }
      let gain = Axis(covering: [0] + numbers, from: y + panelHeight, to: y, ticks: 5)
      let lambda = Axis(
        covering: lambdas, from: x + 16, to: x + panelWidth - 16, ticks: 4)
      drawFrame(panel, &picture, lambda, gain, lambdas)
      for (line, dots) in panel.dots.enumerated() {
        draw(dots, &picture, lambda, gain, style: LineStyle(line, of: lines.count))
      }
    }
    picture.text(
      axisTitle, at: Point(20, top + panelHeight / 2), size: 12, anchor: .middle, rotated: true)
    drawLegend(legend, &picture, y: body + 66)
    return picture.svg
  }

  private var description: String {
    panels.map { panel in
      panel.title + ": "
        + zip(lines, panel.dots).filter { !$1.isEmpty }.map { name, dots in
          (name.isEmpty ? "" : "\(name): ")
            + dots.map {
              "λ \(Self.text($0.lambda)) \(FixedDecimal($0.gain, decimals: 2).signed)"
            }.joined(separator: ", ")
        }.joined(separator: "; ")
    }.joined(separator: ". ") + "."
  }

  /// A λ as the specification writes it.
  static func text(_ lambda: Double) -> String {
    lambda == lambda.rounded() && lambda.magnitude < 1e6 ? "\(Int(lambda))" : "\(lambda)"
  }

  private func drawFrame(
    _ panel: Panel, _ picture: inout SVGDocument, _ lambda: Axis, _ gain: Axis,
    _ lambdas: [Double]
  ) {
    let (start, end) = (lambda.start - 16, lambda.end + 16)
    let title = shortened(panel.title, toFit: panelWidth, size: 12.5, bold: true)
    picture.text(
      title, at: Point(start, gain.end - 12), size: 12.5, bold: true,
      tooltip: title == panel.title ? nil : panel.title)
    for tick in gain.ticks {
      let y = gain.pixel(tick)
      picture.line(
        Point(start, y), Point(end, y),
        .init(color: tick == 0 ? Palette.ink : Palette.grid, width: tick == 0 ? 1.25 : 1))
      picture.text(
        gain.label(tick, signed: true), at: Point(start - 8, y + 4), size: 11, anchor: .end,
        color: Palette.quiet)
    }
    var last = -Double.infinity
    for value in lambdas {
      let x = lambda.pixel(value)
      picture.line(Point(x, gain.start), Point(x, gain.start + 4), .init(color: Palette.axis))
      let width = estimatedWidth(of: Self.text(value), size: 11)
      guard x - width / 2 > last + 4 else { continue }
      picture.text(
        Self.text(value), at: Point(x, gain.start + 18), size: 11, anchor: .middle,
        color: Palette.quiet)
      last = x + width / 2
    }
    picture.text(
      "λ", at: Point((start + end) / 2, gain.start + 36), size: 12, anchor: .middle)
  }

  private func draw(
    _ dots: [Dot], _ picture: inout SVGDocument, _ lambda: Axis, _ gain: Axis, style: LineStyle
  ) {
    let points = dots.map { Point(lambda.pixel($0.lambda) + style.shift, gain.pixel($0.gain)) }
    if points.count > 1 {
      picture.polyline(
        points, .init(color: style.color, width: style.width, dashes: style.dashes))
    }
    for (dot, point) in zip(dots, points) {
      if let lower = dot.lower.finite, let upper = dot.upper.finite {
        picture.line(
          Point(point.x, gain.pixel(lower)), Point(point.x, gain.pixel(upper)),
          .init(color: style.color, width: 1.25))
      }
      picture.circle(
        point, radius: dot.isChosen ? 5.5 : 3.5,
        fill: dot.isChosen ? style.color : Palette.ground,
        stroke: .init(color: style.color, width: 1.75))
    }
  }

  // MARK: - Legend

  private struct LineStyle {
    var color: String
    var width: Double
    var dashes: String?
    /// Keeps the intervals of neighbouring lines apart.
    var shift: Double

    init(_ line: Int, of count: Int) {
      let colors = ["#0072b2", "#d55e00", "#009e73", "#a6458b", "#7a6000", "#4a4a4a"]
      let patterns = [nil, "7 3", "2 3", "9 3 2 3", "4 2", "1 2"]
      let isTold = count <= mostStyles
      color = isTold ? colors[line] : Palette.control
      dashes = isTold ? patterns[line] : nil
      width = isTold ? 1.75 : 1
      let step = min(6, 24 / Double(max(1, count)))
      shift = (Double(line) - Double(count - 1) / 2) * step
    }
  }

  private var legendNames: [String] {
    guard lines.count > 1 else { return [] }
    return lines.count <= Self.mostStyles ? lines : ["one line for each of \(lines.count) variants"]
  }

  /// Entries as they fit beside each other: index of the line and its name.
  private func legendLines(width: Double) -> [[(line: Int?, text: String)]] {
    let entries = legendNames.enumerated().map { (line: Optional($0), text: $1) }
    let all = entries + [(line: nil, text: "filled: chosen on validation; bars: 95 % interval")]
    var wrapped: [[(line: Int?, text: String)]] = [[]]
    var x = left
    for entry in all {
      let needed = estimatedWidth(of: entry.text, size: 11) + 56
      if x + needed > width, wrapped.last?.isEmpty == false {
        wrapped.append([])
        x = left
      }
      wrapped[wrapped.count - 1].append(entry)
      x += needed
    }
    return wrapped
  }

  private func drawLegend(
    _ wrapped: [[(line: Int?, text: String)]], _ picture: inout SVGDocument, y start: Double
  ) {
    for (row, entries) in wrapped.enumerated() {
      let y = start + Double(row) * 20
      var x = left
      for entry in entries {
        if let line = entry.line {
          let style = LineStyle(line, of: lines.count)
          picture.line(
            Point(x, y - 4), Point(x + 26, y - 4),
            .init(color: style.color, width: style.width, dashes: style.dashes))
        } else {
          picture.circle(
            Point(x + 18, y - 4), radius: 5, fill: Palette.control,
            stroke: .init(color: Palette.control, width: 1.75))
        }
        picture.text(
          shortened(entry.text, toFit: 600, size: 11), at: Point(x + 32, y), size: 11,
          color: Palette.quiet)
        x += estimatedWidth(of: entry.text, size: 11) + 56
      }
    }
  }
}
