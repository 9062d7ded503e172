import Randomness
import Statistics
import Testing

@Suite("Label shift") struct LabelShiftTests {
  @Test("equals scipy's chi2_contingency where counts are large")
  func golden() {
    let shift = LabelShift([30, 50, 20], [45, 40, 35])
    #expect(abs(shift.statistic - 6.43703703703704) < 1e-12)
    #expect(abs(shift.pValue - 0.04001429480764793) < 1e-12)
    #expect(abs(shift.totalVariation - 1.0 / 6) < 1e-12)
    #expect(shift.degreesOfFreedom == 2 && !shift.isSimulated)
  }

  @Test("small counts: near the exact permutation p, by enumeration")
  func small() {
    let shift = LabelShift([6, 1, 0], [1, 4, 3])
    #expect(shift.isSimulated)
    #expect(abs(shift.statistic - 8.341836734693878) < 1e-12)
    // Exact 0.016628; the standard error of 1 999 splits is 0.0029.
    #expect(abs(shift.pValue - 0.01662781662781663) < 0.009)
    let mirrored = LabelShift([1, 4, 3], [6, 1, 0])
    #expect(abs(mirrored.pValue - 0.01662781662781663) < 0.009)
  }

  @Test("absent classes do not count, one class cannot shift")
  func absent() {
    #expect(LabelShift([30, 0, 50], [45, 0, 40]).degreesOfFreedom == 1)
    let one = LabelShift([0, 12], [0, 5])
    #expect(one.pValue == 1 && one.totalVariation == 0)
    #expect(LabelShift([20, 0], [0, 20]).totalVariation == 1)
  }

  @Test("silent on samples of one population, speaks on a shift", arguments: [12, 150])
  func nullAndPower(rows: Int) {
    func counts(_ stream: inout RandomStream, rows: Int, first: Double) -> [Int] {
      var counts = [0, 0, 0]
      for _ in 0..<rows {
        let u = stream.uniform()
        counts[u < first ? 0 : u < first + 0.3 ? 1 : 2] += 1
      }
      return counts
    }
    var alarms = 0
    var found = 0
    for repetition in 0..<1_000 {
      var stream = RandomStream(seed: repetition, role: .design, purpose: .noise, index: rows)
      let base = counts(&stream, rows: rows, first: 0.2)
      let same = counts(&stream, rows: 2 * rows, first: 0.2)
      let other = counts(&stream, rows: 2 * rows, first: 0.69)
      if LabelShift(base, same).pValue < 0.05 { alarms += 1 }
      if LabelShift(base, other).pValue < 0.05 { found += 1 }
    }
    // 50 expected, standard deviation 6.9.
    #expect(alarms < 75, "\(alarms)")
    #expect(found > 650, "\(found)")
  }
}
