/// What a person wants in a table of a sweep.
public struct SweepTableRequest: Sendable, Hashable {
  /// Which number of a comparison.
  public enum Value: String, Sendable, Hashable, CaseIterable {
    /// Distilled minus student.
    case gain
    /// Level of the student alone.
    case student
    /// Level of the distilled student.
    case distilled
    /// Distilled minus the reference that is beaten least clearly, of the student and all controls.
    case transfer
  }

  /// A key with the one value that is kept: `temperature=4`.
  public struct Condition: Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Keys as a person writes them.
  public var rows: [String]
  public var columns: [String]
  /// `nil` is the metric variants were selected by.
  public var metric: String?
  /// `nil` is the gain, or the level where arms are asked for.
  public var value: Value?
  public var split: String
  public var conditions: [Condition]

  public init(
    rows: [String], columns: [String], metric: String? = nil, value: Value? = nil,
    split: String = "test", conditions: [Condition] = []
  ) {
    self.rows = rows
    self.columns = columns
    self.metric = metric
    self.value = value
    self.split = split
    self.conditions = conditions
  }
}
