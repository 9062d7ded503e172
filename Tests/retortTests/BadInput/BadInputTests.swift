import Foundation
import Testing

/// The list of bad input, dropped all at once beside good bundles into one root.
@Suite("Bad input") struct BadInputTests {
  @Test(
    "is answered beside the drop: what is wrong, what to do, and the same in the ledger",
    arguments: BadDrop.all.filter { $0.fate == .rejected })
  func rejected(_ drop: BadDrop) throws {
    let run = try BadInputRun.plain.get()
    let job = try #require(run.jobs[drop.text], "the ledger has no row")
    #expect(job.state == "REJECTED")
    let (name, answer) = try #require(run.answer(to: job.number), "there is no answer")
    #expect(answer.contains(job.reason))
    #expect(job.reason.contains("remedy: "), "\(job.reason)")
    for words in drop.says { #expect(answer.contains(words), "\(answer)") }
    #expect(BadInputRun.controls(in: answer + name).isEmpty, "\(answer)")
    #expect(run.outcome.errors.contains("job \(job.number) ("))

    let kept = "inbox/rejected/" + name.dropLast(".reason.md".count)
    if case .file(let bytes) = drop.content {
      #expect(run.bytes(kept) == bytes)
    } else {
      #expect(run.isThere(kept))
    }
  }

  @Test("that is no drop yet stays where it is", arguments: BadDrop.all.filter { $0.fate == .left })
  func left(_ drop: BadDrop) throws {
    let run = try BadInputRun.plain.get()
    #expect(run.jobs[drop.text] == nil)
    guard case .file(let bytes) = drop.content else { return }
    #expect(run.bytes("inbox/\(drop.text)") == bytes)
  }

  @Test("keeps no good bundle from its report")
  func good() throws {
    let run = try BadInputRun.plain.get()
    for name in BadInputRun.good { #expect(run.text("inbox/done/\(name).md") != nil) }
    #expect(run.jobs["tiny"]?.state == "COMPLETED")
    #expect(run.isThere("inbox/failed") && run.names("inbox/failed").isEmpty)
    #expect(run.outcome.code == 11)
  }

  @Test("leaves nothing claimed and nothing in the inbox but what is not finished")
  func inbox() throws {
    let run = try BadInputRun.plain.get()
    #expect(run.isThere("inbox/.claimed") && run.names("inbox/.claimed").isEmpty)
    let left = BadDrop.all.filter { $0.fate == .left }.map(\.text)
    let own = [".claimed", "done", "failed", "rejected"]
    #expect(Set(run.names("inbox")) == Set(left + own + ["held.tar"]))
    #expect(run.outcome.errors.contains("held.tar stays in the inbox until next time"))
    let incoming = "ledger/objects/.incoming"
    #expect(run.isThere(incoming) && run.names(incoming).isEmpty)
  }

  @Test("changes nothing outside the root, and prints nothing a terminal would obey")
  func outside() throws {
    let run = try BadInputRun.plain.get()
    #expect(run.canary == BadInputRun.canary)
    #expect(run.outsideNames == ["canary", URL(fileURLWithPath: run.path).lastPathComponent])
    let printed = run.outcome.output + run.outcome.errors
    #expect(BadInputRun.controls(in: printed).isEmpty)
  }
}
