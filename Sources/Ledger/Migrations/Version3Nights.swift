internal import Digests
internal import GRDB

/// What jobs of version 2 have of earlier ones: where their runs came from, what their data is, and which
/// nights of their sweep they have seen.
struct Version3Nights {
  let database: Database

  func fill() throws {
    try fillOrigins()
    let jobs = try Row.fetchAll(
      database,
      sql: "SELECT id, bundle_sha256, specification_json FROM jobs WHERE state <> 'REJECTED'")
    for job in jobs {
      let digest = try dataset(
        specification: job["specification_json"] ?? "", bundle: job["bundle_sha256"] ?? "")
      try database.execute(
        sql: "UPDATE jobs SET dataset_sha256 = ? WHERE id = ?",
        arguments: [digest, job["id"] as Int])
    }
    let sealed = try Row.fetchAll(
      database, sql: "SELECT id, job FROM events WHERE kind = 'SEALED' ORDER BY id")
    for event in sealed { try record(job: event["job"], sealedBy: event["id"]) }
  }

  private func fillOrigins() throws {
    try database.execute(
      sql: """
        UPDATE job_runs SET origin = CASE
          WHEN reused = 0 THEN 'computed'
          WHEN EXISTS (SELECT 1 FROM job_runs AS earlier
            WHERE earlier.run = job_runs.run AND earlier.job = job_runs.job
              AND earlier.ordinal < job_runs.ordinal) THEN 'shared'
          WHEN (SELECT rerun FROM jobs WHERE id = job_runs.job) = 1 THEN 'repeated'
          WHEN (SELECT attempts.job FROM runs JOIN attempts ON attempts.id = runs.attempt
            WHERE runs.key = job_runs.run) = job_runs.job THEN 'shared'
          ELSE 'reused' END
        WHERE run IS NOT NULL
        """)
  }

  // MARK: - Data

  /// The canonical `data:` without its split, and the bytes of the files it names; `nil` where there is
  /// none, or a file is not there.
  private func dataset(specification json: String, bundle: String) throws -> String? {
    guard
      let section = try String.fetchOne(
        database,
        sql: """
          SELECT json_remove(CASE WHEN json_valid(?) THEN json_extract(?, '$.data') END, '$.split')
          """, arguments: [json, json])
    else { return nil }
    let files = try String.fetchSet(
      database,
      sql: """
        SELECT atom FROM json_tree(?)
        WHERE key IN ('file', 'classes') AND type = 'text' AND atom <> ''
        """, arguments: [section])
    var lines = ["retort data 1", section]
    for file in files.sorted() {
      let digest = try String.fetchOne(
        database,
        sql:
          "SELECT sha256 FROM members WHERE bundle_sha256 = ? AND name = ? ORDER BY ordinal DESC",
        arguments: [bundle, file])
      guard let digest else { return nil }
      lines.append("member \(file.utf8.count):\(file) \(digest)")
    }
    return Digest(of: lines.joined(separator: "\n")).hex
  }

  // MARK: - Nights

  private func record(job: Int, sealedBy event: Int) throws {
    let previous = try Int.fetchOne(
      database,
      sql: """
        SELECT events.job FROM jobs AS own
        CROSS JOIN jobs ON jobs.name = own.name
        CROSS JOIN events ON events.job = jobs.id AND events.kind = 'SEALED'
        WHERE own.id = ? AND events.id < ?
        ORDER BY events.id DESC LIMIT 1
        """, arguments: [job, event])
    try database.execute(
      sql: """
        INSERT INTO nights (job, previous_job, changed, computed_runs, reused_runs)
        SELECT ?, ?, ?, CAST(total(origin IN ('computed', 'repeated')) AS INTEGER),
          CAST(total(origin = 'reused') AS INTEGER)
        FROM job_runs WHERE job = ?
        """,
      arguments: [job, previous, try previous.map { try changes(from: $0, to: job) }, job])
  }

  private static let words = ["data", "specification", "engine", "numerics", "build"]

  /// In words, what is not the same in two jobs; `nothing` where all is.
  private func changes(from earlier: Int, to job: Int) throws -> String {
    let (before, now) = (try traits(ofJob: earlier), try traits(ofJob: job))
    let changed = Self.words.filter { before[$0] != now[$0] }
    return changed.isEmpty ? "nothing" : changed.joined(separator: ", ")
  }

  private func traits(ofJob job: Int) throws -> [String: String] {
    let own = try Row.fetchOne(
      database,
      sql: """
        SELECT dataset_sha256, iif(json_valid(specification_json),
          json_remove(specification_json, '$.data')
            || json_extract(specification_json, '$.data.split'), specification_json) AS rest
        FROM jobs WHERE id = ?
        """, arguments: [job])
    var traits: [String: String] = [:]
    traits["data"] = own?["dataset_sha256"]
    traits["specification"] = own?["rest"]
    // Kernel levels that give the same bits are no change.
    let environment = try Row.fetchOne(
      database,
      sql: """
        SELECT engine_version AS engine, retort_version || char(10) || build AS build,
          threads || CASE
            WHEN engine_version < 2 THEN blas_version || ', ' || blas_core || ', ' || kernel_level
            WHEN kernel_level IN ('x86-64-v3', 'x86-64-v4') THEN 'fma'
            ELSE kernel_level END AS numerics
        FROM attempts JOIN environments ON environments.id = attempts.environment
        WHERE attempts.job = ? ORDER BY attempts.id DESC LIMIT 1
        """, arguments: [job])
    guard let environment else { return traits }
    for word in ["engine", "numerics", "build"] {
      traits[word] = "\(environment[word] as DatabaseValue)"
    }
    return traits
  }
}
