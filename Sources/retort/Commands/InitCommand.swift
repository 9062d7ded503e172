import ArgumentParser
import Inbox
import Ledger
import Specifications

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a root: inbox, ledger and reports in one directory.",
    discussion: """
      What is there already is left as it is.

      EXAMPLES:
        retort init lab
        retort init --root /srv/retort
      """)

  @OptionGroup var rootOptions: RootOptions
  @Argument(help: "The directory; the same as --root.")
  var directory: String?

  func validate() throws {
    if directory != nil && rootOptions.root != "." {
      throw ValidationError("Give the directory once: as an argument, or with --root.")
    }
  }

  func run() throws {
    let path = directory ?? rootOptions.root
    guard !path.isEmpty else {
      throw CommandFailure(
        RetortExit.usage,
        "the directory has an empty name\n  remedy: name one, as in 'retort init lab'")
    }
    let (root, isNew) = try Root.create(at: path)
    let ledger = try Folder(path: root.ledgerPath)
    let database = FileName("retort.sqlite")
    if let database, try ledger.facts(database) == nil {
      _ = try Ledger.create(at: root.ledgerPath)
    } else {
      // A foreign or newer file is refused here, not at the first job.
      _ = try Ledger.openReadOnly(at: root.ledgerPath)
    }
    if try root.folder.facts(Root.settingsName) == nil {
      try root.folder.write(Array(RootSettings.template.utf8), as: Root.settingsName)
    }
    Console.say(
      """
      \(path) is \(isNew ? "now " : "")a Retort root
      drop bundles into \(path)/inbox/, then: retort drain --root \(path)
      """)
  }
}
