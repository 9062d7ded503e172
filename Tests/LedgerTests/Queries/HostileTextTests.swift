import Digests
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Text from outside") struct HostileTextTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  static let texts = [
    "'; DROP TABLE jobs; --", "\" OR 1=1", "100 % _ * ? [a-z]", "a\nb\r\n\tc\u{1B}[31m",
    "e\u{301}\u{323} is not \u{e9}", "\u{202E}\u{200B}\u{FEFF}", "👩‍👩‍👧‍👦 模态", "NULL", "-", "|",
    "\\u0041\\", String(repeating: "long ", count: 50_000),
  ]

  @Test("goes in as data and comes out scalar for scalar, wherever it is said", arguments: texts)
  func roundTrip(text: String) throws {
    let plan: [PlannedRunRecord] = .plan(
      .arm("distilled", text, text, variant: text, setting: text, stage: text, method: text))
    let job = try HandMadeJob(in: sample, name: text, plan: plan) { new in
      new.settings = [SettingRecord(name: text, value: text)]
      new.specificationYAML = text
    }
    var verdict = VerdictRecord.of("distil", teacher: text, setting: text)
    verdict.reason = text
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(try job.ledger.commitVerdict(job: job.job, verdict) == .unchanged)
    try job.commit(0, accuracy: .nan, status: .diverged, reason: text)
    let summary = SummaryRecord(
      ordinal: 0, section: "warning", item: text, label: text, setting: text, teacher: text,
      student: text, variant: text, text: text)
    let seal = try job.seal([], summaries: [summary])
    try job.ledger.complete(job: job.job, report: text)

    let report = try job.ledger.jobReport(job: job.job)
    let found: [String?] = [
      report.job.name, report.job.report, report.provenance.specificationYAML,
      report.provenance.settings.first?.name, report.provenance.settings.first?.value,
      report.results.first?.variant, report.results.first?.teacher,
      report.divergences.first?.reason, report.verdicts.first?.reason,
      report.summaries.first?.label, report.summaries.first?.text,
    ]
    #expect(found.allSatisfy { $0.map { Array($0.utf8) } == Array(text.utf8) })
    #expect(try job.ledger.plan(job: job.job) == plan)
    #expect(try job.ledger.resultDigest(job: job.job) == seal)
    #expect(try job.ledger.integrityProblems() == [])
  }

  @Test("names a claim for ever, letter for letter: what only looks the same is another drop")
  func claims() throws {
    let claims = ["\u{e9}", "e\u{301}", "E\u{301}", "e", " e", "e "]
    let drops = try claims.map {
      try sample.ledger.recordDrop(claim: $0, name: "x.tar", receivedAt: .zero).drop
    }
    #expect(Set(drops).count == claims.count)
    for (claim, drop) in zip(claims, drops) {
      #expect(try sample.ledger.drop(claim: claim)?.drop == drop)
    }
  }

  @Test("tells the nights of two sweeps apart whose names only look the same")
  func names() throws {
    for name in ["\u{e9}", "e\u{301}", "\u{e9}"] {
      try HandMadeJob(in: sample, name: name).seal()
    }
    #expect(try sample.answer("SELECT job, previous_job FROM nights") == ["1|-", "2|-", "3|1"])
  }

  @Test("seals texts that only look the same to different digests")
  func digests() throws {
    let seals = try ["\u{e9}", "e\u{301}"].map { text in
      let other = try SampleLedger()
      return try HandMadeJob(in: other).seal(
        summaries: [SummaryRecord(ordinal: 0, section: "warning", text: text)])
    }
    #expect(seals[0] != seals[1])
  }

  @Test("finds no job by a pattern: signs of a pattern stand for themselves")
  func patterns() throws {
    for name in ["100 %", "a_b", "axb", "'"] { _ = try sample.insertJob(name: name) }
    func found(_ part: String) throws -> [String] {
      try sample.ledger.recentJobs(limit: 10, matching: JobFilter(name: part)).map(\.name)
    }
    #expect(try found("%") == ["100 %"] && found("_") == ["a_b"])
    #expect(try found("A_B") == ["a_b"] && found("'") == ["'"] && found("*") == [])
  }

  @Test("is no digest: an object is asked for by 64 small hexadecimal digits or not at all")
  func objects() throws {
    let digest = Digest(of: "abc").hex
    for name in [
      "", "../retort.sqlite", digest + "/", digest.uppercased(), String(digest.dropLast()),
      digest + "0", "\u{ff10}" + digest.dropFirst(), String(repeating: "e\u{301}", count: 64),
    ] {
      #expect(throws: ObjectStoreError.notADigest(name)) { try sample.ledger.objects.read(name) }
      #expect(throws: ObjectStoreError.notADigest(name)) {
        try sample.ledger.objects.contains(name)
      }
    }
  }
}
