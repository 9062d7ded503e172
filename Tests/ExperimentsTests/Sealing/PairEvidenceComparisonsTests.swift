import Distillation
import Foundation
import Records
import Statistics
import Testing

@testable import Experiments

@Suite("The comparisons of a pair") struct PairEvidenceComparisonsTests {
  private static let sweep = "{hinton: {lambda: [0.5, 1], temperature: [1, 4]}}"

  /// Right on the first so many test rows.
  private func right(_ count: Int) -> HandMadePair.Answer {
    { _, row in row < count ? 0.8 : 0.2 }
  }

  private func pair(_ method: String = "{hinton: {lambda: 0.5, temperature: 1}}") throws
    -> HandMadePair
  {
    var job = ReadableJob()
    job.method = method
    return try HandMadePair(job)
  }

  /// - Parameter rightOf: how many rows each variant that was not chosen is right on, in order.
  private func comparisons(
    _ pair: HandMadePair, rightOf others: [Int] = []
  ) throws -> [ComparisonRecord] {
    let variants = pair.experiment.sweep.variants
    return try pair.evidence.comparisons { variant in
      let index = try #require(variants.firstIndex(of: variant))
      return pair.experiment.arm(pair.distilled(variant), right(others[index - 1]))
    }
  }

  private func headline(_ pair: HandMadePair) throws -> ComparisonRecord {
    try #require(try comparisons(pair).first { $0.selected && $0.metric == "accuracy" })
  }

  // MARK: - The gain

  @Test("are distilled − student, turned so that + is better whatever the metric")
  func oriented() throws {
    var pair = try pair()
    pair.setStudent { _, _ in 0.5 }
    pair.set { _, _ in 0.8 }
    let records = try comparisons(pair)
    let loss = try #require(records.first { $0.metric == "log-loss" })
    #expect(abs((loss.studentMean ?? 0) - log(2)) < 1e-12)
    #expect(abs((loss.distilledMean ?? 0) + log(0.8)) < 1e-12)
    #expect(abs((loss.gain ?? 0) - log(1.6)) < 1e-12)
  }

  /// D[s,i] of two seeds and 40 rows: seed 0 gains on rows 30 … 35, seed 1 on rows 30 … 33.
  @Test("have the variances of seeds and of rows that the mean squares say, and their interval")
  func meanSquares() throws {
    var pair = try pair()
    pair.setStudent(right(30))
    pair.set { seed, row in
      row < (seed == 0 ? 36 : 34) ? 0.8 : 0.2
    }
    let record = try headline(pair)
    // Means of seeds are 6/40 and 4/40, of rows 1 (four), ½ (two) and 0 (34).
    let gain = 5.0 / 40
    let seeds = 40.0 * 2 * pow(1.0 / 40, 2) / 1 / 80
    let ofRows = 4 * pow(1 - gain, 2) + 2 * pow(0.5 - gain, 2) + 34 * pow(gain, 2)
    let rows = 2 * ofRows / 39 / 80
    let total = 6 * 1.0 + 4 * 1.0 - 80 * gain * gain
    let residual = (total - 80 * seeds - 39 * 80 * rows) / 39 / 80
    #expect(abs((record.gain ?? 0) - gain) < 1e-12)
    #expect(abs((record.seSeeds ?? 0) - seeds.squareRoot()) < 1e-12)
    #expect(abs((record.seRows ?? 0) - rows.squareRoot()) < 1e-12)
    let width = try #require(record.gainUpper) - (try #require(record.gainLower))
    let variance = max(seeds + rows - residual, seeds, rows)
    #expect(width > 2 * 1.96 * variance.squareRoot(), "a t quantile is above the normal one")
  }

  @Test("compare the seeds in which neither arm diverged, and count them")
  func diverged() throws {
    var pair = try pair()
    pair.student.test[0] = nil
    pair.set { seed, row in
      seed == 0 ? 0.1 : row < 30 ? 0.8 : 0.2
    }
    let record = try headline(pair)
    #expect(record.seeds == 1 && record.distilledMean == 0.75 && record.gain == 0.25)
    pair.student.test = [:]
    let none = try headline(pair)
    #expect(none.seeds == 0 && none.gain == nil && none.outcome == nil)
    #expect(none.distilledMean == 0.375, "the mean of what did not diverge")
  }

