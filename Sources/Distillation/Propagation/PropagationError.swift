import LinearAlgebra

/// Why labels do not propagate.
package enum PropagationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing to propagate.
  case noLabelledRow
  /// A feature that is not finite; both counted from 0, the row as in the dataset.
  case notFinite(row: Int, column: Int)
  case unsolved(LinearAlgebraError)

  package var description: String {
    switch self {
    case .noLabelledRow:
      "no row has a label, so there is none to give to its neighbours; label at least one row a class"
    case .notFinite(let row, let column):
      "the feature in row \(row), column \(column) is not finite; "
        + "leave out rows that the modality lacks, or fill them in"
    case .unsolved(let problem):
      "labels were not propagated: \(problem)"
    }
  }
}
