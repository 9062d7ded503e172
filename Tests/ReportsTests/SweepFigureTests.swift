import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("The pictures of a sweep") struct SweepFigureTests {
  private func figures(_ gains: [ComparisonRecord]) -> [SweepFigures.Figure] {
    var report = SampleReport.report()
    report.gains = gains.map { GainRow(job: 12, comparison: $0) }
    return SweepFigures(JobEvidence(report)).figures
  }

  @Test("of several pairs, two options and λ are three, the same bytes each time")
  func all() throws {
    let gains = SampleSweep.comparisons()
    let drawn = figures(gains)
    #expect(
      drawn.map(\.file) == [
        "figures/gain-by-pair.svg", "figures/gain-by-lambda.svg", "figures/gain-by-option.svg",
      ])
    #expect(figures(gains) == drawn)
    for figure in drawn {
      try Snapshot.expect(Array(figure.svg.utf8), equals: "sweep/\(figure.file)")
      #expect(figure.svg.components(of: "<text") == figure.svg.components(of: "</text>"))
      #expect(!figure.svg.contains("nan") && !figure.svg.contains("inf\""))
    }
  }

  @Test("say what one sees")
  func captions() throws {
    let drawn = figures(SampleSweep.comparisons())
    #expect(
      drawn[0].caption.hasSuffix(
        "The highest gain is +1.1 points (fourier → pixels, lambda=0.5, temperature=1), the lowest "
          + "−0.9 points (pixels → fourier, lambda=0.5, temperature=1). Of 6 cells 2 have their whole "
          + "interval above 0, 2 have it below 0."))
    #expect(
      drawn[1].caption.hasSuffix(
        "a line for each temperature; every panel has its own vertical axis. Of 12 lines the best λ "
          + "is 0.5 in 12."))
    #expect(drawn[2].caption.hasPrefix("Every variant; the outlined ones"))
  }

  @Test("one λ draws no line, one pair no map of pairs, one key no map of options")
  func nothing() {
    let two = ["pixels", "fourier"]
    #expect(
      figures(SampleSweep.comparisons(modalities: two, lambdas: [1], temperatures: [1])).map(\.file)
        == ["figures/gain-by-pair.svg"])
    let single = SampleSweep.comparisons(lambdas: [1], temperatures: [1]).filter {
      $0.teacher == "pixels" && $0.student == "zernike"
    }
    #expect(figures(single).isEmpty)
    let byLambda = SampleSweep.comparisons(temperatures: [1]).filter {
      $0.teacher == "pixels" && $0.student == "zernike"
    }
    #expect(figures(byLambda).map(\.file) == ["figures/gain-by-lambda.svg"])
  }

  @Test("one modality and one option make a map of these two")
  func modalityAndOption() throws {
    let gains = SampleSweep.comparisons(temperatures: [1]).filter { $0.teacher == "pixels" }
    let map = try #require(figures(gains).first)
    #expect(map.title == "Gain in accuracy, points, by student and lambda")
  }

  @Test("where λ alone varies, the lines are students and the panels teachers")
  func linesOfPairs() throws {
    let gains = SampleSweep.comparisons(temperatures: [1])
    let plot = try #require(figures(gains).first { $0.file.contains("lambda") })
    #expect(plot.caption.contains("a panel a teacher, a line a student"))
    #expect(plot.svg.contains(">teacher: fourier</text>"))
    #expect(plot.svg.contains(">student: pixels</text>"))
    let toOne = figures(gains.filter { $0.student == "zernike" })
    #expect(toOne.last?.caption.contains("a line a teacher; every") == true)
  }

  @Test("settings are panels of the map of pairs, and lines against λ")
  func settings() throws {
    let gains = ["training.epochs=30", "training.epochs=60"].flatMap {
      SampleSweep.comparisons(temperatures: [1], setting: $0)
    }
    let drawn = figures(gains)
    #expect(drawn.map(\.file).count == 3)
    #expect(drawn[0].svg.contains(">training.epochs=60</text>"))
    #expect(drawn[1].caption.contains("a line for each training.epochs"))
    #expect(drawn[2].title.hasSuffix("by training.epochs and lambda"))
  }

  @Test("a variant that repeats the chosen one is in no picture")
  func repeated() {
    var gains = SampleSweep.comparisons()
    let drawn = figures(gains)
    var again = gains[0]
    again.variant = "selected, student's weight decay"
    again.cell = Cell(part: again.variant)
    again.gain = 0.9
    gains.append(again)
    #expect(figures(gains) == drawn)
  }

  @Test("a place that was not run is a dash, one without a number says so")
  func missing() throws {
    let gains = SampleSweep.comparisons { teacher, _, lambda, _ in
      teacher == "pixels" && lambda == 1 ? nil : 0.01
    }
    let drawn = figures(gains)
    #expect(drawn[0].svg.contains(">–</text>"))
    #expect(drawn[2].svg.contains(">no number</text>"))
    #expect(figures(SampleSweep.comparisons { _, _, _, _ in nil }).count == 2)
  }

  @Test("numbers rise along an axis, however the sweep was written")
  func order() throws {
    let gains = SampleSweep.comparisons(lambdas: [1, 0.5], temperatures: [10, 2])
    let map = try #require(figures(gains).last?.svg)
    func place(_ text: String) throws -> String.Index {
      try #require(map.range(of: ">\(text)</text>")).lowerBound
    }
    #expect(try place("0.5") < place("1"))
    #expect(try place("2") < place("10"))
  }

  @Test("sign and size of a number can be told from its colour")
  func palette() {
    let palette = SignedPalette(reach: 2)
    #expect(palette.color(0) == "#ffffff")
    #expect(palette.color(2) == "#2166ac" && palette.color(5) == "#2166ac")
    #expect(palette.color(-2) == "#b35806")
    #expect(palette.ink(on: 2) == Palette.ground && palette.ink(on: 0.5) == Palette.ink)
    // At six tenths white has a contrast of 2.8 on blue and 2.6 on orange; dark ink 5.7 and 6.2.
    #expect(palette.ink(on: 1.26) == Palette.ink && palette.ink(on: -1.26) == Palette.ink)
    #expect(SignedPalette(reach: 0).color(0) == "#ffffff")
  }

  @Test("more lines than can be told apart are drawn alike, and the legend says so")
  func manyLines() throws {
    let gains = SampleSweep.comparisons(temperatures: [1, 2, 3, 4, 5, 6, 7])
    let plot = try #require(figures(gains).first { $0.file.contains("lambda") })
    #expect(plot.svg.contains("one line for each of 7 variants"))
    #expect(!plot.svg.contains("stroke-dasharray"))
  }
}
