/// One swept key and its values, in the order written.
public struct SweepAxis: Sendable, Hashable {
  /// Dotted key of the specification: `method.lambda`, `student.modality`, `training.epochs`.
  public var key: String
  /// As typed values; a network, an optimizer or a stopping rule is a text that says all of it
  /// (`mlp 64`).
  public var values: [ScalarValue]
  /// Axes with the same number advance together, value by value; `nil` for an axis by itself.
  public var zip: Int?

  public init(key: String, values: [ScalarValue], zip: Int? = nil) {
    self.key = key
    self.values = values
    self.zip = zip
  }

  /// Whether it is an option of the method.
  var isOption: Bool { key.hasPrefix(SweptKeys.optionPrefix) }

  /// Combinations of the axes' values, 1 where there is no axis; `nil` where the number does not fit.
  public static func cellCount(of axes: [SweepAxis]) -> Int? {
    var count = 1
    for wheel in wheels(of: axes) {
      let (product, overflow) = count.multipliedReportingOverflow(by: wheel.count)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }

  /// Every combination, as the index of each axis's value; the last axis varies fastest, zipped axes
  /// together at the place of the first of them. One empty combination where there is no axis.
  public static func cells(of axes: [SweepAxis]) -> [[Int]] {
    var cells = [Array(repeating: 0, count: axes.count)]
    for wheel in wheels(of: axes) {
      cells = cells.flatMap { cell in
        (0..<wheel.count).map { position in
          var next = cell
          for axis in wheel.axes { next[axis] = position }
          return next
        }
      }
    }
    return cells
  }

  /// Axes that turn together, in order of first appearance.
  private static func wheels(of axes: [SweepAxis]) -> [(axes: [Int], count: Int)] {
    var wheels: [(axes: [Int], count: Int)] = []
    var places: [Int: Int] = [:]
    for (index, axis) in axes.enumerated() {
      if let zip = axis.zip, let place = places[zip] {
        wheels[place].axes.append(index)
        wheels[place].count = min(wheels[place].count, axis.values.count)
      } else {
        if let zip = axis.zip { places[zip] = wheels.count }
        wheels.append(([index], axis.values.count))
      }
    }
    return wheels
  }

  /// The same axes with their zips numbered from 0 in order of first appearance, so that two ways of
  /// writing a sweep are equal.
  static func renumbered(_ axes: [SweepAxis]) -> [SweepAxis] {
    var numbers: [Int: Int] = [:]
    return axes.map { axis in
      var axis = axis
      axis.zip = axis.zip.map { zip in
        if let number = numbers[zip] { return number }
        numbers[zip] = numbers.count
        return numbers.count - 1
      }
      return axis
    }
  }
}
