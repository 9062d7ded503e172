import Randomness
import Statistics
import Testing

@Suite("Kolmogorov–Smirnov") struct KolmogorovSmirnovTests {
  @Test("equals scipy's D, and its Kolmogorov tail at Stephens' λ")
  func golden() {
    let test = KolmogorovSmirnov(
      [0.1, 0.4, 0.7, 1.2, 1.9, 2.3, 2.8], [0.9, 1.5, 2.1, 2.2, 3.1, 3.3, 3.9, 4.2])
    #expect(test.distance == 0.5)
    #expect(abs(test.pValue - 0.21603828128465316) < 1e-12)
  }

  @Test("equal samples are 1, samples apart are D = 1 and p near 0; ties count once")
  func ends() {
    let values = (0..<30).map { Double($0 % 10) }
    #expect(KolmogorovSmirnov(values, values).pValue == 1)
    let apart = KolmogorovSmirnov(values, values.map { $0 + 100 })
    #expect(apart.distance == 1 && apart.pValue < 1e-10)
  }

  @Test("silent on one population, speaks on a shift and on a stretch")
  func nullAndPower() {
    var (alarms, shifted, stretched) = (0, 0, 0)
    for repetition in 0..<400 {
      var stream = RandomStream(seed: repetition, role: .design, purpose: .noise)
      let base = (0..<80).map { _ in stream.normal() }
      let same = (0..<60).map { _ in stream.normal() }
      if KolmogorovSmirnov(base, same).pValue < 0.05 { alarms += 1 }
      if KolmogorovSmirnov(base, same.map { $0 + 1 }).pValue < 0.05 { shifted += 1 }
      if KolmogorovSmirnov(base, same.map { 4 * $0 }).pValue < 0.05 { stretched += 1 }
    }
    // 20 expected, standard deviation 4.4.
    #expect(alarms < 34, "\(alarms)")
    #expect(shifted > 380, "\(shifted)")
    #expect(stretched > 360, "\(stretched)")
  }
}
