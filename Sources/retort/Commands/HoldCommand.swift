import ArgumentParser
import Inbox
import Ledger

struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keeps further jobs from starting, or lets them start again.",
    discussion: """
      The same as a file 'hold' in inbox/. Drops are still taken in and answered, and a job that runs \
      goes on to its end.

      EXAMPLES:
        retort hold
        retort hold --release
      """)

  @Flag(help: "Let jobs start again.")
  var release = false
  @OptionGroup var rootOptions: RootOptions

  func run() throws {
    let control = ControlFiles(try rootOptions.open())
    if release { try control.release() } else { try control.hold() }
  }
}
