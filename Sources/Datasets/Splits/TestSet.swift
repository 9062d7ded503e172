/// A further test set: rows that are scored once like those of test, and choose nothing.
public struct TestSet: Sendable, Hashable {
  public var name: String
  /// Ascending, each with a label; none of train or validation. Test and other sets may share them.
  public var rows: [Int]

  public init(name: String, rows: [Int]) {
    self.name = name
    self.rows = rows
  }
}
