import Statistics
import Testing

@Suite("Intersection–union test") struct IntersectionUnionTestTests {
  typealias Reference = IntersectionUnionTest.Reference
  static let student = Reference(name: "student", gain: 0.08, lower: 0.05, pValue: 1e-6)
  static let smoothed = Reference(name: "smoothed", gain: 0.04, lower: 0.01, pValue: 0.01)

  @Test("p is the largest, the headline the lowest lower bound")
  func all() {
    let test = IntersectionUnionTest([Self.student, Self.smoothed])
    #expect(test.pValue == 0.01)
    #expect(test.headline?.name == "smoothed")
    #expect(test.holds(adjustedPValue: 0.05))
    #expect(!test.holds(adjustedPValue: 0.051))
  }

  @Test("one reference that is not beaten is enough against the claim, however small its p")
  func unbeaten() {
    let across = Reference(name: "across", gain: -0.03, lower: -0.05, pValue: 0.001)
    let test = IntersectionUnionTest([Self.student, across, Self.smoothed])
    #expect(test.pValue == 1)
    #expect(test.headline == across)
    #expect(!test.holds(adjustedPValue: 0.001))
  }

  @Test("a reference without an interval counts as 1")
  func unknown() {
    let one = IntersectionUnionTest.Reference(
      name: "within", interval: CrossedInterval(differences: ScoreTable([[0.3], [0.2]])))
    let test = IntersectionUnionTest([Self.student, one])
    #expect(test.pValue == 1)
    #expect(test.headline?.name == "within")
    #expect(!test.holds(adjustedPValue: 0))
  }

  @Test("ties go to the first named, and nothing is shown against nobody")
  func edges() {
    let twin = Reference(name: "twin", gain: 0.05, lower: 0.01, pValue: 0.02)
    #expect(IntersectionUnionTest([Self.smoothed, twin]).headline?.name == "smoothed")
    #expect(IntersectionUnionTest([twin, Self.smoothed]).headline?.name == "twin")
    #expect(IntersectionUnionTest([]).pValue == 1)
    #expect(!IntersectionUnionTest([]).holds(adjustedPValue: 0))
  }
}
