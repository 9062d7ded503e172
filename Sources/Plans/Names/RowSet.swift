/// Rows of the dataset with a name.
public struct RowSet: Sendable, Hashable {
  public struct Name: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
    public init(stringLiteral value: String) { description = value }

    public static let train: Self = "train"
    /// Train rows without a label, or whose label is hidden.
    public static let unlabelled: Self = "unlabelled"
    public static let validation: Self = "validation"
    public static let test: Self = "test"
    /// Train rows, each predicted by a fit that has not seen it.
    public static let outOfFold: Self = "out-of-fold"
    /// Train rows, predicted by the fit that was trained on them.
    public static let inSample: Self = "in-sample"
  }

  public var name: Name
  /// Row numbers of the dataset.
  public var rows: [Int]

  public init(_ name: Name, rows: [Int]) {
    self.name = name
    self.rows = rows
  }
}
