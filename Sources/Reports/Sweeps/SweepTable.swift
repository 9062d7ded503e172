import Records

/// The table people put into papers: one number of a sweep a cell, rows and columns by any two keys.
///
///     let table = try SweepTable(gains, arms: levels, SweepTableRequest(rows: ["teacher"], columns: ["student"]))
///     print(table.markdown)
///
/// A cell shows the variant chosen on validation, unless options of the method are asked for: then
/// each cell shows its own variant, the chosen ones marked. A place that more than one number could
/// take is an error, never a silent choice.
public struct SweepTable: Sendable {
  let rowKeys: [SweepKey]
  let columnKeys: [SweepKey]
  /// A value a key, in the order of the plan.
  let rows: [[String]]
  let columns: [[String]]
  let metric: ReportedMetric
  /// `nil` where arms are asked for.
  let value: SweepTableRequest.Value?
  let split: String
  let conditions: [(key: SweepKey, value: String)]
  /// Whether every cell is the variant chosen on validation.
  let isOfSelected: Bool
  /// Whether the split was drawn several times and every cell is a mean over the draws.
  let isOverDraws: Bool
  /// Rows of the plan that have no value of a key that is asked for.
  let unplaced: [SweepRow]
  private let numbers: [Place: SweepRow]

  private struct Place: Hashable {
    var row: [String]
    var column: [String]
  }

  /// - Parameters:
  ///   - gains: the job's comparisons.
  ///   - arms: its summaries of the section `arm`.
  ///   - draws: settings that are draws of a repeated split. Only their means are shown, unless a key
  ///     that tells them apart is asked for.
  public init(
    _ gains: [ComparisonRecord], arms: [SummaryRecord], draws: Set<String> = [],
    _ request: SweepTableRequest
  ) throws(SweepTableError) {
    guard let first = gains.first else { throw .noComparisons }
    let metrics = gains.map(\.metric).withoutRepeats
    let splits = gains.map(\.split).withoutRepeats
    let name = request.metric ?? first.metric
    guard metrics.contains(name) else { throw .unknownMetric(name, known: metrics) }
    guard splits.contains(request.split) else { throw .unknownSplit(request.split, known: splits) }
    let keys = SweepKeys(gains)
    rowKeys = try keys.resolved(request.rows)
    columnKeys = try keys.resolved(request.columns)
    if let twice = (rowKeys + columnKeys).firstRepeated { throw .repeatedKey("\(twice)") }
    let kept = try keys.resolved(request.conditions.map(\.key))
    conditions = zip(kept, request.conditions).map { (key: $0, value: $1.value) }
    let asked = rowKeys + columnKeys + kept
    let isOfArms = asked.contains(.arm)
    if isOfArms, let value = request.value { throw .valueOfArms(value.rawValue) }
    isOfSelected = !isOfArms && !asked.contains(where: keys.isOption)
    metric = ReportedMetric(name: name)
    value = isOfArms ? nil : request.value ?? .gain
    split = request.split

    var found: [SweepRow]
    if let value {
      found = gains.filter { $0.metric == name && $0.split == request.split }
        .map { SweepRow($0, value, arms: arms) }
      if isOfSelected { found.removeAll { !$0.isSelected } }
    } else {
      found = Self.levels(arms, metric: name, method: first.method)
    }
    let together = found.filter { !draws.contains($0.setting) }
    let ofDraws = Set(
      found.filter { draws.contains($0.setting) }.flatMap { $0.cell.settings.map(\.key) }
    ).subtracting(together.flatMap { $0.cell.settings.map(\.key) })
    let asksForDraws = asked.contains { $0 == .setting || ofDraws.contains("\($0)") }
    isOverDraws = !asksForDraws && !together.isEmpty && together.count < found.count
    if isOverDraws { found = together }
    for condition in conditions {
      let known = found.compactMap { $0.text(of: condition.key) }.withoutRepeats
      guard known.contains(condition.value) else {
        throw .unknownValue(key: "\(condition.key)", value: condition.value, known: known)
      }
      found.removeAll { $0.text(of: condition.key) != condition.value }
    }

    var placed: [Place: [SweepRow]] = [:]
    var (lines, heads, unplaced): ([[String]], [[String]], [SweepRow]) = ([], [], [])
    for row in found {
      let line = rowKeys.compactMap { row.text(of: $0) }
      let head = columnKeys.compactMap { row.text(of: $0) }
      guard line.count == rowKeys.count, head.count == columnKeys.count else {
        unplaced.append(row)
        continue
      }
      lines.append(line)
      heads.append(head)
      placed[Place(row: line, column: head), default: []].append(row)
    }
    let order = SweepOrder(found, modalities: (gains.map(\.teacher) + gains.map(\.student)))
    rows = order.sorted(lines.withoutRepeats, by: rowKeys)
    columns = order.sorted(heads.withoutRepeats, by: columnKeys)
    self.unplaced = unplaced
    for line in rows {
      for head in columns {
        let inPlace = placed[Place(row: line, column: head)] ?? []
        guard inPlace.count > 1 else { continue }
        throw .ambiguous(
          place: Self.words(rowKeys + columnKeys, line + head), numbers: inPlace.count,
          varying: keys.varying(in: inPlace, isOfSelected: isOfSelected))
      }
    }
    numbers = placed.compactMapValues(\.first)
  }

  /// Number of a place, `nil` where the sweep has none.
  func number(_ row: [String], _ column: [String]) -> SweepRow? {
    numbers[Place(row: row, column: column)]
  }

  /// All numbers, row by row.
  var all: [SweepRow] {
    rows.flatMap { row in columns.compactMap { number(row, $0) } }
  }

  /// How the numbers are shown: with as many decimals as the least sure of them supports.
  var format: MetricFormat {
    MetricFormat(
      metric, spread: all.compactMap(\.error).max(), level: all.lazy.compactMap(\.number).first)
  }

  /// Levels of the arms. Of an arm that ran for the chosen variant and at λ = 1, the chosen one stands.
  private static func levels(
    _ arms: [SummaryRecord], metric: String, method: String
  ) -> [SweepRow] {
    arms.filter { $0.item == metric }.map { SweepRow($0, method: method) }
      .filter { $0.cell.part.isEmpty || $0.cell.options.isEmpty }
  }

  static func words(_ keys: [SweepKey], _ values: [String]) -> String {
    zip(keys, values).map { "\($0)=\($1)" }.joined(separator: ", ")
  }
}
