import Records

/// Heat maps of two keys.
extension SweptGains {
  /// Teachers by students, the chosen variant of each pair; a panel a setting. Of one teacher or one
  /// student, the other modality by the one key that varies.
  var pairMap: SweepFigures.Figure? {
    let teachers = Set(pairs.map(\.teacher)).count
    let students = Set(pairs.map(\.student)).count
    if teachers > 1, students > 1 {
      return map(
        file: "figures/gain-by-pair.svg", rows: .teacher, columns: .student,
        panels: rows.map(\.setting).withoutRepeats.map { setting in
          (setting, rows.filter { $0.setting == setting })
        })
    }
    guard teachers * students > 1, varying.count == 1 else { return nil }
    return map(
      file: "figures/gain-by-pair.svg", rows: teachers > 1 ? .teacher : .student,
      columns: .swept(varying[0]), panels: [("", rows)])
  }

  /// The two keys that vary, a panel a pair.
  var optionMap: SweepFigures.Figure? {
    guard varying.count == 2 else { return nil }
    return map(
      file: "figures/gain-by-option.svg", rows: .swept(varying[0]), columns: .swept(varying[1]),
      panels: pairs.map { (pairs.count > 1 ? $0.plain : "", rows(of: $0)) })
  }

  private func map(
    file: String, rows rowKey: SweepKey, columns columnKey: SweepKey,
    panels: [(title: String, rows: [ComparisonRecord])]
  ) -> SweepFigures.Figure? {
    let tables = panels.compactMap { panel -> (title: String, table: SweepTable)? in
      let request = SweepTableRequest(
        rows: ["\(rowKey)"], columns: ["\(columnKey)"], metric: metric.name)
      // A place that several numbers could take makes no map.
      guard let table = try? SweepTable(panel.rows, arms: [], request) else { return nil }
      return (panel.title, table)
    }
    guard tables.count == panels.count, (1...mostPanels).contains(tables.count) else { return nil }
    let found = tables.flatMap { $0.table.all }
    let order = SweepOrder(found, modalities: rows.map(\.teacher) + rows.map(\.student))
    let lines = rising(
      order.sorted(
        found.compactMap { $0.text(of: rowKey) }.map { [$0] }.withoutRepeats, by: [rowKey]))
    let heads = rising(
      order.sorted(
        found.compactMap { $0.text(of: columnKey) }.map { [$0] }.withoutRepeats, by: [columnKey]))
    guard (2...mostCells).contains(lines.count), (2...mostCells).contains(heads.count) else {
      return nil
    }
    let marksChosen = tables.contains { !$0.table.isOfSelected }
    let picture = HeatMap(
      title: "Gain in \(metric.title)\(unit), by \(rowKey) and \(columnKey)",
      rowTitle: "\(rowKey)", columnTitle: "\(columnKey)", rows: lines.map { $0[0] },
      columns: heads.map { $0[0] },
      panels: tables.map { title, table in
        HeatMap.Panel(
          title: title,
          cells: lines.map { line in
            heads.map { cell(table.number(line, $0), marksChosen: marksChosen) }
          })
      },
      flatMargin: (metric.flatMargin(studentMean: rows.first?.studentMean ?? 0) ?? 0)
        * metric.factor)
    let what =
      marksChosen
      ? "Every variant; the outlined ones were chosen on validation."
      : "The variant chosen on validation, for each pair."
    return SweepFigures.Figure(
      file: file, title: picture.title, caption: "\(what) \(extremes(found))", svg: picture.svg)
  }

  /// Numbers rise, words stay in the order of the plan.
  private func rising(_ values: [[String]]) -> [[String]] {
    let numbers = values.compactMap { Double($0[0]) }
    guard numbers.count == values.count else { return values }
    return zip(numbers, values).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func cell(_ row: SweepRow?, marksChosen: Bool) -> HeatMap.Cell? {
    guard let row else { return nil }
    let (lower, upper) = row.ends
    return HeatMap.Cell(
      value: row.number.map { $0 * metric.factor },
      text: row.number == nil ? "no number" : format.difference(row.number),
      note: row.hasSpread ? format.interval(lower, upper) : "",
      mark: (lower ?? 0) > 0 ? .above : (upper ?? 0) < 0 ? .below : nil,
      isChosen: marksChosen && row.isSelected)
  }

  private func extremes(_ found: [SweepRow]) -> String {
    let numbered = found.filter { $0.number != nil }
    guard let best = numbered.max(by: { ($0.number ?? 0) < ($1.number ?? 0) }),
      let worst = numbered.min(by: { ($0.number ?? 0) < ($1.number ?? 0) })
    else { return "No cell has a number." }
    func words(_ row: SweepRow) -> String {
      let place = pairs.count > 1 ? "\(row.teacher) → \(row.student)" : ""
      let variant = varying.compactMap { key in row.cell[key].map { "\(key)=\($0)" } }
      return "\(format.differenceWithUnit(row.number)) ("
        + ([place] + variant).filter { !$0.isEmpty }.joined(separator: ", ") + ")"
    }
    let above = numbered.count { ($0.ends.0 ?? 0) > 0 }
    let below = numbered.count { ($0.ends.1 ?? 0) < 0 }
    return "The highest gain is \(words(best)), the lowest \(words(worst)). Of "
      + "\(numbered.count) cells \(above) have their whole interval above 0, \(below) have it below 0."
  }
}
