import ArgumentParser
import Information
import LinearAlgebra
import Randomness

/// Two normal variables whose coordinates correlate pair by pair: what estimators of information are
/// tried on, because the truth is known.
struct CorrelatedNormals: ParsableArguments {
  @Option(help: "Rows.") var rows = 10_000
  @Option(help: "Coordinates of each variable; those of one number correlate.") var dimension = 1
  @Option(help: "Correlation of a pair of coordinates.") var correlation = 0.6

  func drawn() -> (x: Matrix, y: Matrix) {
    var stream = RandomStream(key: 7)
    let noise = (1 - correlation * correlation).squareRoot()
    let x = (0..<rows * dimension).map { _ in stream.normal() }
    let y = x.map { correlation * $0 + noise * stream.normal() }
    return (
      Matrix(rows: rows, columns: dimension, values: x),
      Matrix(rows: rows, columns: dimension, values: y)
    )
  }
}
