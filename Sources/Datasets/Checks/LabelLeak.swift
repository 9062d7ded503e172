import Statistics

/// A column that tells the target alone, in train and in the rows held out.
///
/// A column is said to tell a class
/// - as a *code*: a value stands for one class only, in train as among the rows held out, and few enough
///   values do (a fifth of the rows at most) that half the held rows have one that train knows. Where
///   thresholds would cut the classes apart as well, there may be two values a class at most: rounded
///   measurements are pure too where a feature is strong; or
/// - as a *level*: the classes lie in intervals, and every gap between two is at least as wide as the
///   widest interval (a label with noise, or in another unit). A threshold alone is what strong features
///   have; it is not enough.
///
/// Either must be beyond chance. Given how often each value occurs (n_v rows) and the shares p_c of the
/// classes, a column independent of the class is pure with probability
///
///     P = Π_v Σ_c p_c^(n_v)
///
/// and nothing is said unless P < 10⁻⁹. A column tells a real target if |r| > 0.9999 in train and among the
/// held rows, or if it rises or falls strictly with the target.
struct LabelLeak {
  /// Rows below which a strong feature may be right everywhere: 60 rows without a miss leave an error of
  /// up to 5 % possible.
  static let leastRows = 60
  static let leastHeldRows = 10
  private static let mostChance = 1e-9
  private static let correlation = 0.9999

  private let target: Target
  /// Labelled rows of the sample, their places in it, and whether each is a train row.
  private let rows: [Int]
  private let places: [Int]
  private let isTrain: [Bool]

  /// - Parameters:
  ///   - rows: of the sample; those without a label are left out.
  ///   - isTrain: of each of `rows`.
  init(_ target: Target, rows: [Int], isTrain: [Bool]) {
    self.target = target
    places = rows.indices.filter { target.isLabelled(rows[$0]) }
    self.rows = places.map { rows[$0] }
    self.isTrain = places.map { isTrain[$0] }
  }

  /// Numbers of the columns that tell.
  func columns(of sample: ColumnSample) -> [Int] {
    let held = isTrain.count { !$0 }
    guard rows.count >= Self.leastRows, held >= Self.leastHeldRows else { return [] }
    switch target {
    case .labels(let labels, let classes):
      let labels = rows.map { labels[$0] }
      return (0..<sample.columns).filter { column in
        let values = labelled(column, of: sample)
        return isCode(values, labels, classes: classes.count)
          || isLevel(values, labels, classes: classes.count)
      }
    case .values(let values):
      let target = rows.map { values[$0] }
      let order = target.indices.sorted { target[$0] < target[$1] }
      return (0..<sample.columns).filter { column in
        let values = labelled(column, of: sample)
        return isStrictlyMonotone(values, target, along: order) || isCorrelated(values, target)
      }
    }
  }

  /// A column over the labelled rows.
  private func labelled(_ column: Int, of sample: ColumnSample) -> [Double] {
    let values = sample.column(column)
    return places.count == values.count ? values : places.map { values[$0] }
  }

  // MARK: classes

  private func isCode(_ values: [Double], _ labels: [Int], classes: Int) -> Bool {
    var known: [Double: (label: Int, rows: Int, isInTrain: Bool)] = [:]
    for (place, value) in values.enumerated() {
      if let entry = known[value] {
        guard entry.label == labels[place] else { return false }
        known[value] = (entry.label, entry.rows + 1, entry.isInTrain || isTrain[place])
      } else {
        guard 5 * (known.count + 1) <= values.count else { return false }
        known[value] = (labels[place], 1, isTrain[place])
      }
    }
    let sorted = known.sorted { $0.key < $1.key }.map(\.value.label)
    let present = Set(sorted).count
    let intervals = 1 + zip(sorted, sorted.dropFirst()).count { $0 != $1 }
    guard intervals > present || sorted.count <= 2 * present else { return false }
    let held = isTrain.indices.filter { !isTrain[$0] }
    let seen = held.count { known[values[$0]]?.isInTrain == true }
    return 2 * seen >= held.count
      && isBeyondChance(known.values.map(\.rows), labels, classes: classes)
  }

  private func isLevel(_ values: [Double], _ labels: [Int], classes: Int) -> Bool {
    var low = [Double](repeating: .infinity, count: classes)
    var high = [Double](repeating: -.infinity, count: classes)
    var counts = [Int](repeating: 0, count: classes)
    for (value, label) in zip(values, labels) {
      low[label] = min(low[label], value)
      high[label] = max(high[label], value)
      counts[label] += 1
    }
    let order = (0..<classes).filter { counts[$0] > 0 }.sorted { low[$0] < low[$1] }
    guard order.count > 1 else { return false }
    let widest = order.map { high[$0] - low[$0] }.max() ?? 0
    let isApart = zip(order, order.dropFirst()).allSatisfy { lower, upper in
      let gap = low[upper] - high[lower]
      return gap > 0 && gap >= widest
    }
    return isApart && isBeyondChance(counts.filter { $0 > 0 }, labels, classes: classes)
  }

  /// - Parameter sizes: rows of each value.
  private func isBeyondChance(_ sizes: [Int], _ labels: [Int], classes: Int) -> Bool {
    var shares = [Double](repeating: 0, count: classes)
    for label in labels { shares[label] += 1 / Double(labels.count) }
    let chance = sizes.reduce(0.0) { sum, size in
      let pure = shares.reduce(0.0) { $0 + power($1, size) }
      return sum + logarithm(max(pure, 1e-300))
    }
    return chance < logarithm(Self.mostChance)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    base == 0 ? 0 : exponential(Double(exponent) * logarithm(base))
  }

  // MARK: real targets

  private func isStrictlyMonotone(
    _ values: [Double], _ target: [Double], along order: [Int]
  ) -> Bool {
    var direction = 0.0
    var steps = 0
    for (before, after) in zip(order, order.dropFirst()) where target[before] != target[after] {
      let step = values[after] - values[before]
      if direction == 0 { direction = step }
      guard step * direction > 0 else { return false }
      steps += 1
    }
    // Ties of the target say nothing.
    return 2 * steps >= order.count
  }

  private func isCorrelated(_ values: [Double], _ target: [Double]) -> Bool {
    [true, false].allSatisfy { part in
      let places = isTrain.indices.filter { isTrain[$0] == part }
      let r = Self.correlation(places.map { values[$0] }, places.map { target[$0] })
      return abs(r) > Self.correlation
    }
  }

  /// Pearson's r; 0 where one of the two does not vary.
  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let count = Double(max(1, x.count))
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    return xx > 0 && yy > 0 ? xy / (xx.squareRoot() * yy.squareRoot()) : 0
  }
}
