import Experiments
import Ledger
import Records
import Synchronization
import Testing

@testable import Inbox

@Suite("The steps of a drop and its job") struct CrossingTests {
  /// Writes down every step.
  private final class Diary: Sendable {
    private let steps = Mutex<[Crossing]>([])

    var written: [Crossing] { steps.withLock { $0 } }
    func note(_ step: Crossing) { steps.withLock { $0.append(step) } }
  }

  /// Drains a root whose intake child answers by what the drop says.
  private func drain(_ drops: [(name: String, text: String)]) throws -> [Crossing] {
    let diary = Diary()
    let workshop = try Workshop(
      worker: "cat $W/frames",
      intake: """
        read -r line
        case "$line" in
          bad) cat $W/refusal ;;
          slow) cat $W/truncated ;;
          *) cat $W/answer ;;
        esac
        """, cross: { diary.note($0) })
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: .bundle, reason: "not an archive")), as: "refusal")
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: .truncated, reason: "it ends early")), as: "truncated")
    let verdict = VerdictRecord(
      ordinal: 0, teacher: "t", student: "s", variant: "", estimator: "gaussian", rows: 10,
      verdict: "cannot tell", reason: "too few rows")
    try workshop.keep(
      [
        .run(try workshop.run(0)), .verdict(verdict), .run(try workshop.run(1)),
        .seal(Workshop.seal),
      ], as: "frames")
    for drop in drops { try workshop.place.drop(drop.name, drop.text + "\n") }
    _ = try Drain(workshop.workplace, onProgress: { _, _ in }).run()
    return diary.written
  }

  @Test("are all taken in an ordinary life")
  func all() throws {
    let taken = try drain([
      ("a.tar", "good"), ("b.tar", "good"), ("c.tar", "bad"), ("d.tar", "slow"),
    ])
    #expect(Set(Crossing.allCases).subtracting(taken).isEmpty)
  }

  @Test("come in the order they are listed in, for a drop that becomes a job")
  func order() throws {
    let taken = try drain([("a.tar", "good")])
    var seen: [Crossing] = []
    for step in taken where !seen.contains(step) { seen.append(step) }
    #expect(seen == Crossing.allCases.filter(seen.contains))
    #expect(seen.count > 20)
  }
}
