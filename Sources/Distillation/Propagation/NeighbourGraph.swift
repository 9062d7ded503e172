import LinearAlgebra
import Tensors

/// Which rows of a modality are near each other: the graph that labels propagate over.
///
///     wᵢⱼ = max(vᵢⱼ, vⱼᵢ),   vᵢⱼ = max(cos(i, j), 0)³ where j is one of the ten nearest of i, else 0
///
/// Cosines are between rows centred by their mean (``RowDirections``). No label is asked for: one graph serves every
/// choice of labelled rows, such as those that leave a fold out. Nodes are the rows in ascending order, so
/// that the order in which they are given changes no bit.
package struct NeighbourGraph: Sendable, Hashable {
  /// Neighbours of a row, before the graph is made symmetric.
  package static let neighbours = 10

  /// Numbers of the nodes' rows in the dataset, ascending.
  package let rows: [Int]
  /// Node i is row i of these.
  let points: RowDirections
  /// The edges of node i are those numbered `starts[i]..<starts[i + 1]`.
  let starts: [Int]
  /// The other node of every edge, ascending within a node.
  let ends: [Int]
  /// W, above 0.
  let weights: [Double]

  /// - Parameters:
  ///   - features: standardised.
  ///   - rows: each once, with and without a label.
  /// - Throws: `PropagationError.notFinite`.
  package init(of features: any FeatureSource, rows: [Int]) throws(PropagationError) {
    self.rows = rows.sorted()
    precondition(
      zip(self.rows, self.rows.dropFirst()).allSatisfy { $0 < $1 }, "a row that is two nodes")
    points = RowDirections(try Matrix(finite: features, rows: self.rows))
    (starts, ends, weights) = Self.symmetric(
      points.nearest(
        Self.neighbours, to: points.values, excluding: Array(self.rows.indices)))
  }

  /// max(cos, 0)³
  static func weight(_ cosine: Double) -> Double { cosine > 0 ? cosine * cosine * cosine : 0 }

  private static func symmetric(
    _ nearest: [[RowDirections.Neighbour]]
  ) -> (starts: [Int], ends: [Int], weights: [Double]) {
    var edges = [[(end: Int, weight: Double)]](repeating: [], count: nearest.count)
    for (node, neighbours) in nearest.enumerated() {
      for neighbour in neighbours {
        let weight = weight(neighbour.cosine)
        edges[node].append((neighbour.row, weight))
        edges[neighbour.row].append((node, weight))
      }
    }
    var (starts, ends, weights) = ([0], [Int](), [Double]())
    for node in edges.indices {
      for edge in edges[node].sorted(by: { $0.end < $1.end }) {
        if ends.count > starts[node], ends[ends.count - 1] == edge.end {
          weights[weights.count - 1] = max(weights[weights.count - 1], edge.weight)
        } else {
          ends.append(edge.end)
          weights.append(edge.weight)
        }
      }
      starts.append(ends.count)
    }
    return (starts, ends, weights)
  }

  /// D: the weights of a node's edges added up; 0 where it has none.
  var degrees: [Double] {
    rows.indices.map { node in
      (starts[node]..<starts[node + 1]).reduce(0) { $0 + weights[$1] }
    }
  }

  /// The node of a row of the dataset.
  func node(of row: Int) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == row ? low : nil
  }
}

extension Matrix {
  /// The rows numbered `rows`, in that order, with every digit the source has.
  ///
  /// - Throws: `PropagationError.notFinite`.
  init(finite features: any FeatureSource, rows: [Int]) throws(PropagationError) {
    self.init(
      rows: rows.count, columns: features.columns, values: features.doubles(rows: rows))
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: rows[index / columns], column: index % columns)
    }
  }
}
