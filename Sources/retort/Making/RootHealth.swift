import Glibc
import Inbox
import Ledger

/// Whether a root can be worked in.
enum RootHealth {
  static func findings(_ path: String) -> [Finding] {
    let root: Root
    do { root = try Root(path: path) } catch {
      return [.fault("root", path, error.description)]
    }
    return [Finding("root", root.path)] + folders(root) + settings(root) + [
      ledger(root), lock(root),
    ]
  }

  private static func folders(_ root: Root) -> [Finding] {
    [("inbox", root.inbox.path), ("ledger", root.ledgerPath), ("reports", root.reports.path)].map {
      name, path in
      guard access(path, R_OK | W_OK | X_OK) == 0 else {
        return .fault(
          name, path,
          "this user may not read and write here\nremedy: give the user Retort runs as the right to"
        )
      }
      guard let free = try? Folder(path: path).descriptor.freeBytes() else {
        return .fault(name, path, "its file system does not answer")
      }
      return Finding(name, "writable, \(Amount.bytes(free)) free")
    }
  }

  private static func settings(_ root: Root) -> [Finding] {
    do {
      let settings = try WorkSettings(root)
      let found = Finding(
        "settings",
        "\(settings.workers) workers, \(Amount.bytes(settings.memoryBytes)) a worker process, "
          + "\(Amount.seconds(settings.attemptSeconds)) a job, "
          + "\(Amount.bytes(settings.keepFreeBytes)) kept free")
      return [found] + space(root, settings) + onFinish(settings)
    } catch {
      return [.fault("settings", "retort.yaml", "\(error)")]
    }
  }

  private static func space(_ root: Root, _ settings: WorkSettings) -> [Finding] {
    do {
      let answer = try FreeSpace(root, keeping: settings.keepFreeBytes).answer()
      guard case .short(let reason) = answer else { return [] }
      return [.fault("free space", "too little: no drop is taken and no job is started", reason)]
    } catch {
      return [.fault("free space", "unknown", error.description)]
    }
  }

  private static func onFinish(_ settings: WorkSettings) -> [Finding] {
    guard let program = settings.onFinish.first else { return [] }
    var found = stat()
    guard stat(program, &found) == 0, found.st_mode & S_IFMT == S_IFREG,
      access(program, X_OK) == 0
    else {
      return [
        .fault(
          "on_finish", program,
          "no program this user may execute\nremedy: correct its path, or chmod +x")
      ]
    }
    return [
      Finding("on_finish", "\(program), at most \(Amount.seconds(settings.onFinishSeconds))")
    ]
  }

  private static func ledger(_ root: Root) -> Finding {
    do {
      let folder = try Folder(path: root.ledgerPath)
      guard let name = FileName("retort.sqlite"), try folder.facts(name) != nil else {
        return Finding("ledger file", "none yet; the first job makes it")
      }
      let ledger = try Ledger.openReadOnly(at: root.ledgerPath)
      let problems = try ledger.integrityProblems()
      guard problems.isEmpty else {
        return .fault(
          "ledger file", "SQLite finds it damaged: \(problems.joined(separator: "; "))",
          "restore the ledger from a backup")
      }
      let jobs = try ledger.jobs()
      let changed = try jobs.filter { job in
        guard let seal = job.seal else { return false }
        return try ledger.resultDigest(job: job.job) != seal
      }
      guard changed.isEmpty else {
        return .fault(
          "ledger file", "jobs: \(jobs.count)",
          "results of sealed jobs were changed by hand: "
            + changed.map { "\($0.job)" }.joined(separator: ", ")
            + "\nremedy: restore the ledger from a backup")
      }
      return Finding("ledger file", "jobs: \(jobs.count), every seal holds")
    } catch {
      return .fault("ledger file", root.ledgerPath, "\(error)")
    }
  }

  private static func lock(_ root: Root) -> Finding {
    do {
      // Asked, not taken: that would make the lock's file, and as whoever looks here.
      guard let holder = try RootLock.holder(of: root) else { return Finding("at work", "nobody") }
      return Finding("at work", holder.process.map { "process \($0)" } ?? "another Retort")
    } catch {
      return .fault("at work", "unknown", error.description)
    }
  }
}
