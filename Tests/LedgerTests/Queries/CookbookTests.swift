import Records
import Testing

@testable import Ledger

/// What the worked queries of `docs/ledger.md` answer, on jobs whose answers are known beforehand.
@Suite("The worked query") struct CookbookTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private func answer(_ question: String) throws -> [String] {
    let query = try #require(LedgerDocumentation.queries.first { $0.question == question })
    return try sample.answer(query.sql)
  }

  private func comparison(
    _ variant: String, gain: Double, transfer: Double? = nil, reference: String? = nil,
    p: Double? = nil, across: Double? = nil
  ) -> ComparisonRecord {
    var record = ComparisonRecord.of(
      variant, gain: gain, from: gain - 0.125, to: gain + 0.125, outcome: "helps")
    record.transfer = transfer
    record.transferLower = transfer.map { $0 - 0.0625 }
    record.transferReference = reference
    record.claimPValue = p
    record.controls = across.map { [ControlRecord(arm: "across", gain: $0)] } ?? []
    return record
  }

  @Test("on settings names what two jobs have not in common, empty where one has the default")
  func settings() throws {
    for settings in [["seeds": "2", "alone": "1", "both": "x"], ["seeds": "3", "both": "x"]] {
      _ = try HandMadeJob(in: sample) { new in
        new.settings = settings.map { SettingRecord(name: $0.key, value: $0.value) }
      }
    }
    #expect(try answer("In what do two jobs differ?") == ["alone|1|-", "seeds|2|3"])
  }

  @Test("on gains lists selected variants by what is safe to expect")
  func gains() throws {
    let job = try HandMadeJob(in: sample)
    var unselected = comparison("lambda=4", gain: 9)
    unselected.selected = false
    try job.seal([
      comparison("lambda=1", gain: 0.25), comparison("lambda=2", gain: 0.5), unselected,
      .of("lambda=3", metric: "log-loss", gain: 8), .of("lambda=1", split: "validation", gain: 7),
    ])
    let words = try answer("Which distillations gained most?")
    #expect(
      words == [
        "1|pixels|morphology|lambda=2|accuracy|0.5|0.375|0.625|helps",
        "1|pixels|morphology|lambda=1|accuracy|0.25|0.125|0.375|helps",
      ])
  }

  @Test("on controls lists gains whose least clear transfer does not exclude 0, or is not known")
  func controls() throws {
    let job = try HandMadeJob(in: sample)
    try job.seal([
      comparison("a", gain: 0.5, transfer: 0.25, reference: "within", p: 0.01),
      comparison("b", gain: 0.5, transfer: 0.03125, reference: "smoothed", p: 0.4),
      comparison("c", gain: 0.5, p: 1), comparison("d", gain: 0.5, transfer: 0),
    ])
    #expect(
      try answer("Which gains does a control without the teacher's rows explain as well?") == [
        "1|pixels|morphology|b|accuracy|0.5|smoothed|0.0313|-0.0313",
        "1|pixels|morphology|c|accuracy|0.5|-|-|-",
      ])
  }

  @Test("on the control `across` points at gains it must not have")
  func across() throws {
    let job = try HandMadeJob(in: sample)
    try job.seal([
      comparison("a", gain: 0, across: 0.005), comparison("b", gain: 0, across: 0.5),
      comparison("c", gain: 0, across: -0.5), comparison("d", gain: 0),
    ])
    #expect(
      try answer("Did the control `across` gain anywhere?")
        == ["1|pixels|morphology|accuracy|0.5"])
  }

  @Test("on every control tells what was expected, of chosen variants alone, and what is undecided")
  func everyControl() throws {
    let job = try HandMadeJob(in: sample)
    var chosen = comparison("a", gain: 0.5)
    chosen.controls = [
      ControlRecord(arm: "within", gain: 0.125, held: true),
      ControlRecord(arm: "across", gain: 0.25, held: false), ControlRecord(arm: "self", gain: nil),
    ]
    var other = comparison("b", gain: 0.25, across: 9)
    other.selected = false
    try job.seal([chosen, other])
    #expect(
      try answer("What did every control gain, and should it have?") == [
        "1|pixels|morphology|accuracy|within|0.125|stays below distilled|1",
        "1|pixels|morphology|accuracy|across|0.25|does not gain|0",
        "1|pixels|morphology|accuracy|self|-|stays below distilled|-",
      ])
  }

  @Test("on an option groups variants by its value, as a number, over whatever else is swept")
  func option() throws {
    let job = try HandMadeJob(in: sample)
    try job.seal(
      [(0.5, 1, 0.25), (0.5, 4, 0.75), (10, 1, 0.125), (2, 1, 0)].map { lambda, other, gain in
        var record = ComparisonRecord.of("lambda=\(lambda), temperature=\(other)", gain: gain)
        record.cell = Cell([
          .init("method.lambda", .number(lambda)), .init("method.temperature", .integer(other)),
        ])
        return record
      })
    #expect(
      try answer("How does the gain change with the option `lambda`?") == [
        "1|pixels|morphology|0.5|2|0.5|0.75", "1|pixels|morphology|2.0|1|0.0|0.0",
        "1|pixels|morphology|10.0|1|0.125|0.125",
      ])
  }

  @Test("on seeds sets every distilled seed beside the student's same seed, in its own variants")
  func seeds() throws {
    let job = try HandMadeJob(
      in: sample,
      plan: .plan(
        .arm("student", "", "morphology", variant: "weight decay 0.1"),
        .arm("student", "", "morphology", variant: "weight decay 1"),
        .arm("distilled", "pixels", "morphology", variant: "lambda=1", method: "hinton"),
        .arm("distilled", "pixels", "morphology", variant: "lambda=1, decay", method: "hinton")))
    for ordinal in 0..<8 { try job.commit(ordinal, accuracy: Double(ordinal * ordinal) / 64) }
    var gain = comparison("lambda=1", gain: 0.5)
    (gain.studentVariant, gain.distilledVariant) = ("weight decay 1", "lambda=1, decay")
    try job.seal([gain])
    // Students 4/64 and 9/64; distilled 36/64 and 49/64.
    #expect(
      try answer("What did each seed gain?") == [
        "pixels|morphology|lambda=1|0|0.0625|0.5625|0.5",
        "pixels|morphology|lambda=1|1|0.1406|0.7656|0.625",
      ])
  }

  @Test("on nights tells a number that changed although nothing else did")
  func unexplained() throws {
    for gain in [0.5, 0.5, 0.75] {
      try HandMadeJob(in: sample).seal([.of("lambda=1", gain: gain)])
    }
    #expect(
      try answer("On which nights did numbers change although nothing else did?")
        == ["digits|3|2|pixels|morphology|lambda=1|accuracy|0.25"])
    #expect(try answer("What moved since the night before?") == [])
  }

  @Test("on verdicts counts agreement, and what was left open apart from it")
  func verdicts() throws {
    let outcomes = [
      ("distil", "helps"), ("distil", "flat"), ("distil", "unclear"), ("do not distil", "hurts"),
    ]
    for (verdict, outcome) in outcomes {
      let job = try HandMadeJob(in: sample)
      try job.ledger.commitVerdict(job: job.job, .of(verdict))
      try job.seal([.of("lambda=1", outcome: outcome)])
    }
    #expect(
      try answer("How often was the verdict right?") == ["distil|3|1|1|1", "do not distil|1|1|0|0"])
  }

  @Test("on time names a run once, with the job that computed it, however often it was used")
  func times() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, 1, key: "known")
    let second = try HandMadeJob(in: sample)
    try second.commit(0, key: "known", wasComputed: false)
    #expect(try answer("Which runs took longest?").count == 1)
    #expect(try answer("How much computing did reuse save each job?") == ["1|1|3.0", "2|1|3.0"])
  }

  @Test("on files names jobs that came with the same bytes, not those with others")
  func files() throws {
    for data in ["a", "b", "a"] { _ = try sample.insertJob(content: data, data: data) }
    let rows = try answer("Which jobs used the same file?")
    #expect(
      rows.map { $0.split(separator: "|").dropFirst().joined(separator: "|") } == [
        "pixels.npy|1, 3"
      ])
  }

  @Test("on builds counts the runs of each job by the build that computed them")
  func builds() throws {
    var old = Sample.environment
    old.build = "old"
    let first = try HandMadeJob(in: sample, environment: old)
    try first.commit(0, key: "known")
    let second = try HandMadeJob(in: sample)
    try second.commit(0, 1, key: "known", wasComputed: false)
    try second.commit(2)
    try second.commit(3)
    let machine = "x86-64-v3|A processor"
    #expect(
      try answer("With which builds were the numbers of each job computed?") == [
        "1|0.1.0|old|\(machine)|1", "2|0.1.0|abc|\(machine)|2", "2|0.1.0|old|\(machine)|1",
      ])
  }
}
