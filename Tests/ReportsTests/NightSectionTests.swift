import Ledger
import Records
import Testing

@testable import Reports

@Suite("Since the last night") struct NightSectionTests {
  private func row(
    _ variant: String, metric: String = "accuracy", selected: Bool = false,
    then: Double = 0.0134, now: Double = 0.0134, moved: Bool = false
  ) -> NightRow {
    var row = NightRow(
      teacher: "pixels", student: "morphology", variant: variant, variantThen: variant,
      split: "test", metric: metric, selected: selected)
    row.gainThen = then
    row.gain = now
    row.difference = now - then
    row.differenceLower = now - then - 0.01
    row.differenceUpper = now - then + 0.01
    row.moved = moved
    row.verdictThen = "distil"
    row.verdict = "distil"
    return row
  }

  private func markdown(_ rows: [NightRow], changes: [String] = []) -> String {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    report.night = Night(
      previousJob: 7, previousSubmittedAt: Timestamp(milliseconds: 1_784_900_000_000),
      changes: changes, rows: rows)
    return Report(report).rendered.markdown
  }

  @Test("is not there for the first of a name")
  func first() {
    let text = Report(SampleReport.report()).rendered.markdown
    #expect(!text.contains("Since the last night"))
  }

  @Test("says in a line that nothing has changed")
  func nothing() {
    let text = markdown([row("lambda=0.5, temperature=4", selected: true)])
    #expect(
      text.contains(
        "Set against job 7 of the same name, submitted 2026-07-24T13:33:20.000Z. "
          + "The same data, specification and build.\n\nEvery gain is the same.\n"))
  }

  @Test("names what changed, what moved beyond its interval, and verdicts that are others")
  func moved() {
    var selected = row(
      "lambda=0.5, temperature=4", selected: true, then: 0.0134, now: 0.0412, moved: true)
    selected.variantThen = "lambda=1, temperature=4"
    selected.verdictThen = "cannot tell"
    let other = row("lambda=1, temperature=4", then: 0.01, now: 0.012)
    let text = markdown([selected, other], changes: ["data", "build"])
    #expect(
      text.contains("Not the same: the data (file contents, or how they are read); the build."))
    #expect(
      text.line(with: "| pixels → morphology | lambda=0.5")
        .contains("lambda=0.5, temperature=4, then lambda=1, temperature=4"))
    #expect(text.line(with: "| pixels → morphology | lambda=0.5").contains("| **yes** |"))
    #expect(
      text.line(with: "- pixels → morphology, lambda=0.5")
        .hasSuffix("selected: accuracy +1.3 points then, +4.1 points now"))
    #expect(text.contains("- pixels → morphology: **distil**, then cannot tell"))
  }

  @Test("warns where numbers differ although nothing has changed")
  func unexplained() {
    let text = markdown([row("lambda=1, temperature=4", then: 0.01, now: 0.012)])
    #expect(text.contains("**Nothing is known to have changed, and yet numbers differ.**"))
    #expect(text.contains("No gain moved beyond its interval."))
  }

  @Test("names a dozen of those that moved, and counts the rest")
  func many() {
    let rows = (0..<40).map { row("lambda=\($0)", then: 0, now: 0.1, moved: true) }
    let text = markdown(rows, changes: ["data"])
    #expect(text.contains("- and 28 more (view `nightly` of the ledger)"))
  }

  @Test("names from outside are shown, never interpreted")
  func hostile() {
    var bad = row("lambda=1 | <b>", then: 0, now: 0.1, moved: true)
    bad.selected = true
    let text = markdown([bad], changes: ["data"])
    #expect(text.contains("`lambda=1 \\| <b>`"))
  }
}

@Suite("How often test rows were looked at") struct LookTests {
  private func limits(_ sets: [TestSetRow]) -> String {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    report.testSets = sets
    return Report(report).rendered.markdown
  }

  @Test("is a limit of the job, where they were")
  func looked() {
    #expect(!limits([TestSetRow(rows: 60, looks: 0, otherContents: 0)]).contains("had been scored"))
    #expect(
      limits([TestSetRow(rows: 60, looks: 3, otherContents: 0)])
        .contains("- These test rows had been scored by 3 earlier jobs with the same content"))
    #expect(
      limits([
        TestSetRow(rows: 60, looks: 1, otherContents: 1),
        TestSetRow(rows: 60, looks: 12, otherContents: 4),
      ]).contains(
        "- The most used of 2 test sets had been scored by 12 earlier jobs before, 4 of them different"
      ))
  }
}

@Suite("Where runs come from") struct OriginTests {
  @Test("stands in the provenance, with the jobs that computed them")
  func reused() {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    report.origins = RunOrigins(
      computed: 12, reused: [.init(job: 3, runs: 20), .init(job: 5, runs: 10)], shared: 1)
    let text = Report(report).rendered.markdown
    #expect(
      text.contains(
        "12 runs computed, 30 reused from jobs 3 (20) and 5 (10); 1 place shares the run of another"
      ))
  }

  @Test(
    "is said in words",
    arguments: [
      (RunOrigins(computed: 1), "1 run computed"),
      (RunOrigins(reused: [.init(job: 3, runs: 9)]), "0 runs computed, 9 reused from job 3"),
      (RunOrigins(repeated: 9), "9 runs computed again, with the numbers the ledger had"),
      (
        RunOrigins(repeated: 9, differing: 2),
        "9 runs computed again, 2 of them with other numbers"
      ),
      (
        RunOrigins(computed: 4, repeated: 1),
        "4 runs computed, 1 computed again, with the numbers the ledger had"
      ),
    ])
  func words(origins: RunOrigins, words: String) {
    #expect(origins.inWords == words)
  }
}
