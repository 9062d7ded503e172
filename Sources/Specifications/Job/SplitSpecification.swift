/// Which rows train, choose and test.
public enum SplitSpecification: Sendable, Hashable {
  case drawn(DrawnSplit)
  /// Row numbers in files; validation may be absent.
  case files(
    train: ColumnReference, validation: ColumnReference?, test: ColumnReference,
    validationPolicy: ValidationPolicy, group: ColumnReference? = nil)
  /// A column holding `train`, `validation` or `test` for every row.
  case column(
    ColumnReference, validationPolicy: ValidationPolicy, group: ColumnReference? = nil)

  /// Rows with the same value belong together: a part that is drawn keeps them whole, and intervals
  /// count them as one.
  public var group: ColumnReference? {
    switch self {
    case .drawn(let split): split.group
    case .files(_, _, _, _, let group), .column(_, _, let group): group
    }
  }
}

/// Fractions of the rows, drawn with a seed. `train + validation + test ≤ 1`.
public struct DrawnSplit: Sendable, Hashable {
  public var train: Double
  public var validation: Double
  public var test: Double
  public var stratify: Bool
  /// Rows with the same value stay in one part.
  public var group: ColumnReference?
  public var seed: Int
  public var validationPolicy: ValidationPolicy

  public init(
    train: Double, validation: Double, test: Double, stratify: Bool = true,
    group: ColumnReference? = nil, seed: Int = 1, validationPolicy: ValidationPolicy = .held
  ) {
    self.train = train
    self.validation = validation
    self.test = test
    self.stratify = stratify
    self.group = group
    self.seed = seed
    self.validationPolicy = validationPolicy
  }
}

/// What happens where a split names no validation rows.
public enum ValidationPolicy: String, Sendable, Hashable {
  /// A stratified sixth of train becomes validation, and the report says so.
  case held
  /// `validation: none`: no selection, one configuration, fixed epochs (small published protocols).
  case none
}
