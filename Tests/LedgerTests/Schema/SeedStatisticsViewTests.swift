import Records
import Testing

@testable import Ledger

@Suite("The view `seed_statistics`") struct SeedStatisticsViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private func statistics(of values: [Double?]) throws -> [String] {
    let job = try HandMadeJob(
      in: sample, plan: .plan(.arm("student", "", "morphology", seeds: values.count)))
    for (ordinal, value) in values.enumerated() { try job.commit(ordinal, accuracy: value) }
    return try sample.answer("SELECT seeds, mean, sd, seeds_without_value FROM seed_statistics")
  }

  @Test(
    "has the mean and the sample standard deviation of the finite values, and counts the others",
    arguments: [
      // Squares of −2, −1, 0, 3 are 14; 14 / 3 = 4.666…
      ([1, 2, 3, 6], "4|3.0|2.160246899469287|0"),
      ([2, 2, 2], "3|2.0|0.0|0"),
      // (−0.5)² + 0.5² = 0.5; 0.5 / 1.
      ([1, .nan, 2, .infinity], "2|1.5|0.7071067811865476|2"),
      ([4], "1|4.0|-|0"),
      ([nil, 4, -.infinity], "1|4.0|-|2"),
      ([nil, .nan], "0|-|-|2"),
    ] as [([Double?], String)])
  func moments(values: [Double?], row: String) throws {
    #expect(try statistics(of: values) == [row])
  }

  @Test("keeps its digits where the values lie far from 0")
  func centred() throws {
    #expect(try statistics(of: [1e9, 1e9 + 1, 1e9 + 2]) == ["3|1000000001.0|1.0|0"])
  }

  @Test("leaves out seeds that are not committed yet, and has no row for an arm without any")
  func uncommitted() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(1, accuracy: 0.5)
    #expect(
      try sample.answer("SELECT arm, seeds, mean, sd FROM seed_statistics") == [
        "teacher|1|0.5|-"
      ])
  }

  @Test("has a row of its own for every setting, draw of a control, pair, split and metric")
  func groups() throws {
    let plan: [PlannedRunRecord] = .plan(
      .arm("student", "", "morphology", variant: "epochs=1", setting: "epochs=1"),
      .arm("student", "", "morphology", variant: "epochs=2", setting: "epochs=2"),
      .arm("across", "pixels", "morphology", variant: "selected", method: "hinton"),
      .arm("across", "pixels", "morphology", variant: "selected, permutation 2", method: "hinton"),
      .arm("across", "zernike", "morphology", variant: "selected", method: "hinton"))
    let job = try HandMadeJob(in: sample, plan: plan)
    for ordinal in 0..<10 {
      // Arm k has k and k + 0.5 on test rows, ten more on validation rows.
      let value = Double(ordinal / 2) + Double(ordinal % 2) / 2
      try job.commit(
        ordinal,
        metrics: [
          MetricRecord(split: "validation", metric: "accuracy", value: LedgerValue(value + 10)),
          MetricRecord(split: "test", metric: "accuracy", value: LedgerValue(value)),
        ])
    }
    let rows = try sample.answer(
      """
      SELECT arm, teacher, setting, variant, split, seeds, mean, ordinal FROM seed_statistics
      ORDER BY ordinal, metric_ordinal
      """)
    let words = [
      "student||epochs=1|epochs=1", "student||epochs=2|epochs=2", "across|pixels||selected",
      "across|pixels||selected, permutation 2", "across|zernike||selected",
    ]
    let expected = words.enumerated().flatMap { place, words in
      [
        "\(words)|validation|2|\(Double(place) + 10.25)|\(2 * place)",
        "\(words)|test|2|\(Double(place) + 0.25)|\(2 * place)",
      ]
    }
    #expect(rows == expected)
  }

  @Test("does not mix two jobs that share a run")
  func jobs() throws {
    let plan: [PlannedRunRecord] = .plan(.arm("student", "", "morphology"))
    let first = try HandMadeJob(in: sample, plan: plan)
    try first.commit(0, key: "shared", accuracy: 1)
    try first.commit(1, key: "own", accuracy: 3)
    let second = try HandMadeJob(in: sample, plan: plan)
    try second.commit(0, key: "shared", accuracy: 1, wasComputed: false)
    try second.commit(1, key: "another", accuracy: 7)
    #expect(
      try sample.answer("SELECT job, seeds, mean FROM seed_statistics ORDER BY job") == [
        "\(first.job)|2|2.0", "\(second.job)|2|4.0",
      ])
  }
}
