import Foundation
import Testing

@Suite("retort selftest") struct SelftestCommandTests {
  @Test("passes on this machine, and keeps the result in a root")
  func passes() throws {
    let laboratory = try Laboratory()
    let outcome = try RetortProgram.run("selftest", "--root", laboratory.path, "--json")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.facts.count >= 7)
    #expect(outcome.facts.allSatisfy { $0["is_passed"] as? Bool == true })
    let event = try RootState(laboratory).strings("SELECT kind || ': ' || message FROM events")
    #expect(event.count == 1 && event[0].hasPrefix("SELFTEST: all "))
  }
}
