import ArgumentParser
import Glibc
import Inbox
import Ledger

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tells what Retort is doing now and what waits.",
    discussion: """
      EXAMPLES:
        retort status
        retort status --follow
        retort status --json
      """)

  @Flag(help: "Go on telling until Ctrl-C: on a terminal in place, else a line a change.")
  var follow = false
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try rootOptions.open()
    guard follow else { return try say(StatusFact(root)) }
    if output.json || isatty(1) != 1 { try tellChanges(root) } else { try repaint(root) }
  }

  private func say(_ status: StatusFact) throws {
    if output.json { try JSONLine.say(status) } else { Console.say(status.text) }
  }

  private func tellChanges(_ root: Root) throws {
    var told: StatusFact.Gist?
    while true {
      let status = try StatusFact(root)
      if status.gist != told {
        if output.json { try JSONLine.say(status) } else { Console.say(status.line) }
        told = status.gist
      }
      usleep(500_000)
    }
  }

  private func repaint(_ root: Root) throws {
    var lines = 0
    while true {
      let text = try StatusFact(root).text
      let up = lines > 0 ? "\u{1B}[\(lines)A\r\u{1B}[J" : ""
      Console.write(up + text + "\n", to: 1)
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      usleep(500_000)
    }
  }
}
