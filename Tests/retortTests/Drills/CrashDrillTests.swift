import Foundation
import Testing

/// Acceptance: twenty jobs, and `kill -9` of the daemon or of a child at fifty random moments.
///
/// `scripts/crash-drill` runs the same with `RETORT_DRILL_KILLS`, `RETORT_DRILL_SEED` and
/// `RETORT_DRILL_TABLE`, the file its result is written to.
@Suite("The crash drill") struct CrashDrillTests {
  @Test("loses nothing and does nothing twice, killed at random moments", arguments: Daemon.known)
  func randomMoments(daemon: Daemon) throws {
    let kills = DrillTable.setting("KILLS") ?? 50
    let seed = DrillTable.setting("SEED") ?? 1
    let jobs = Array(1...20)
    let evidence = try undisturbed(jobs)
    var generator = SeededGenerator(seed: seed)
    var tally = CrashRound.Tally()
    var rounds = 0
    var attempts: [String: Int] = [:]
    while tally.kills < kills {
      rounds += 1
      let laboratory = try Laboratory()
      try drop(jobs, in: laboratory)
      var round = CrashRound(daemon: daemon, laboratory: laboratory)
      try round.run(upTo: kills - tally.kills, &generator)
      let context = Comment(rawValue: "\(daemon), seed \(seed), round \(rounds): \(round.tally)")
      let state = RootState(laboratory)
      let faults = try state.faults(jobs: jobs.map(TestBundle.name))
      #expect(faults == [], context)
      #expect(try state.evidence() == evidence, context)
      #expect(round.tally.kills > 0, context)
      tally.add(round.tally)
      for line in try state.strings("SELECT kind || ' ' || outcome FROM attempts") {
        attempts[line, default: 0] += 1
      }
    }
    #expect(tally.kills == kills)
    try tell(daemon, seed, rounds, jobs.count, tally, attempts)
  }

  private func drop(_ jobs: [Int], in laboratory: Laboratory) throws {
    for job in jobs { try laboratory.drop(try TestBundle.numbered(job), as: "\(job).tar.zst") }
  }

  private func undisturbed(_ jobs: [Int]) throws -> [String: Data] {
    let laboratory = try Laboratory()
    try drop(jobs, in: laboratory)
    #expect(try Daemon.drain.work(in: laboratory).code == 0)
    let state = RootState(laboratory)
    #expect(try state.faults(jobs: jobs.map(TestBundle.name)) == [])
    return try state.evidence()
  }

  private func tell(
    _ daemon: Daemon, _ seed: Int, _ rounds: Int, _ jobs: Int, _ tally: CrashRound.Tally,
    _ attempts: [String: Int]
  ) throws {
    let ends = attempts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    try DrillTable.append([
      "`\(daemon.rawValue)`, seed \(seed)", "\(rounds * jobs)", "\(tally.kills)", "\(tally.daemon)",
      "\(tally.worker)", "\(tally.intake)", ends.joined(separator: ", "),
    ])
  }
}
