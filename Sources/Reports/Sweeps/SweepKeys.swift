import Records

/// The keys a job's numbers can be set out by.
struct SweepKeys: Sendable {
  /// Swept keys and options of the method, in the order of the plan.
  let swept: [String]
  private let options: Set<String>

  init(_ gains: [ComparisonRecord]) {
    let cells = gains.map(\.cell)
    swept = cells.flatMap { $0.entries.map(\.name) }.withoutRepeats
    options = Set(cells.flatMap { $0.options.map(\.name) })
  }

  /// As a person may write them.
  var names: [String] {
    SweepKey.fixed.map(\.description).filter { !swept.contains($0) } + swept
  }

  func resolved(_ texts: [String]) throws(SweepTableError) -> [SweepKey] {
    var keys: [SweepKey] = []
    for text in texts {
      guard let key = SweepKey(text, swept: swept) else {
        throw .unknownKey(text, known: names)
      }
      keys.append(key)
    }
    return keys
  }

  /// Whether a key tells variants of one experiment apart, so that the chosen one is one of several.
  func isOption(_ key: SweepKey) -> Bool {
    switch key {
    case .variant: true
    case .swept(let name): options.contains(name)
    case .teacher, .student, .method, .setting, .arm: false
    }
  }

  /// Keys that take more than one value in some rows: what would tell these rows apart. Options are
  /// named only where no other key does, or where variants were asked for; a variant as a whole, only
  /// where none of its values does.
  func varying(in rows: [SweepRow], isOfSelected: Bool) -> [SweepTableError.Varying] {
    let fixed = [SweepKey.teacher, .student, .method, .arm].filter { !swept.contains("\($0)") }
    let all = fixed + swept.map { SweepKey.swept($0) }
    func varying(_ keys: [SweepKey]) -> [SweepTableError.Varying] {
      keys.compactMap { key in
        let values = rows.map { $0.text(of: key) ?? "none" }.withoutRepeats
        return values.count > 1
          ? SweepTableError.Varying(key: "\(key)", values: values) : nil
      }
    }
    let experiments = isOfSelected ? varying(all.filter { !isOption($0) }) : []
    let plain = experiments.isEmpty ? varying(all) : experiments
    return plain.isEmpty ? varying([.variant]) : plain
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }

  var firstRepeated: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}
