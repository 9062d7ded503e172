import ArgumentParser
import Experiments
import Inbox
import Ledger

struct SelftestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest", abstract: "Two minutes of planted cases on this machine.",
    discussion: """
      Makes data in which a teacher must help, and data in which it must not, runs the whole path of a \
      job on many draws of them, and compares with what must come out. Also computes one job twice and \
      compares the bits. Needs no root; in one, the result becomes an event of its ledger.

      Leaves with 10 where something came out otherwise.

      EXAMPLES:
        retort selftest
        retort selftest --root /srv/retort --json
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the result in this root (default: here, if this is one).", valueName: "dir"))
  var root: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let place = try root.map { try Root(path: $0) } ?? (try? Root(path: "."))
    let test = SelfTest(
      environment: ComputingEnvironment.record(build: RetortVersion.build()),
      workers: Machine.processors)
    var findings: [SelfTest.Finding] = []
    do {
      try test.run { finding in
        findings.append(finding)
        try tell(finding)
      }
    } catch let failure as SelfTest.Failure {
      throw CommandFailure(RetortExit.jobFailed, failure.description)
    }
    let failed = findings.filter { !$0.isPassed }
    if let place, let note = record(findings, failed, at: place) { Console.complain(note) }
    guard failed.isEmpty else {
      throw CommandFailure(
        RetortExit.jobFailed,
        "\(failed.count) of \(findings.count) came out otherwise: numbers of this machine cannot be "
          + "trusted\n  remedy: see 'retort doctor'; please report this to the makers of Retort")
    }
    if !output.json { Console.say("all \(findings.count) came out as they must") }
  }

  private func tell(_ finding: SelfTest.Finding) throws {
    if output.json { return try JSONLine.say(finding) }
    Console.say("\(finding.isPassed ? "ok  " : "FAIL") \(finding.name)")
    Console.say("       found \(finding.found); expected \(finding.expected)")
  }

  /// - Returns: why the result could not be kept, where it could not.
  private func record(
    _ findings: [SelfTest.Finding], _ failed: [SelfTest.Finding], at place: Root
  ) -> String? {
    let numerics = "numerics \(ComputingEnvironment.numerics)"
    guard let first = failed.first else {
      return History(place).note(
        "SELFTEST", .information, job: nil,
        "all \(findings.count) planted cases came out as they must, with \(numerics)")
    }
    return History(place).note(
      "SELFTEST", .error, job: nil,
      "\(failed.count) of \(findings.count) planted cases failed with \(numerics); the first: "
        + "\(first.name): found \(first.found), expected \(first.expected)")
  }
}
