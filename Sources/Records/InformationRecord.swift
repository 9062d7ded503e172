/// A row of the view `information`.
public struct InformationRecord: Sendable, Hashable, Codable {
  public var ordinal: Int
  public var teacher: String
  public var student: String
  /// `I(T;S)`, `I(S;Y)`, `I(T;S|Y)`, `delta`, `delta_within`; of the exact criterion for real targets
  /// `c`, `sigma_y^2`, `lambda*`.
  public var quantity: String
  /// `ksg` (with Ross's label form), `gaussian`, `plugin`; `criterion`.
  public var estimator: String
  /// In nats; those of `criterion` in their own units.
  public var valueNats: Double?
  public var lower: Double?
  public var upper: Double?
  public var rows: Int
  public var dimension: Int
  /// Share of a known dependence the estimator recovers at this size, where measured.
  public var recovered: Double?

  public init(
    ordinal: Int, teacher: String, student: String, quantity: String, estimator: String,
    valueNats: Double?, lower: Double? = nil, upper: Double? = nil, rows: Int, dimension: Int,
    recovered: Double? = nil
  ) {
    self.ordinal = ordinal
    self.teacher = teacher
    self.student = student
    self.quantity = quantity
    self.estimator = estimator
    self.valueNats = valueNats
    self.lower = lower
    self.upper = upper
    self.rows = rows
    self.dimension = dimension
    self.recovered = recovered
  }
}