  // MARK: - References

  @Test("give the transfer over the reference that is beaten least clearly, a shuffled teacher too")
  func transfer() throws {
    var pair = try pair()
    pair.setStudent(right(10))
    pair.smoothed = pair.experiment.arm(try #require(pair.smoothed).place, right(16))
    pair.set(.across, right(38))
    pair.set(.within, right(20))
    pair.set(right(40))
    let record = try headline(pair)
    #expect(record.transferReference == "across")
    #expect(abs((record.transfer ?? 0) - 0.05) < 1e-12)
    #expect(abs((record.controls[arm: "across"]?.gain ?? 0) - 0.7) < 1e-12)
    #expect(abs((record.controls[arm: "within"]?.gain ?? 0) - 0.25) < 1e-12)
    #expect(abs((record.controls[arm: "smoothed"]?.gain ?? 0) - 0.15) < 1e-12)
    // In the order in which the references are tested, the student apart.
    #expect(
      record.controls.map(\.arm) == ["class-mean", "smoothed", "within", "across", "self"])
    #expect(record.controls[arm: "across"]?.held == false, "it must not gain at all")
    #expect(record.controls[arm: "within"]?.held == true)
    // Intersection–union: the p of the claim is the largest of the references'.
    #expect(record.claimPValue == record.transfers.compactMap(\.pValue).max())
  }

  @Test("score a control as the mean over its permutations")
  func permutations() throws {
    var pair = try pair()
    pair.set(.across, right(40))
    let second = pair.experiment.arm(pair.student.place, right(0))
    let place = try #require(pair.controls.firstIndex { $0.arm == .across })
    pair.controls[place].predictions.furtherTest = [second.test]
    pair.set(right(30))
    let across = try headline(pair).transfers.first { $0.reference == "across" }
    #expect(abs((across?.value ?? 0) - (0.75 - 0.5)) < 1e-12)
  }

  @Test("allow no claim where all fits of a reference diverged")
  func missingReference() throws {
    var pair = try pair()
    pair.set(right(40))
    pair.remove(.within)
    var records = [try headline(pair)]
    #expect(records[0].transfers.first { $0.reference == "within" }?.value == nil)
    #expect(records[0].claimPValue == 1)
    Claim.decide(&records, primary: .accuracy)
    #expect(!records[0].claim)
  }

  // MARK: - Variants

  @Test("name the controls of the selected variant, and of its twin at λ = 1, and of no other")
  func twin() throws {
    var pair = try pair(Self.sweep)
    for control in pair.experiment.sweep.controls { pair.set(control.arm, ofTwin: true, right(20)) }
    let primary = try comparisons(pair, rightOf: [30, 30, 30]).filter { $0.metric == "accuracy" }
    #expect(
      primary.filter { $0.transfer != nil }.map(\.variant) == [
        "lambda=0.5, temperature=1", "lambda=1, temperature=1",
      ])
    #expect(primary.filter { !$0.transfers.isEmpty }.map(\.selected) == [true])
  }

  @Test("leave the selected variant's p as it is, and adjust the explored ones by Holm")
  func holm() throws {
    var pair = try pair(Self.sweep)
    pair.set(right(34))
    let primary = try comparisons(pair, rightOf: [34, 30, 26]).filter { $0.metric == "accuracy" }
    #expect(primary[0].pAdjusted == primary[0].pValue)
    let raw = primary.dropFirst().compactMap(\.pValue).sorted()
    #expect(raw.count == 3 && raw[0] < raw[1] && raw[1] < raw[2])
    let expected = [3 * raw[0], max(3 * raw[0], 2 * raw[1])]
    let adjusted = primary.dropFirst().compactMap(\.pAdjusted).sorted()
    #expect(abs(adjusted[0] - min(1, expected[0])) < 1e-15)
    #expect(abs(adjusted[1] - min(1, expected[1])) < 1e-15)
  }

  @Test("are none where the job distils nothing")
  func verdictsAlone() throws {
    var job = ReadableJob()
    job.more = "distil: false"
    #expect(try comparisons(HandMadePair(job)).isEmpty)
  }
}
