import ArgumentParser
import Foundation
import Information

/// W6: mutual information by nearest neighbours (KSG), of normal variables for which it is known.
struct NeighbourInformation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w6",
    abstract: "Estimates the mutual information of two correlated normal variables (KSG).")

  @OptionGroup var normals: CorrelatedNormals
  @Option(help: "Neighbours.") var neighbours = 3

  func run() throws {
    let (x, y) = normals.drawn()
    let estimator = KraskovEstimator(neighbours: neighbours)
    let meter = Meter()
    let estimate = try estimator.estimate(x, y)
    let reading = meter.reading()
    let truth =
      -Double(normals.dimension) / 2 * log(1 - normals.correlation * normals.correlation)
    try BenchResult(
      "w6", reading, samples: normals.rows,
      metrics: [
        "dimension": Double(normals.dimension), "estimate": estimate, "truth": truth,
        "error": estimate - truth,
      ]
    ).print()
  }
}
