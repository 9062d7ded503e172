import Records
import Testing

@testable import Reports

@Suite("Learning curves and reliability") struct LearningCurvePlotTests {
  private func curve(_ arm: String, _ losses: [[Double]]) -> LearningCurve {
    let records = losses.enumerated().flatMap { seed, losses in
      losses.enumerated().map { index, loss in
        CurvePointRecord(
          ordinal: 0, arm: arm, teacher: "", student: "x", variant: "", seed: seed,
          epoch: index + 1, trainLoss: loss, validationLoss: nil, validationMetric: nil)
      }
    }
    return LearningCurve(
      arm: arm, style: arm == "student" ? .student : .distilled, records: records,
      value: \.trainLoss)
  }

  private func drawn(_ curves: [LearningCurve]) throws -> DrawnPicture {
    try DrawnPicture(
      LearningCurvePlot(title: "t", panels: [.init(title: "loss", curves: curves)]).svg)
  }

  @Test("has a band where seeds differ, and none where there is one seed or all agree")
  func band() throws {
    #expect(try drawn([curve("student", [[3, 2], [4, 1]])]).all("polygon").count == 1)
    #expect(try drawn([curve("student", [[3, 2]])]).all("polygon").isEmpty)
    #expect(try drawn([curve("student", [[3, 2], [3, 2]])]).all("polygon").isEmpty)
  }

  @Test("a band is one standard deviation to either side of the line")
  func deviation() throws {
    let picture = try drawn([curve("distilled", [[1, 5], [3, 5]])])
    let line = try #require(picture.all("polyline").first).points
    let band = try #require(picture.all("polygon").first).points
    // First the upper edge forth, then the lower one back.
    #expect(abs((band[0].y + band[3].y) / 2 - line[0].y) < 0.02)
    #expect(band[0].y < line[0].y && band[1].y == line[1].y)
    // From 2 to 5 the line rises by three, of which the deviation of 1 and 3 is √2.
    let share = (line[0].y - band[0].y) / (line[0].y - line[1].y)
    #expect(abs(share - 2.0.squareRoot() / 3) < 1e-3)
  }

  @Test("counts whole epochs, and tells student from distilled without any colour")
  func epochs() throws {
    let picture = try drawn([curve("student", [[3, 2]]), curve("distilled", [[3, 1]])])
    let ticks = picture.all("text").filter { $0.attributes["text-anchor"] == "middle" }.map(\.text)
    #expect(ticks == ["1", "2", "epoch"])
    let dashes = picture.all("polyline").map { $0.attributes["stroke-dasharray"] }
    #expect(dashes == ["6 3", nil])
  }

  @Test("reliability lies on the dashed line where confidence is how often an arm is right")
  func reliability() throws {
    let bins = [(0.3, 0.3, 100), (0.9, 0.9, 400), (0.6, 0.4, 0)].map {
      ReliabilityPlot.Bin(confidence: $0.0, accuracy: $0.1, rows: $0.2)
    }
    let picture = try DrawnPicture(
      ReliabilityPlot(
        title: "t", panels: [.init(arm: "teacher", style: .teacher, note: "", bins: bins)]
      ).svg)
    let line = try #require(
      picture.all("line").first { $0.attributes["stroke-dasharray"] == "4 3" })
    /// How far above the line a dot lies.
    func height(_ dot: DrawnPicture.Shape) throws -> Double {
      let share =
        try (dot.number("cx") - line.number("x1")) / (line.number("x2") - line.number("x1"))
      let onLine = try line.number("y1") + share * (line.number("y2") - line.number("y1"))
      return try onLine - dot.number("cy")
    }
    let dots = picture.all("circle")
    #expect(try abs(height(dots[0])) < 0.03 && abs(height(dots[1])) < 0.03)
    // Surer than right: below the line.
    #expect(try height(dots[2]) < -20)
    // Areas go by rows, besides the two pixels that keep an empty bin in sight.
    let radii = try dots.map { try $0.number("r") - 2 }
    #expect(abs(radii[1] / radii[0] - 2) < 0.01 && radii[2] == 0)
  }
}
