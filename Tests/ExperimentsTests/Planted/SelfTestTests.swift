import Testing

@testable import Experiments

@Suite("The self-test") struct SelfTestTests {
  private let test = SelfTest(environment: MemoryWorld.environment, workers: 2)

  /// The first of a kind, with fewer draws.
  private func planted(helps: Bool) throws -> SelfTest.PlantedCase {
    var planted = try #require(SelfTest.cases.first { ($0.floor != nil) == helps })
    planted.draws = 10
    planted.testRows = 1_000
    return planted
  }

  @Test("passes a case that comes out as it must, and tells the numbers")
  func passed() throws {
    let findings = try test.findings(try planted(helps: true))
    #expect(findings.count == 2 && findings.allSatisfy(\.isPassed))
    #expect(findings[0].found.contains("points over 10 draws"))
    #expect(findings[0].expected.contains("2.8"))
  }

  @Test("fails where a teacher helps that must not, or does not help that must")
  func failed() throws {
    var planted = try planted(helps: true)
    planted.floor = nil
    #expect(try test.findings(planted).first?.isPassed == false)
    planted = try self.planted(helps: false)
    planted.floor = 0.01
    #expect(try test.findings(planted).first?.isPassed == false)
  }
}
