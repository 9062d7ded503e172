import ArgumentParser
import Inbox
import Logging

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "The daemon: takes drops in as they come and runs them.",
    discussion: """
      Works until it is stopped. Drops are taken in while a job runs; jobs run one after the other, higher priority \
      first, then in the order they came. SIGTERM and SIGINT stop it: runs under way may end within \
      stop_grace_seconds, everything else is taken up by the next start.

      Files in inbox/ control it: while 'hold' is there no job starts; 'NAME.cancel' cancels the job \
      that was dropped as NAME, 'job-12.cancel' job 12. 'retort status' tells what it does.

      EXAMPLES:
        retort watch --root /srv/retort
        retort watch --root /srv/retort --log /var/log/retort/retort.log
      """)

  @OptionGroup var rootOptions: RootOptions
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Log to the end of a file instead of standard error; it may be renamed away at any time.",
      valueName: "file"))
  var log: String?

  func run() throws {
    try Watch(
      Making.workplace(
        rootOptions.open(), for: "watch", log: log.map(LogDestination.file) ?? .standardError,
        level: .info)
    ).run()
  }
}
