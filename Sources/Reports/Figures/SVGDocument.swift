import PlainText

/// A small SVG picture: shapes in the order drawn, no script, no font file, no link.
///
/// Coordinates have two decimals, always, so that the same numbers give the same bytes. The picture
/// brings its own white ground: it reads the same on light and dark pages.
struct SVGDocument: Sendable {
  enum Anchor: String, Sendable { case start, middle, end }

  /// How a line or an outline is drawn.
  struct Stroke: Sendable {
    var color: String
    var width: Double = 1
    /// Lengths of dash and gap, "4 3"; `nil` is a solid line.
    var dashes: String?
  }

  let width: Double
  let height: Double
  /// Read aloud instead of the picture.
  let title: String
  let description: String
  private var elements: [String] = []

  init(width: Double, height: Double, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke) {
    elements.append(
      "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\""
        + " y2=\"\(number(to.y))\"\(attributes(stroke))/>")
  }

  mutating func circle(
    _ center: Point, radius: Double, fill: String, opacity: Double = 1, stroke: Stroke? = nil
  ) {
    elements.append(
      "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\""
        + " fill=\"\(fill)\"" + (opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : "")
        + "\(attributes(stroke))/>")
  }

  mutating func polygon(_ points: [Point], fill: String, opacity: Double = 1, stroke: Stroke? = nil)
  {
    elements.append(
      "<polygon points=\"\(list(points))\" fill=\"\(fill)\""
        + (opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : "") + "\(attributes(stroke))/>")
  }

  mutating func polyline(_ points: [Point], _ stroke: Stroke) {
    elements.append(
      "<polyline points=\"\(list(points))\" fill=\"none\" stroke-linejoin=\"round\""
        + "\(attributes(stroke))/>")
  }

  /// - Parameters:
  ///   - text: from anywhere; escaped here.
  ///   - tooltip: the whole of a text that was shortened.
  mutating func text(
    _ text: String, at point: Point, size: Double = 12, anchor: Anchor = .start,
    color: String = Palette.ink, bold: Bool = false, rotated: Bool = false, tooltip: String? = nil
  ) {
    let turn = rotated ? " transform=\"rotate(-90 \(number(point.x)) \(number(point.y)))\"" : ""
    let whole = tooltip.map { "<title>\(xmlText($0))</title>" } ?? ""
    elements.append(
      "<text x=\"\(number(point.x))\" y=\"\(number(point.y))\" font-size=\"\(number(size))\""
        + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
        + (bold ? " font-weight=\"600\"" : "") + " fill=\"\(color)\"\(turn)>"
        + "\(whole)\(xmlText(text))</text>")
  }

  var svg: String {
    let size = "\(number(width))\" height=\"\(number(height))"
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size)\""
        + " viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\""
        + " font-family=\"Helvetica, Arial, sans-serif\">",
      "<title>\(xmlText(title))</title>",
      "<desc>\(xmlText(description))</desc>",
      "<rect x=\"0.50\" y=\"0.50\" width=\"\(number(width - 1))\""
        + " height=\"\(number(height - 1))\" rx=\"6.00\" fill=\"\(Palette.ground)\""
        + " stroke=\"\(Palette.grid)\"/>",
    ]
    return (head + elements + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func attributes(_ stroke: Stroke?) -> String {
    guard let stroke else { return "" }
    return " stroke=\"\(stroke.color)\" stroke-width=\"\(number(stroke.width))\""
      + (stroke.dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "")
  }

  private func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  private func number(_ value: Double) -> String { FixedDecimal(value, decimals: 2).ascii }
}

/// A place in a picture, in pixels from the upper left corner.
struct Point: Sendable, Hashable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}
