/// Colours of numbers around 0: white at 0, blue above, orange below, darker further away.
///
/// The two hues differ for every usual kind of colour vision. On grey paper both darken alike, so
/// whatever uses this prints the sign as well.
struct SignedPalette: Sendable, Hashable {
  /// Magnitude with the full colour; not 0.
  let reach: Double

  init(reach: Double) {
    self.reach = reach > 0 ? reach : 1
  }

  func color(_ value: Double) -> String {
    let share = share(of: value)
    let full: [Double] = value < 0 ? [179, 88, 6] : [33, 102, 172]
    return "#" + full.map { Self.hexadecimal(255 + ($0 - 255) * share) }.joined()
  }

  /// What can be read on it.
  func ink(on value: Double) -> String { share(of: value) > 0.62 ? Palette.ground : Palette.ink }

  private func share(of value: Double) -> Double { min(1, value.magnitude / reach) }

  private static func hexadecimal(_ channel: Double) -> String {
    let text = String(Int(channel.rounded()), radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }
}

extension SVGDocument {
  mutating func rectangle(
    at corner: Point, width: Double, height: Double, fill: String, stroke: Stroke
  ) {
    polygon(
      [
        corner, Point(corner.x + width, corner.y), Point(corner.x + width, corner.y + height),
        Point(corner.x, corner.y + height),
      ], fill: fill, stroke: stroke)
  }

  /// Five pixels around its centre.
  mutating func triangle(at center: Point, pointsUp: Bool, fill: String) {
    let tip = pointsUp ? -4.5 : 4.5
    polygon(
      [
        Point(center.x, center.y + tip), Point(center.x - 5, center.y - tip),
        Point(center.x + 5, center.y - tip),
      ], fill: fill)
  }
}
