import LinearAlgebra
import Tensors

/// What neighbours' labels say of every row of a graph, and of rows outside it.
package struct PropagatedLabels: Sendable, Hashable {
  private let graph: NeighbourGraph
  /// `[rows of the graph, classes]`; a labelled row has 1 at its label.
  private let nodes: Matrix
  /// The rows of the graph without a label, numbered as in the dataset, ascending.
  package let unlabelled: [Int]
  package let prior: ClassPrior

  /// - Parameters:
  ///   - seeds: Y `[rows of the graph, classes]`.
  ///   - propagated: p, of the same shape.
  init(graph: NeighbourGraph, seeds: Matrix, propagated: Matrix, prior: ClassPrior) {
    let isLabelled = (0..<seeds.rows).map { row in
      (0..<seeds.columns).contains { seeds[row, $0] > 0 }
    }
    var nodes = propagated
    for row in isLabelled.indices where isLabelled[row] {
      for column in 0..<seeds.columns { nodes[row, column] = seeds[row, column] }
    }
    self.graph = graph
    self.nodes = nodes
    self.prior = prior
    unlabelled = graph.rows.indices.filter { !isLabelled[$0] }.map { graph.rows[$0] }
  }

  /// Of the rows without a label, in their order: `[unlabelled, classes]`, each row of sum 1.
  package var probabilities: Matrix { probabilities(of: unlabelled) }

  /// The likeliest class of each row without a label; of equal ones the first.
  package var predictions: [Int] { probabilities.likeliestColumns }

  /// Of rows of the graph, numbered as in the dataset, in the order asked: `[rows, classes]`.
  package func probabilities(of rows: [Int]) -> Matrix {
    nodes.rows(
      rows.map { row in
        guard let node = graph.node(of: row) else {
          preconditionFailure("row \(row) is not in the graph; ask for it as one outside")
        }
        return node
      })
  }

  /// Of rows outside the graph, such as validation and test rows: `[rows, classes]`.
  ///
  ///     p(x) = Σⱼ max(cos(x, j), 0)³ pⱼ / Σⱼ max(cos(x, j), 0)³   over the ten nearest rows j of the graph
  ///
  /// Rows with a label count with it alone. A row that is near none gets the prior. What is said of one row
  /// does not depend on which others are asked.
  /// - Parameter features: of the graph's columns, standardised alike.
  /// - Throws: `PropagationError.notFinite`.
  package func probabilities(
    outside rows: [Int], in features: any FeatureSource
  ) throws(PropagationError) -> Matrix {
    let points = graph.points
    precondition(
      features.columns == points.values.columns,
      "rows of \(features.columns) columns beside a graph of \(points.values.columns)")
    let queries = points.directions(of: try Matrix(finite: features, rows: rows))
    var result = Matrix.zeros(rows: rows.count, columns: nodes.columns)
    for (row, neighbours) in points.nearest(NeighbourGraph.neighbours, to: queries).enumerated() {
      var sum = 0.0
      for neighbour in neighbours {
        let weight = NeighbourGraph.weight(neighbour.cosine)
        sum += weight
        for column in 0..<nodes.columns {
          result[row, column] += weight * nodes[neighbour.row, column]
        }
      }
      for column in 0..<nodes.columns {
        result[row, column] = sum > 0 ? result[row, column] / sum : prior.shares[column]
      }
    }
    return result
  }
}

extension Matrix {
  /// The column of the largest number of every row; of equal ones the first.
  package var likeliestColumns: [Int] {
    (0..<rows).map { row in
      var best = 0
      for column in 0..<columns where self[row, column] > self[row, best] { best = column }
      return best
    }
  }
}
