import Ledger

/// What answers say. The same rows give the same words, so that writing one twice changes nothing.
enum AnswerText {
  /// `done/NAME.md` or `failed/NAME.md`, once the job has ended.
  static func ended(
    _ job: JobRow, drop: String, conclusion: String?, origins: RunOrigins = RunOrigins()
  ) -> String {
    var parts = ["# \(name(drop)): \(job.state.rawValue)", "Job \(job.job), \(name(job.name))."]
    if let conclusion { parts.append(ShownName.markdown(conclusion)) }
    if let report = job.report {
      parts.append("[Report](../../\(report)/report.md): `\(report)/`")
    }
    if let reason = job.reason { parts.append(ShownName.block(reason)) }
    if !origins.reused.isEmpty || origins.repeated > 0 { parts.append("\(origins.inWords).") }
    if job.state != .completed {
      parts.append(
        "\(job.committedRuns) of \(job.plannedRuns) runs are in the ledger and stay there. "
          + "To try again, drop the bundle again.")
    }
    parts.append("`retort show \(job.job)` shows what the ledger knows of it.")
    return joined(parts)
  }

  /// `done/NAME.md` for content that another job has. Says nothing of how far that job is: it may
  /// have got on when this is written a second time.
  ///
  /// - Parameters:
  ///   - drop: the name it was dropped under.
  ///   - number: the drop's own, so that two drops of one name have two answers.
  ///   - report: the folder of that job's report, there once it is completed.
  static func duplicate(of job: JobRow, drop: String, number: Int, report: String) -> String {
    joined([
      "# \(name(drop)): nothing new",
      "This bundle has the content of job \(job.job), \(name(job.name)). It is not computed again.",
      "[Report](../../\(report)/report.md): `\(report)/`, as soon as that job is COMPLETED. "
        + "`retort show \(job.job)` shows how far it is.",
      "To compute it afresh, write `rerun: true` into its `job.yaml`. In the ledger this is drop "
        + "\(number).",
    ])
  }

  /// `rejected/NAME.reason.md`.
  static func rejected(number: Int, drop: String, reason: String, isThere: Bool = true) -> String {
    joined([
      "# \(name(drop)): rejected",
      "This bundle was not taken, and nothing of it was run. "
        + (isThere ? "It lies beside this file." : "It vanished while it was looked at."),
      ShownName.block(reason),
      "Mend it and drop it again; `retort check` says beforehand whether it will be taken. "
        + "In the ledger this refusal is job \(number).",
    ])
  }

  /// `rejected/NAME.md` for a drop that may not be moved out of the inbox.
  static func immovable(_ drop: String, reason: String) -> String {
    joined([
      "# \(name(drop)): not taken",
      "It lies in the inbox still: Retort may not move it.", ShownName.block(reason),
      "Remove it, and drop an archive that the user Retort runs as may move.",
    ])
  }

  /// `done/NAME.cancel.md`, or the reason in `rejected/` why nothing was cancelled.
  static func cancellation(_ request: CancelRequest, of job: JobRow?) -> String {
    let file = name(request.file.text)
    guard let job else {
      return joined([
        "# \(file): nothing to cancel",
        "No job was dropped as \(name(request.subject.text)).",
        "`retort jobs` lists the jobs; `job-12.cancel` cancels job 12.",
      ])
    }
    guard job.state == .cancelled else {
      return joined([
        "# \(file): nothing to cancel",
        "Job \(job.job), \(name(job.name)), is \(job.state.rawValue) already.",
      ])
    }
    return joined(["# \(file): done", "Job \(job.job), \(name(job.name)), is CANCELLED."])
  }

  private static func name(_ text: String) -> String {
    FileName(text).map { ShownName.markdown(ShownName.plain($0)) } ?? ShownName.markdown(text)
  }

  private static func joined(_ parts: [String]) -> String {
    parts.joined(separator: "\n\n") + "\n"
  }
}
