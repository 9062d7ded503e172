import Foundation
import Testing

@Suite("The command line") struct UsageTests {
  @Test(
    "wrong arguments are usage, code 2",
    arguments: [["nonsense"], ["show"], ["show", "x"], ["run"]])
  func usage(_ arguments: [String]) throws {
    let outcome = try RetortProgram.start(arguments).wait()
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("Usage: retort"))
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "every command helps with an example",
    arguments: [
      "init", "run", "check", "pack", "drain", "jobs", "show", "table", "compare", "report",
      "predict", "doctor", "experiments", "schema", "rerun", "verify", "backup", "prune",
      "selftest",
    ])
  func help(_ command: String) throws {
    let outcome = try RetortProgram.run(command, "--help")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("EXAMPLES:"))
    #expect(outcome.output.contains("retort \(command)"))
  }

  @Test("says its version, and does not show the commands Retort starts itself")
  func version() throws {
    #expect(try RetortProgram.run("--version").output.hasPrefix("retort "))
    let help = try RetortProgram.run("--help")
    #expect(!help.output.contains("worker-child"))
    #expect(!help.output.contains("intake-child"))
    #expect(!help.output.contains("speed-child"))
  }

  @Test("the children refuse to talk nonsense when a person starts them")
  func children() throws {
    #expect(try RetortProgram.run("worker-child").code != 0)
    #expect(try RetortProgram.run("intake-child", "{}").code != 0)
  }
}
