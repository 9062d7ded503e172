import Records
import Statistics
import Testing

@testable import Experiments

@Suite("Repeated splits") struct RepeatedSplitTests {
  private func draw(_ seed: Int, gain: Double, variant: String = "lambda=1") -> [ComparisonRecord] {
    let setting = "data.split.seed=\(seed)"
    var record = ComparisonRecord(
      ordinal: 0, setting: setting, teacher: "pixels", student: "zernike",
      variant: "\(setting), \(variant)", method: "hinton", split: "test", metric: "accuracy",
      seeds: 3, rows: 100)
    record.studentMean = 0.8
    record.distilledMean = 0.8 + gain
    record.gain = gain
    // Narrower than what draws differ by.
    (record.gainLower, record.gainUpper) = (gain - 1e-4, gain + 1e-4)
    record.transfer = gain - 0.01
    record.transferReference = "smoothed"
    record.selected = true
    return [record]
  }

  private func combined(_ draws: [[ComparisonRecord]]) -> [ComparisonRecord] {
    RepeatedSplits(setting: "", draws: draws, trainRows: 300, testRows: 100).comparisons()
  }

  @Test("are tested together, with the corrected interval of Nadeau and Bengio")
  func together() throws {
    let gains = [0.03, 0.05, 0.04, 0.06]
    let records = combined(gains.enumerated().map { draw($0 + 1, gain: $1) })
    let record = try #require(records.first)
    #expect(records.count == 1)
    let expected = SplitInterval.interval(gains: gains, trainRows: 300, testRows: 100)
    #expect(record.gain == expected.mean)
    #expect(record.gainLower == expected.lower && record.gainUpper == expected.upper)
    #expect(record.pValue == expected.pValue)
    #expect(record.setting.isEmpty && record.variant == "lambda=1" && record.selected)
    #expect(record.outcome == "helps")
  }

  @Test("that agree by chance are not taken for sure: each draw's own rows still vary")
  func ties() throws {
    let draws = [1, 2].map { seed in
      draw(seed, gain: -0.005).map { record in
        var record = record
        (record.gainLower, record.gainUpper) = (-0.015, 0.005)
        return record
      }
    }
    let record = try #require(combined(draws).first)
    #expect(try #require(record.gainUpper) > 0.005 && record.outcome == "unclear")
  }

  @Test("are held against every reference, also one that only some draws find hard to beat")
  func references() throws {
    func transfer(_ reference: String, _ value: Double) -> TransferRecord {
      TransferRecord(
        reference: reference, value: value, lower: value - 0.01, upper: value + 0.01, pValue: 0.01)
    }
    let draws = [0.03, 0.05, 0.04, 0.06].enumerated().map { index, gain in
      draw(index + 1, gain: gain).map { record in
        var record = record
        record.transfers = [
          transfer("student", gain), transfer("across", index == 0 ? -0.05 : gain),
        ]
        return record
      }
    }
    let record = try #require(combined(draws).first)
    #expect(record.transfers.map(\.reference) == ["student", "across"])
    #expect(record.transfers[0].isBeaten && !record.transfers[1].isBeaten)
    #expect(record.transferReference == "across")
    #expect(record.claimPValue == record.transfers[1].pValue)
  }

  @Test("let each draw choose its own variant, and say so")
  func choices() throws {
    let records = combined([draw(1, gain: 0.1), draw(2, gain: 0.1, variant: "lambda=0.5")])
    #expect(records.map(\.variant) == ["chosen on each split"])
    #expect(records.first?.selected == true)
  }

  @Test("run as draws of one setting, of which the whole is tested and the draws are not")
  func job() throws {
    var job = JobExecutionTests.job
    job.yaml = job.yaml.replacing(
      "{train: train.npy, validation: validation.npy, test: test.npy}",
      with: "{train: 0.4, validation: 0.2, test: 0.4, seed: 5}")
    let world = MemoryWorld()
    try world.run(job.yaml + "\nsplits: 3", members: job.members)
    let seal = try #require(world.seal)
    let accuracy = seal.comparisons.filter { $0.metric == "accuracy" && $0.selected }
    #expect(
      accuracy.map(\.setting)
        == ["", "data.split.seed=5", "data.split.seed=6", "data.split.seed=7"])
    #expect(accuracy.dropFirst().allSatisfy { !$0.claim && $0.pAdjusted == nil })
    let gains = accuracy.dropFirst().compactMap(\.gain)
    #expect(accuracy[0].gain == gains.reduce(0, +) / 3)
    #expect(world.verdicts.count == 3)
  }
}
