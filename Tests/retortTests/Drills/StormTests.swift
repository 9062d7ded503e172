import Foundation
import Testing

/// Acceptance: a thousand bundles from eight processes at once; each is answered once, none is lost,
/// none is rejected for being incomplete.
///
/// Twenty contents are enough to fill the inbox: the rest are duplicates, which are taken in and
/// answered all the same. `RETORT_DRILL_STORM=1000` makes every one a job of its own.
@Suite("A storm of drops") struct StormTests {
  private static let droppers = 8
  private static let each = 125

  @Test("is answered, drop by drop", arguments: Daemon.known)
  func storm(daemon: Daemon) throws {
    let kinds = DrillTable.setting("STORM") ?? 20
    let laboratory = try Laboratory()
    let bundles = "\(laboratory.path)-bundles"
    try FileManager.default.createDirectory(atPath: bundles, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: bundles) }
    for kind in 1...kinds {
      try Data(try TestBundle.numbered(kind)).write(
        to: URL(fileURLWithPath: "\(bundles)/\(kind).tar.zst"))
    }

    let droppers = try Droppers(
      Self.droppers, dropping: Self.each, from: bundles, kinds: kinds,
      into: "\(laboratory.path)/inbox")
    while !droppers.areDone {
      let outcome = try daemon.work(in: laboratory)
      #expect(outcome.code == 0, "\(outcome)")
    }
    #expect(droppers.haveSucceeded())
    #expect(try daemon.work(in: laboratory).code == 0)

    let state = RootState(laboratory)
    #expect(try state.faults(jobs: (1...kinds).map(TestBundle.name)) == [])
    let drops = Self.droppers * Self.each
    #expect(try state.count("SELECT count(*) FROM drops WHERE outcome IS NOT NULL") == drops)
    #expect(try state.count("SELECT count(*) FROM drops WHERE outcome = 'rejected'") == 0)
    #expect(try laboratory.names("inbox/done").count == drops)
    #expect(try laboratory.names("inbox/rejected").isEmpty)
    // Under the name it was dropped with, each dropper finds the answer to each of its own drops.
    for dropper in 0..<Self.droppers {
      for drop in 0..<Self.each where drop % 25 < 23 {
        let name = "\(dropper)-\(drop).tar.zst"
        #expect(laboratory.text("inbox/done/\(name).md") != nil, "\(name)")
      }
    }
  }
}
