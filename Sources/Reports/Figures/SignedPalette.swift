import Glibc

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
    "#" + channels(value).map(Self.hexadecimal).joined()
  }

  /// What can be read on it: white or dark, whichever stands out more.
  func ink(on value: Double) -> String {
    let luminance = Self.luminance(channels(value))
    let onWhite = 1.05 / (luminance + 0.05)
    let onDark = (luminance + 0.05) / (Self.luminance([31, 35, 40]) + 0.05)
    return onWhite > onDark ? Palette.ground : Palette.ink
  }

  /// Relative luminance of sRGB channels 0 … 255 (WCAG 2.1).
  private static func luminance(_ channels: [Double]) -> Double {
    let linear = channels.map { channel in
      let share = channel / 255
      return share <= 0.04045 ? share / 12.92 : Glibc.pow((share + 0.055) / 1.055, 2.4)
    }
    return zip([0.2126, 0.7152, 0.0722], linear).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func channels(_ value: Double) -> [Double] {
    let full: [Double] = value < 0 ? [179, 88, 6] : [33, 102, 172]
    return full.map { 255 + ($0 - 255) * share(of: value) }
  }

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
