internal import GRDB
internal import Records

/// What is written down with a seal about the jobs before it.
extension Database {
  /// Sets a job beside the last one of its name that was sealed before it.
  ///
  /// - Parameter event: the number of its own seal.
  func recordNight(job: Int, sealedBy event: Int) throws {
    let previous = try Int.fetchOne(
      self,
      sql: """
        SELECT events.job FROM jobs AS own
        CROSS JOIN jobs ON jobs.name = own.name
        CROSS JOIN events ON events.job = jobs.id AND events.kind = 'SEALED'
        WHERE own.id = ? AND events.id < ?
        ORDER BY events.id DESC LIMIT 1
        """, arguments: [job, event])
    let counts = try Row.fetchOne(
      self,
      sql: """
        SELECT total(origin IN ('computed', 'repeated')) AS computed,
          total(origin = 'reused') AS reused
        FROM job_runs WHERE job = ?
        """, arguments: [job])
    try insert(
      into: "nights",
      [
        "job": job, "previous_job": previous,
        "changed": try previous.map { try changes(from: $0, to: job) },
        "computed_runs": counts.map { Int($0["computed"] as Double) } ?? 0,
        "reused_runs": counts.map { Int($0["reused"] as Double) } ?? 0,
      ])
  }

  /// In words, what is not the same in two jobs; `nothing` where all is.
  private func changes(from earlier: Int, to job: Int) throws -> String {
    let (before, now) = (try traits(ofJob: earlier), try traits(ofJob: job))
    let changed = NightTraits.words.filter { before.values[$0] != now.values[$0] }
    return changed.isEmpty ? "nothing" : changed.joined(separator: ", ")
  }

  private func traits(ofJob job: Int) throws -> NightTraits {
    var traits = NightTraits()
    let own = try Row.fetchOne(
      self,
      sql: """
        SELECT dataset_sha256, iif(json_valid(specification_json),
          json_remove(specification_json, '$.data')
            || json_extract(specification_json, '$.data.split'), specification_json) AS rest
        FROM jobs WHERE id = ?
        """, arguments: [job])
    traits.values["data"] = own?["dataset_sha256"]
    traits.values["specification"] = own?["rest"]
    let environment = try Row.fetchOne(
      self,
      sql: """
        SELECT environments.* FROM attempts
        JOIN environments ON environments.id = attempts.environment
        WHERE attempts.job = ? ORDER BY attempts.id DESC LIMIT 1
        """, arguments: [job])
    guard let environment else { return traits }
    func words(_ columns: String...) -> String {
      columns.map { "\(environment[$0] as DatabaseValue)" }.joined(separator: "\n")
    }
    traits.values["engine"] = words("engine_version")
    // Kernel levels that give the same bits are no change.
    traits.values["numerics"] = words("threads") + EnvironmentRecord(environment).numerics
    traits.values["build"] = words("retort_version", "build")
    return traits
  }

  /// Counts who has looked at a job's test rows before; it is about to be sealed.
  func countLooks(job: Int) throws {
    try execute(
      sql: """
        UPDATE test_sets SET
          looks = (SELECT count(*) FROM test_sets AS earlier
            WHERE earlier.sha256 = test_sets.sha256 AND earlier.looks IS NOT NULL),
          other_contents = (SELECT count(DISTINCT jobs.content_sha256) FROM test_sets AS earlier
            JOIN jobs ON jobs.id = earlier.job
            WHERE earlier.sha256 = test_sets.sha256 AND earlier.looks IS NOT NULL
              AND jobs.content_sha256 <> (SELECT content_sha256 FROM jobs AS own
                WHERE own.id = test_sets.job))
        WHERE job = ?
        """, arguments: [job])
  }
}

/// What a night may have other than the one before.
private struct NightTraits {
  /// In the order they are told.
  static let words = ["data", "specification", "engine", "numerics", "build"]

  var values: [String: String] = [:]
}
