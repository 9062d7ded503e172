import ArgumentParser
import Inbox
import Ledger

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what this machine offers and what is wrong with a root.",
    discussion: """
      Changes nothing. Leaves with 1 where something is wrong.

      EXAMPLES:
        retort doctor
        retort doctor --root /srv/retort --json
      """)

  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let findings = MachineHealth.findings() + RootHealth.findings(rootOptions.root)
    if output.json {
      for finding in findings { try JSONLine.say(finding) }
    } else {
      let width = findings.map(\.subject.count).max() ?? 0
      for finding in findings {
        let space = String(repeating: " ", count: width - finding.subject.count)
        let mark = finding.problem == nil ? "  " : "! "
        Console.say("\(mark)\(finding.subject)\(space)  \(finding.found)")
        if let problem = finding.problem {
          Console.say(problem.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
        }
      }
    }
    if findings.contains(where: { $0.problem != nil && $0.isFault }) {
      throw CommandFailure(RetortExit.trouble)
    }
  }
}

/// A fact about the machine or the root, and what is wrong with it.
struct Finding: Encodable, Sendable {
  var subject: String
  var found: String
  /// What it means and what to do; `nil` where all is well.
  var problem: String?
  /// Whether it keeps Retort from working, or only makes it slower.
  var isFault: Bool

  init(_ subject: String, _ found: String) {
    self.subject = subject
    self.found = found
    isFault = false
  }

  static func fault(_ subject: String, _ found: String, _ problem: String) -> Finding {
    var finding = Finding(subject, found)
    finding.problem = problem
    finding.isFault = true
    return finding
  }

  static func advice(_ subject: String, _ found: String, _ problem: String) -> Finding {
    var finding = Finding(subject, found)
    finding.problem = problem
    return finding
  }
}
