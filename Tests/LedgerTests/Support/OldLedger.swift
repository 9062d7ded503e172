import Foundation
import GRDB

@testable import Ledger

/// A ledger as an earlier version left it: two nights of one sweep, a refused drop and a duplicate.
///
/// Its seals were computed beside Retort, from the rows below in the form ``ResultDigest`` names.
final class OldLedger {
  static let answeredAt = "2026-03-01T06:00:00.000Z"
  static let seals = [
    "2f3576e109202379b9a24779fb67ab162a62cc2893bc0c6ff985fa2cbe00f915",
    "095f256a3260515ca42ce44422720328cdad86ab46f99ea521c88577971ae199",
  ]

  private let folder: TemporaryFolder
  var directory: String { folder.path }

  /// What a Retort of schema version 4 wrote: `Tests/Fixtures/ledgers`.
  convenience init(dumped name: String) throws {
    try self.init { database in
      let dump = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/ledgers/\(name).sql")
      try database.execute(sql: String(contentsOf: dump, encoding: .utf8))
    }
  }

  private init(_ write: (Database) throws -> Void) throws {
    folder = try TemporaryFolder()
    _ = try ObjectStore.create(in: folder.path)
    let queue = try DatabaseQueue(path: "\(folder.path)/retort.sqlite")
    try queue.writeWithoutTransaction(write)
    try queue.close()
  }

  convenience init(version: Int) throws {
    try self.init { database in
      let statements = OldSchemas.statements(version: version)
      for statement in statements.prefix(3) { try database.execute(sql: statement) }
      try database.execute(sql: Self.intake + Self.runs + Self.conclusions)
      for statement in statements.dropFirst(3) { try database.execute(sql: statement) }
      try database.execute(
        sql: "PRAGMA application_id = \(0x5274_7274); PRAGMA user_version = \(version)")
    }
  }

  /// Rows of a query as they are before anything opens the ledger.
  func answer(_ query: String) throws -> [String] {
    let queue = try DatabaseQueue(path: "\(directory)/retort.sqlite")
    let rows = try queue.read { database in
      try Row.fetchAll(database, sql: query).map { row in
        row.databaseValues.map(Ledger.text).joined(separator: "|")
      }
    }
    try queue.close()
    return rows
  }

  /// A digest made of one sign.
  static func name(_ sign: String) -> String { String(repeating: sign, count: 64) }

  private static let moment = "'2026-03-01T05:00:00.000Z'"
  private static let json = """
    {"data":{"pixels":{"file":"pixels.npy"},"split":{"seed":1}},"training":{"epochs":60}}
    """

  private static let intake = """
    INSERT INTO drops VALUES (1, 'a', 'sweep.tar', \(moment), NULL, NULL, NULL),
      (2, 'b', 'sweep.tar', \(moment), NULL, NULL, NULL),
      (3, 'c', 'broken.tar', \(moment), NULL, NULL, NULL),
      (4, 'd', 'sweep.tar', \(moment), NULL, NULL, NULL);
    INSERT INTO bundles VALUES ('\(name("b"))', 100, \(moment));
    INSERT INTO objects VALUES ('\(name("5"))', 10, \(moment)), ('\(name("6"))', 20, \(moment)),
      ('\(name("7"))', 30, \(moment)), ('\(name("8"))', 40, \(moment));
    INSERT INTO members VALUES ('\(name("b"))', 0, 'job.yaml', '\(name("5"))', 10),
      ('\(name("b"))', 1, 'pixels.npy', '\(name("6"))', 20);
    INSERT INTO jobs (id, drop_id, name, slug, state, reason, priority, rerun, submitted_at,
      ended_at, content_sha256, bundle_sha256, specification_yaml, specification_json, report) VALUES
      (1, 1, 'sweep', 'sweep', 'COMPLETED', NULL, 0, 0, \(moment), \(moment), '\(name("c"))',
        '\(name("b"))', 'name: sweep', '\(json)', 'reports/0001-sweep'),
      (2, 2, 'sweep', 'sweep', 'COMPLETED', NULL, 0, 0, \(moment), \(moment), '\(name("e"))',
        '\(name("b"))', 'name: sweep', '\(json.replacing("60", with: "90"))', 'reports/0002-sweep'),
      (3, 3, 'broken.tar', '', 'REJECTED', 'not an archive', 0, 0, \(moment), \(moment), NULL, NULL,
        NULL, NULL, NULL);
    UPDATE drops SET outcome = 'accepted', job = id WHERE id < 3;
    UPDATE drops SET outcome = 'rejected', job = 3, reason = 'not an archive' WHERE id = 3;
    UPDATE drops SET outcome = 'duplicate', job = 2 WHERE id = 4;
    INSERT INTO settings VALUES (1, 'seeds', '1'), (2, 'seeds', '1'), (2, 'training.epochs', '90');
    """

