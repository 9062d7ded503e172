import Ledger
import PlainText
import Records
import Reports

/// The numbers of a job that match.
struct FilteredNumbers {
  var ledger: Ledger
  var job: Int
  var filters: ShowFilters

  func say(asJSON: Bool) throws {
    guard let arm = filters.arm else { return try sayGains(asJSON: asJSON) }
    let known = try ledger.plannedArms(job: job)
    guard known.contains(arm) else {
      throw CommandFailure(
        RetortExit.usage,
        "job \(job) has no arm '\(arm)'\nits arms are: \(known.joined(separator: ", "))")
    }
    let filter = filters.gains
    let rows = try ledger.seedStatistics(job: job, arm: arm).filter {
      filter.matches(
        teacher: $0.teacher, student: $0.student, method: $0.method, metric: $0.metric,
        cell: $0.cell)
    }
    guard !asJSON else {
      for row in rows { try JSONLine.say(LevelFact(row)) }
      return
    }
    Console.say(rows.isEmpty ? "no level of \(arm) matches" : levels(rows))
  }

  private func sayGains(asJSON: Bool) throws {
    let rows: [ComparisonRecord]
    do {
      rows = try filters.gains.matching(try ledger.gains(job: job))
    } catch let error as SweepTableError {
      throw CommandFailure(RetortExit.usage, "job \(job): \(error)")
    }
    guard !asJSON else {
      for row in rows { try JSONLine.say(GainFact(job: job, comparison: row)) }
      return
    }
    Console.say(rows.isEmpty ? "no comparison matches" : gains(rows))
  }

  private func gains(_ rows: [ComparisonRecord]) -> String {
    var table = TextTable([
      ("TEACHER → STUDENT", .left), ("", .left), ("VARIANT", .left), ("METRIC", .left),
      ("GAIN", .right), ("95 %", .left), ("TRANSFER", .right), ("P", .right), ("OUTCOME", .left),
    ])
    for row in rows {
      let interval =
        row.gainLower == nil ? "" : "\(signed(row.gainLower)) … \(signed(row.gainUpper))"
      table.append([
        "\(row.teacher) → \(row.student)", row.selected ? "▶" : "", row.variant, row.metric,
        signed(row.gain), interval, signed(row.transfer),
        (row.selected ? row.pValue : row.pAdjusted).map { FixedDecimal($0, decimals: 3).typeset }
          ?? "–", row.outcome ?? "–",
      ])
    }
    return table.text
      + "\n▶ chosen on validation; p of the others is adjusted for all that were tried"
  }

  private func levels(_ rows: [SeedStatisticRow]) -> String {
    var table = TextTable([
      ("TEACHER", .left), ("STUDENT", .left), ("VARIANT", .left), ("SPLIT", .left),
      ("METRIC", .left), ("MEAN", .right), ("SD", .right), ("SEEDS", .right),
    ])
    for row in rows {
      table.append([
        row.teacher, row.student, row.variant, row.split, row.metric, level(row.mean),
        level(row.standardDeviation),
        row.seedsWithoutValue == 0
          ? "\(row.seeds)" : "\(row.seeds) of \(row.seeds + row.seedsWithoutValue)",
      ])
    }
    return table.text
  }

  private func signed(_ value: Double?) -> String {
    value.map { FixedDecimal($0, decimals: 4).signed } ?? "–"
  }

  private func level(_ value: Double?) -> String {
    value.map { FixedDecimal($0, decimals: 4).typeset } ?? "–"
  }
}

/// A row of the view `kd_gain`, flat and with its column names.
private struct GainFact: Encodable {
  var job: Int
  var comparison: ComparisonRecord

  private enum Key: CodingKey { case job }

  /// The name of a column, which the encoder leaves as it is.
  private struct Column: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    try comparison.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(job, forKey: .job)
    var columns = encoder.container(keyedBy: Column.self)
    for column in GainColumn.all {
      try columns.encodeIfPresent(
        comparison.controls[arm: column.arm]?.gain, forKey: Column(stringValue: column.name))
    }
  }
}

/// A row of the view `seed_statistics`, with its column names.
private struct LevelFact: Encodable {
  var job: Int
  var arm: String
  var teacher: String
  var student: String
  var setting: String
  var variant: String
  var method: String
  var split: String
  var metric: String
  var seeds: Int
  var seedsWithoutValue: Int
  var mean: Double?
  var sd: Double?

  init(_ row: SeedStatisticRow) {
    job = row.job
    arm = row.arm
    teacher = row.teacher
    student = row.student
    setting = row.setting
    variant = row.variant
    method = row.method
    split = row.split
    metric = row.metric
    seeds = row.seeds
    seedsWithoutValue = row.seedsWithoutValue
    mean = row.mean
    sd = row.standardDeviation
  }
}
