import Foundation
import GRDB
import Ledger
import Records
import Testing

@Suite("docs/ledger.md") struct LedgerDocumentationTests {
  static let page = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/ledger.md")

  @Test("is what the schema says")
  func current() throws {
    if ProcessInfo.processInfo.environment["RETORT_REGENERATE"] == "1" {
      try Data(LedgerDocumentation.markdown.utf8).write(to: Self.page)
    }
    let found = try? String(contentsOf: Self.page, encoding: .utf8)
    #expect(
      found == LedgerDocumentation.markdown,
      """
      docs/ledger.md is stale; write it again with
      RETORT_REGENERATE=1 swift test --filter LedgerDocumentationTests
      """)
  }

  @Test("answers at least ten questions, in SQL a shell leaves alone")
  func questions() {
    let queries = LedgerDocumentation.queries
    #expect(queries.count >= 10)
    #expect(Set(queries.map(\.question)).count == queries.count)
    #expect(queries.allSatisfy { !$0.sql.contains { "\"$`\\!".contains($0) } })
  }

  @Test("has queries that run, with the sqlite3 program where there is one")
  func queries() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    _ = try sample.fill(job: job)
    let second = try sample.insertJob(content: "other")
    let attempt = try sample.start(second)
    var known = try sample.run(0)
    known.wasComputed = false
    try sample.ledger.commitRun(job: second, attempt: attempt, known)
    try sample.ledger.commitRun(
      job: second, attempt: attempt, try sample.run(4, status: .diverged))
    try sample.ledger.setState(job: second, to: .failed, reason: "out of patience")
    _ = try sample.fill(job: try sample.insertJob(content: "the next night"))

    let silent: Set = [
      "In what do two jobs differ?", "Did the control `across` gain anywhere?",
      "What moved since the night before?",
      "On which nights did numbers change although nothing else did?",
    ]
    for query in LedgerDocumentation.queries {
      let answer = try Self.answer(query.sql, database: sample.databasePath)
      #expect(answer.isEmpty == silent.contains(query.question), "\(query.question): \(answer)")
    }
  }

  /// Rows as text, by the program an analyst has, or else by the library.
  static func answer(_ sql: String, database: String) throws -> String {
    let program = "/usr/bin/sqlite3"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      let rows = try DatabaseQueue(path: database).read { try Row.fetchAll($0, sql: sql) }
      return rows.map(\.description).joined(separator: "\n")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-readonly", "-bail", database, sql]
    let output = Pipe()
    let complaints = Pipe()
    process.standardOutput = output
    process.standardError = complaints
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try complaints.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: complaint, as: UTF8.self))")
    return String(decoding: answer, as: UTF8.self)
  }
}
