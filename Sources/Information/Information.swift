// Information: how much two representations, or a representation and a label, know about each
// other.
//
// - `LogOdds`, `PrincipalDirections`: from network outputs to a few standardised
//   coordinates.
// - `KraskovEstimator`, `RossEstimator`, `GaussianEstimator`, `PluginEstimator`: mutual
//   information, nats.
// - `ComplementarityProtocol`: the one fixed way in which Retort reaches a verdict before
//   distilling; `GroupDraws` where rows come in groups, `VerdictReservation` where there is none.
// - `GaussianCriterion`: the closed theory for scalar outputs.
//
// What does not live here: training (the outputs handed in are out of fold) and what happened
// afterwards.

import LinearAlgebra

/// Why an estimate cannot be made.
public enum InformationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Neighbours cannot be found among so few rows.
  case tooFewRows(found: Int, needed: Int)
  /// Rows of a group are one observation, and these are too few for an interval.
  case tooFewGroups(found: Int, needed: Int)
  /// No class has two rows, so no row has a neighbour inside its class.
  case noClassWithTwoRows(rows: Int)
  case rowsDiffer(what: String, found: Int, expected: Int)
  case notFinite(what: String, row: Int, column: Int)
  case labelOutside(label: Int, row: Int, classes: Int)
  /// A representation without columns.
  case noColumns(what: String)
  case noDecomposition(LinearAlgebraError)

  public var description: String {
    switch self {
    case .tooFewRows(let found, let needed):
      "mutual information needs at least \(needed) rows, found \(found); "
        + "give more labelled rows to train and validation, or fewer neighbours"
    case .tooFewGroups(let found, let needed):
      "the rows belong to \(found) groups, and an interval needs \(needed) groups at least; "
        + "rows of a group are not independent: give rows of more groups"
    case .noClassWithTwoRows(let rows):
      "none of the classes of these \(rows) rows has two rows; "
        + "I(S;Y) needs neighbours inside a class: merge classes or give more rows"
    case .rowsDiffer(let what, let found, let expected):
      "\(what) has \(found) rows, expected \(expected); all parts of an estimate share their rows"
    case .notFinite(let what, let row, let column):
      "\(what) is not finite in row \(row), column \(column); "
        + "a diverged network gives such outputs: lower its learning rate"
    case .labelOutside(let label, let row, let classes):
      "label \(label) of row \(row) is outside 0 ..< \(classes); check the class list"
    case .noColumns(let what):
      "\(what) has no columns; logits of two classes or more, or scalar outputs, are expected"
    case .noDecomposition(let reason): "\(reason)"
    }
  }
}

/// Mutual information of two continuous representations, in nats.
public protocol MutualInformationEstimator: Sendable {
  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - y: `[rows, features]`, the same rows.
  func estimate(_ x: Matrix, _ y: Matrix) throws(InformationError) -> Double
}
