internal import GRDB

/// A sealed job set against the last job of its name that was sealed before it. Later jobs change
/// nothing about it.
public struct Night: Sendable, Hashable, Codable {
  public var previousJob: Int
  /// When the previous one was dropped.
  public var previousSubmittedAt: Timestamp
  /// What is not the same: `data`, `specification`, `engine`, `numerics`, `build`; empty where all is.
  public var changes: [String]
  /// In the order of the plan.
  public var rows: [NightRow]

  public init(
    previousJob: Int, previousSubmittedAt: Timestamp, changes: [String], rows: [NightRow]
  ) {
    self.previousJob = previousJob
    self.previousSubmittedAt = previousSubmittedAt
    self.changes = changes
    self.rows = rows
  }
}

/// A row of the view `nightly`.
public struct NightRow: Sendable, Hashable, Codable {
  public var teacher: String
  public var student: String
  /// Setting of the sweep in words; empty where none is swept.
  public var setting: String
  /// Begins with the setting.
  public var variant: String
  /// `nil` where the previous night had nothing to set this against.
  public var variantThen: String?
  public var split: String
  public var metric: String
  public var selected: Bool
  public var gainThen: Double?
  public var gain: Double?
  public var difference: Double?
  public var differenceLower: Double?
  public var differenceUpper: Double?
  /// Whether the interval of the difference leaves 0 out; `nil` where there is none.
  public var moved: Bool?
  public var outcomeThen: String?
  public var outcome: String?
  public var verdictThen: String?
  public var verdict: String?

  public init(
    teacher: String, student: String, setting: String = "", variant: String,
    variantThen: String? = nil, split: String, metric: String, selected: Bool
  ) {
    self.teacher = teacher
    self.student = student
    self.setting = setting
    self.variant = variant
    self.variantThen = variantThen
    self.split = split
    self.metric = metric
    self.selected = selected
  }
}

extension Night {
  /// `nil` for the first job of a name, and for one that is not sealed.
  static func fetch(_ database: Database, job: Int) throws -> Night? {
    guard
      let night = try Row.fetchOne(
        database,
        sql: """
          SELECT nights.previous_job, nights.changed, jobs.submitted_at FROM nights
          JOIN jobs ON jobs.id = nights.previous_job WHERE nights.job = ?
          """, arguments: [job])
    else { return nil }
    let changed: String = night["changed"]
    return Night(
      previousJob: night["previous_job"], previousSubmittedAt: try night.moment("submitted_at"),
      changes: changed == "nothing"
        ? [] : changed.split(separator: ",").map { String($0.drop { $0 == " " }) },
      rows: try Row.fetchAll(
        database, sql: "SELECT * FROM nightly WHERE job = ? ORDER BY ordinal", arguments: [job]
      ).map { NightRow($0) })
  }
}

extension NightRow {
  init(_ row: Row) {
    self.init(
      teacher: row["teacher"], student: row["student"], setting: row["setting"],
      variant: row["variant"], variantThen: row["variant_then"], split: row["split"],
      metric: row["metric"],
      selected: row["selected"])
    gainThen = row["gain_then"]
    gain = row["gain"]
    difference = row["difference"]
    differenceLower = row["difference_lower"]
    differenceUpper = row["difference_upper"]
    moved = row["moved"]
    outcomeThen = row["outcome_then"]
    outcome = row["outcome"]
    verdictThen = row["verdict_then"]
    verdict = row["verdict"]
  }
}
