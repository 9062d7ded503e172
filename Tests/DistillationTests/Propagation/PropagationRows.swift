import Glibc
import LinearAlgebra
import Randomness
import Tensors

@testable import Distillation

/// Rows of the tests of propagation.
enum PropagationRows {
  /// Rows as features, of Float32.
  static func features(_ rows: [[Double]]) -> Tensor {
    Tensor(
      rows: rows.count, columns: rows.first?.count ?? 0,
      values: rows.flatMap { $0.map { Float($0) } })
  }

  /// Normal clouds around corners far from each other: row i is of class i mod `classes`.
  static func clouds(
    rows: Int, classes: Int, features: Int = 6, spread: Double = 0.3, key: UInt64 = 11
  ) -> (features: Tensor, classes: [Int]) {
    var stream = RandomStream(key: key)
    let labels = (0..<rows).map { $0 % classes }
    let table = labels.map { label in
      (0..<features).map { ($0 == label ? 3 : 0) + spread * stream.normal() }
    }
    return (Self.features(table), labels)
  }

  /// Two half circles that reach into each other, seen from radial functions around points of the plane.
  ///
  /// Cosines from the mean of a plane know only angles; among many radial functions near rows have small angles.
  static func moons(rows: Int, key: UInt64 = 5) -> (features: Tensor, classes: [Int]) {
    var stream = RandomStream(key: key)
    let labels = (0..<rows).map { $0 % 2 }
    let points = labels.map { label -> (Double, Double) in
      let angle = Double.pi * stream.uniform()
      let (x, y) = (Glibc.cos(angle), Glibc.sin(angle))
      return (
        (label == 0 ? x : 1 - x) + 0.05 * stream.normal(),
        (label == 0 ? y : 0.5 - y) + 0.05 * stream.normal()
      )
    }
    var table: [[Double]] = []
    for (x, y) in points {
      var radial: [Double] = []
      for u in stride(from: -1.2, through: 2.2, by: 0.25) {
        for v in stride(from: -0.8, through: 1.3, by: 0.25) {
          let square = (x - u) * (x - u) + (y - v) * (y - v)
          radial.append(Glibc.exp(-square / 0.08))
        }
      }
      table.append(radial)
    }
    return (features(table), labels)
  }

  /// Rows without any order to them.
  static func noise(rows: Int, features: Int = 8, key: UInt64) -> Tensor {
    var stream = RandomStream(key: key)
    return Tensor(
      rows: rows, columns: features,
      values: (0..<rows * features).map { _ in Float(stream.normal()) })
  }
}

extension LabelPropagation {
  /// Labels over all rows of `features`.
  func labels(
    of features: Tensor, labelled: [Int], labels: [Int]
  ) throws -> PropagatedLabels {
    try self.labels(
      over: NeighbourGraph(of: features, rows: Array(0..<features.rows)), labelled: labelled,
      labels: labels)
  }
}

/// The largest difference of two matrices of one shape.
func largestDifference(_ a: Matrix, _ b: Matrix) -> Double {
  precondition(a.rows == b.rows && a.columns == b.columns, "matrices of two shapes")
  return zip(a.values, b.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// The share of rows that two lists agree on.
func agreement(_ a: [Int], _ b: [Int]) -> Double {
  Double(zip(a, b).count { $0 == $1 }) / Double(max(a.count, 1))
}
