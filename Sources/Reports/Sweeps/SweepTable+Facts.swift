/// The table's numbers one by one, for programs.
extension SweepTable {
  /// A place of the table. Numbers are as the ledger keeps them.
  public struct Fact: Sendable, Hashable, Encodable {
    public var rows: [String: String]
    public var columns: [String: String]
    public var metric: String
    public var split: String
    /// `gain`, `transfer`, `student`, `distilled`; `level` of an arm.
    public var value: String
    /// Absent where there is no number.
    public var number: Double?
    public var lower: Double?
    public var upper: Double?
    public var seSeeds: Double?
    public var seRows: Double?
    public var variant: String?
    public var selected: Bool?
    public var outcome: String?
    public var seeds: Int?
  }

  /// Row by row, empty places included.
  public var facts: [Fact] {
    rows.flatMap { row in columns.map { fact(row, $0) } }
  }

  private func fact(_ row: [String], _ column: [String]) -> Fact {
    func named(_ keys: [SweepKey], _ values: [String]) -> [String: String] {
      Dictionary(
        zip(keys.map(\.description), values), uniquingKeysWith: { first, _ in first })
    }
    let found = number(row, column)
    var fact = Fact(
      rows: named(rowKeys, row), columns: named(columnKeys, column), metric: metric.name,
      split: split, value: value?.rawValue ?? "level", number: found?.number,
      variant: found?.variant, selected: value == nil ? nil : found?.isSelected,
      outcome: found?.outcome, seeds: found?.seeds)
    switch found?.spread {
    case .interval(let lower, let upper): (fact.lower, fact.upper) = (lower, upper)
    case .errors(let seeds, let rows): (fact.seSeeds, fact.seRows) = (seeds, rows)
    case nil: break
    }
    return fact
  }
}
