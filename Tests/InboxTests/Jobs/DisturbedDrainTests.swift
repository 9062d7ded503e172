import Digests
import Experiments
import Foundation
import Ledger
import Testing

@testable import Inbox

/// Drops that change while they are read, and drops that kill whoever touches them: each beside a good
/// one, which must not notice.
@Suite("A drain that is disturbed") struct DisturbedDrainTests {
  /// The first line of a drop says what its reader does; the good job has two runs.
  private func workshop(
    reader: String, worker: String = "", settings: String = ""
  ) throws -> Workshop {
    let workshop = try Workshop(
      worker: "\(worker)\ncat $W/frames",
      intake: "read -r line\nif [ \"$line\" = bad ]; then\n\(reader)\nfi\ncat $W/answer",
      settings: settings)
    try workshop.keepAnswer(.accepted(try workshop.bundle(), Workshop.description()))
    try workshop.keep(
      [.run(try workshop.run(0)), .run(try workshop.run(1)), .seal(Workshop.seal)], as: "frames")
    return workshop
  }

  private func refusal(
    _ kind: IntakeRefusal.Kind, in workshop: Workshop
  ) throws {
    try workshop.keepAnswer(
      .refused(IntakeRefusal(kind: kind, reason: "it is bad")), as: "refusal")
  }

  private func drain(_ workshop: Workshop) throws -> Drain.Summary {
    try workshop.place.drop("bad.tar", "bad\n")
    try workshop.place.drop("good.tar", "good\n")
    return try Drain(workshop.workplace, onProgress: { _, _ in }).run()
  }

  /// Whatever happened to the bad one.
  private func expectGood(_ workshop: Workshop) throws {
    #expect(workshop.place.text("inbox/done/good.tar.md")?.contains("COMPLETED") == true)
    #expect(try workshop.place.names("inbox/.claimed").isEmpty)
  }

  @Test("by a drop that kills every reader answers it with the signal")
  func deadlyReader() throws {
    let workshop = try workshop(reader: "kill -SEGV $$")
    let summary = try drain(workshop)
    #expect(summary.rejected.count == 1)
    #expect(summary.completed.count == 1)
    let reason = try #require(workshop.place.text("inbox/rejected/bad.tar.reason.md"))
    #expect(reason.contains("ended 3 processes"))
    #expect(reason.contains("SIGSEGV"))
    #expect(reason.contains("remedy: "))
    #expect(workshop.place.text("inbox/rejected/bad.tar") == "bad\n")
    try expectGood(workshop)
  }

  @Test("by a job that kills every worker answers it in failed/, with the signal")
  func deadlyWorker() throws {
    let workshop = try workshop(
      reader: "cat $W/deadly\nexit",
      worker: "if grep -q \(Digest(of: "member of deadly").hex); then kill -BUS $$; fi")
    try workshop.keepAnswer(
      .accepted(try workshop.bundle("deadly"), Workshop.description(content: "deadly")),
      as: "deadly")
    let summary = try drain(workshop)
    #expect(summary.failed.count == 1)
    #expect(summary.completed.count == 1)
    let answer = try #require(workshop.place.text("inbox/failed/bad.tar.md"))
    #expect(answer.contains("SIGBUS"))
    #expect(try workshop.outcomes(of: summary.failed[0]) == [.died, .died, .died])
    try expectGood(workshop)
  }

  @Test("by a claim that vanishes answers it all the same, and lets go of it")
  func vanished() throws {
    for kind in [IntakeRefusal.Kind.bundle, .truncated] {
      let workshop = try workshop(
        reader: "rm $W/../inbox/.claimed/*/bad.tar\ncat $W/refusal\nexit")
      try refusal(kind, in: workshop)
      let summary = try drain(workshop)
      #expect(summary.completed.count == 1)
      if kind == .bundle {
        let reason = try #require(workshop.place.text("inbox/rejected/bad.tar.reason.md"))
        #expect(reason.contains("it is bad"))
        #expect(reason.contains("It vanished while it was looked at."))
      }
      #expect(try !workshop.place.names("inbox/rejected").contains("bad.tar"))
      try expectGood(workshop)
    }
  }

  @Test("by a drop that is replaced while it is read takes both, in turn")
  func replaced() throws {
    let workshop = try workshop(
      reader: """
        printf 'bad\\n' > $W/../inbox/.new.part
        [ -e $W/once ] || mv $W/../inbox/.new.part $W/../inbox/bad.tar
        touch $W/once
        cat $W/refusal
        exit
        """)
    try refusal(.bundle, in: workshop)
    // The second is found when the good job is done, and lies under a name of its own.
    #expect(try drain(workshop).rejected.count == 2)
    try expectGood(workshop)
    #expect(try workshop.place.names("inbox/rejected").count == 4)
    #expect(workshop.place.text("inbox/rejected/bad.tar") == "bad\n")
    #expect(try workshop.place.names("inbox").filter { !$0.hasPrefix(".") }.count == 3)
  }

  @Test("by a drop that grows while it is read gives it back, and takes it when it has rested")
  func growing() throws {
    let workshop = try workshop(
      reader: """
        for file in $W/../inbox/.claimed/*/bad.tar; do printf more >> "$file"; done
        cat $W/refusal
        exit
        """)
    try refusal(.truncated, in: workshop)
    let summary = try drain(workshop)
    #expect(summary.left == [LeftDrop(name: "bad.tar", reason: "it is bad")])
    #expect(workshop.place.text("inbox/bad.tar")?.hasPrefix("bad\nmore") == true)
    #expect(summary.rejected.isEmpty)
    try expectGood(workshop)
  }
}
