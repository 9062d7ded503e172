/// What the numbers of a table are, in plain sentences. Nothing is left out without being said.
extension SweepTable {
  /// Title of the table: "Gain in accuracy, points".
  var title: String {
    let unit =
      isOfLevels
      ? (metric.isShownInPoints ? "%" : metric.differenceUnit) : metric.differenceUnit
    let subject =
      switch value {
      case .gain: "Gain in \(metric.title)"
      case .transfer: "Transfer in \(metric.title)"
      case .student: "Student alone, \(metric.title)"
      case .distilled: "Distilled student, \(metric.title)"
      case nil: "Arms, \(metric.title)"
      }
    return subject + (unit.isEmpty ? "" : ", \(unit)")
  }

  var isOfLevels: Bool { value != .gain && value != .transfer }

  /// - Parameter withInterval: whether the cells show how sure they are.
  func legend(withInterval: Bool) -> [String] {
    var sentences = [meaning]
    if withInterval { sentences.append(sureness) }
    sentences.append(choice)
    if isOverDraws {
      sentences.append("The split was drawn several times; cells are means over the draws.")
    }
    if !conditions.isEmpty {
      let kept = Self.words(conditions.map(\.key), conditions.map(\.value))
      sentences.append("Only \(kept).")
    }
    sentences.append(amounts)
    return sentences.filter { !$0.isEmpty } + missing(withInterval: withInterval)
  }

  private var meaning: String {
    let rows = "on \(split) rows"
    switch value {
    case .gain:
      return "Gain: distilled minus the student alone, \(rows); + is better."
    case .transfer:
      return
        "Transfer: distilled minus the reference beaten least clearly, of the student and all controls, "
        + "\(rows); + is better."
    case .student, .distilled, nil:
      return "Means over seeds, \(rows)" + (metric.lowerIsBetter ? "; lower is better." : ".")
    }
  }

  private var sureness: String {
    switch (isOfLevels, isOverDraws) {
    case (true, true): ""
    case (true, false):
      "First ±: standard error from the seeds, second ±: from the \(split) rows."
    case (false, true):
      "In brackets the 95 % interval, the draws of the training set being a source of chance."
    case (false, false):
      "In brackets the 95 % interval over seeds and \(split) rows, for this training set."
    }
  }

  private var choice: String {
    if value == nil { return "The distilled student is the variant chosen on validation." }
    if isOfSelected { return "Each cell is the variant chosen on validation." }
    return all.contains(where: \.isSelected)
      ? "\(Self.mark) marks a variant chosen on validation; the others are exploratory." : ""
  }

  /// Stands at the number of a chosen variant, where others stand beside it.
  static let mark = "▶"

  func isMarked(_ row: SweepRow) -> Bool { value != nil && !isOfSelected && row.isSelected }

  private var amounts: String {
    let seeds = all.map(\.seeds).withoutRepeats.sorted()
    guard let least = seeds.first, let most = seeds.last else { return "" }
    return (least == most ? Counted.text(least, "seed") : "\(least) to \(most) seeds") + "."
  }

  private func missing(withInterval: Bool) -> [String] {
    var reasons: [(reason: String, count: Int)] = []
    for row in rows {
      for column in columns where number(row, column)?.number == nil {
        let reason = reason(row, column)
        if let index = reasons.firstIndex(where: { $0.reason == reason }) {
          reasons[index].count += 1
        } else {
          reasons.append((reason, 1))
        }
      }
    }
    var sentences: [String] = []
    if !reasons.isEmpty {
      let words = reasons.map { "\($0.reason) (\($0.count))" }.joined(separator: "; ")
      sentences.append("\(noNumber): no number: \(words).")
    }
    // A prediction without inputs is the same for all seeds: it has no error to miss.
    let withoutSpread = all.count { $0.number != nil && !$0.hasSpread && $0.arm != "constant" }
    if withInterval, withoutSpread > 0 {
      sentences.append(
        isOfLevels
          ? isOverDraws
            ? "Levels over several draws have no errors here."
            : "Errors of a level are kept for chosen variants: \(withoutSpread) cells have none."
          : "\(withoutSpread) cells have no interval: this metric's is resampled, for chosen variants."
      )
    }
    if !unplaced.isEmpty {
      let names = unplaced.map { $0.variant.isEmpty ? $0.arm : $0.variant }.withoutRepeats
      sentences.append(
        "Not in this table, having no value of a key: \(names.joined(separator: "; ")).")
    }
    return sentences
  }

  private func reason(_ row: [String], _ column: [String]) -> String {
    if let found = number(row, column) {
      return value == .transfer && !found.isSelected
        ? "transfer needs controls, which run for chosen variants" : "a run left no finite number"
    }
    let names = Dictionary(
      zip(rowKeys + columnKeys, row + column), uniquingKeysWith: { first, _ in first })
    if let teacher = names[.teacher], teacher == names[.student] {
      return "a modality does not teach itself"
    }
    return "not part of this sweep"
  }
}

extension SweepRow {
  var hasSpread: Bool {
    switch spread {
    case .interval(let lower, let upper): lower != nil && upper != nil
    case .errors(let seeds, let rows): seeds != nil || rows != nil
    }
  }
}
