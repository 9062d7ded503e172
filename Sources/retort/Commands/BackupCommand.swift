import ArgumentParser
import Inbox
import Ledger

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies ledger, objects and settings into another folder.",
    discussion: """
      Safe beside a watch, and for anybody who may read the root. The copy is a root of its own: \
      'retort verify --quick --root DIR' looks it over, and to restore is to copy it back. A second \
      backup into the same folder copies what is new; nothing is taken away there. Until a backup is \
      whole, the folder holds the earlier one, or nothing that could be taken for one.

      Leaves with 1 where the ledger itself has lost an object; everything else is copied then.

      EXAMPLES:
        retort backup /mnt/backup/retort
        retort verify --quick --root /mnt/backup/retort
      """)

  @Argument(help: "An earlier backup, an empty folder, or one to be made.")
  var directory: String
  @Flag(help: "Link objects instead of copying them: same disk only, and no help if it fails.")
  var link = false
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard !directory.isEmpty else {
      throw CommandFailure(
        RetortExit.usage,
        "the folder has an empty name\n  remedy: name one, as in 'retort backup DIR'")
    }
    let root = try rootOptions.open()
    guard let ledger = try Reading.ledger(root) else {
      throw CommandFailure(
        RetortExit.trouble, "\(root.path): no ledger yet, so there is nothing to back up")
    }
    do {
      try tell(try Backup(of: root, ledger, to: directory).run(links: link))
    } catch let error as BackupError {
      throw CommandFailure(RetortExit.usage, error.description)
    } catch let error as ObjectStoreError {
      guard link, case .refused = error else { throw error }
      throw CommandFailure(
        RetortExit.usage,
        "\(error.description)\n  remedy: leave out --link, so that objects are copied")
    }
  }

  private func tell(_ summary: LedgerBackup.Summary) throws {
    if output.json {
      try JSONLine.say(summary)
    } else {
      Console.say(
        "\(directory): \(summary.jobs) jobs; \(summary.objectsCopied) objects "
          + (link ? "linked" : "copied (\(Amount.bytes(summary.bytesCopied)))")
          + ", \(summary.objectsKept) were there")
    }
    guard summary.damaged.isEmpty else {
      throw CommandFailure(
        RetortExit.trouble,
        "the ledger itself is damaged; what is left of it is backed up\n"
          + summary.damaged.joined(separator: "\n"))
    }
  }
}
