import PlainText

/// Gains of a two-key sweep as coloured cells with their numbers, one panel or several.
///
/// Colour says sign and size (blue above 0, orange below, darker is further), and nothing is said by
/// colour alone: every cell prints its signed number, and a triangle marks an interval clear of 0.
struct HeatMap: Sendable {
  struct Cell: Sendable {
    enum Mark: Sendable { case above, below }

    /// Shown number (points, nats, …), + is better.
    var value: Double?
    /// The number in words, and what stands below it.
    var text: String
    var note: String
    /// Where its whole interval lies on one side of 0.
    var mark: Mark?
    /// Chosen on validation, where others stand beside it.
    var isChosen: Bool
  }

  struct Panel: Sendable {
    /// Empty where there is one panel.
    var title: String
    /// Row by row; `nil` where the sweep has no such place.
    var cells: [[Cell?]]
  }

  var title: String
  var rowTitle: String
  var columnTitle: String
  var rows: [String]
  var columns: [String]
  var panels: [Panel]
  /// Differences up to this are no difference worth having; the palette never stretches them.
  var flatMargin: Double

  private let cellHeight = 44.0
  private let gap = 34.0
  /// Above the cells: the panel's title, then the column's.
  private var heading: Double { hasTitles ? 62 : 40 }
  private let perLine = 3

  var svg: String {
    let labelWidth =
      max(min(180, widest(rows, size: 12)), widest(["\(rowTitle) ↓"], size: 11)) + 22
    let cellWidth = max(min(150, widest(columns, size: 12) + 14), min(150, widestCell + 16))
    let panelWidth = labelWidth + Double(columns.count) * cellWidth
    let panelHeight = heading + Double(rows.count) * cellHeight + 18
    let across = min(perLine, panels.count)
    let lines = (panels.count + perLine - 1) / perLine
    let width = max(
      440, widest([title], size: 15, bold: true) + 32,
      16 + Double(across) * (panelWidth + gap) - gap + 22)
    let top = 40.0
    let height = top + Double(lines) * panelHeight + 62
    var picture = SVGDocument(
      width: width, height: height, title: title, description: description)
    picture.text(title, at: Point(16, 26), size: 15, bold: true)
    for (index, panel) in panels.enumerated() {
      let origin = Point(
        16 + Double(index % perLine) * (panelWidth + gap),
        top + Double(index / perLine) * panelHeight)
      draw(panel, &picture, at: origin, labels: labelWidth, cells: cellWidth)
    }
    drawScale(&picture, y: height - 40)
    return picture.svg
  }

  private var hasTitles: Bool { panels.contains { !$0.title.isEmpty } }

  private var description: String {
    panels.map { panel in
      (panel.title.isEmpty ? "" : panel.title + ": ")
        + zip(rows, panel.cells).flatMap { row, cells in
          zip(columns, cells).map { column, cell in
            let place = "\(row), \(column)"
            return cell.map { "\(place) \($0.text)" } ?? "\(place) not run"
          }
        }.joined(separator: "; ")
    }.joined(separator: ". ") + "."
  }

  private func widest(_ texts: [String], size: Double, bold: Bool = false) -> Double {
    texts.map { estimatedWidth(of: $0, size: size, bold: bold) }.max() ?? 0
  }

  private var widestCell: Double {
    panels.flatMap { $0.cells.joined() }.compactMap { $0 }.map {
      max(estimatedWidth(of: $0.text, size: 13, bold: true), estimatedWidth(of: $0.note, size: 10))
    }.max() ?? 0
  }

