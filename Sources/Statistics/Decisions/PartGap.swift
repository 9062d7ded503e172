/// The distance of one value measured on two independent parts, in standard errors.
///
///     z = (x − y) / √(se_x² + se_y²)
///
/// For a score on validation against the same score on test: far apart, one of the parts is not
/// what it seems (another population, rows seen in training).
public struct PartGap: Sendable, Hashable {
  /// A value and its standard error on one part.
  public struct Part: Sendable, Hashable {
    public let value: Double
    public let standardError: Double

    public init(value: Double, standardError: Double) {
      precondition(standardError >= 0, "a standard error is not negative")
      self.value = value
      self.standardError = standardError
    }
  }

  public let first: Part
  public let second: Part

  /// What counts as far: beyond 3 standard errors, once in 370 where nothing is the matter.
  public static let warningDistance = 3.0

  public init(_ first: Part, _ second: Part) {
    self.first = first
    self.second = second
  }

  /// first − second
  public var difference: Double { first.value - second.value }

  /// Two-proportion form: the standard error of a share p of n rows is √(p(1 − p)/n).
  ///
  /// - Parameters: rows counted (right answers, say) and rows in all, of each part.
  public init(counts first: (of: Int, rows: Int), _ second: (of: Int, rows: Int)) {
    func part(_ count: Int, _ rows: Int) -> Part {
      precondition(rows > 0 && (0...rows).contains(count), "a share needs rows to be one of")
      let share = Double(count) / Double(rows)
      return Part(
        value: share, standardError: (share * (1 - share) / Double(rows)).squareRoot())
    }
    self.init(part(first.of, first.rows), part(second.of, second.rows))
  }

  /// Infinite where two different values have no error, 0 where equal ones have none.
  public var z: Double {
    if difference == 0 { return 0 }
    let error =
      (first.standardError * first.standardError
      + second.standardError * second.standardError).squareRoot()
    return difference / error
  }

  public var isFar: Bool { abs(z) > Self.warningDistance }
}
