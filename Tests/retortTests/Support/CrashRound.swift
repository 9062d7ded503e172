import Foundation

/// One root whose daemon is killed again and again until it has nothing left to do.
struct CrashRound {
  /// Who was killed how often.
  struct Tally: Sendable, Hashable {
    var daemon = 0
    var worker = 0
    var intake = 0
    var kills: Int { daemon + worker + intake }

    mutating func add(_ other: Tally) {
      daemon += other.daemon
      worker += other.worker
      intake += other.intake
    }
  }

  /// Three deaths in a row without progress fail a job, as they must: never more than two here.
  ///
  /// Progress seen after a kill was made by the child that was killed or by a later one, so that the
  /// count starts afresh with it.
  private struct Patience {
    private var seen = 0
    private var deaths = 0

    mutating func allowsDeath(at progress: Int) -> Bool {
      if progress > seen { deaths = 0 }
      seen = progress
      return deaths < 2
    }

    mutating func note() { deaths += 1 }
  }

  let daemon: Daemon
  let laboratory: Laboratory
  private(set) var tally = Tally()
  private var workers = Patience()
  private var intakes = Patience()

  init(daemon: Daemon, laboratory: Laboratory) {
    self.daemon = daemon
    self.laboratory = laboratory
  }

  /// Kills at random moments, at most so often, then lets the daemon finish.
  mutating func run(upTo kills: Int, _ generator: inout some RandomNumberGenerator) throws {
    var running = try daemon.start(in: laboratory)
    while tally.kills < kills, running.process.isRunning {
      usleep(UInt32.random(in: 0..<150_000, using: &generator))
      let aimsAtDaemon = Bool.random(using: &generator)
      if daemon == .watch, RootState(laboratory).isSettled { break }
      if aimsAtDaemon {
        guard kill(running) else { break }
        running = try daemon.start(in: laboratory)
      } else {
        try killChild(of: running)
      }
    }
    _ = daemon.finish(running, in: laboratory)
    // A watch that finds nothing to do could be stopped before it has looked.
    _ = try Daemon.drain.work(in: laboratory)
  }

  /// - Returns: whether it was there to be killed.
  private mutating func kill(_ running: RetortProgram.Running) -> Bool {
    guard running.process.isRunning else { return false }
    Foundation.kill(running.process.processIdentifier, SIGKILL)
    guard running.wait().code == 128 + SIGKILL else { return false }
    tally.daemon += 1
    return true
  }

  /// Waits a moment for a child to be there: between two there is none.
  private mutating func killChild(of running: RetortProgram.Running) throws {
    for _ in 0..<50 where running.children.isEmpty && running.process.isRunning { usleep(2_000) }
    for child in running.children {
      let line = (try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)) ?? ""
      let state = RootState(laboratory)
      if line.contains("worker-child") {
        guard workers.allowsDeath(at: try state.count("SELECT count(*) FROM runs")),
          Foundation.kill(child, SIGKILL) == 0
        else { continue }
        workers.note()
        tally.worker += 1
      } else if line.contains("intake-child") {
        let answered = try state.count("SELECT count(*) FROM drops WHERE outcome IS NOT NULL")
        guard intakes.allowsDeath(at: answered), Foundation.kill(child, SIGKILL) == 0 else {
          continue
        }
        intakes.note()
        tally.intake += 1
      }
    }
  }
}
