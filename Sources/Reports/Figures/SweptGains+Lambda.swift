import Records

/// Gain against λ.
extension SweptGains {
  var lambdaPlot: SweepFigures.Figure? {
    guard varying.contains("lambda") else { return nil }
    let others = varying.filter { $0 != "lambda" }
    let layout = LambdaLayout(pairs, others: others)
    let names = rows.map { (row: $0, panel: layout.panel($0), line: layout.line($0)) }
    let lines = layout.sorted(names.map(\.line).withoutRepeats)
    let panels = names.map(\.panel).withoutRepeats.map { title in
      let own = Dictionary(grouping: names.filter { $0.panel == title }, by: \.line)
      return GainByLambdaPlot.Panel(
        title: title,
        dots: lines.map { line in
          (own[line] ?? []).compactMap { dot($0.row) }.sorted { $0.lambda < $1.lambda }
        })
    }
    guard panels.count <= mostPanels,
      Set(panels.flatMap { $0.dots.joined() }.map(\.lambda)).count > 1
    else { return nil }
    let picture = GainByLambdaPlot(
      title: "Gain in \(metric.title)\(unit), by λ", axisTitle: "gain\(unit)", lines: lines,
      panels: panels)
    return SweepFigures.Figure(
      file: "figures/gain-by-lambda.svg", title: picture.title,
      caption: "λ is the teacher's weight in the student's loss; \(layout.words). "
        + bestLambdas(panels.flatMap(\.dots)), svg: picture.svg)
  }

  private func dot(_ row: ComparisonRecord) -> GainByLambdaPlot.Dot? {
    guard let lambda = row.cell["lambda"]?.number, let gain = row.gain.finite else {
      return nil
    }
    return GainByLambdaPlot.Dot(
      lambda: lambda, gain: gain * metric.factor, lower: row.gainLower.map { $0 * metric.factor },
      upper: row.gainUpper.map { $0 * metric.factor }, isChosen: row.selected)
  }

  private func bestLambdas(_ lines: [[GainByLambdaPlot.Dot]]) -> String {
    let whole = lines.filter { $0.count > 1 }
    let best = whole.compactMap { $0.max { $0.gain < $1.gain }?.lambda }
    let counts = Set(best).sorted().map { lambda in
      "\(GainByLambdaPlot.text(lambda)) in \(best.count { $0 == lambda })"
    }
    guard !counts.isEmpty else { return "No line has more than one λ." }
    return
      "Of \(Counted.text(whole.count, "line")) the best λ is \(counts.joined(separator: ", "))."
  }
}

/// What makes a panel and what a line in the picture of gain against λ: a panel a pair with a line for
/// each of the other swept values; where λ alone varies, a panel a teacher with a line a student.
private struct LambdaLayout {
  let others: [String]
  private let pairs: [PairName]

  init(_ pairs: [PairName], others: [String]) {
    self.others = others
    self.pairs = pairs
  }

  private var students: Int { Set(pairs.map(\.student)).count }

  /// Modalities in the order of the plan, the same for teachers and students.
  func sorted(_ lines: [String]) -> [String] {
    guard others.isEmpty else { return lines }
    let names = (pairs.map(\.teacher) + pairs.map(\.student)).withoutRepeats
    return names.flatMap { ["student: \($0)", "teacher: \($0)"] }.filter(lines.contains)
  }

  func panel(_ row: ComparisonRecord) -> String {
    guard others.isEmpty else {
      return PairName(teacher: row.teacher, student: row.student, setting: "").plain
    }
    return students > 1 ? "teacher: \(row.teacher)" : "student: \(row.student)"
  }

  func line(_ row: ComparisonRecord) -> String {
    guard !others.isEmpty else {
      return students > 1 ? "student: \(row.student)" : "teacher: \(row.teacher)"
    }
    let cell = row.cell
    return others.compactMap { key in cell[key].map { "\(key)=\($0)" } }.joined(separator: ", ")
  }

  var words: String {
    let what =
      others.isEmpty
      ? (students > 1 ? "a panel a teacher, a line a student" : "a line a teacher")
      : "a panel a pair, a line for each \(others.joined(separator: " and "))"
    return what + "; every panel has its own vertical axis"
  }
}
