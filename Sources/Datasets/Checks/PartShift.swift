import Statistics

/// How far the target of validation or test lies from that of train, and whether chance explains it.
///
/// Classes: Pearson's χ² of the two rows of counts, the Wilson–Hilferty cube root of which is nearly normal,
///
///     z = ((χ²/k)^(1/3) − (1 − 2/(9k))) / √(2/(9k))        k = classes − 1
///
/// (Wilson and Hilferty 1931); classes with fewer than 5 expected rows in a part are counted together. The
/// distance is the total variation ½ Σ |p_c − q_c|. Below 10⁻³ the p-value is too large (at 5·10⁻⁴ by up to a
/// quarter, at 10⁻⁶ up to three times), which errs towards silence.
/// Real targets: the two-sample Kolmogorov–Smirnov distance D, which the total variation is never below,
/// with Kolmogorov's limit at (√N + 0.12 + 0.11/√N) · D, N = nm/(n + m) (Stephens 1970).
/// Where rows come in groups, a group counts as one row: rows of one group may all have one label.
public struct PartShift: Sendable, Hashable {
  /// `validation` or `test`.
  public var part: String
  public var pValue: Double
  /// Total variation of the class shares, or the Kolmogorov–Smirnov distance: 0 … 1.
  public var distance: Double

  /// Beyond chance and large enough to matter. Two parts are compared with train, so that a random split
  /// is called shifted at most once in 1000.
  public var isShifted: Bool { pValue < 5e-4 && distance > Self.leastDistance }
  public static let leastDistance = 0.1

  /// - Parameters:
  ///   - units: independent units of the part and of train, at most their rows.
  init(
    _ part: String, counts: [Int], train: [Int], units: (part: Int, train: Int)
  ) {
    self.part = part
    let (n, m) = (counts.reduce(0, +), train.reduce(0, +))
    guard n > 0, m > 0 else {
      (pValue, distance) = (1, 0)
      return
    }
    distance =
      zip(counts, train).reduce(0) {
        $0 + abs(Double($1.0) / Double(n) - Double($1.1) / Double(m))
      } / 2
    let scaled = zip(counts, train).map {
      (
        Double($0) * Double(units.part) / Double(n), Double($1) * Double(units.train) / Double(m)
      )
    }
    pValue = Self.chiSquare(Self.merged(scaled))
  }

  init(
    _ part: String, values: [Double], train: [Double], units: (part: Int, train: Int)
  ) {
    self.part = part
    guard !values.isEmpty, !train.isEmpty else {
      (pValue, distance) = (1, 0)
      return
    }
    distance = Self.largestGap(values.sorted(), train.sorted())
    let n = Double(units.part) * Double(units.train) / Double(units.part + units.train)
    let root = n.squareRoot()
    pValue = Self.kolmogorov((root + 0.12 + 0.11 / root) * distance)
  }

  // MARK: classes

  /// Classes too rare for χ² in one.
  private static func merged(_ counts: [(Double, Double)]) -> [(Double, Double)] {
    let totals = counts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let all = totals.0 + totals.1
    var kept: [(Double, Double)] = []
    var rest = (0.0, 0.0)
    for count in counts {
      let expected = (count.0 + count.1) * min(totals.0, totals.1) / all
      if expected >= 5 {
        kept.append(count)
      } else {
        rest = (rest.0 + count.0, rest.1 + count.1)
      }
    }
    let isRare = (rest.0 + rest.1) * min(totals.0, totals.1) / all < 5
    if rest.0 + rest.1 > 0 {
      if isRare, let last = kept.popLast() { rest = (rest.0 + last.0, rest.1 + last.1) }
      kept.append(rest)
    }
    return kept
  }

  private static func chiSquare(_ counts: [(Double, Double)]) -> Double {
    guard counts.count > 1 else { return 1 }
    let totals = counts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let all = totals.0 + totals.1
    let statistic = counts.reduce(0.0) { sum, count in
      let both = count.0 + count.1
      let (first, second) = (both * totals.0 / all, both * totals.1 / all)
      return sum + (count.0 - first) * (count.0 - first) / first
        + (count.1 - second) * (count.1 - second) / second
    }
    let k = Double(counts.count - 1)
    // One degree of freedom is the square of a normal variable, exactly.
    if k == 1 { return min(1, 2 * NormalDistribution.upperTail(statistic.squareRoot())) }
    let root = exponential(logarithm(max(statistic / k, 1e-300)) / 3)
    let spread = 2 / (9 * k)
    return NormalDistribution.upperTail((root - (1 - spread)) / spread.squareRoot())
  }

  // MARK: real targets

  /// max |F − G| of two ascending samples.
  private static func largestGap(_ x: [Double], _ y: [Double]) -> Double {
    var (i, j) = (0, 0)
    var largest = 0.0
    while i < x.count, j < y.count {
      let value = min(x[i], y[j])
      while i < x.count, x[i] <= value { i += 1 }
      while j < y.count, y[j] <= value { j += 1 }
      largest = max(largest, abs(Double(i) / Double(x.count) - Double(j) / Double(y.count)))
    }
    return largest
  }

  /// 2 Σ_k (−1)^(k−1) exp(−2k²t²), 1 for small t.
  private static func kolmogorov(_ t: Double) -> Double {
    guard t > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...20 {
      let term = exponential(-2 * Double(k * k) * t * t)
      sum += k % 2 == 1 ? term : -term
    }
    return min(1, max(0, 2 * sum))
  }
}
