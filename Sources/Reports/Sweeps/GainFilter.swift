import Records

/// Which comparisons of a job are asked for. All that is given must hold.
public struct GainFilter: Sendable, Hashable {
  public var teacher: String?
  public var student: String?
  public var method: String?
  public var metric: String?
  public var outcome: String?
  public var isSelected: Bool
  /// Values of swept keys.
  public var conditions: [SweepTableRequest.Condition]

  public init(
    teacher: String? = nil, student: String? = nil, method: String? = nil, metric: String? = nil,
    outcome: String? = nil, isSelected: Bool = false,
    conditions: [SweepTableRequest.Condition] = []
  ) {
    self.teacher = teacher
    self.student = student
    self.method = method
    self.metric = metric
    self.outcome = outcome
    self.isSelected = isSelected
    self.conditions = conditions
  }

  public var isEmpty: Bool { self == GainFilter() }

  /// The rows that match, in their order.
  /// - Throws: where no row has a name that is asked for, whatever the other conditions.
  public func matching(_ rows: [ComparisonRecord]) throws(SweepTableError) -> [ComparisonRecord] {
    guard !rows.isEmpty else { throw .noComparisons }
    let keys = SweepKeys(rows)
    let swept = try keys.resolved(conditions.map(\.key))
    var found = rows.filter { !isSelected || $0.selected }
    func keep(
      _ key: String, _ wanted: String?, _ text: (ComparisonRecord) -> String?
    ) throws(SweepTableError) {
      guard let wanted else { return }
      let known = rows.compactMap(text).withoutRepeats
      guard known.contains(wanted) else {
        throw .unknownValue(key: key, value: wanted, known: known)
      }
      found.removeAll { text($0) != wanted }
    }
    try keep("teacher", teacher, \.teacher)
    try keep("student", student, \.student)
    try keep("method", method, \.method)
    try keep("metric", metric, \.metric)
    for (key, condition) in zip(swept, conditions) {
      try keep("\(key)", condition.value) {
        SweepRow($0, .gain, arms: []).text(of: key)
      }
    }
    // That nothing has an outcome is an answer.
    if let outcome { found.removeAll { $0.outcome != outcome } }
    return found
  }

  /// The same for levels, which have neither an outcome nor a choice.
  public func matches(
    teacher: String, student: String, method: String, metric: String, cell: Cell
  ) -> Bool {
    func holds(_ wanted: String?, _ found: String) -> Bool { wanted == nil || wanted == found }
    return holds(self.teacher, teacher) && holds(self.student, student)
      && holds(self.method, method) && holds(self.metric, metric)
      && conditions.allSatisfy { condition in
        cell[condition.key].map { "\($0)" } == condition.value
      }
  }
}
