import Digests
import Foundation
import GRDB

/// What a root looks like from outside: its ledger as any SQLite client sees it, its folders as any
/// user does. Asks no code of Retort's but for digests.
struct RootState {
  let laboratory: Laboratory

  init(_ laboratory: Laboratory) { self.laboratory = laboratory }

  // MARK: asking the ledger

  func strings(_ sql: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let database = try DatabaseQueue(
      path: "\(laboratory.path)/ledger/retort.sqlite", configuration: configuration)
    return try database.read { try String.fetchAll($0, sql: sql) }
  }

  func count(_ sql: String) throws -> Int { Int(try strings(sql).first ?? "") ?? 0 }

  /// Nothing waits: no drop, no claim, no job, no answer.
  var isSettled: Bool {
    do {
      guard try drops().isEmpty, try laboratory.names("inbox/.claimed").isEmpty else {
        return false
      }
      return try count("SELECT count(*) FROM jobs WHERE state IN ('QUEUED', 'RUNNING')") == 0
        && answerFaults().isEmpty && indexFaults().isEmpty
    } catch {
      return false
    }
  }

  /// What lies in the inbox to be taken.
  func drops() throws -> [String] {
    try laboratory.names("inbox").filter {
      !$0.hasPrefix(".") && !["done", "failed", "rejected"].contains($0)
    }
  }

  // MARK: what must hold after every end

  /// Everything that is not as it must be once a root has come to rest: empty where all is well.
  ///
  /// - Parameter jobs: the names of the jobs there must be, each completed once.
  func faults(jobs expected: [String]) throws -> [String] {
    var faults: [String] = []
    func check(_ isGood: Bool, _ fault: @autoclosure () -> String) {
      if !isGood { faults.append(fault()) }
    }
    let integrity = try strings("PRAGMA integrity_check")
    check(integrity == ["ok"], "integrity_check: \(integrity)")
    check(try strings("PRAGMA foreign_key_check").isEmpty, "a row names a row that is not there")
    let jobs = try strings(
      "SELECT name || ' ' || state FROM jobs WHERE state <> 'REJECTED' ORDER BY name, id")
    check(jobs == expected.sorted().map { "\($0) COMPLETED" }, "the jobs are \(jobs)")
    let open = try count("SELECT count(*) FROM attempts WHERE outcome IS NULL")
    check(open == 0, "\(open) attempts have no end")
    let twice = try strings("SELECT key FROM runs GROUP BY key HAVING count(*) > 1")
    check(twice.isEmpty, "runs with the same key: \(twice)")
    let unsealed = try strings(
      """
      SELECT name FROM jobs WHERE state = 'COMPLETED'
        AND (SELECT count(*) FROM events WHERE job = jobs.id AND kind = 'SEALED') <> 1
      """)
    check(unsealed.isEmpty, "not sealed exactly once: \(unsealed)")
    let differing = try count("SELECT count(*) FROM events WHERE kind = 'DIFFERS'")
    check(differing == 0, "\(differing) runs were computed again with other numbers")
    let unfilled = try count(
      """
      SELECT count(*) FROM job_runs JOIN jobs ON jobs.id = job
      WHERE state = 'COMPLETED' AND run IS NULL
      """)
    check(unfilled == 0, "\(unfilled) planned runs are missing")
    return try faults + objectFaults() + answerFaults() + indexFaults() + folderFaults()
  }

  /// Objects whose bytes are not what their name says, and rows whose object is not there.
  func objectFaults() throws -> [String] {
    let names = Set(try laboratory.names("ledger/objects")).subtracting([".incoming"])
    var faults: [String] = []
    for name in names {
      let data = FileManager.default.contents(atPath: "\(laboratory.path)/ledger/objects/\(name)")
      if data.map({ Digest(of: Array($0)).hex }) != name {
        faults.append("object \(name) has another digest")
      }
    }
    let named = try strings(
      """
      SELECT sha256 FROM objects UNION SELECT sha256 FROM members UNION SELECT products FROM runs
      UNION SELECT sha256 FROM report_files
      """)
    faults += named.filter { !names.contains($0) }.map { "object \($0) is missing" }
    return faults
  }

  /// Drops that have no answer, or more than one.
  func answerFaults() throws -> [String] {
    func drops(_ condition: String) throws -> Int {
      try count(
        "SELECT count(*) FROM drops LEFT JOIN jobs ON jobs.id = drops.job WHERE \(condition)")
    }
    let done = try drops(
      "outcome = 'duplicate' OR (outcome = 'accepted' AND state = 'COMPLETED')")
    let failed = try drops(
      "outcome = 'accepted' AND state IN ('FAILED', 'TIMEOUT', 'OUT_OF_MEMORY', 'CANCELLED')")
    let rejected = try drops("outcome = 'rejected'")
    let found = (
      done: try laboratory.names("inbox/done").count,
      failed: try laboratory.names("inbox/failed").count,
      rejected: try laboratory.names("inbox/rejected").count
    )
    var faults: [String] = []
    if found.done != done { faults.append("\(found.done) files in done/ for \(done) drops") }
    if found.failed != failed {
      faults.append("\(found.failed) files in failed/ for \(failed) drops")
    }
    // The drop and its reason.
    if found.rejected != 2 * rejected {
      faults.append("\(found.rejected) files in rejected/ for \(rejected) drops")
    }
    return faults
  }

  /// Completed jobs the index does not lead to.
  func indexFaults() throws -> [String] {
    let reports = try strings("SELECT report FROM jobs WHERE state = 'COMPLETED'")
    guard !reports.isEmpty else { return [] }
    let index = laboratory.text("reports/index.md") ?? ""
    return reports.filter { report in
      let folder = report.split(separator: "/").last ?? ""
      return !index.contains("\(folder)/report.md")
    }.map { "the index does not name \($0)" }
  }

  /// What lies around that should not.
  func folderFaults() throws -> [String] {
    let own: Set<String> = [".claimed", ".incoming", ".lock", ".gitkeep"]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: laboratory.path)
    let hidden = paths.filter { path in
      let name = String(path.split(separator: "/").last ?? "")
      return name.hasPrefix(".") && !own.contains(name)
    }
    let inside = try laboratory.names("inbox/.claimed").map { "inbox/.claimed/\($0)" }
    let incoming = try laboratory.names("ledger/objects/.incoming").map {
      "ledger/objects/.incoming/\($0)"
    }
    let waiting = try drops().map { "inbox/\($0)" }
    return (hidden + inside + incoming + waiting).sorted().map { "left behind: \($0)" }
  }

  /// Tables, figures, predictions and models of all reports by the name of their job, whatever its
  /// number: what must be the same bytes in every root.
  func evidence() throws -> [String: Data] {
    var evidence: [String: Data] = [:]
    for (path, data) in try laboratory.files(below: "reports") {
      guard !path.hasSuffix(".md"), let dash = path.firstIndex(of: "-") else { continue }
      evidence[String(path[path.index(after: dash)...])] = data
    }
    return evidence
  }
}
