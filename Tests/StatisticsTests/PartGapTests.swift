import Statistics
import Testing

@Suite("Gap between parts") struct PartGapTests {
  @Test("is the difference over both standard errors")
  func z() {
    let gap = PartGap(
      .init(value: 0.9, standardError: 0.03), .init(value: 0.7, standardError: 0.04))
    #expect(abs(gap.z - 4) < 1e-12)
    #expect(gap.isFar)
    #expect(abs(PartGap(gap.second, gap.first).z + 4) < 1e-12)
    #expect(PartGap(gap.second, gap.first).isFar)
  }

  @Test("of two shares by hand")
  func shares() {
    let gap = PartGap(counts: (of: 80, rows: 100), (of: 140, rows: 200))
    // 0.1 / √(0.8 · 0.2 / 100 + 0.7 · 0.3 / 200)
    #expect(abs(gap.z - 1.9425717247145288) < 1e-12)
    #expect(!gap.isFar)
  }

  @Test("without errors: equal values are near, others infinitely far")
  func exact() {
    #expect(PartGap(counts: (of: 5, rows: 5), (of: 8, rows: 8)).z == 0)
    #expect(PartGap(counts: (of: 5, rows: 5), (of: 0, rows: 8)).z == .infinity)
  }
}
