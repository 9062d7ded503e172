import Testing

@testable import Reports

@Suite("A heat map") struct HeatMapTests {
  private func cell(
    _ value: Double?, mark: HeatMap.Cell.Mark? = nil, isChosen: Bool = false
  ) -> HeatMap.Cell {
    HeatMap.Cell(
      value: value, text: value.map { "\($0)" } ?? "no number", note: "", mark: mark,
      isChosen: isChosen)
  }

  private func drawn(_ cells: [[HeatMap.Cell?]], flat: Double = 1) throws -> DrawnPicture {
    try DrawnPicture(
      HeatMap(
        title: "t", rowTitle: "teacher", columnTitle: "student",
        rows: cells.indices.map { "r\($0)" }, columns: cells[0].indices.map { "c\($0)" },
        panels: [.init(title: "", cells: cells)], flatMargin: flat
      ).svg)
  }

  /// Fills of the cells, row by row; the scale below them has nine fields more.
  private func fills(_ picture: DrawnPicture) -> [String?] {
    picture.all("polygon").filter { $0.attributes["stroke"] == Palette.grid }
      .map { $0.attributes["fill"] }.dropLast(9)
  }

  @Test("never stretches its colours over differences that are no difference worth having")
  func flat() throws {
    let small = try fills(drawn([[cell(0.25), cell(-0.5)]], flat: 1))
    #expect(small == [0.25, -0.5].map(SignedPalette(reach: 1).color))
    let large = try fills(drawn([[cell(0.25), cell(-4)]], flat: 1))
    #expect(large == [0.25, -4].map(SignedPalette(reach: 4).color))
  }

  @Test("tells a place that was not run from a run without a number, in words and in the picture")
  func missing() throws {
    let picture = try drawn([[nil, cell(nil)]])
    #expect(fills(picture) == [Palette.ground, Palette.ground])
    #expect(picture.texts.contains("–") && picture.texts.contains("no number"))
    #expect(picture.all("desc").first?.text == "r0, c0 not run; r0, c1 no number.")
  }

  @Test("marks an interval clear of 0 by a triangle that points its way, and explains it")
  func triangles() throws {
    let picture = try drawn([[cell(2, mark: .above), cell(-2, mark: .below), cell(1)]])
    let triangles = picture.all("polygon").filter { $0.points.count == 3 }
    // Up and down in the cells, up and down in the legend.
    let tips = triangles.map { $0.points[0].y < $0.points[1].y }
    #expect(tips == [true, false, true, false])
    #expect(picture.texts.contains("interval clear of 0"))
    #expect(try !drawn([[cell(1)]]).texts.contains("interval clear of 0"))
  }

  @Test("outlines the chosen cell last, so that no neighbour covers it")
  func chosen() throws {
    let picture = try drawn([[cell(2, isChosen: true), cell(1)], [cell(1), cell(1)]])
    let cells = picture.all("polygon")
    let outline = try #require(cells.firstIndex { $0.attributes["stroke"] == Palette.ink })
    #expect(outline == 4)
    #expect(picture.texts.contains("chosen"))
  }

  @Test(
    "has a scale that is as long on both sides of 0", arguments: [(0.004, "0.004"), (12, "12")])
  func scale(_ value: Double, _ end: String) throws {
    let texts = try drawn([[cell(value)]], flat: 0).texts
    #expect(texts.contains("+\(end)") && texts.contains("−\(end)") && texts.contains("0"))
  }
}

@Suite("Signed colours") struct SignedPaletteTests {
  private let palette = SignedPalette(reach: 1)

  private func channels(_ color: String) -> [Double] {
    stride(from: 1, to: 7, by: 2).map { start in
      let digits = color.dropFirst(start).prefix(2)
      return Double(UInt8(digits, radix: 16) ?? 0) / 255
    }
  }

  /// Rec. 601 luma: what a grey printer makes of a colour.
  private func grey(_ value: Double) -> Double {
    zip(channels(palette.color(value)), [0.299, 0.587, 0.114]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test("are bluer than red above 0 and redder than blue below, and darken with the distance")
  func hues() {
    for step in 1...10 {
      let value = Double(step) / 10
      let (above, below) = (channels(palette.color(value)), channels(palette.color(-value)))
      #expect(above[2] > above[0] && below[0] > below[2])
      #expect(grey(value) < grey(value - 0.1))
      #expect(grey(-value) < grey(-value + 0.1))
      #expect(abs(grey(value) - grey(-value)) < 0.1)
    }
  }
}
