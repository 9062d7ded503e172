/// `docs/ledger.md`, made from the schema and the cookbook, so that it cannot drift from them.
public enum LedgerDocumentation {
  public static let queries: [CookbookQuery] = Cookbook.all

  public static var markdown: String {
    """
    # The ledger

    <!-- Generated from Sources/Ledger/Schema and Sources/Ledger/Documentation. To write it again:
         RETORT_REGENERATE=1 swift test --filter LedgerDocumentationTests -->

    A ledger is a folder: `\(LedgerFile.name)` holds everything one asks about, `objects/` holds \
    the files it names, each under the SHA-256 of its bytes. It outlives the daemon, and needs no \
    Retort to be read: SQLite 3.37 or later with its mathematical functions (Debian's `sqlite3`) \
    is enough.

        sqlite3 -readonly -box ledger/\(LedgerFile.name) "SELECT * FROM job_list"

    Reading is fine in every state of the daemon: while it works, idles, has stopped or was killed, \
    also for users who may not write the folder, as long as they may read it. A long reading \
    transaction never makes the daemon wait; it only lets `\(LedgerFile.name)-wal` grow until it \
    ends. Keep to `-readonly`: writing is the daemon's alone, and `sqlite3` without it may remove \
    `-wal` and `-shm` when it leaves, which those who may not write need for reading. \
    `-cmd '.timeout 5000'` waits out the moment in which a daemon starts or stops. The views are the \
    public interface: columns may be added at their ends and never change meaning. The tables \
    below them may change with a new schema version (`PRAGMA user_version`, now \
    \(Schema.version)). `.schema NAME` shows the same words as this page, with types and rules.

    ## Conventions

    - Times are UTC text, `2026-08-01T12:30:05.250Z`: text order is time order. They \
    are what the machine's clock said, also where it was set back: what came first, the growing \
    numbers of jobs, attempts and events tell.
    - Digests are SHA-256 in lower-case hexadecimal. A `run` is named by its key: the digest of \
    everything that determines its numbers. Equal keys are the same computation, in any ledger.
    - `ordinal` is the place in a job's plan, fixed before anything ran. Sort by it and nothing \
    depends on which run finished first.
    - `value` is NULL exactly when `value_kind` is not `finite`. Other numbers are NULL where \
    there is no finite number.
    - Arms are rows of `arms`: what they are, what they learn from and what is expected of them. `cell` is \
    the number of a cell of the sweep in `cells`, where its values can be asked for one by one; \
    `setting` and `variant` say the same in words, for people.
    - Gains are oriented so that + is better, whatever the metric. Information is in nats.
    - Yes and no are 1 and 0.

    ## Nights

    Jobs of one name are the nights of one sweep, whatever they hold: what is not the same is what the \
    view `nightly` tells. A night is a job that was sealed; it is set against the last job of its name \
    that was sealed before it, once and for all, so that no report changes when later jobs arrive. A \
    drop with nothing new is no night: it is answered with the job that has its content, which counts \
    it under `duplicates`. Going back to an earlier content is nothing new either. A difference moved \
    when its interval leaves out 0; where nights share rows or seeds the interval is too wide, never too \
    narrow.

    ## Questions and answers

    \(queries.map(Self.section).joined(separator: "\n\n"))

    ## Views

    \(Schema.views.map(Self.section).joined(separator: "\n\n"))

    ## Tables

    \(Schema.tables.map(Self.section).joined(separator: "\n\n"))

    ## Rules the database keeps

    \(Schema.rules.map { "- \($0.purpose)" }.joined(separator: "\n"))

    ## Sealing

    When the last run of a job is committed, intervals, tests and summaries are computed once and \
    stored, and the event `SEALED` holds a SHA-256 over all result rows: the arms and cells of the \
    plan, its runs with what each of them left, results, comparisons and their controls, information, \
    verdicts, summaries, facts, curves and report files, in the order of the plan. Times, attempts and \
    job numbers are left out, so that the same bundle computed with the same build has the same seal in every \
    root. The report prints it. Beside it stands the rule it follows (`events.form`): jobs that were sealed \
    before schema version 5 keep the digest of their time, over results, comparisons, information, \
    verdicts and summaries, and are checked by that rule.

    """
  }

  private static func section(_ query: CookbookQuery) -> String {
    let note = query.note.isEmpty ? "" : "\(query.note)\n\n"
    return "### \(query.question)\n\n\(note)```sh\n\(query.command)\n```"
  }

  private static func section(_ object: SchemaObject) -> String {
    let rows = object.columns.map { "| `\($0.name)` | \(cell($0.meaning)) |" }
    return "### `\(object.name)`\n\n\(object.purpose)\n\n| column | meaning |\n|---|---|\n"
      + rows.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
