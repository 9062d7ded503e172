import ArgumentParser
import Foundation
import Information
import Randomness

/// W6: mutual information by nearest neighbours (KSG), of normal variables for which it is known.
struct NeighbourInformation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w6",
    abstract: "Estimates the mutual information of two correlated normal variables (KSG).")

  @Option(help: "Rows.") var rows = 10_000
  @Option(help: "Coordinates of each variable; those of one number correlate.") var dimension = 1
  @Option(help: "Correlation of a pair of coordinates.") var correlation = 0.6
  @Option(help: "Neighbours.") var neighbours = 3

  func run() throws {
    var stream = RandomStream(key: 7)
    let noise = (1 - correlation * correlation).squareRoot()
    let x = (0..<rows * dimension).map { _ in stream.normal() }
    let y = x.map { correlation * $0 + noise * stream.normal() }
    let estimator = KraskovEstimator(neighbours: neighbours)
    let meter = Meter()
    let estimate = try estimator.estimate(
      Matrix(rows: rows, columns: dimension, values: x),
      Matrix(rows: rows, columns: dimension, values: y))
    let reading = meter.reading()
    let truth = -Double(dimension) / 2 * log(1 - correlation * correlation)
    try BenchResult(
      "w6", reading, samples: rows,
      metrics: [
        "dimension": Double(dimension), "estimate": estimate, "truth": truth,
        "error": estimate - truth,
      ]
    ).print()
  }
}
