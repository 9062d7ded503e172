import Records
import Statistics
import Testing

@testable import Experiments

/// The numbers of several draws taken together; how a job comes to them: ``RepeatedSplitTests``.
@Suite("The draws of a split") struct RepeatedSplitsTests {
  private struct Draw {
    var gain: Double
    /// Half the width of the draw's own interval.
    var half: Double?
    var variant = "lambda=1"
    var isSelected = true
    var reservations: [String] = []
    var leastReference = "smoothed"
  }

  private func record(_ draw: Draw, seed: Int, setting: String = "") -> ComparisonRecord {
    let own = [setting, "data.split.seed=\(seed)"].filter { !$0.isEmpty }.joined(separator: ", ")
    var record = ComparisonRecord(
      ordinal: 0, setting: own, teacher: "scan", student: "photo",
      variant: "\(own), \(draw.variant)", method: "hinton", split: "test", metric: "accuracy",
      seeds: 3, rows: 100)
    record.cell = Cell([
      .init("training.epochs", .integer(30)), .init("data.split.seed", .integer(seed)),
      .init("method.lambda", .text(draw.variant)),
    ])
    record.controls = [ControlRecord(arm: "within", gain: draw.gain / 2)]
    record.studentMean = 0.7
    record.distilledMean = 0.7 + draw.gain
    record.gain = draw.gain
    record.gainLower = draw.half.map { draw.gain - $0 }
    record.gainUpper = draw.half.map { draw.gain + $0 }
    record.transfer = draw.gain
    record.transferReference = draw.leastReference
    record.selected = draw.isSelected
    record.reservations = draw.reservations
    return record
  }

  /// One draw after another, each with its variants.
  private func combined(_ draws: [[Draw]], setting: String = "") -> [ComparisonRecord] {
    RepeatedSplits(
      setting: setting,
      draws: draws.enumerated().map { index, variants in
        variants.map { record($0, seed: index + 1, setting: setting) }
      }, trainRows: 300, testRows: 100
    ).comparisons()
  }