  private static let runs = """
    INSERT INTO environments VALUES
      (1, '0.0.1', 'old', 1, '0.3.21', 'Haswell', 'x86-64-v3', 1, 'P');
    INSERT INTO attempts (id, kind, job, environment, started_at, ended_at, outcome) VALUES
      (1, 'worker', 1, 1, \(moment), \(moment), 'finished'),
      (2, 'worker', 2, 1, \(moment), \(moment), 'finished');
    INSERT INTO runs SELECT key, 'finished', NULL, '\(name("7"))', 1, 1, 1, 1.5, 1.5, 1, attempt,
      \(moment) FROM (SELECT '\(name("1"))' AS key, 1 AS attempt UNION SELECT '\(name("2"))', 1
        UNION SELECT '\(name("3"))', 1 UNION SELECT '\(name("4"))', 2);
    INSERT INTO metrics VALUES ('\(name("1"))', 0, 'test', 'accuracy', 0.875, 'finite'),
      ('\(name("2"))', 0, 'test', 'accuracy', 0.5, 'finite'),
      ('\(name("3"))', 0, 'test', 'accuracy', 0.75, 'finite'),
      ('\(name("4"))', 0, 'test', 'accuracy', 0.25, 'finite');
    INSERT INTO verdict_decisions VALUES (1, 0, 'pixels', 'morphology', '', 'ksg', 400, 1.5, 1.0,
      0.5, NULL, NULL, NULL, 'distil', 'because', 1, NULL, \(moment));
    INSERT INTO information_estimates VALUES (1, 0, 0, 'pixels', 'morphology', 'I(T;S)', 'ksg', 1.5,
      NULL, NULL, 400, 3, NULL);
    INSERT INTO job_runs (job, ordinal, run, arm, teacher, student, variant, method, seed, reused)
    VALUES (1, 0, '\(name("1"))', 'teacher', 'pixels', '', '', '', 0, 0),
      (1, 1, '\(name("2"))', 'student', '', 'morphology', '', '', 0, 0),
      (1, 2, '\(name("3"))', 'distilled', 'pixels', 'morphology', 'lambda=1', 'hinton', 0, 0),
      (2, 0, '\(name("1"))', 'teacher', 'pixels', '', '', '', 0, 1),
      (2, 1, '\(name("4"))', 'student', '', 'morphology', '', '', 0, 0),
      (2, 2, '\(name("4"))', 'smoothed', '', 'morphology', '', '', 0, 1),
      (2, 3, NULL, 'distilled', 'pixels', 'morphology', 'lambda=1', 'hinton', 0, 0);
    """

  private static let conclusions = """
    INSERT INTO comparisons (job, ordinal, teacher, student, variant, method, split, metric, seeds,
      rows, gain, gain_lower, gain_upper, outcome, claim, selected) VALUES
      (1, 0, 'pixels', 'morphology', 'lambda=1', 'hinton', 'test', 'accuracy', 1, 100, 0.25, 0.125,
        0.375, 'helps', 0, 1),
      (2, 0, 'pixels', 'morphology', 'lambda=1', 'hinton', 'test', 'accuracy', 1, 100, 0.5, 0.375,
        0.625, 'helps', 0, 1);
    INSERT INTO summaries (job, ordinal, section, item, label, teacher, student, variant, text)
    VALUES
      (1, 0, 'conclusion', '', '', '', '', '', 'Distil.'),
      (2, 0, 'conclusion', '', '', '', '', '', 'Again.');
    INSERT INTO curves VALUES (1, 0, 'student', '', 'morphology', '', 0, 1, 2.5, NULL, 0.5);
    INSERT INTO report_files VALUES (1, 0, 'predictions.csv', '\(name("8"))');
    INSERT INTO events (at, job, level, kind, message, sha256) VALUES
      (\(moment), 1, 'information', 'STATE', 'QUEUED', NULL),
      (\(moment), 1, 'information', 'SEALED', 'all result rows are final', '\(seals[0])'),
      ('\(answeredAt)', 1, 'information', 'ANSWERED', 'its answer is written', NULL),
      (\(moment), 2, 'information', 'SEALED', 'all result rows are final', '\(seals[1])');
    """
}
