/// One swept key and its values, in the order written.
public struct SweepAxis: Sendable, Hashable {
  /// Dotted key of the specification: `method.lambda`, `student.modality`.
  public var key: String
  public var values: [ScalarValue]

  public init(key: String, values: [ScalarValue]) {
    self.key = key
    self.values = values
  }

  /// Combinations of the axes' values, 1 where there is no axis; `nil` where the number does not fit.
  public static func cellCount(of axes: [SweepAxis]) -> Int? {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}