  private func draw(
    _ panel: Panel, _ picture: inout SVGDocument, at origin: Point, labels: Double, cells: Double
  ) {
    let left = origin.x + labels
    let top = origin.y + heading
    let width = labels + Double(columns.count) * cells
    if hasTitles {
      let title = shortened(panel.title, toFit: width, size: 12.5, bold: true)
      picture.text(
        title, at: Point(origin.x, origin.y + 16), size: 12.5, bold: true,
        tooltip: title == panel.title ? nil : panel.title)
    }
    picture.text(
      shortened("\(columnTitle) →", toFit: width - labels, size: 11),
      at: Point(left, top - 26), size: 11, color: Palette.quiet)
    picture.text(
      shortened("\(rowTitle) ↓", toFit: labels - 8, size: 11), at: Point(origin.x, top - 8),
      size: 11, color: Palette.quiet)
    for (index, column) in columns.enumerated() {
      label(
        column, &picture, at: Point(left + (Double(index) + 0.5) * cells, top - 8),
        width: cells - 6, anchor: .middle)
    }
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * cellHeight
      label(
        row, &picture, at: Point(left - 8, y + cellHeight / 2 + 4), width: labels - 12,
        anchor: .end)
      for (place, cell) in panel.cells[index].enumerated() {
        draw(cell, &picture, at: Point(left + Double(place) * cells, y), width: cells)
      }
    }
    // Last, so that no neighbour covers an outline.
    for (index, row) in panel.cells.enumerated() {
      for (place, cell) in row.enumerated() where cell?.isChosen == true {
        picture.rectangle(
          at: Point(left + Double(place) * cells + 1, top + Double(index) * cellHeight + 1),
          width: cells - 2, height: cellHeight - 2, fill: "none",
          stroke: .init(color: Palette.ink, width: 2.5))
      }
    }
  }

  private func label(
    _ text: String, _ picture: inout SVGDocument, at point: Point, width: Double,
    anchor: SVGDocument.Anchor
  ) {
    let shown = shortened(text, toFit: width, size: 12)
    picture.text(
      shown, at: point, size: 12, anchor: anchor, tooltip: shown == text ? nil : text)
  }

  private func draw(_ cell: Cell?, _ picture: inout SVGDocument, at corner: Point, width: Double) {
    let middle = corner.x + width / 2
    let color = cell?.value.finite.map(scale.color) ?? Palette.ground
    picture.rectangle(
      at: corner, width: width, height: cellHeight, fill: color,
      stroke: .init(color: Palette.grid, width: 1))
    guard let cell else {
      picture.text(
        noNumber, at: Point(middle, corner.y + cellHeight / 2 + 4), size: 12, anchor: .middle,
        color: Palette.quiet)
      return
    }
    let ink = scale.ink(on: cell.value.finite ?? 0)
    picture.text(
      cell.text, at: Point(middle, corner.y + (cell.note.isEmpty ? 26 : 20)), size: 13,
      anchor: .middle, color: ink, bold: true)
    if !cell.note.isEmpty {
      picture.text(
        cell.note, at: Point(middle, corner.y + 35), size: 10, anchor: .middle, color: ink)
    }
    if let mark = cell.mark {
      picture.triangle(
        at: Point(corner.x + width - 10, corner.y + 10), pointsUp: mark == .above, fill: ink)
    }
  }

  private var scale: SignedPalette {
    let values = panels.flatMap { $0.cells.joined() }.compactMap { $0?.value.finite?.magnitude }
    return SignedPalette(reach: max(flatMargin, values.max() ?? 0))
  }

  private func drawScale(_ picture: inout SVGDocument, y: Double) {
    let swatch = 26.0
    let steps = [-1.0, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]
    for (index, step) in steps.enumerated() {
      picture.rectangle(
        at: Point(16 + Double(index) * swatch, y), width: swatch, height: 12,
        fill: scale.color(step * scale.reach), stroke: .init(color: Palette.grid, width: 1))
    }
    let decimals =
      scale.reach >= 10
      ? 0 : scale.reach >= 0.5 ? 1 : scale.reach >= 5e-4 ? 3 : scale.reach >= 5e-7 ? 6 : 9
    for (place, value) in [(0.0, -scale.reach), (4, 0), (8, scale.reach)] {
      picture.text(
        value == 0 ? "0" : FixedDecimal(value, decimals: decimals).signed,
        at: Point(16 + (place + 0.5) * swatch, y + 26), size: 11, anchor: .middle,
        color: Palette.quiet)
    }
    var x = 16 + Double(steps.count) * swatch + 24
    let cells = panels.flatMap { $0.cells.joined() }.compactMap { $0 }
    if cells.contains(where: { $0.mark != nil }) {
      picture.triangle(at: Point(x, y + 6), pointsUp: true, fill: Palette.ink)
      picture.triangle(at: Point(x + 14, y + 6), pointsUp: false, fill: Palette.ink)
      let words = "interval clear of 0"
      picture.text(words, at: Point(x + 25, y + 10), size: 11, color: Palette.quiet)
      x += 25 + estimatedWidth(of: words, size: 11) + 20
    }
    if cells.contains(where: \.isChosen) {
      picture.rectangle(
        at: Point(x - 4, y), width: 16, height: 12, fill: "none",
        stroke: .init(color: Palette.ink, width: 2.5))
      picture.text("chosen", at: Point(x + 18, y + 10), size: 11, color: Palette.quiet)
    }
  }
}
