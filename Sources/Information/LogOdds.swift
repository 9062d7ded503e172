import LinearAlgebra

/// Logits as the representation that mutual information is taken of.
///
/// The softmax does not see a number added to all logits of a row. That null direction is removed
/// by subtracting the row's mean; the last class then follows from the others and is left out, so C
/// classes give C − 1 columns (two classes give one: half the log-odds). Every column is
/// standardised.
public enum LogOdds {
  /// - Parameter logits: `[rows, classes]`, two classes at least; log-probabilities give the same.
  /// - Returns: `[rows, classes − 1]`.
  public static func standardised(_ logits: Matrix) -> Matrix {
    precondition(logits.columns > 1, "log-odds need two classes")
    let kept = logits.columns - 1
    var values: [Double] = []
    values.reserveCapacity(logits.rows * kept)
    for row in 0..<logits.rows {
      let start = row * logits.columns
      let mean =
        logits.values[start..<start + logits.columns].reduce(0, +) / Double(logits.columns)
      for column in 0..<kept { values.append(logits.values[start + column] - mean) }
    }
    return Matrix(rows: logits.rows, columns: kept, values: values).standardised
  }

  /// The class of the largest logit of every row; ties go to the lower class.
  public static func hardPredictions(_ logits: Matrix) -> [Int] {
    (0..<logits.rows).map { row in
      var best = 0
      for column in 0..<logits.columns where logits[row, column] > logits[row, best] {
        best = column
      }
      return best
    }
  }
}
