import Testing

@testable import Reports

@Suite("Gain against λ") struct GainByLambdaPlotTests {
  private func dots(_ gains: [(lambda: Double, gain: Double)]) -> [GainByLambdaPlot.Dot] {
    gains.map { .init(lambda: $0.lambda, gain: $0.gain, isChosen: $0.lambda == 0.5) }
  }

  private func drawn(
    lines: [String] = [""], _ panels: [[[GainByLambdaPlot.Dot]]]
  ) throws -> DrawnPicture {
    try DrawnPicture(
      GainByLambdaPlot(
        title: "t", axisTitle: "gain", lines: lines,
        panels: panels.enumerated().map { .init(title: "p\($0)", dots: $1) }
      ).svg)
  }

  @Test("has one λ axis for all panels, and a gain axis for each")
  func axes() throws {
    let small = dots([(0.25, 1), (0.5, 2)])
    let large = dots([(0.25, 1), (1, -60)])
    let circles = try drawn([[small], [large]]).all("circle")
    let (first, second, third, last) = (circles[0], circles[1], circles[2], circles[3])
    // λ = 0.25 stands equally far into both panels, which lie 324 pixels apart.
    #expect(abs(try third.number("cx") - first.number("cx") - 324) < 0.02)
    // And λ = 0.5 where a third of the way to λ = 1 is.
    let share =
      try (second.number("cx") - first.number("cx")) / (last.number("cx") - third.number("cx"))
    #expect(abs(share - 1.0 / 3) < 1e-3)
    // A gain of 1 is high in its own panel, and near 0 where another falls to −60.
    #expect(try first.number("cy") != third.number("cy"))
  }

  @Test("fills the chosen dot, and says in its legend what that is")
  func chosen() throws {
    let picture = try drawn([[dots([(0.25, 1), (0.5, 2)])]])
    let fills = picture.all("circle").prefix(2).map { $0.attributes["fill"] }
    #expect(fills[0] == Palette.ground && fills[1] != Palette.ground)
    #expect(picture.texts.last == "filled: chosen on validation; bars: 95 % interval")
  }

  @Test("tells up to six lines apart by colour and dashes together")
  func lines() throws {
    let names = (1...6).map { "temperature=\($0)" }
    let picture = try drawn(
      lines: names, [names.indices.map { dots([(0.25, Double($0)), (1, Double($0))]) }])
    let lines = picture.all("polyline")
    #expect(Set(lines.map { $0.attributes["stroke"] }).count == 6)
    #expect(Set(lines.map { $0.attributes["stroke-dasharray"] }).count == 6)
    #expect(picture.texts.filter(names.contains) == names)
  }

  @Test("leaves out the number of a λ where it would run into its neighbour's, never its tick")
  func crowded() throws {
    let lambdas = [0, 0.5, 0.51, 1]
    let picture = try drawn([[dots(lambdas.map { ($0, 1) })]])
    #expect(picture.texts.filter(["0", "0.5", "0.51", "1"].contains) == ["0", "0.5", "1"])
    #expect(picture.all("line").count { $0.attributes["stroke"] == Palette.axis } == 4)
  }
}
