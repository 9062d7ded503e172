import LinearAlgebra

/// Labels of a few rows, given to all others over the graph of a modality's neighbours.
///
///     F = (I − α S)⁻¹ Y,   p = F with its columns at the class prior and its rows at 1
///
/// - ``NeighbourGraph``: which rows are near each other, and how near (``RowDirections``).
/// - `PropagationSystem`: the equations, by Cholesky's factor or by conjugate gradients.
/// - ``ClassPrior``: the shares that classes are brought to.
/// - ``PropagatedLabels``: what comes out, for rows of the graph and for others.
///
/// To leave a fold out, propagate over the same graph from fewer labelled rows: whatever row of the graph is
/// not among them is without a label. Everything is Double, in an order that the rows' numbers fix: the same
/// bits however many cores there are.
package struct LabelPropagation: Sendable, Hashable {
  /// What becomes of the shares that classes have after propagation.
  package enum ClassShares: String, Sendable, Hashable {
    /// Brought to the ``ClassPrior``.
    case prior
    /// Left as they are.
    case asPropagated
  }

  package var classes: Int
  package var shares: ClassShares

  package init(classes: Int, shares: ClassShares = .prior) {
    self.classes = classes
    self.shares = shares
  }

  /// Labels of all rows of the graph.
  ///
  /// - Parameters:
  ///   - labelled: rows of the graph, numbered as in the dataset, each once, in any order.
  ///   - labels: 0 ..< classes, one a labelled row.
  /// - Throws: `PropagationError.noLabelledRow`; `unsolved`, which no finite features lead to.
  package func labels(
    over graph: NeighbourGraph, labelled: [Int], labels: [Int]
  ) throws(PropagationError) -> PropagatedLabels {
    precondition(
      labelled.count == labels.count, "\(labels.count) labels of \(labelled.count) rows")
    guard !labelled.isEmpty else { throw .noLabelledRow }
    let prior = ClassPrior(labels: labels, classes: classes)
    let seeds = seeds(graph, labelled, labels)
    let scores = try PropagationSystem(graph).scores(from: seeds)
    let probabilities =
      switch shares {
      case .prior: prior.balanced(scores)
      case .asPropagated: prior.normalised(scores)
      }
    return PropagatedLabels(
      graph: graph, seeds: seeds, propagated: probabilities, prior: prior)
  }

  /// Y: 1 at the label of a labelled row, 0 elsewhere.
  private func seeds(_ graph: NeighbourGraph, _ labelled: [Int], _ labels: [Int]) -> Matrix {
    var seeds = Matrix.zeros(rows: graph.rows.count, columns: classes)
    for (row, label) in zip(labelled, labels) {
      guard let node = graph.node(of: row) else {
        preconditionFailure("row \(row) has a label and is not in the graph")
      }
      precondition(
        !(0..<classes).contains { seeds[node, $0] > 0 }, "row \(row) is labelled twice")
      seeds[node, label] = 1
    }
    return seeds
  }
}
