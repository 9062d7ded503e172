import Distillation
import Plans
import Records
import Statistics
import Testing

@testable import Experiments

@Suite("McNemar's test, power and fusion of a pair") struct PairSummaryTestsTests {
  private func right(_ rows: Range<Int>) -> HandMadePair.Answer {
    { _, row in rows.contains(row) ? 0.8 : 0.2 }
  }

  /// The student is right on rows 0 ..< 20, the distilled arm on some range.
  private func pair(_ job: ReadableJob = ReadableJob(), distilled: Range<Int>) throws
    -> HandMadePair
  {
    var pair = try HandMadePair(job)
    pair.setStudent(right(0..<20))
    pair.set(right(distilled))
    return pair
  }

  /// As exported: the last seed of the distilled arm, the first of the student.
  private func summaries(
    _ pair: HandMadePair, headline: ComparisonRecord? = nil
  ) throws -> PairSummaries {
    let selected = try #require(pair.selected?.test[1])
    return PairSummaries(
      evidence: pair.evidence, search: nil,
      comparisons: headline.map { [$0] } ?? [],
      export: ExportedSeed(
        experiment: pair.experiment, pair: pair.pair, seed: 1, studentSeed: 0,
        distilled: selected, student: pair.student.test[0]), verdict: nil)
  }

  private func record(
    _ records: [SummaryRecord], _ label: String
  ) throws -> SummaryRecord {
    try #require(records.first { $0.label == label })
  }

  @Test("sets one exported model against the other, and counts the rows they differ on")
  func mcnemar() throws {
    // Rows 5 … 19 are right of both, 20 … 31 of the distilled alone, 0 … 4 of the student alone.
    let records = try summaries(pair(distilled: 5..<32)).mcnemar
    #expect(try record(records, "seed").count == 1)
    #expect(try record(records, "student's seed").count == 0)
    #expect(try record(records, "distilled right, student wrong").count == 12)
    #expect(try record(records, "student right, distilled wrong").count == 5)
    // 2 P(K ≤ 5) of 17 fair coins.
    let tail = [1, 17, 136, 680, 2_380, 6_188].reduce(0, +)
    let p = try record(records, "p")
    #expect(abs((p.value ?? 0) - 2 * Double(tail) / 131_072) < 1e-12 && p.text == "exact")
  }

  @Test("lets the rows of a group count together")
  func groups() throws {
    var job = ReadableJob()
    // Ten test rows a group: 0 to 9, and so on.
    job.groups = (0..<100).map { $0 < 60 ? $0 : 60 + $0 / 10 }
    let p = try record(summaries(pair(job, distilled: 0..<40)).mcnemar, "p")
    // Two groups differ, both for the distilled arm: of four signs two are as extreme.
    #expect(p.value == 0.5 && p.text == "sign flip over groups")
  }

  @Test("tells from 2.8 √(q/n) what the test rows can show: usual discordances, and the one seen")
  func power() throws {
    let records = try summaries(pair(distilled: 5..<32)).power
    #expect(records.map(\.count) == [40, 40, 40])
    let expected = [0.05, 0.1, 17.0 / 40].map { 2.8 * ($0 / 40).squareRoot() }
    for (record, value) in zip(records, expected) {
      #expect(abs((record.value ?? 0) - value) < 1e-12, "\(record.label)")
    }
  }

  @Test("counts groups where rows come in groups, and of one group says nothing")
  func powerOfGroups() throws {
    var job = ReadableJob()
    job.groups = (0..<100).map { $0 < 60 ? $0 : 60 + $0 / 10 }
    #expect(try summaries(pair(job, distilled: 0..<40)).power.map(\.count) == [4, 4, 4])
    job.groups = (0..<100).map { $0 < 60 ? $0 : 99 }
    let single = try summaries(pair(job, distilled: 0..<40))
    #expect(single.power.isEmpty && single.smallestGain == nil)
  }

  @Test("of another metric than accuracy is 2.8 standard errors of the rows")
  func powerOfLoss() throws {
    var job = ReadableJob()
    job.more = "metric: log-loss"
    var headline = ComparisonRecord(
      ordinal: 0, teacher: "scan", student: "photo", variant: "", method: "hinton", split: "test",
      metric: "log-loss", seeds: 2, rows: 40)
    (headline.selected, headline.seRows) = (true, 0.01)
    let summaries = try summaries(pair(job, distilled: 5..<32), headline: headline)
    #expect(abs((summaries.smallestGain ?? 0) - 0.028) < 1e-15)
  }

  // MARK: - Fusion

  @Test("gives the share of the fused gap that the distilled student closes, with an interval")
  func share() throws {
    var pair = try pair(distilled: 0..<28)
    pair.fused = pair.experiment.arm(
      Place(.fused, teacher: "scan", student: "photo", words: "concatenation", phase: ""),
      right(0..<36))
    let record = try #require(try summaries(pair).fusion.first)
    // Eight rows of sixteen.
    #expect(abs((record.value ?? 0) - 0.5) < 1e-12)
    #expect((record.lower ?? 1) < 0.5 && (record.upper ?? 0) > 0.5)
  }

  @Test("divides by no gap that is not clearly above two points")
  func narrowGap() throws {
    var pair = try pair(distilled: 0..<28)
    pair.fused = pair.experiment.arm(
      Place(.fused, teacher: "scan", student: "photo", words: "concatenation", phase: ""),
      right(0..<22))
    let record = try #require(try summaries(pair).fusion.first)
    #expect(record.value == nil)
    #expect(
      record.text == "not printed: the gap between fused and student is not clearly above 2 points")
  }
}
