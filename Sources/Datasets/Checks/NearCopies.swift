import Randomness
import Statistics
import Tensors

/// Held rows that are train rows but for a hundred-thousandth: written with fewer digits, or with a trace
/// of noise.
///
/// Rows are compared over all modalities, each column in standard deviations z of train:
///
///     near(ε):  |z_j − z′_j| ≤ ε · (1 + |z_j|)   for every column j
///
/// One random direction w sorts the rows; near rows are neighbours there, since
/// |w·z − w·z′| ≤ ε · Σ_j |w_j| (1 + |z_j|).
/// In few dimensions rows are near by chance: of the pairs within 100 ε a share of 1/100 or less, as the
/// volume shrinks at least so fast. Copies are reported where the pairs within ε = 10⁻⁵ of all K within
/// 100 ε are beyond that: P(Binomial(K, 1/100) ≥ pairs) < 5 · 10⁻⁴ for each of two parts. Equal rows are
/// not counted here.
struct NearCopies {
  /// Values of all rows together that are looked at: beyond, nothing is said.
  static let mostValues = 4_000_000
  private static let tolerance = 1e-5
  private static let share = 0.01
  private static let mostChance = 5e-4

  private let columns: Int
  /// Standardised, `[rows × columns]`.
  private let train: [Double]
  private let direction: [Double]
  /// Train rows by their place along the direction.
  private let order: [(place: Double, row: Int)]
  private let mean: [Double]
  private let scale: [Double]
  private let modalities: [any FeatureSource]

  /// `nil` where there is too much to look at, or nothing varies.
  init?(_ modalities: [any FeatureSource], split: Split) {
    let columns = modalities.reduce(0) { $0 + $1.columns }
    let train = split.trainInputs
    let rows = train.count + split.validation.count + split.test.count
    guard columns > 0, rows <= Self.mostValues / columns else { return nil }
    self.columns = columns
    self.modalities = modalities
    let fits = modalities.map { features in
      Moments(features.doubles(rows: train), columns: features.columns)
    }
    mean = fits.flatMap(\.mean)
    scale = fits.flatMap(\.deviation).map { $0 > 0 ? $0 : 1 }
    self.train = Self.standardised(modalities, rows: train, mean: mean, scale: scale)
    var stream = RandomStream(key: 0x6E65_6172)
    direction = (0..<columns).map { _ in stream.normal() }
    var order: [(place: Double, row: Int)] = []
    for row in train.indices {
      order.append((Self.place(self.train[...], row, direction), row))
    }
    self.order = order.sorted { $0.place < $1.place }
  }

  /// - Returns: how many of `rows` are near copies of a train row; 0 where chance would do as well.
  func count(of rows: [Int]) -> Int {
    let values = Self.standardised(modalities, rows: rows, mean: mean, scale: scale)
    var found = 0
    var pairs = (near: 0, around: 0)
    for row in rows.indices {
      let own = self.pairs(values[(row * columns)..<((row + 1) * columns)])
      if own.near > 0 { found += 1 }
      pairs = (pairs.near + own.near, pairs.around + own.around)
    }
    return Self.upperTail(pairs.near, of: pairs.around) < Self.mostChance ? found : 0
  }

  /// How many train rows are within the tolerance of a row, and within 100 tolerances; none if one
  /// equals it.
  private func pairs(_ row: ArraySlice<Double>) -> (near: Int, around: Int) {
    let most = 100 * Self.tolerance
    let centre = Self.place(row, 0, direction)
    let reach =
      most * zip(row, direction).reduce(0) { $0 + abs($1.1) * (1 + abs($1.0)) } + 1e-12
    var (near, around) = (0, 0)
    var place = firstPlace(from: centre - reach)
    while place < order.count, order[place].place <= centre + reach {
      let first = order[place].row * columns
      var largest = 0.0
      for (column, value) in row.enumerated() {
        largest = max(largest, abs(value - train[first + column]) / (1 + abs(value)))
        if largest > most { break }
      }
      if largest == 0 { return (0, 0) }
      if largest <= Self.tolerance { near += 1 }
      if largest <= most { around += 1 }
      place += 1
    }
    return (near, around)
  }

  private func firstPlace(from value: Double) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if order[middle].place < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func place(_ values: ArraySlice<Double>, _ row: Int, _ direction: [Double])
    -> Double
  {
    let first = values.startIndex + row * direction.count
    return direction.indices.reduce(0) { $0 + values[first + $1] * direction[$1] }
  }

  private static func standardised(
    _ modalities: [any FeatureSource], rows: [Int], mean: [Double], scale: [Double]
  ) -> [Double] {
    let parts = modalities.map { $0.doubles(rows: rows) }
    var values: [Double] = []
    values.reserveCapacity(rows.count * mean.count)
    for row in rows.indices {
      for (part, features) in zip(parts, modalities) {
        values += part[(row * features.columns)..<((row + 1) * features.columns)]
      }
    }
    for index in values.indices {
      let column = index % mean.count
      values[index] = (values[index] - mean[column]) / scale[column]
    }
    return values
  }

  /// P(Binomial(trials, share) ≥ count).
  private static func upperTail(_ count: Int, of trials: Int) -> Double {
    guard count > 0 else { return 1 }
    return (count...trials).reduce(0) { sum, k in
      let choose =
        logGamma(Double(trials + 1)) - logGamma(Double(k + 1)) - logGamma(Double(trials - k + 1))
      return sum
        + exponential(
          choose + Double(k) * logarithm(share) + Double(trials - k) * logarithm(1 - share))
    }
  }
}

/// Mean and population standard deviation of every column, in Double; 0 for a column of one value.
struct Moments: Sendable, Hashable {
  let mean: [Double]
  let deviation: [Double]

  /// - Parameter values: `[rows × columns]`, row after row.
  init(_ values: [Double], columns: Int) {
    let rows = columns > 0 ? values.count / columns : 0
    var sum = [Double](repeating: 0, count: columns)
    var isConstant = [Bool](repeating: true, count: columns)
    for (index, value) in values.enumerated() {
      sum[index % columns] += value
      if value != values[index % columns] { isConstant[index % columns] = false }
    }
    let mean = sum.map { $0 / Double(max(1, rows)) }
    var squares = [Double](repeating: 0, count: columns)
    for (index, value) in values.enumerated() {
      let difference = value - mean[index % columns]
      squares[index % columns] += difference * difference
    }
    self.mean = mean
    deviation = (0..<columns).map {
      isConstant[$0] ? 0 : (squares[$0] / Double(max(1, rows))).squareRoot()
    }
  }
}
