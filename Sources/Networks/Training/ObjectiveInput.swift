import Tensors

/// One named matrix that a loss reads in every step.
public struct ObjectiveInput: Sendable {
  /// As the loss reads it.
  public let name: String
  public let source: Source

  /// Where the numbers of a step come from.
  public enum Source: Sendable {
    /// `[batch, columns]`: row i belongs to the i-th training row. May lie in a mapped file. Weights of rows
    /// are such a matrix of one column.
    case rows(any FeatureSource)
    /// The same matrix in every step, with rows of its own: the texts of all classes, `[classes, width]`.
    /// It couples no rows of the batch by being read.
    case constant(any FeatureSource)
    /// `[batch, columns]`, drawn afresh in every step.
    ///
    /// A number depends on seed, role and stream index of the settings, the input's name, the step, the
    /// row's place in the batch and the column: not on how the batch is worked on, nor on other inputs.
    /// L-BFGS draws once a fit, by training row: its line search compares values of one function.
    case drawn(columns: Int, Distribution)
  }

  /// A matrix with a row for every training row.
  public init(name: String, values: any FeatureSource) {
    self.init(name: name, .rows(values))
  }

  /// A matrix from anywhere.
  public init(name: String, _ source: Source) {
    self.name = name
    self.source = source
  }

  /// Of the matrix.
  public var columns: Int {
    switch source {
    case .rows(let values), .constant(let values): values.columns
    case .drawn(let columns, _): columns
    }
  }

  /// Of a matrix that is the same in every step.
  var fixedRows: Int? {
    guard case .constant(let values) = source else { return nil }
    return values.rows
  }
}

/// How the numbers of a drawn input are distributed.
public enum Distribution: Sendable, Hashable {
  /// Mean 0, variance 1.
  case normal
  /// On [0, 1), multiples of 2⁻²⁴.
  case uniform
}
