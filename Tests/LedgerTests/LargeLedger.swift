import Digests
import GRDB
import Records

@testable import Ledger

/// A ledger that has seen many jobs: finished ones with 20 runs each, then refused ones. All share
/// one file of data with the jobs of ``SampleLedger``.
///
/// Rows are copied in SQL from one job that went its whole way through the ledger, so that thousands
/// take seconds.
struct LargeLedger {
  static let runsOfAJob = 20

  let sample: SampleLedger
  /// A finished job from the middle.
  let finishedJob: Int
  var ledger: Ledger { sample.ledger }

  init(finished: Int, refused: Int) throws {
    sample = try SampleLedger()
    let first = try sample.insertJob()
    _ = try sample.fill(job: first)
    try sample.ledger.complete(job: first, report: "reports/0001-digits")
    try sample.ledger.recordAnswer(job: first)
    finishedJob = max(1, finished / 2)
    try sample.ledger.write { database in
      let pixels = try String.fetchOne(
        database, sql: "SELECT sha256 FROM members WHERE name = 'pixels.npy'")
      try database.execute(
        sql: """
          CREATE TEMP TABLE copies AS
          WITH RECURSIVE numbers (number) AS (
            SELECT 2 UNION ALL SELECT number + 1 FROM numbers WHERE number < \(finished)
          ) SELECT number FROM numbers;
          CREATE TEMP TABLE places AS
          WITH RECURSIVE numbers (place) AS (
            SELECT 0 UNION ALL SELECT place + 1 FROM numbers WHERE place < \(Self.runsOfAJob - 1)
          ) SELECT place FROM numbers;
          """)
      for statement in Self.copies {
        try database.execute(sql: statement.replacing(":pixels", with: "'\(pixels ?? "")'"))
      }
      try database.execute(sql: "DROP TABLE temp.copies; DROP TABLE temp.places")
    }
    for number in 0..<refused {
      let drop = try ledger.recordDrop(claim: "bad \(number)", name: "bad.tar", receivedAt: .zero)
      _ = try ledger.recordRefusal(drop: drop.drop, reason: "not an archive")
    }
  }

  private static let moment = "'2026-08-01T12:30:05.250Z'"

  /// A digest of its own for a number of a kind.
  private static func digest(_ kind: Int, _ number: String) -> String {
    "printf('%08x%056x', \(kind), \(number))"
  }

  private static let copies: [String] = [
    """
    INSERT INTO objects (sha256, bytes, first_named_at) SELECT \(digest(1, "number")), 10, \(moment) FROM copies
    """,
    """
    INSERT INTO objects (sha256, bytes, first_named_at) SELECT \(digest(2, "number * 100 + place")), 10, \(moment) FROM copies, places
    """,
    "INSERT INTO bundles SELECT \(digest(3, "number")), 10, \(moment) FROM copies",
    """
    INSERT INTO members
    SELECT \(digest(3, "number")), 0, 'job.yaml', \(digest(1, "number")), 10 FROM copies
    """,
    """
    INSERT INTO members SELECT \(digest(3, "number")), 1, 'pixels.npy', :pixels, 10 FROM copies
    """,
    """
    INSERT INTO drops (id, claim, name, received_at)
    SELECT number, 'copy ' || number, 'digits.tar.zst', \(moment) FROM copies
    """,
    """
    INSERT INTO jobs (id, drop_id, name, slug, state, reason, priority, rerun, submitted_at, ended_at,
      content_sha256, bundle_sha256, specification_yaml, specification_json, report, answered_at,
      dataset_sha256)
    SELECT number, number, 'digits', 'digits', iif(number % 20 = 0, 'FAILED', 'COMPLETED'),
      iif(number % 20 = 0, 'the worker died', NULL), 0, 0, \(moment), \(moment),
      \(digest(4, "number")), \(digest(3, "number")), 'retort: 1', '{}',
      printf('reports/%04d-digits', number), \(moment), (SELECT dataset_sha256 FROM jobs WHERE id = 1)
    FROM copies
    """,
    "UPDATE drops SET outcome = 'accepted', job = id WHERE outcome IS NULL",
    """
    INSERT INTO settings SELECT number, settings.name, settings.value FROM copies, settings
    WHERE settings.job = 1
    """,
    """
    INSERT INTO attempts (id, kind, drop_id, job, environment, started_at, ended_at, outcome,
      exit_code, wall_seconds, cpu_seconds, peak_bytes)
    SELECT number * 2, 'intake', number, NULL, 1, \(moment), \(moment), 'finished', 0, 1, 1, 1
    FROM copies
    UNION ALL
    SELECT number * 2 + 1, 'worker', NULL, number, 1, \(moment), \(moment), 'finished', 0, 1, 1, 1
    FROM copies
    """,
    """
    INSERT INTO verdict_decisions
    SELECT number, ordinal, teacher, student, variant, estimator, rows, i_teacher_student,
      i_student_label, delta, delta_lower, delta_upper, delta_within, verdict, reason,
      teacher_better, teacher_temperature, decided_at, cell, key
    FROM copies, verdict_decisions WHERE job = 1
    """,
    """
    INSERT INTO runs SELECT \(digest(5, "number * 100 + place")), 'finished', NULL,
      \(digest(2, "number * 100 + place")), 100, 10, 7, 1, 1, 1048576, number * 2 + 1, \(moment)
    FROM copies, places
    """,
    """
    INSERT INTO metrics
    SELECT \(digest(5, "number * 100 + place")), metrics.ordinal, split, metric, value, value_kind
    FROM copies, places
    JOIN metrics ON metrics.run = (SELECT run FROM job_runs WHERE job = 1 AND ordinal = 0)
    """,
    """
    INSERT INTO arms SELECT number, ordinal, arm, kind, learns_from, expectation, is_reference,
      meaning, sees, aside, label, advice, tuning, remains
    FROM copies, arms WHERE job = 1
    """,
    """
    INSERT INTO cells SELECT number, cell, ordinal, key, value, value_kind
    FROM copies, cells WHERE job = 1
    """,
    """
    INSERT INTO job_runs
    SELECT number, place, \(digest(5, "number * 100 + place")), arm, teacher, student, variant,
      method, seed, 0, setting, stage, 'computed', cell, part, scope
    FROM copies, places JOIN job_runs ON job_runs.job = 1 AND job_runs.ordinal = place % 10
    """,
    """
    INSERT INTO comparisons
    SELECT number, ordinal, teacher, student, variant, method, split, metric, seeds, rows,
      student_mean, distilled_mean, gain, gain_lower, gain_upper, se_seeds, se_rows, p_value,
      p_adjusted, transfer, transfer_lower, transfer_upper, transfer_reference,
      fused_mean, outcome, claim, selected, setting, claim_p_value, student_variant,
      distilled_variant, cell
    FROM copies, comparisons WHERE job = 1
    """,
    """
    INSERT INTO comparison_controls
    SELECT number, comparison, ordinal, arm, part, gain, lower, upper, held
    FROM copies, comparison_controls WHERE job = 1
    """,
    """
    INSERT INTO summaries
    SELECT number, place, iif(place = 0, 'conclusion', 'arm'), '', '', '', '', '', place, NULL, NULL,
      NULL, NULL, 'Distil.', '', NULL
    FROM copies, places
    """,
    """
    INSERT INTO nights SELECT number, number - 1, 'nothing', 10, 0 FROM copies
    """,
    """
    INSERT INTO events (at, job, level, kind, message, sha256, form)
    SELECT at, number, level, kind, message, sha256, form FROM copies, events WHERE events.job = 1
    """,
  ]
}
