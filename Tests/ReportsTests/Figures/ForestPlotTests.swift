import Testing

@testable import Reports

@Suite("A forest plot") struct ForestPlotTests {
  private func row(
    _ label: String, _ mark: ForestPlot.Row.Mark, _ estimate: Double?, _ lower: Double? = nil,
    _ upper: Double? = nil
  ) -> ForestPlot.Row {
    ForestPlot.Row(
      label: label, mark: mark, estimate: estimate, lower: lower, upper: upper, caption: "caption")
  }

  private func drawn(_ rows: [ForestPlot.Row]) throws -> DrawnPicture {
    try DrawnPicture(
      ForestPlot(title: "t", axisTitle: "gain", groups: [.init(title: "pair", rows: rows)]).svg)
  }

  /// Where a gain lies by the printed axis alone: its first and its last label.
  private func place(_ gain: Double, in picture: DrawnPicture) throws -> Double {
    let ticks = picture.all("text").filter { $0.attributes["text-anchor"] == "middle" }
      .compactMap { label -> (value: Double, x: Double)? in
        guard let value = Double(label.text.replacing("−", with: "-")) else { return nil }
        return (value, Double(label.attributes["x"] ?? "") ?? .nan)
      }
    let first = try #require(ticks.first)
    let last = try #require(ticks.last)
    return first.x + (gain - first.value) / (last.value - first.value) * (last.x - first.x)
  }

  @Test("draws nothing of a number that no axis can hold")
  func beyondAnyAxis() {
    let svg = ForestPlot(
      title: "t", axisTitle: "gain",
      groups: [
        .init(
          title: "pair",
          rows: [
            row("chosen", .selected, 1, 0, 2), row("lost", .control, 1e308),
            row("far", .explored, -1e305, -1e307, 1),
          ])
      ]
    ).svg
    #expect(!svg.contains("inf") && !svg.contains("nan"))
  }

  @Test("has each dot and both ends of its interval where the printed axis says")
  func places() throws {
    let picture = try drawn([
      row("chosen", .selected, 1.3, 0.4, 2.2), row("other", .explored, -0.7, -1.6, 0.2),
    ])
    let dots = try picture.all("circle").prefix(2).map { try $0.number("cx") }
    for (dot, gain) in zip(dots, [1.3, -0.7]) {
      #expect(abs(dot - (try place(gain, in: picture))) < 0.02)
    }
    let bars = picture.all("line").filter { $0.attributes["stroke"] == Palette.distilled }
    let level = try bars.filter { try $0.number("y1") == $0.number("y2") }
    for (bar, ends) in zip(level, [(0.4, 2.2), (-1.6, 0.2)]) {
      #expect(abs(try bar.number("x1") - place(ends.0, in: picture)) < 0.02)
      #expect(abs(try bar.number("x2") - place(ends.1, in: picture)) < 0.02)
    }
  }

  @Test("always shows 0, as the one dark line, however far from it all gains lie")
  func zero() throws {
    let picture = try drawn([row("chosen", .selected, 8, 7, 9)])
    let dark = picture.all("line").filter { $0.attributes["stroke"] == Palette.ink }
    #expect(dark.count == 1)
    #expect(abs(try dark[0].number("x1") - place(0, in: picture)) < 0.02)
  }

  @Test("fills the chosen dot alone, and leaves out the dot of a run without a number")
  func marks() throws {
    let picture = try drawn([
      row("chosen", .selected, 1, 0, 2), row("other", .explored, 1, 0, 2),
      row("diverged", .explored, nil), row("infinite", .explored, .infinity, 0, .nan),
    ])
    // Two dots, and the same two in the legend.
    #expect(
      picture.all("circle").map { $0.attributes["fill"] } == [
        Palette.distilled, Palette.ground, Palette.distilled, Palette.ground,
      ])
    #expect(picture.texts.contains("diverged") && picture.texts.contains("infinite"))
  }

  @Test("is not stretched by a control far away, which becomes an arrow at the edge")
  func beyond() throws {
    let variant = row("chosen", .selected, 1, 0, 2)
    let near = try drawn([variant, row("across", .control, 1.5)])
    let far = try drawn([
      variant, row("across", .control, -61), row("within", .control, 70),
    ])
    #expect(try place(1, in: near) == place(1, in: far))
    let arrows = far.all("polygon").filter { $0.points.count == 3 }
    let (left, right) = (arrows[0].points, arrows[1].points)
    // The tip of each is its outermost point.
    #expect(left[0].x < left[1].x && right[0].x > right[1].x)
    #expect(abs(left[0].x - (try place(0, in: far))) < 0.02)
    #expect(far.texts.contains("control beyond the axis"))
    #expect(!near.texts.contains("control beyond the axis"))
  }

  @Test("explains the marks it has and no others")
  func legend() throws {
    let texts = try drawn([row("chosen", .selected, 1, 0, 2)]).texts
    #expect(texts.contains("chosen on validation, 95 % interval"))
    #expect(!texts.contains("other variant") && !texts.contains("control"))
  }
}
