import Records

/// A number of a sweep with everything it is addressed by.
struct SweepRow: Sendable, Hashable {
  /// How sure the number is.
  enum Spread: Sendable, Hashable {
    /// Ends of the 95 % interval, of differences.
    case interval(lower: Double?, upper: Double?)
    /// Standard errors, of levels.
    case errors(seeds: Double?, rows: Double?)
  }

  var teacher: String
  var student: String
  var method: String
  var arm: String
  var setting: String
  var variant: String
  var cell: Cell
  var seeds: Int
  var isSelected: Bool
  var outcome: String?
  var number: Double?
  var spread: Spread
  /// Standard error that decides how many decimals are shown.
  var error: Double?

  /// The row's value of a key; `nil` where it has none.
  func text(of key: SweepKey) -> String? {
    switch key {
    case .teacher: teacher
    case .student: student
    case .method: method
    case .arm: arm
    case .variant: variant
    case .setting: setting
    case .swept(let name): cell[name].map { "\($0)" }
    }
  }
}

extension SweepRow {
  /// - Parameter arms: levels of the job's arms, for the errors of a level.
  init(_ row: ComparisonRecord, _ value: SweepTableRequest.Value, arms: [SummaryRecord]) {
    teacher = row.teacher
    student = row.student
    method = row.method
    arm = SweepTableRequest.Value.distilled.rawValue
    setting = row.setting
    variant = row.variant
    cell = row.cell
    seeds = row.seeds
    isSelected = row.selected
    outcome = row.outcome
    error = [row.seSeeds, row.seRows].compactMap(\.finite).max()
    func errors(of arm: String) -> Spread {
      let level = arms.first {
        $0.label == arm && $0.item == row.metric && $0.teacher == row.teacher
          && $0.student == row.student && $0.setting == row.setting
      }
      guard let level, let value = level.value else { return .errors(seeds: nil, rows: nil) }
      return .errors(seeds: level.upper.map { $0 - value }, rows: level.extra)
    }
    switch value {
    case .gain:
      number = row.gain.finite
      spread = .interval(lower: row.gainLower.finite, upper: row.gainUpper.finite)
    case .transfer:
      number = row.transfer.finite
      spread = .interval(lower: row.transferLower.finite, upper: row.transferUpper.finite)
    case .student:
      number = row.studentMean.finite
      spread = errors(of: value.rawValue)
    case .distilled:
      number = row.distilledMean.finite
      // Errors are kept for the chosen variant alone.
      spread = row.selected ? errors(of: value.rawValue) : .errors(seeds: nil, rows: nil)
    }
  }

  /// The level of an arm.
  init(_ record: SummaryRecord, method: String) {
    teacher = record.teacher
    student = record.student
    self.method = method
    arm = record.label
    setting = record.setting
    variant = record.variant
    cell = record.cell
    seeds = record.count ?? 0
    isSelected = true
    number = record.value.finite
    let seedError = record.value.flatMap { value in record.upper.map { $0 - value } }
    spread = .errors(seeds: seedError, rows: record.extra)
    error = [seedError, record.extra].compactMap(\.finite).max()
  }
}
