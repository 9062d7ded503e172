import Records

/// The gains of a sweep on one metric, without variants that repeat the chosen one.
struct SweptGains: Sendable {
  let rows: [ComparisonRecord]
  let metric: ReportedMetric
  let pairs: [PairName]
  /// Swept keys that take more than one value where they have one: methods lack each other's options.
  let varying: [String]
  let format: MetricFormat

  /// A picture with more cells or panels cannot be read; `gain.csv` has them all.
  let mostPanels = 36
  let mostCells = 30

  init(_ rows: [ComparisonRecord], metric: ReportedMetric) {
    self.rows = rows
    self.metric = metric
    pairs =
      rows.map { PairName(teacher: $0.teacher, student: $0.student, setting: "") }.withoutRepeats
    let cells = rows.map(\.cell)
    varying = SweepKeys(rows).swept.filter { key in
      Set(cells.compactMap { $0[key].map { "\($0)" } }).count > 1
    }
    let chosen = rows.filter(\.selected)
    format = MetricFormat(
      metric,
      spread: (chosen.isEmpty ? rows : chosen).flatMap { [$0.seSeeds, $0.seRows] }
        .compactMap(\.finite).max(),
      level: rows.first?.studentMean)
  }

  var unit: String {
    metric.differenceUnit.isEmpty ? "" : ", \(metric.differenceUnit)"
  }

  func rows(of pair: PairName) -> [ComparisonRecord] {
    rows.filter { $0.teacher == pair.teacher && $0.student == pair.student }
  }
}
