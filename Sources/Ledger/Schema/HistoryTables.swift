/// What happened, in order: events.
enum HistoryTables {
  static let all = [events]

  static let indexes = [
    "CREATE INDEX events_by_job ON events (job)",
    "CREATE UNIQUE INDEX one_seal_a_job ON events (job) WHERE kind = 'SEALED'",
  ]

  static let rules = SchemaRule.writtenOnce("events")

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
        CHECK (kind <> 'SEALED' OR (job IS NOT NULL AND sha256 IS NOT NULL))
      ) STRICT
      """)
}
