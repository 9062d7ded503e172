import Foundation
import Ledger
import Testing

@Suite(
  "A user who may read a root and not write it",
  .enabled(if: Outsider.canRun, "nobody cannot run the program from here"))
struct ReaderTests {
  @Test(
    "reads every view before the first job, beside a worker, killed, idle, and after a clean end",
    .enabled(if: Outsider.hasSqlite, "there is no sqlite3 program"), arguments: Daemon.known)
  func everyState(daemon: Daemon) throws {
    let laboratory = try Laboratory(settings: "workers: 1\n")
    try readEverything(of: laboratory, jobs: 0)

    try laboratory.drop(try TestBundle.long(epochs: 250), as: "long.tar.zst")
    let running = try daemon.start(in: laboratory)
    try waitForARun(of: running, in: laboratory)
    try readEverything(of: laboratory, jobs: 1)

    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    #expect(try log(of: laboratory) > 0, "committed runs lie in the log alone")
    try readEverything(of: laboratory, jobs: 1)

    try readIdle(daemon, laboratory)
    try readEverything(of: laboratory, jobs: 1)
    #expect(try laboratory.jobs().first?["state"] as? String == "COMPLETED")
  }

  /// Reads while the ledger is open for writing and nothing happens, then lets the job end.
  private func readIdle(_ daemon: Daemon, _ laboratory: Laboratory) throws {
    guard daemon == .watch else {
      let writer = try Ledger.open(at: "\(laboratory.path)/ledger")
      try writer.appendEvent(kind: "NOTE", message: "idle")
      try readEverything(of: laboratory, jobs: 1)
      #expect(try laboratory.drain().code == 0)
      _ = try writer.jobs()
      return
    }
    let watch = try daemon.start(in: laboratory)
    while watch.process.isRunning, !RootState(laboratory).isSettled { usleep(20_000) }
    try readEverything(of: laboratory, jobs: 1)
    let status = try Outsider.run(RetortProgram.path, "status", "--root", laboratory.path)
    #expect(status.output.hasPrefix("watch (process \(watch.process.processIdentifier))"))
    watch.process.terminate()
    #expect(watch.wait().code == 0)
  }

  @Test("looks at a ledger whose log is gone, as it is after a copy of the one file")
  func withoutLog() throws {
    let laboratory = try Laboratory()
    for ending in ["-wal", "-shm"] {
      try FileManager.default.removeItem(
        atPath: "\(laboratory.path)/ledger/retort.sqlite\(ending)")
    }
    let before = try laboratory.names("ledger")
    let outcome = try Outsider.run(RetortProgram.path, "jobs", "--root", laboratory.path)
    #expect(outcome.code == 0, "\(outcome.errors)")
    if geteuid() == 0 { #expect(try laboratory.names("ledger") == before) }
  }

  /// Every view with the program of an analyst, then what Retort itself shows.
  private func readEverything(
    of laboratory: Laboratory, jobs: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let database = "\(laboratory.path)/ledger/retort.sqlite"
    func ask(_ sql: String) throws -> [Substring] {
      let outcome = try Outsider.run(
        Outsider.sqlite, "-readonly", "-bail", "-cmd", ".timeout 5000", database, sql)
      #expect(outcome.code == 0, "\(sql): \(outcome.errors)", sourceLocation: sourceLocation)
      return outcome.output.split(separator: "\n")
    }
    let views = try ask("SELECT name FROM sqlite_schema WHERE type = 'view'")
    #expect(views.count >= 8, sourceLocation: sourceLocation)
    for view in views {
      #expect(
        try ask("SELECT count(*) FROM (SELECT * FROM \(view))").count == 1,
        sourceLocation: sourceLocation)
    }
    #expect(try ask("SELECT job FROM job_list").count == jobs, sourceLocation: sourceLocation)
    let shown = try Outsider.run(
      RetortProgram.path, "jobs", "--json", "--root", laboratory.path)
    #expect(shown.code == 0, "\(shown.errors)", sourceLocation: sourceLocation)
    #expect(shown.facts.count == jobs, sourceLocation: sourceLocation)
    if jobs > 0 {
      let one = try Outsider.run(RetortProgram.path, "show", "1", "--root", laboratory.path)
      #expect(one.code == 0, "\(one.errors)", sourceLocation: sourceLocation)
    }
  }

  private func log(of laboratory: Laboratory) throws -> Int {
    let path = "\(laboratory.path)/ledger/retort.sqlite-wal"
    return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  private func waitForARun(of running: RetortProgram.Running, in laboratory: Laboratory) throws {
    for _ in 0..<600 where running.process.isRunning {
      if let done = try laboratory.jobs().first?["committed_runs"] as? Int, done > 0 { return }
      usleep(20_000)
    }
    Issue.record("no run was committed")
  }
}

@Suite(
  "A ledger that cannot be written",
  .enabled(if: Outsider.canRun, "nobody cannot run the program from here"))
struct ReadOnlyLedgerTests {
  @Test(
    "is refused at the start with its path and what to do; nothing else is touched",
    arguments: ["ledger", "ledger/retort.sqlite", "ledger/retort.sqlite-wal", "ledger/objects"])
  func refused(place: String) throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
    try Outsider.own(laboratory.path)
    let path = "\(laboratory.path)/\(place)"
    let isFolder = !place.contains("sqlite")
    chmod(path, isFolder ? 0o555 : 0o444)
    defer { chmod(path, isFolder ? 0o755 : 0o644) }
    let before = try laboratory.files(below: ".")
    let outcome = try Outsider.run(RetortProgram.path, "drain", "--root", laboratory.path)
    #expect(outcome.code == 1)
    #expect(
      outcome.errors == """
        retort: \(path): the ledger cannot be written here: Permission denied
        nothing was touched; make it and the folder it lies in writable for the user Retort runs as, \
        and the disk not mounted read-only

        """)
    #expect(try laboratory.files(below: ".") == before)

    #expect(try Outsider.run(RetortProgram.path, "jobs", "--root", laboratory.path).code == 0)
    chmod(path, isFolder ? 0o755 : 0o644)
    // An empty log takes on the permissions of its database whenever it is opened.
    chmod("\(laboratory.path)/ledger/retort.sqlite-wal", 0o644)
    #expect(try Outsider.run(RetortProgram.path, "drain", "--root", laboratory.path).code == 0)
  }

  private static let canMount =
    geteuid() == 0
    && (try? RetortProgram.start("/usr/bin/unshare", ["-m", "true"]).wait().code) == 0

  @Test(
    "is refused on a file system that is mounted read-only, and can be read there",
    .enabled(if: canMount, "mounting takes root"))
  func mountedReadOnly() throws {
    let laboratory = try Laboratory()
    func run(_ command: String) throws -> RetortProgram.Outcome {
      let script = """
        mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$0" \(command) --root "$1"
        """
      return try RetortProgram.start(
        "/usr/bin/unshare", ["-m", "sh", "-c", script, RetortProgram.path, laboratory.path]
      ).wait()
    }
    let outcome = try run("drain")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("the ledger cannot be written here: Read-only file system"))
    let shown = try run("jobs")
    #expect(shown.code == 0, "\(shown.errors)")
  }
}
