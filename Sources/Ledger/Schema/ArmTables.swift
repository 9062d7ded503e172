/// What a plan is made of: its arms, and the cells its places lie in.
enum ArmTables {
  static let all = [arms, cells]

  static let rules =
    SchemaRule.writtenOnce("arms", keys: [["job", "ordinal"], ["job", "arm"]])
    + SchemaRule.writtenOnce("cells", keys: [["job", "cell", "ordinal"], ["job", "cell", "key"]])
    + [
      SchemaRule(
        "A run is planned for an arm that its job describes.",
        sql: """
          CREATE TRIGGER planned_arms_are_described BEFORE INSERT ON job_runs
          WHEN NOT EXISTS (SELECT 1 FROM arms WHERE job = NEW.job AND arm = NEW.arm)
          BEGIN SELECT RAISE(ABORT, 'a run is planned for an arm that is described'); END
          """)
    ]

  static let arms = SchemaObject(
    "arms",
    "The arms of each job's plan: what they are, what is expected of them, and how a report speaks of "
      + "them. Of jobs older than schema version 5, what was known of their words.",
    sql: """
      CREATE TABLE arms (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order in which tables name them, from 0.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- The word for it in all other tables: `teacher`, `class-mean`.
        arm TEXT NOT NULL CHECK (arm <> ''),
        -- `teacher`; `reference`: learns from no teacher; `part`: serves others; `distilled`; or
        -- `control`: as distilled, with something taken from what it learns from.
        kind TEXT NOT NULL CHECK (kind IN ('teacher', 'reference', 'part', 'distilled', 'control')),
        -- What it learns from, in words.
        learns_from TEXT NOT NULL,
        -- `none`, `does not gain` (and stays below) or `stays below distilled`.
        expectation TEXT NOT NULL
          CHECK (expectation IN ('none', 'does not gain', 'stays below distilled')),
        -- 1: a claim needs the distilled student to beat it. The first of a job is the student alone.
        is_reference INTEGER NOT NULL CHECK (is_reference IN (0, 1)),
        -- The clause of a sentence: `whose teacher rows are shuffled over all rows`.
        meaning TEXT NOT NULL,
        -- Which inputs a report's table names beside the word: `teacher`, `student`, `both` or none.
        sees TEXT NOT NULL CHECK (sees IN ('', 'teacher', 'student', 'both')),
        -- What stands in brackets behind its word in a sentence; empty where nothing does.
        aside TEXT NOT NULL,
        -- Its name in a figure.
        label TEXT NOT NULL,
        -- What a gain may be that does not clear it.
        advice TEXT NOT NULL,
        -- How it was tuned, after its name; empty where it takes over the distilled arm's.
        tuning TEXT NOT NULL,
        -- How much of a teacher is left in it, from 0: nothing.
        remains INTEGER NOT NULL CHECK (remains >= 0),
        PRIMARY KEY (job, ordinal),
        UNIQUE (job, arm)
      ) STRICT, WITHOUT ROWID
      """)

  static let cells = SchemaObject(
    "cells",
    "The cells of each job's sweep, value by value: what `setting` and `variant` say in words. A row of "
      + "another table whose `cell` is NULL lies in none.",
    sql: """
      CREATE TABLE cells (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Number of the cell in its job, from 0.
        cell INTEGER NOT NULL CHECK (cell >= 0),
        -- Order of the sweep, from 0.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- Swept key: `training.epochs`; `method.lambda` of an option of the method, among which one is
        -- chosen. Empty for the part.
        key TEXT NOT NULL,
        -- The value, as its kind says; flags are 1 and 0.
        value ANY NOT NULL CHECK (typeof(value) <> 'blob'),
        -- `number`, `integer`, `text`, `flag`; `part`: words that are no value, as `selected`.
        value_kind TEXT NOT NULL
          CHECK (value_kind IN ('number', 'integer', 'text', 'flag', 'part')),
        PRIMARY KEY (job, cell, ordinal),
        UNIQUE (job, cell, key),
        CHECK ((key = '') = (value_kind = 'part'))
      ) STRICT, WITHOUT ROWID
      """)
}
