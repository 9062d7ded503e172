/// What happened, in order: events, and the versions a ledger has come through.
enum HistoryTables {
  static let all = [events, migrations]

  static let indexes = [
    "CREATE INDEX events_by_job ON events (job)",
    "CREATE UNIQUE INDEX one_seal_a_job ON events (job) WHERE kind = 'SEALED'",
  ]

  static let rules = SchemaRule.writtenOnce(
    "events", keys: [["id"]],
    or: "NEW.kind = 'SEALED' AND kind = 'SEALED' AND job = NEW.job")

  static let events = SchemaObject(
    "events", "History; rows are only ever added.",
    sql: """
      CREATE TABLE events (
        -- Number of the event, growing.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        -- UTC.
        at TEXT NOT NULL CHECK (length(at) = 24),
        -- The job it is about, where there is one.
        job INTEGER REFERENCES jobs (id),
        -- `information`, `warning` or `error`.
        level TEXT NOT NULL CHECK (level IN ('information', 'warning', 'error')),
        -- One word: `SEALED`, `STATE`, `DUPLICATE`, `DIFFERS` …
        kind TEXT NOT NULL CHECK (kind <> ''),
        -- What happened.
        message TEXT NOT NULL,
        -- A digest the event vouches for; of `SEALED`, the one over all result rows.
        sha256 TEXT CHECK (length(sha256) = 64),
        -- Of `SEALED`: the rule the digest follows; NULL is the first, of schema versions 1 to 4.
        form INTEGER CHECK (form > 1),
        CHECK (kind <> 'SEALED' OR (job IS NOT NULL AND sha256 IS NOT NULL))
      ) STRICT
      """)

  static let migrations = SchemaObject(
    "grdb_migrations", "Versions of the schema this ledger has come to, step by step.",
    sql: """
      CREATE TABLE grdb_migrations (
        -- Name of the step.
        identifier TEXT NOT NULL PRIMARY KEY
      ) STRICT
      """)
}