  @Test("have the variance (1/J + n_test/n_train) · var_J, and J − 1 degrees of freedom")
  func nadeauBengio() throws {
    let record = try #require(
      combined([0.02, 0.04, 0.06].map { [Draw(gain: $0, half: 1e-3)] }).first)
    // var_J = 0.0004; t of 97.5 % at two degrees of freedom is 4.30265.
    let half = 4.30265 * ((1.0 / 3 + 1.0 / 3) * 0.0004).squareRoot()
    #expect(abs((record.gain ?? 0) - 0.04) < 1e-12)
    #expect(abs((record.gainLower ?? 0) - (0.04 - half)) < 1e-6)
    #expect(abs((record.gainUpper ?? 0) - (0.04 + half)) < 1e-6)
    #expect(record.outcome == "unclear")
  }

  @Test("lie in the cell all draws share, and in none of the variants where each chose another")
  func cells() {
    let same = combined([0.02, 0.04].map { [Draw(gain: $0, half: 1e-3)] })
    #expect(
      same.map(\.cell) == [
        Cell([.init("training.epochs", .integer(30)), .init("method.lambda", .text("lambda=1"))])
      ])
    let chosen = combined([
      [Draw(gain: 0.02, half: 1e-3)], [Draw(gain: 0.04, half: 1e-3, variant: "lambda=0.5")],
    ])
    #expect(
      chosen.map(\.cell) == [
        Cell([.init("training.epochs", .integer(30))], part: "chosen on each split")
      ])
  }

  @Test("have the mean gain of every control, and none where a draw lacks it")
  func controls() {
    let draws = [0.02, 0.04].enumerated().map { index, gain in
      [record(Draw(gain: gain, half: 1e-3), seed: index)]
    }
    func mean(_ draws: [[ComparisonRecord]]) -> [Double?] {
      RepeatedSplits(setting: "", draws: draws, trainRows: 3, testRows: 1).comparisons()
        .flatMap(\.controls).map(\.gain)
    }
    #expect(abs((mean(draws)[0] ?? 0) - 0.015) < 1e-12)
    var lacking = draws
    lacking[1][0].controls = []
    #expect(mean(lacking) == [nil])
  }

  @Test("vary at least as much as the seeds and rows of each account for")
  func leastVariance() throws {
    let record = try #require(
      combined([[Draw(gain: 0.03, half: 0.0196)], [Draw(gain: 0.03, half: 0.0392)]]).first)
    // Standard errors of 0.01 and 0.02; t of one degree of freedom is 12.7062.
    let half = 12.7062 * ((1e-4 + 4e-4) / 4).squareRoot()
    #expect(abs((record.gainUpper ?? 0) - (0.03 + half)) < 1e-5)
    #expect(record.outcome == "unclear")
  }

  @Test("have no interval where one of them has none, and show nothing, however well they agree")
  func withoutIntervals() throws {
    for halves in [[nil, nil], [0.01, nil]] as [[Double?]] {
      let record = try #require(combined(halves.map { [Draw(gain: 0.1, half: $0)] }).first)
      #expect(abs((record.gain ?? 0) - 0.1) < 1e-12)
      #expect(record.gainLower == nil && record.gainUpper == nil && record.pValue == nil)
      #expect(record.outcome == "unclear")
      var family = [record]
      Claim.decide(&family, primary: .accuracy)
      #expect(!family[0].claim)
    }
  }

  @Test("show what every draw has: a variant that one of them lacks is left out")
  func missing() {
    let both = [Draw(gain: 0.02), Draw(gain: 0.01, variant: "lambda=0.5", isSelected: false)]
    #expect(combined([both, both]).map(\.variant) == ["lambda=1", "lambda=0.5"])
    #expect(combined([both, [both[0]]]).map(\.variant) == ["lambda=1"])
  }

  @Test("explore each variant by itself beside what was chosen, adjusted by Holm and never claimed")
  func explored() throws {
    // λ = 0.5 is chosen in one draw, λ = 1 in the other.
    let draws = [true, false].map { first in
      [
        Draw(gain: 0.020, half: 0.01, variant: "lambda=0.5", isSelected: first),
        Draw(gain: first ? 0.05 : 0.049, half: 0.001, isSelected: !first),
      ]
    }
    let records = combined(draws)
    #expect(records.map(\.variant) == ["chosen on each split", "lambda=0.5", "lambda=1"])
    #expect(records.map(\.selected) == [true, false, false])
    #expect(abs((records[0].gain ?? 0) - (0.02 + 0.049) / 2) < 1e-12)
    let raw = records.dropFirst().compactMap(\.pValue)
    let adjusted = records.dropFirst().compactMap(\.pAdjusted)
    #expect(raw[1] < raw[0])
    #expect(adjusted == [max(raw[0], min(1, 2 * raw[1])), min(1, 2 * raw[1])])
  }

  @Test("hold against a claim what stands against any of them, once")
  func reservations() throws {
    let record = try #require(
      combined([
        [Draw(gain: 0.02, reservations: ["cut short"])],
        [Draw(gain: 0.02, reservations: ["cut short", "shifted"])],
        [Draw(gain: 0.03)],
      ]).first)
    #expect(record.reservations == ["cut short", "shifted"])
  }

  @Test("belong to the setting without the draw, which begins their variants")
  func setting() throws {
    let record = try #require(
      combined([0.02, 0.04].map { [Draw(gain: $0)] }, setting: "training.epochs=30").first)
    #expect(record.setting == "training.epochs=30")
    #expect(record.variant.hasPrefix("training.epochs=30"))
    #expect(record.variant.hasSuffix("lambda=1"))
  }

  @Test("name the least clear reference, or that it is another one on each split")
  func reference() throws {
    let same = combined([0.02, 0.04].map { [Draw(gain: $0)] })
    #expect(same.first?.transferReference == "smoothed")
    let others = combined([
      [Draw(gain: 0.02)], [Draw(gain: 0.04, leastReference: "across")],
    ])
    #expect(others.first?.transferReference == "the least on each split")
  }

  @Test("give no gain where a draw has none: its seeds diverged")
  func diverged() throws {
    var none = record(Draw(gain: 0), seed: 2)
    none.gain = nil
    let found = try #require(
      RepeatedSplits(
        setting: "", draws: [[record(Draw(gain: 0.04), seed: 1)], [none]], trainRows: 300,
        testRows: 100
      ).comparisons().first)
    #expect(found.gain == nil && found.gainLower == nil && found.outcome == nil)
  }
}
