import Randomness
import Testing

@testable import Datasets

@Suite("A part whose target is another") struct PartShiftTests {
  private func counts(
    _ rows: Int, _ shares: [Double], _ stream: inout RandomStream
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: shares.count)
    for _ in 0..<rows {
      var left = stream.uniform()
      let label = shares.firstIndex {
        left -= $0
        return left < 0
      }
      counts[label ?? shares.count - 1] += 1
    }
    return counts
  }

  @Test(
    "is called so in at most one of a thousand random splits",
    arguments: [
      (30, 100, [0.5, 0.5]), (40, 60, [0.9, 0.1]), (50, 200, [0.4, 0.3, 0.2, 0.1]),
      (60, 120, [Double](repeating: 0.05, count: 20)),
      (20, 40, [Double](repeating: 0.1, count: 10)),
    ])
  func null(_ rows: Int, _ train: Int, _ shares: [Double]) {
    var stream = RandomStream(key: 11)
    var alarms = 0
    let draws = 4_000
    for _ in 0..<draws {
      let shift = PartShift(
        "test", counts: counts(rows, shares, &stream), train: counts(train, shares, &stream),
        units: (rows, train))
      if shift.isShifted { alarms += 1 }
    }
    // 5 · 10⁻⁴ of 4 000 are 2; 8 or more have probability 10⁻³.
    #expect(alarms < 8)
  }

  @Test("has a p-value that is uniform where nothing shifts")
  func uniform() {
    var stream = RandomStream(key: 12)
    for shares in [[0.5, 0.5], [0.4, 0.3, 0.2, 0.1]] {
      let values = (0..<2_000).map { _ in
        PartShift(
          "test", counts: counts(300, shares, &stream), train: counts(700, shares, &stream),
          units: (300, 700)
        ).pValue
      }
      for level in [0.05, 0.25, 0.5] {
        let share = Double(values.count { $0 < level }) / 2_000
        #expect(abs(share - level) < 4 * (level * (1 - level) / 2_000).squareRoot() + 0.01)
      }
    }
  }

  @Test("meets χ² with one and with three degrees of freedom")
  func golden() {
    // scipy.stats.chi2_contingency([[30, 70], [50, 50]], correction=False): χ² = 8.3333, p = 0.003892.
    let two = PartShift("test", counts: [30, 70], train: [50, 50], units: (100, 100))
    #expect(abs(two.pValue - 0.003892) < 1e-5)
    #expect(abs(two.distance - 0.2) < 1e-12)
    // [[10, 20, 30, 40], [25, 25, 25, 25]]: χ² = 10.9002, 3 degrees, p = 0.012278.
    let four = PartShift(
      "test", counts: [10, 20, 30, 40], train: [25, 25, 25, 25], units: (100, 100))
    #expect(abs(four.pValue - 0.012278) < 3e-4)
  }

  @Test("of classes is warned of with its distance")
  func classes() throws {
    var cohort = Cohort(rows: 700, classes: 2)
    for row in cohort.labels.indices {
      cohort.labels[row] = cohort.integer(below: 10) < (row < 400 ? 5 : 9) ? 1 : 0
    }
    cohort.parts = [Array(0..<300), Array(300..<400), Array(400..<700)]
    let dataset = try cohort.dataset()
    #expect(dataset.card.labelShifts.map(\.isShifted) == [false, true])
    #expect(dataset.warnings.map(\.kind) == [.labelShift])
    #expect(
      dataset.warnings.first?.text.hasPrefix(
        "the classes of test are mixed otherwise than those of train (total variation 0.") == true)
  }

  @Test("of a real target is warned of, a random draw is not")
  func realTarget() throws {
    var cohort = Cohort(rows: 600)
    cohort.target = cohort.a.map { $0[0] + $0[1] }
    cohort.parts = [Array(0..<300), Array(300..<400), Array(400..<600)]
    #expect(try cohort.warnings() == [])
    for row in 400..<600 { cohort.target?[row] += 2 }
    #expect(
      try cohort.warnings().first?.hasPrefix(
        "data.split: the target of test is distributed otherwise than that of train (Kolmogorov–Smirnov "
          + "distance 0.") == true)
  }

  @Test("is judged by groups where one group has one label")
  func groups() throws {
    var cohort = Cohort(rows: 480, classes: 2, effect: 0)
    cohort.groups = cohort.labels.indices.map { $0 / 24 }
    for row in cohort.labels.indices { cohort.labels[row] = (row / 24) % 3 == 0 ? 1 : 0 }
    cohort.parts = [Array(0..<240), Array(240..<312), Array(312..<480)]
    #expect(try cohort.dataset().card.labelShifts.allSatisfy { $0.pValue > 0.05 })
  }

  @Test("of one class is warned of by name, and refused in train")
  func oneClass() throws {
    var cohort = Cohort(rows: 100, classes: 2)
    cohort.labels = (0..<100).map { $0 < 60 ? $0 % 2 : $0 < 80 ? 0 : $0 % 2 }
    cohort.parts = [Array(0..<60), Array(60..<80), Array(80..<100)]
    #expect(
      try cohort.warnings().first
        == "data.split: validation holds one class only, '0': a model that always says it is right on "
        + "every row there")
    cohort.labels = cohort.labels.map { _ in 4 }
    let error = #expect(throws: DatasetError.self) { try cohort.dataset() }
    #expect(
      error?.description == """
        data.labels: every row has the same label, '4'
          expected: at least two classes in train: one class leaves nothing to learn
          remedy: name another column as labels, or add rows of other classes
        """)
  }

  // MARK: numbers of another program

  @Test(
    "of classes has the p-value of scipy.stats.chi2_contingency, or one a little larger far out",
    arguments: [
      ([90, 10], [180, 120], 2.906095e-8, 1e-5), ([50, 30, 10], [40, 50, 7], 0.0410190, 0.03),
      ([12, 18, 30], [60, 60, 30], 5.397859e-5, 0.6),
      ([5, 15, 25, 35, 20], [100, 90, 80, 70, 60], 2.722139e-6, 0.9),
    ])
  func scipyClasses(_ counts: [Int], _ train: [Int], _ expected: Double, _ relative: Double) {
    let units = (part: counts.reduce(0, +), train: train.reduce(0, +))
    let found = PartShift("test", counts: counts, train: train, units: units)
    // One degree of freedom exactly; beyond, Wilson and Hilferty's cube root errs towards silence.
    #expect(found.pValue > (1 - min(relative, 0.03)) * expected, "\(found.pValue)")
    #expect(found.pValue < (1 + relative) * expected, "\(found.pValue)")
    let mirrored = PartShift(
      "test", counts: counts.reversed(), train: train.reversed(), units: units)
    #expect(abs(mirrored.pValue / found.pValue - 1) < 1e-9)
  }

  @Test("counts rare classes together: the table of scipy is the merged one")
  func merged() {
    // chi2_contingency([[50, 40, 3], [45, 49, 4]]) has expected counts below 5 in its last column; the
    // last common class takes it in: [[50, 43], [45, 53]], p = 0.278430.
    let found = PartShift(
      "test", counts: [50, 40, 2, 1], train: [45, 49, 1, 3], units: (93, 98))
    #expect(abs(found.pValue - 0.278430) < 1e-5)
    // Two rare classes of 6 expected rows together stay a class of their own.
    let kept = PartShift(
      "test", counts: [50, 40, 6, 4], train: [45, 45, 4, 6], units: (100, 100))
    let joined = PartShift(
      "test", counts: [50, 40, 10], train: [45, 45, 10], units: (100, 100))
    #expect(abs(kept.pValue - joined.pValue) < 0.1 && kept.pValue != found.pValue)
  }

  @Test("of a real target has the p-value of scipy.stats.kstwobign, near that of ks_2samp")
  func scipyValues() {
    func shift(_ values: [Double], _ train: [Double]) -> PartShift {
      PartShift("test", values: values, train: train, units: (values.count, train.count))
    }
    // x = i/100, y = j/200 + 0.15: D = 0.16, kstwobign 0.0588526, ks_2samp(exact) 0.0634.
    let one = shift((0..<100).map { Double($0) / 100 }, (0..<200).map { Double($0) / 200 + 0.15 })
    #expect(abs(one.distance - 0.16) < 1e-9 && abs(one.pValue - 0.0588526) < 1e-6)
    // x = 0 … 39, y = 12 … 71: D = 0.53333, kstwobign 1.051009e-6, ks_2samp(exact) 1.006e-6.
    let two = shift((0..<40).map { Double($0) }, (0..<60).map { Double($0) + 12 })
    #expect(abs(two.distance - 8.0 / 15) < 1e-12 && abs(two.pValue - 1.0510087e-6) < 1e-11)
    // Ties: 30 zeros of 50 against 50 of 100: D = 0.1, kstwobign 0.875645.
    func steps(_ zeros: Int, _ ones: Int) -> [Double] {
      [Double](repeating: 1, count: ones) + [Double](repeating: 0, count: zeros)
    }
    let ties = shift(steps(30, 20), steps(50, 50))
    #expect(abs(ties.distance - 0.1) < 1e-12 && abs(ties.pValue - 0.8756452) < 1e-6)
    #expect(shift([1, 2, 3], [3, 2, 1]).pValue == 1)
  }

  @Test("is beyond chance and large: neither alone is enough")
  func both() {
    // χ² = 1 777, total variation 0.05: beyond chance, of no matter.
    let small = PartShift(
      "test", counts: [500_000, 500_000], train: [550_000, 450_000],
      units: (1_000_000, 1_000_000))
    #expect(small.pValue < 1e-12 && !small.isShifted)
    let few = PartShift("test", counts: [5, 1], train: [30, 30], units: (6, 60))
    #expect(few.distance > 0.3 && !few.isShifted)
    let one = PartShift("test", counts: [90, 10], train: [180, 120], units: (100, 300))
    #expect(one.isShifted)
    // The same shares of ten groups are nothing to speak of.
    let grouped = PartShift("test", counts: [90, 10], train: [180, 120], units: (10, 30))
    #expect(grouped.distance == one.distance && grouped.pValue > 0.05 && !grouped.isShifted)
  }

  @Test("of a part without rows is none")
  func empty() {
    #expect(PartShift("test", counts: [0, 0], train: [3, 4], units: (0, 7)).pValue == 1)
    #expect(PartShift("test", values: [], train: [1], units: (0, 1)).distance == 0)
  }
}
