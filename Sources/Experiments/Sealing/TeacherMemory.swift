import PlainText
import Statistics

/// How much better a teacher is on the train rows it has seen than on the same rows out of fold.
///
///     z = |mean(c_in − c_out)| / se        c: 1 for a row that is right, or its squared error
///
/// Paired by row, means over seeds; the standard error is that of the rows, or of the groups they come in.
struct TeacherMemory: Sendable {
  /// Mean of c on the train rows, in-sample and out of fold.
  let inSample: Double
  let outOfFold: Double
  /// In standard errors; infinite where every row differs by the same.
  let distance: Double

  /// Beyond it the in-sample outputs speak of the rows, not of the world.
  var isFar: Bool { distance > PartGap.warningDistance }

  /// - Parameters:
  ///   - inSample: one a seed, of the train rows.
  ///   - outOfFold: of the same seeds and rows.
  ///   - groups: of the train rows, where they come in groups.
  /// - Returns: `nil` where there is nothing to compare, or too little to tell an error by.
  init?(inSample: [Predictions], outOfFold: [Predictions], groups: [Int]?) {
    let seen = inSample.map(\.correctness)
    let unseen = outOfFold.map(\.correctness)
    guard seen.count == unseen.count, let rows = seen.first?.count, rows > 1 else { return nil }
    let differences = zip(seen, unseen).map { zip($0, $1).map { $0 - $1 } }
    let interval = CrossedInterval(differences: ScoreTable(differences), groups: groups)
    guard let error = interval.standardErrorOfRows else { return nil }
    func mean(_ scores: [[Double]]) -> Double {
      scores.reduce(0) { $0 + $1.reduce(0, +) } / Double(rows * scores.count)
    }
    self.inSample = mean(seen)
    self.outOfFold = mean(unseen)
    distance = interval.gain == 0 ? 0 : abs(interval.gain) / error
  }
}
