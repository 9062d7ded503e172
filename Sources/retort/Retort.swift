import ArgumentParser

/// The `retort` program: argument parsing and printing, nothing else. What happens lies in `Inbox`.
@main struct Retort: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retort",
    abstract:
      "Does this teacher modality make this student better, by how much, and could we have known?",
    discussion: """
      Retort runs cross-modal knowledge distillation as a batch system. Bundles (data and a \
      job.yaml) are dropped into the inbox of a root; every job ends in a report and in rows of \
      an SQLite ledger.

      EXAMPLES:
        retort init lab && cp mfeat.tar.zst lab/inbox/ && retort drain --root lab
        retort run Examples/mfeat
        retort check Examples/mfeat

      EXIT CODES: 0 all good; 1 trouble with the machine or the ledger; 2 usage; 10 some job failed; \
      11 some bundle rejected; 12 verify found a difference; 75 another Retort holds the root.
      """,
    version: "retort \(RetortVersion.number)",
    subcommands: [
      InitCommand.self, RunCommand.self, RerunCommand.self, VerifyCommand.self, BackupCommand.self,
      PruneCommand.self, CheckCommand.self, PackCommand.self, ExperimentsCommand.self,
      SchemaCommand.self, WatchCommand.self, DrainCommand.self, StatusCommand.self,
      CancelCommand.self, HoldCommand.self, JobsCommand.self, ShowCommand.self,
      CompareCommand.self, TableCommand.self, LogCommand.self, ReportCommand.self,
      PredictCommand.self, DoctorCommand.self, SelftestCommand.self, IntakeChildCommand.self,
      WorkerChildCommand.self, SpeedChildCommand.self,
    ])

  static func main() {
    runToExit()
  }
}
